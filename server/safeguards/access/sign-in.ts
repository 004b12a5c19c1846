import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import type { BlindIndex } from '../vault/blind-index.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access } from './authorize.ts';
import type { SignInAttempts } from './count-attempts.ts';
import { normaliseUserName } from './parse-user-name.ts';
import type { Sessions } from './sessions.ts';
import { userNameIndex } from './staff-columns.ts';
import type { VerifyPassword } from './verify-password.ts';

export interface SignedIn {
  /** For the cookie; kept nowhere else. */
  readonly token: string;
  readonly staffId: Id<'staff'>;
  readonly sessionId: Id<'session'>;
  readonly expiresAt: Date;
}

/** @throws Refusal 'sign-in-failed', 'sign-in-locked' (with `seconds`), 'too-many-requests' */
export type SignIn = (userName: string, password: string) => Promise<SignedIn>;

export function createSignIn(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  index: BlindIndex;
  attempts: SignInAttempts;
  sessions: Sessions;
  verifyPassword: VerifyPassword;
}): SignIn {
  return async (userName, password) => {
    const digest = deps.index.lastingDigest(userNameIndex, normaliseUserName(userName));
    const { staffId, passwordSealed } = await deps.verifyPassword(digest, password);
    return deps.db.transaction(async (tx) => {
      // Closed, or given another password, while this one was being verified: what was verified is gone.
      const [still] = await tx.query(
        `SELECT id FROM staff.member WHERE id = $1 AND state = 'active' AND password_sealed = $2 FOR SHARE`,
        [staffId, passwordSealed],
      );
      if (still === undefined) throw new Refusal('sign-in-failed');
      const { token, sessionId, expiresAt } = await deps.sessions.begin(tx, staffId);
      await deps.attempts.forget(tx, digest);
      const grant = deps.access.ownGrant({ kind: 'staff', staffId, sessionId });
      await deps.vault.change(tx, grant, 'sign-in', { details: { session: sessionId } });
      return { token, staffId, sessionId, expiresAt };
    });
  };
}
