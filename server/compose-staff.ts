import type { Clock } from './base/clock.ts';
import type { Id } from './base/new-id.ts';
import type { AccessLog } from './safeguards/access-log/append-entries.ts';
import { createAccessTokens } from './safeguards/access/access-tokens.ts';
import { type Access, createAccess } from './safeguards/access/authorize.ts';
import { createChangePassword } from './safeguards/access/change-password.ts';
import { createStaffClosing } from './safeguards/access/close-staff.ts';
import { createSignInAttempts } from './safeguards/access/count-attempts.ts';
import { createStaffMaking } from './safeguards/access/create-staff.ts';
import { createEnsureFirstAdministrator } from './safeguards/access/ensure-first-administrator.ts';
import { createTaskGrants } from './safeguards/access/grant-task.ts';
import { createPasswordHasher } from './safeguards/access/hash-password.ts';
import { createOwnSettings } from './safeguards/access/own-settings.ts';
import { createRightsReader, type RightsReader } from './safeguards/access/read-rights.ts';
import { createInspections } from './safeguards/access/inspections.ts';
import { createExtensions } from './safeguards/access/extensions.ts';
import { createLinks } from './safeguards/access/redeem-link.ts';
import { createSessions } from './safeguards/access/sessions.ts';
import { createSignIn } from './safeguards/access/sign-in.ts';
import { createStaffDirectory } from './safeguards/access/staff-directory.ts';
import { createUndertaking } from './safeguards/access/undertaking.ts';
import { createVerifyPassword } from './safeguards/access/verify-password.ts';
import type { PublishedDeclaration } from './safeguards/declaration/declaration.ts';
import type { BlindIndex } from './safeguards/vault/blind-index.ts';
import type { Vault } from './safeguards/vault/vault.ts';
import type { Database, Tx } from './storage/database.ts';

export type StaffHouse = ReturnType<typeof createStaffHouse>;

export function createAccessHouse(deps: {
  db: Database;
  accessLog: AccessLog;
  clock: Clock;
  current(): PublishedDeclaration;
}): {
  rights: RightsReader;
  access: Access;
} {
  const rights = createRightsReader({
    db: deps.db,
    clock: deps.clock,
    timeZone: () => deps.current().declaration.register.timeZone,
  });
  return { rights, access: createAccess({ rights, accessLog: deps.accessLog, current: deps.current }) };
}

/** Everything about staff: who they are, how they sign in, what they were given. */
export function createStaffHouse(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  accessLog: AccessLog;
  rights: RightsReader;
  index: BlindIndex;
  clock: Clock;
  /** What other rooms keep under a member's unit goes with it. */
  alsoErase(tx: Tx, staff: readonly Id<'staff'>[]): Promise<void>;
  current(): PublishedDeclaration;
}) {
  const hasher = createPasswordHasher();
  const attempts = createSignInAttempts(deps);
  const sessions = createSessions(deps);
  const verifyPassword = createVerifyPassword({ ...deps, hasher, attempts });
  const directory = createStaffDirectory(deps);
  const all = { ...deps, hasher, attempts, sessions, verifyPassword, directory };
  return {
    attempts,
    sessions,
    directory,
    tokens: createAccessTokens(all),
    signIn: createSignIn(all),
    undertaking: createUndertaking(all),
    ownSettings: createOwnSettings(all),
    changePassword: createChangePassword(all),
    taskGrants: createTaskGrants(all),
    making: createStaffMaking(all),
    closing: createStaffClosing(all),
    links: createLinks(all),
    extensions: createExtensions(all),
    inspections: createInspections(all),
    ensureFirstAdministrator: createEnsureFirstAdministrator(all),
  };
}
