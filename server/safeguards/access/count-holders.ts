import type { Db } from '../../storage/database.ts';

/** How many colleagues hold each task. @param day today in the register's time zone, ISO */
export async function countHolders(db: Db, day: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ task: string; holders: number }>(
    `SELECT g.task, count(DISTINCT g.staff_id) AS holders
     FROM staff.task_grant g JOIN staff.member m ON m.id = g.staff_id AND m.state = 'active'
     WHERE g.revoked_at IS NULL AND g.until >= $1::date GROUP BY g.task`,
    [day],
  );
  return new Map(rows.map(({ task, holders }) => [task, holders]));
}
