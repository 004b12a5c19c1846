import type { Clock } from '../../base/clock.ts';
import type { Database, Db } from '../../storage/database.ts';
import type { BlindIndex } from '../vault/blind-index.ts';

export const freeAttempts = 5;
const firstLockSeconds = 30;
const longestLockSeconds = 900;
const forgottenAfterHours = 24;

export interface SignInAttempts {
  /**
   * Counts an attempt before it is tried, so that a thousand at once are no more than a thousand in turn.
   * @param userName the lasting digest of what was typed: this is counted by it under the present cover
   * @returns the seconds to wait when locked (0: go on), and the attempts since the last success
   */
  count(userName: Buffer): Promise<{ lockedSeconds: number; attempts: number }>;
  /** After a success. */
  forget(db: Db, userName: Buffer): Promise<void>;
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

export function createSignInAttempts(deps: {
  db: Database;
  clock: Clock;
  index: BlindIndex;
}): SignInAttempts {
  return {
    async count(userName) {
      const now = deps.clock.now();
      const [row] = await deps.db.transaction(async (tx) => {
        const [digest, ...others] = (await deps.index.hold(tx)).digestsOf(userName);
        // Counted under the cover before, while the index turns: nobody's lock ends by that.
        if (others.length > 0)
          tx.send(
            'UPDATE staff.sign_in_attempt SET user_name_digest = $1 WHERE user_name_digest = ANY ($2::bytea[])',
            [digest, others],
          );
        return tx.query<{ locked_until: Date | null; attempts: number }>(countSql, [
          digest,
          now,
          forgottenBefore(now),
        ]);
      });
      const left = (row?.locked_until?.getTime() ?? 0) - now.getTime();
      return { lockedSeconds: Math.max(0, Math.ceil(left / 1_000)), attempts: row?.attempts ?? 1 };
    },

    async forget(db, userName) {
      await db.query('DELETE FROM staff.sign_in_attempt WHERE user_name_digest = ANY ($1::bytea[])', [
        deps.index.digestsOf(userName),
      ]);
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
