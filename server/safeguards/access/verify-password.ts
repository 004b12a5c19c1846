import { Refusal } from '../../base/errors.ts';
import { type Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { AccessLog } from '../access-log/append-entries.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { BlindIndex } from '../vault/blind-index.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access } from './authorize.ts';
import type { SignInAttempts } from './count-attempts.ts';
import type { PasswordHasher } from './hash-password.ts';
import { passwordColumn, staffCategory } from './staff-columns.ts';

export interface VerifiedPassword {
  readonly staffId: Id<'staff'>;
  /** As it stood: a change of password since then is seen by comparing. */
  readonly passwordSealed: Buffer;
}

/**
 * @throws Refusal 'sign-in-failed' without saying what was wrong, or 'sign-in-locked' with `seconds`;
 *   each recorded first, by staff id where there is one, never by what was typed
 * @param userName its lasting digest, stored nowhere
 */
export type VerifyPassword = (userName: Buffer, password: string) => Promise<VerifiedPassword>;

/** The same work and the same answer whether the user exists or not. */
export function createVerifyPassword(deps: {
  db: Db;
  vault: Vault;
  access: Access;
  accessLog: AccessLog;
  index: BlindIndex;
  attempts: SignInAttempts;
  hasher: PasswordHasher;
  current(): PublishedDeclaration;
}): VerifyPassword {
  const { db, vault, access } = deps;

  return async (userName, password) => {
    const { lockedSeconds, attempts } = await deps.attempts.count(userName);
    const digests = deps.index.digestsOf(userName);
    const [member] = await db.query<{ id: Id<'staff'>; password_sealed: Buffer }>(
      `SELECT id, password_sealed FROM staff.member
       WHERE user_name_digest = ANY ($1::bytea[]) AND state = 'active' AND password_sealed IS NOT NULL`,
      [digests],
    );

    async function fail(
      code: 'sign-in-failed' | 'sign-in-locked',
      details: Record<string, number>,
    ): Promise<never> {
      await deps.accessLog.record({
        action: 'sign-in-failed',
        actorKind: 'nobody',
        actor: 'nobody',
        act: 'sign-in',
        task: null,
        purposes: [],
        categories: [],
        units: member === undefined ? [] : [member.id],
        subjects: [],
        reason: null,
        refusal: code,
        declarationVersion: deps.current().version,
        details: { attempts },
      });
      throw new Refusal(code, details);
    }

    if (lockedSeconds > 0) return fail('sign-in-locked', { seconds: lockedSeconds });
    const grant = access.systemGrant('sign-in', {
      units: member === undefined ? [] : [member.id],
      categories: [staffCategory],
    });
    const stored = await vault.open(
      grant,
      'view',
      // The vault asks the ring for nobody's key not at all: this makes up for that question.
      () =>
        member === undefined
          ? db.query('SELECT 1 FROM staff.member WHERE user_name_digest = ANY ($1::bytea[])', [digests])
          : Promise.resolve([]),
      (opener) =>
        member !== undefined && opener.holds(member.id)
          ? opener.open(passwordColumn, passwordColumn.at(member.id, member.id, member.password_sealed))
          : undefined,
    );
    const matches = await deps.hasher.verify(stored, password);
    if (!matches || member === undefined) return fail('sign-in-failed', {});
    return { staffId: member.id, passwordSealed: member.password_sealed };
  };
}
