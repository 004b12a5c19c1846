import { newId } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';

export interface OpenAlert {
  readonly id: string;
  readonly probe: string;
  readonly promise: number;
  readonly since: Date;
  readonly mailed_at: Date | null;
}

/** Opens one where there is none. @returns whether it is new */
export async function openAlert(
  db: Db,
  alert: { probe: string; promise: number; since: Date },
): Promise<boolean> {
  const rows = await db.query(
    `INSERT INTO promises.alert (id, probe, promise, since) VALUES ($1, $2, $3, $4)
     ON CONFLICT (probe) WHERE ended_at IS NULL DO NOTHING RETURNING 1`,
    [newId(alert.since), alert.probe, alert.promise, alert.since],
  );
  return rows.length > 0;
}

export async function endAlert(db: Db, probe: string, at: Date): Promise<boolean> {
  const rows = await db.query(
    'UPDATE promises.alert SET ended_at = $2 WHERE probe = $1 AND ended_at IS NULL RETURNING 1',
    [probe, at],
  );
  return rows.length > 0;
}

export function listOpenAlerts(db: Db): Promise<OpenAlert[]> {
  return db.query<OpenAlert>(
    'SELECT id, probe, promise, since, mailed_at FROM promises.alert WHERE ended_at IS NULL ORDER BY promise, probe',
  );
}

/** Marks it as told; false where another process has told of it meanwhile. */
export async function markMailed(db: Db, id: string, at: Date): Promise<boolean> {
  const rows = await db.query(
    'UPDATE promises.alert SET mailed_at = $2 WHERE id = $1 AND mailed_at IS NULL RETURNING 1',
    [id, at],
  );
  return rows.length > 0;
}
