import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Database, Tx } from '../../storage/database.ts';
import type { Language, PublishedDeclaration } from '../declaration/declaration.ts';
import type { BlindIndex } from '../vault/blind-index.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access } from './authorize.ts';
import { checkPassword } from './check-password.ts';
import type { SignInAttempts } from './count-attempts.ts';
import { grantAdministration } from './ensure-first-administrator.ts';
import type { PasswordHasher } from './hash-password.ts';
import { insertStaff, type NewStaff, parseProfile } from './insert-staff.ts';
import { digestOf } from './one-time-token.ts';
import { endSessions } from './sessions.ts';
import {
  passwordColumn,
  profileColumn,
  staffCategory,
  type StaffProfile,
  userNameIndex,
} from './staff-columns.ts';
import type { StaffDirectory } from './staff-directory.ts';

export type LinkShown =
  | { readonly purpose: 'first-administrator' }
  | {
      readonly purpose: 'invitation';
      readonly userName: string;
      readonly displayName: string;
      readonly language: Language;
    };

export interface Links {
  /** For the page that asks for a password. @throws Refusal 'link-not-valid': unknown, used, expired or replaced */
  show(token: string): Promise<LinkShown>;
  /**
   * Uses the link: sets the password, ends what sessions there are. The first administrator's link makes
   * the account too (`profile`) and gives it the administration tasks. Of two at once one wins.
   * @throws Refusal 'link-not-valid', 'password-too-weak', and for a profile those of `invite`
   */
  redeem(token: string, given: { password: string; profile?: NewStaff }): Promise<{ staffId: Id<'staff'> }>;
}

interface LinkRow {
  purpose: 'first-administrator' | 'invitation';
  staff_id: Id<'staff'> | null;
  profile_sealed: Buffer | null;
  user_name_digest: Buffer | null;
  language: Language | null;
}

export function createLinks(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  index: BlindIndex;
  attempts: SignInAttempts;
  hasher: PasswordHasher;
  directory: Pick<StaffDirectory, 'changed'>;
  clock: Clock;
  current(): PublishedDeclaration;
}): Links {
  const { db, vault, access, clock } = deps;

  async function find(token: string): Promise<LinkRow> {
    const [row] = await db.query<LinkRow>(
      `SELECT l.purpose, l.staff_id, m.profile_sealed, m.user_name_digest, m.language
       FROM staff.link l LEFT JOIN staff.member m ON m.id = l.staff_id
       WHERE l.token_digest = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND (m.id IS NULL OR m.state = 'active')`,
      [digestOf(token), clock.now()],
    );
    if (row === undefined) throw new Refusal('link-not-valid');
    return row;
  }

  async function use(tx: Tx, token: string): Promise<void> {
    const used = await tx.query(
      'UPDATE staff.link SET used_at = $2 WHERE token_digest = $1 AND used_at IS NULL AND expires_at > $2 RETURNING purpose',
      [digestOf(token), clock.now()],
    );
    if (used.length === 0) throw new Refusal('link-not-valid');
  }

  function grantFor(staffId: Id<'staff'>) {
    return access.systemGrant('sign-in', { units: [staffId], categories: [staffCategory] });
  }

  async function openProfile(staffId: Id<'staff'>, envelope: Buffer): Promise<StaffProfile> {
    const sealed = profileColumn.at(staffId, staffId, envelope);
    return vault.open(
      grantFor(staffId),
      'view',
      () => Promise.resolve(sealed),
      (opener) => opener.open(profileColumn, sealed),
    );
  }

  async function hashOf(password: string, profile: StaffProfile): Promise<string> {
    await checkPassword(password, [
      profile.userName,
      profile.displayName,
      deps.current().declaration.controller.name,
    ]);
    return deps.hasher.hash(password);
  }

  async function makeFirstAdministrator(
    token: string,
    password: string,
    given: NewStaff,
  ): Promise<Id<'staff'>> {
    const profile = parseProfile(given);
    const passwordHash = await hashOf(password, profile);
    const now = clock.now();
    const id = newId<'staff'>(now);
    const grant = access.systemGrant('administration', { units: [id], categories: [staffCategory] });
    await db.transaction(async (tx) => {
      await use(tx, token);
      const sealer = await vault.change(tx, grant, 'make', {
        make: [{ id, kind: 'staff' }],
        details: { change: 'staff' },
      });
      const userNameDigests = (await deps.index.hold(tx)).digests(userNameIndex, profile.userName);
      await insertStaff(tx, sealer, {
        id,
        profile,
        userNameDigests,
        passwordHash,
        language: given.language,
        now,
      });
      await grantAdministration(tx, {
        vault,
        grant,
        staffId: id,
        now,
        declaration: deps.current().declaration,
      });
      tx.afterCommit(() => deps.directory.changed());
    });
    return id;
  }

  async function setPassword(token: string, password: string, link: LinkRow): Promise<Id<'staff'>> {
    const staffId = link.staff_id!;
    const passwordHash = await hashOf(password, await openProfile(staffId, link.profile_sealed!));
    await db.transaction(async (tx) => {
      await use(tx, token);
      const sealer = await vault.change(tx, grantFor(staffId), 'change', { details: { change: 'password' } });
      const changed = await tx.query(
        `UPDATE staff.member SET password_sealed = $2 WHERE id = $1 AND state = 'active' RETURNING id`,
        [staffId, sealer.seal(passwordColumn, staffId, staffId, passwordHash)],
      );
      if (changed.length === 0) throw new Refusal('link-not-valid');
      await endSessions(tx, staffId);
      await deps.attempts.forget(tx, deps.index.uncover(link.user_name_digest!));
    });
    return staffId;
  }

  return {
    async show(token) {
      const { purpose, staff_id: staffId, profile_sealed: sealed, language } = await find(token);
      if (purpose === 'first-administrator') return { purpose };
      return { purpose, ...(await openProfile(staffId!, sealed!)), language: language! };
    },

    async redeem(token, { password, profile }) {
      const link = await find(token);
      if (link.purpose === 'invitation') return { staffId: await setPassword(token, password, link) };
      if (profile === undefined) throw new Refusal('invalid-input', { field: 'profile' });
      return { staffId: await makeFirstAdministrator(token, password, profile) };
    },
  };
}
