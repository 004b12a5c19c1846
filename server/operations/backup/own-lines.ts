import type { Db } from '../../storage/database.ts';

/** Up to where the parts of the log at the place are lines of this database; `forked`: it may have fewer than the place. */
export async function readOwnLines(db: Db): Promise<{ lines: number; forked: boolean }> {
  const [row] = await db.query<{ lines: number; forked: boolean }>(
    'SELECT lines, forked FROM operations.backup_log',
  );
  return row ?? { lines: 0, forked: false };
}

export async function noteOwnLines(db: Db, lines: number): Promise<void> {
  await db.query(
    `INSERT INTO operations.backup_log (lines) VALUES ($1)
     ON CONFLICT (one) DO UPDATE SET lines = excluded.lines, forked = false`,
    [lines],
  );
}

/** Lines that the place has are lost here, and somebody has taken that upon themselves: ours take their place. */
export async function noteFork(db: Db): Promise<void> {
  await db.query(
    'INSERT INTO operations.backup_log (lines, forked) VALUES (0, true) ON CONFLICT (one) DO UPDATE SET forked = true',
  );
}
