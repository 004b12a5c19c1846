import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { Way } from '../declaration/declaration.ts';
import type { ConnectionRefusal } from './refuse-connection.ts';

/** A connection that was wanted and refused, however often. */
export interface RefusedAttempt {
  readonly id: Id<'attempt'>;
  readonly way: Way;
  readonly host: string;
  readonly port: number;
  readonly code: ConnectionRefusal;
  readonly first_at: Date;
  readonly last_at: Date;
  readonly times: number;
}

/**
 * One row for what is refused again and again. @returns `news`: it is to be logged, at most once an hour whatever the
 * number of processes
 */
export async function noteAttempt(
  db: Db,
  attempt: Pick<RefusedAttempt, 'id' | 'way' | 'host' | 'port' | 'code'> & { at: Date },
): Promise<{ id: Id<'attempt'>; news: boolean }> {
  const [row] = await db.query<{ id: Id<'attempt'>; news: boolean }>(
    `INSERT INTO connections.refused AS r (id, way, host, port, code, first_at, last_at, times, logged_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6, 1, $6)
     ON CONFLICT (way, host, port, code) DO UPDATE SET times = r.times + 1, last_at = greatest(r.last_at, excluded.last_at),
       logged_at = CASE WHEN r.logged_at <= excluded.last_at - interval '1 hour' THEN excluded.last_at ELSE r.logged_at END
     RETURNING new.id, old.logged_at IS DISTINCT FROM new.logged_at AS news`,
    [attempt.id, attempt.way, attempt.host, attempt.port, attempt.code, attempt.at],
  );
  return row!;
}

export function listAttempts(db: Db): Promise<RefusedAttempt[]> {
  return db.query(
    'SELECT id, way, host, port, code, first_at, last_at, times FROM connections.refused ORDER BY last_at DESC, id LIMIT 100',
  );
}

export async function removeAttemptsBefore(db: Db, now: Date, months: number): Promise<void> {
  await db.query(
    'DELETE FROM connections.refused WHERE last_at < $1::timestamptz - make_interval(months => $2)',
    [now, months],
  );
}
