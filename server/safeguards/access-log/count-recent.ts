import type { Db } from '../../storage/database.ts';

/** How often somebody did an act since a moment: what limits guessing asks the log, which no process forgets. */
export async function countRecent(db: Db, actor: string, act: string, since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT count(*) AS count FROM log.entry WHERE actor = $1 AND at > $2 AND act = $3',
    [actor, since, act],
  );
  return row?.count ?? 0;
}
