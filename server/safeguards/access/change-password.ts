import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Database } from '../../storage/database.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { BlindIndex } from '../vault/blind-index.ts';
import type { Vault } from '../vault/vault.ts';
import { revokeAllTokens } from './access-token-store.ts';
import type { Access, StaffActor } from './authorize.ts';
import { checkPassword } from './check-password.ts';
import type { SignInAttempts } from './count-attempts.ts';
import type { PasswordHasher } from './hash-password.ts';
import { endSessions } from './sessions.ts';
import { passwordColumn, profileColumn } from './staff-columns.ts';
import type { VerifyPassword } from './verify-password.ts';

/**
 * Changes one's own password; ends one's other sessions and all one's access tokens.
 * @throws Refusal 'sign-in-failed' or 'sign-in-locked' for the old one (counted as at sign-in: a stolen
 *   session is no way to guess), 'password-too-weak' for the new one
 */
export type ChangePassword = (actor: StaffActor, passwords: { old: string; new: string }) => Promise<void>;

export function createChangePassword(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  index: BlindIndex;
  attempts: SignInAttempts;
  hasher: PasswordHasher;
  verifyPassword: VerifyPassword;
  clock: Clock;
  current(): PublishedDeclaration;
}): ChangePassword {
  const { db, vault, access } = deps;

  return async (actor, passwords) => {
    const { staffId } = actor;
    const [member] = await db.query<{ user_name_digest: Buffer; profile_sealed: Buffer }>(
      `SELECT user_name_digest, profile_sealed FROM staff.member WHERE id = $1 AND state = 'active'`,
      [staffId],
    );
    if (member === undefined) throw new Refusal('sign-in-needed');
    const userName = deps.index.uncover(member.user_name_digest);
    const { passwordSealed } = await deps.verifyPassword(userName, passwords.old);
    const grant = access.ownGrant(actor);
    const profile = await vault.open(
      grant,
      'view',
      () => Promise.resolve(profileColumn.at(staffId, staffId, member.profile_sealed)),
      (opener, sealed) => opener.open(profileColumn, sealed),
    );
    if (passwords.new === passwords.old) throw new Refusal('password-too-weak', { reason: 'same' });
    await checkPassword(passwords.new, [
      profile.userName,
      profile.displayName,
      deps.current().declaration.controller.name,
    ]);
    const hash = await deps.hasher.hash(passwords.new);
    await db.transaction(async (tx) => {
      const sealer = await vault.change(tx, grant, 'change', { details: { change: 'password' } });
      const changed = await tx.query(
        `UPDATE staff.member SET password_sealed = $2 WHERE id = $1 AND state = 'active' AND password_sealed = $3 RETURNING id`,
        [staffId, sealer.seal(passwordColumn, staffId, staffId, hash), passwordSealed],
      );
      if (changed.length === 0) throw new Refusal('changed-meanwhile', { what: 'password' });
      await endSessions(tx, staffId, { except: actor.sessionId });
      // Whoever had stolen a session may have made one that outlives it.
      await revokeAllTokens(tx, staffId, deps.clock.now());
      await deps.attempts.forget(tx, userName);
    });
  };
}
