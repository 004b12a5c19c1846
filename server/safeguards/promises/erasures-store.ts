import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { UnitKind } from '../declaration/declaration.ts';

/** A destroyed key. No older copy opens once the epoch it lay under has ended. */
export interface ErasureRow {
  readonly unit_id: Id;
  readonly kind: UnitKind;
  readonly rule: string;
  readonly declaration_version: number;
  readonly destroyed_at: Date;
  readonly epoch: number;
  readonly ended_at: Date | null;
  /** Its key was destroyed in a key service, and no copy of the keeper's folder ever held it otherwise. */
  readonly in_service: boolean;
}

const columns = `t.unit_id, t.kind, t.rule, t.declaration_version, t.destroyed_at, t.epoch, e.ended_at, e.in_service
  FROM ring.tombstone t JOIN ring.epoch e ON e.epoch = t.epoch`;

/** Newest first. @param after the last of the page before this one */
export function listErasures(db: Db, after: Id | undefined, most: number): Promise<ErasureRow[]> {
  const order = 'ORDER BY t.destroyed_at DESC, t.unit_id DESC LIMIT $1';
  return after === undefined
    ? db.query<ErasureRow>(`SELECT ${columns} ${order}`, [most])
    : db.query<ErasureRow>(
        `SELECT ${columns} WHERE (t.destroyed_at, t.unit_id) < (SELECT destroyed_at, unit_id FROM ring.tombstone WHERE unit_id = $2) ${order}`,
        [most, after],
      );
}

export function readErasures(db: Db, units: readonly Id[]): Promise<ErasureRow[]> {
  return db.query<ErasureRow>(
    `SELECT ${columns} WHERE t.unit_id = ANY ($1) ORDER BY t.destroyed_at, t.unit_id`,
    [units],
  );
}

export async function countErasures(
  db: Db,
): Promise<{ erased: number; unrecoverable: number; oldest: Date | null }> {
  const [row] = await db.query<{ erased: number; unrecoverable: number; oldest: Date | null }>(
    `SELECT count(*) AS erased, count(e.ended_at) AS unrecoverable, min(t.destroyed_at) FILTER (WHERE e.ended_at IS NULL) AS oldest
     FROM ring.tombstone t JOIN ring.epoch e ON e.epoch = t.epoch`,
  );
  return row!;
}
