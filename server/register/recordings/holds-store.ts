import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

export const holdGrounds = ['order', 'claim'] as const;
export type HoldGround = (typeof holdGrounds)[number];

export interface HoldRow {
  recording_id: Id<'recording'>;
  id: Id<'hold'>;
  /** A restriction follows the person's own, and is made and ended by the sweep. */
  ground: HoldGround | 'restriction';
  document_sealed: Buffer | null;
  owner_id: Id<'staff'> | null;
  made_at: Date;
  made_by: Id<'staff'> | null;
  /** ISO. */
  review_on: string | null;
  reviewed_at: Date | null;
  reviewed_by: Id<'staff'> | null;
  ended_at: Date | null;
  ended_by: Id<'staff'> | null;
}

const columns =
  'recording_id, id, ground, document_sealed, owner_id, made_at, made_by, review_on, reviewed_at, reviewed_by, ended_at, ended_by';

/** @returns false when one with that id stands already */
export async function insertHold(
  tx: Tx,
  row: Omit<HoldRow, 'reviewed_at' | 'reviewed_by' | 'ended_at' | 'ended_by'>,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO register.recording_hold (recording_id, id, ground, document_sealed, owner_id, made_at, made_by, review_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING 1`,
    [
      row.recording_id,
      row.id,
      row.ground,
      row.document_sealed,
      row.owner_id,
      row.made_at,
      row.made_by,
      row.review_on,
    ],
  );
  return rows.length > 0;
}

export function readOpenHolds(db: Db, recordings: readonly Id[]): Promise<HoldRow[]> {
  return db.query<HoldRow>(
    `SELECT ${columns} FROM register.recording_hold WHERE recording_id = ANY ($1) AND ended_at IS NULL ORDER BY recording_id, made_at, id`,
    [recordings],
  );
}

/**
 * Those of locked recordings that no hold keeps. Asked by itself, after the lock: the statement that waited for it does not see a hold
 * that was made meanwhile. @param grounds that count; left out: all
 */
export async function withoutHeld<R extends Id>(
  tx: Tx,
  recordings: readonly R[],
  grounds: readonly HoldRow['ground'][] = [...holdGrounds, 'restriction'],
): Promise<R[]> {
  if (recordings.length === 0) return [];
  const rows = await tx.query<{ recording_id: R }>(
    'SELECT recording_id FROM register.recording_hold WHERE recording_id = ANY ($1) AND ended_at IS NULL AND ground = ANY ($2)',
    [recordings, grounds],
  );
  const held = new Set(rows.map(({ recording_id }) => recording_id));
  return recordings.filter((id) => !held.has(id));
}

export function readHolds(db: Db, recordings: readonly Id[]): Promise<HoldRow[]> {
  return db.query<HoldRow>(
    `SELECT ${columns} FROM register.recording_hold WHERE recording_id = ANY ($1) ORDER BY recording_id, made_at, id`,
    [recordings],
  );
}

export function reviewHold(
  tx: Tx,
  hold: Pick<HoldRow, 'recording_id' | 'id'>,
  review: { readonly on: string; readonly at: Date; readonly by: Id<'staff'>; readonly owner: Id<'staff'> },
): void {
  tx.send(
    `UPDATE register.recording_hold SET review_on = $3, reviewed_at = $4, reviewed_by = $5, owner_id = $6, told_on = NULL
     WHERE recording_id = $1 AND id = $2`,
    [hold.recording_id, hold.id, review.on, review.at, review.by, review.owner],
  );
}

export function endHold(tx: Tx, hold: Pick<HoldRow, 'recording_id' | 'id'>, at: Date, by: Id<'staff'>): void {
  tx.send(
    'UPDATE register.recording_hold SET ended_at = $3, ended_by = $4 WHERE recording_id = $1 AND id = $2',
    [hold.recording_id, hold.id, at, by],
  );
}
