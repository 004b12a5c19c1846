import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import type { Id } from '../../server/base/new-id.ts';
import { createAccessLog } from '../../server/safeguards/access-log/append-entries.ts';
import { createAccess, type StaffActor } from '../../server/safeguards/access/authorize.ts';
import { createChangePassword } from '../../server/safeguards/access/change-password.ts';
import { createStaffClosing } from '../../server/safeguards/access/close-staff.ts';
import { createSignInAttempts } from '../../server/safeguards/access/count-attempts.ts';
import { createStaffMaking } from '../../server/safeguards/access/create-staff.ts';
import { createEnsureFirstAdministrator } from '../../server/safeguards/access/ensure-first-administrator.ts';
import { createTaskGrants } from '../../server/safeguards/access/grant-task.ts';
import { createPasswordHasher } from '../../server/safeguards/access/hash-password.ts';
import { createOwnSettings } from '../../server/safeguards/access/own-settings.ts';
import { createRightsReader } from '../../server/safeguards/access/read-rights.ts';
import { createLinks } from '../../server/safeguards/access/redeem-link.ts';
import { createSessions } from '../../server/safeguards/access/sessions.ts';
import { createSignIn } from '../../server/safeguards/access/sign-in.ts';
import { createStaffDirectory } from '../../server/safeguards/access/staff-directory.ts';
import { createUndertaking } from '../../server/safeguards/access/undertaking.ts';
import { createVerifyPassword } from '../../server/safeguards/access/verify-password.ts';
import type { PublishedDeclaration } from '../../server/safeguards/declaration/declaration.ts';
import { openBlindIndex } from '../../server/safeguards/vault/blind-index.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { createKeyRing } from '../../server/safeguards/vault/key-ring.ts';
import { beginFirstEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { createVault } from '../../server/safeguards/vault/vault.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** The room as one process builds it. */
export async function buildProcess(
  database: TestDatabase,
  keeperFolder: string,
  clock: Clock,
  current: () => PublishedDeclaration,
) {
  const { service: db, logWriter } = database;
  const keeper = await openKeeper(keeperFolder, { create: true });
  await beginFirstEpoch(db, keeper);
  const index = await openBlindIndex(db, keeper);
  const accessLog = createAccessLog({ logDb: logWriter, clock, log: silentLogger });
  const vault = createVault({ db, keyRing: createKeyRing({ keeper }), accessLog, isDeclared: () => true });
  const rights = createRightsReader({ db, clock, timeZone: () => current().declaration.register.timeZone });
  const access = createAccess({ rights, accessLog, current });
  const parts = { db, vault, access, accessLog, index, rights, clock, current };
  const attempts = createSignInAttempts(parts);
  const hasher = createPasswordHasher();
  const sessions = createSessions(parts);
  const directory = createStaffDirectory(parts);
  const all = { ...parts, attempts, hasher, sessions, directory };
  const verifyPassword = createVerifyPassword(all);
  return {
    ...all,
    signIn: createSignIn({ ...all, verifyPassword }),
    changePassword: createChangePassword({ ...all, verifyPassword }),
    making: createStaffMaking(all),
    links: createLinks(all),
    undertaking: createUndertaking(all),
    tasks: createTaskGrants(all),
    closing: createStaffClosing(all),
    settings: createOwnSettings(all),
    ensureFirstAdministrator: createEnsureFirstAdministrator(all),
  };
}

export const adminPassword = 'kolmas lumi tikka vinossa';
export const agentPassword = 'sinivalas hyppii portaissa';

export interface MovableClock extends Clock {
  forward(milliseconds: number): void;
}

export function movableClock(start = new Date('2026-11-20T09:00:00Z')): MovableClock {
  let now = start.getTime();
  return { now: () => new Date(now), forward: (milliseconds) => void (now += milliseconds) };
}

/** A database of its own, two processes on it, and a first administrator who has accepted the undertaking. */
export async function buildAccess(declaration: PublishedDeclaration) {
  const database = await createTestDatabase();
  const keeperFolder = await mkdtemp(join(tmpdir(), 'haltija-keeper-'));
  const clock = movableClock();
  let published = declaration;
  const current = () => published;
  const one = await buildProcess(database, keeperFolder, clock, current);
  const other = await buildProcess(database, keeperFolder, clock, current);

  async function signedIn(userName: string, password: string): Promise<StaffActor> {
    const { staffId, sessionId } = await one.signIn(userName, password);
    return { kind: 'staff', staffId, sessionId };
  }

  const link = await one.ensureFirstAdministrator();
  const profile = { userName: 'vieno.rauta', displayName: 'Vieno Rauta', language: 'fi' } as const;
  await one.links.redeem(link!.token, { password: adminPassword, profile });
  const admin = await signedIn('vieno.rauta', adminPassword);
  await one.undertaking.accept(admin, current().declaration.undertaking.version, 'fi');

  let made = 0;
  /** Someone invited by the administrator, signed in, with these tasks to this day. */
  async function newColleague(
    options: { tasks?: readonly string[]; until?: string; accept?: boolean } = {},
  ): Promise<StaffActor & { userName: string }> {
    made += 1;
    const userName = `åsa.lindqvist${made}`;
    const invitation = await one.making.invite(admin, {
      userName,
      displayName: `Åsa Lindqvist ${made}`,
      language: 'sv',
    });
    await one.links.redeem(invitation.token, { password: agentPassword });
    const actor = await signedIn(userName, agentPassword);
    for (const task of options.tasks ?? []) {
      await one.tasks.grant(admin, { staffId: actor.staffId, task, until: options.until ?? '2027-01-31' });
    }
    if (options.accept !== false) {
      await one.undertaking.accept(actor, current().declaration.undertaking.version, 'sv');
    }
    return { ...actor, userName };
  }

  return {
    database,
    clock,
    one,
    other,
    admin,
    signedIn,
    newColleague,
    publish: (next: PublishedDeclaration) => void (published = next),
    current,
    logLines: (where: string, values: unknown[] = []) =>
      database.service.query<{
        action: string;
        actor: string;
        actor_kind: string;
        act: string;
        task: string | null;
        units: Id[];
        categories: string[];
        reason: string | null;
        refusal: string | null;
        details: Record<string, unknown>;
      }>(`SELECT * FROM log.entry WHERE ${where} ORDER BY at, id`, values),
    async end() {
      await one.accessLog.close();
      await other.accessLog.close();
      await database.drop();
      await rm(keeperFolder, { recursive: true, force: true });
    },
  };
}

export type TestAccess = Awaited<ReturnType<typeof buildAccess>>;
