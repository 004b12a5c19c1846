import type { Clock } from '../../base/clock.ts';
import type { Database, Db } from '../../storage/database.ts';

export const freeAttempts = 5;
const firstLockSeconds = 30;
const longestLockSeconds = 900;
const forgottenAfterHours = 24;

export interface SignInAttempts {
  /**
   * Counts an attempt before it is tried, so that a thousand at once are no more than a thousand in turn.
   * @returns the seconds to wait when locked (0: go on), and the attempts since the last success
   */
  count(digest: Buffer): Promise<{ lockedSeconds: number; attempts: number }>;
  /** After a success. */
  forget(db: Db, digest: Buffer): Promise<void>;
  /** Deletes counts nobody has added to for a day. For the schedule. @returns how many */
  removeOld(): Promise<number>;
}

// The fifth attempt locks for 30 s unless it succeeds, each one after that for twice as long, to a quarter of an hour.
const countSql = `
  INSERT INTO staff.sign_in_attempt AS a (user_name_digest, attempts, last_at) VALUES ($1, 1, $2::timestamptz)
  ON CONFLICT (user_name_digest) DO UPDATE SET
    attempts = CASE WHEN a.locked_until > $2 THEN a.attempts WHEN a.last_at < $3 THEN 1 ELSE a.attempts + 1 END,
    last_at = CASE WHEN a.locked_until > $2 THEN a.last_at ELSE $2 END,
    locked_until = CASE
      WHEN a.locked_until > $2 THEN a.locked_until
      WHEN a.last_at < $3 OR a.attempts + 1 < ${freeAttempts} THEN NULL
      ELSE $2 + make_interval(secs => least(${firstLockSeconds} * 2 ^ least(a.attempts + 1 - ${freeAttempts}, 10), ${longestLockSeconds}))
    END
  RETURNING old.locked_until AS locked_until, new.attempts AS attempts`;

const forgottenBefore = (now: Date) => new Date(now.getTime() - forgottenAfterHours * 3_600_000);

export function createSignInAttempts(deps: { db: Database; clock: Clock }): SignInAttempts {
  return {
    async count(digest) {
      const now = deps.clock.now();
      const [row] = await deps.db.query<{ locked_until: Date | null; attempts: number }>(countSql, [
        digest,
        now,
        forgottenBefore(now),
      ]);
      const left = (row?.locked_until?.getTime() ?? 0) - now.getTime();
      return { lockedSeconds: Math.max(0, Math.ceil(left / 1_000)), attempts: row?.attempts ?? 1 };
    },

    async forget(db, digest) {
      await db.query('DELETE FROM staff.sign_in_attempt WHERE user_name_digest = $1', [digest]);
    },

    async removeOld() {
      const gone = await deps.db.query(
        'DELETE FROM staff.sign_in_attempt WHERE last_at < $1 RETURNING attempts',
        [forgottenBefore(deps.clock.now())],
      );
      return gone.length;
    },
  };
}
