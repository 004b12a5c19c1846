import type { Clock } from '../../base/clock.ts';
import { newId } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';

/** Seconds between two signs of life where nothing changes. */
const signEvery = 5;

/**
 * Says that this process is there and which declaration it works by since when, so that it can be seen whether all of
 * them follow (P26). Called every second: it writes when the declaration has changed, else every few seconds.
 */
export function createProcessSign(deps: { db: Db; clock: Clock; current(): PublishedDeclaration }) {
  const { db, clock } = deps;
  const startedAt = clock.now();
  const id = newId<'process'>(startedAt);
  let told: { version: number; takenAt: Date; at: number } | undefined;

  return {
    async sign(): Promise<void> {
      const now = clock.now();
      const { version } = deps.current();
      const changed = told?.version !== version;
      if (told && !changed && Math.abs(now.getTime() - told.at) < signEvery * 1_000) return;
      const takenAt = told && !changed ? told.takenAt : now;
      await db.query(
        `INSERT INTO promises.process (id, started_at, seen_at, version, taken_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET seen_at = $3, version = $4, taken_at = $5`,
        [id, startedAt, now, version, takenAt],
      );
      told = { version, takenAt, at: now.getTime() };
    },
    async leave(): Promise<void> {
      await db.query(
        `DELETE FROM promises.process WHERE id = $1 OR seen_at < $2::timestamptz - interval '1 day'`,
        [id, clock.now()],
      );
    },
  };
}
