import type { Db, Tx } from '../../storage/database.ts';

export interface RemovalRow {
  readonly version: number;
  /** Stored values that had no ground when it began, and how many of them have been removed since. */
  readonly foreseen: number;
  readonly removed: number;
  /** Of people whose processing is restricted. */
  readonly held_back: number;
  readonly started_at: Date;
  readonly finished_at: Date | null;
}

/** Whether anything that was declared once is declared no longer: without that no value can have lost its ground. */
export async function hasEndedGround(db: Db): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 FROM declaration.serves s WHERE NOT EXISTS
       (SELECT FROM declaration.ground g WHERE g.category = s.category AND g.purpose = s.purpose) LIMIT 1`,
  );
  return rows.length > 0;
}

/** Begun again after a kill it stands as it was: what was removed is counted once, in its transaction. */
export async function beginRemoval(
  db: Db,
  row: { readonly version: number; readonly foreseen: number; readonly heldBack: number; readonly at: Date },
): Promise<void> {
  await db.query(
    `INSERT INTO register.ground_removal AS r (version, foreseen, held_back, started_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (version) DO UPDATE SET foreseen = r.removed + excluded.foreseen, held_back = excluded.held_back,
       finished_at = CASE WHEN excluded.foreseen = 0 THEN r.finished_at END`,
    [row.version, row.foreseen, row.heldBack, row.at],
  );
}

export function addRemoved(tx: Tx, version: number, values: number): void {
  tx.send('UPDATE register.ground_removal SET removed = removed + $2 WHERE version = $1', [version, values]);
}

export async function finishRemoval(db: Db, version: number, at: Date): Promise<void> {
  await db.query(
    'UPDATE register.ground_removal SET finished_at = coalesce(finished_at, $2) WHERE version = $1',
    [version, at],
  );
}

export async function readRemoval(db: Db, version: number): Promise<RemovalRow | undefined> {
  const [row] = await db.query<RemovalRow>(
    'SELECT version, foreseen, removed, held_back, started_at, finished_at FROM register.ground_removal WHERE version = $1',
    [version],
  );
  return row;
}
