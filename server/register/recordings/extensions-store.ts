import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { ExtensionGround } from './recording-period.ts';
import { settleExtensions } from './recordings-store.ts';

export interface ExtensionRow {
  recording_id: Id<'recording'>;
  id: Id<'extension'>;
  ground: ExtensionGround;
  complaint_id: Id<'complaint'> | null;
  project_id: Id<'quality-project'> | null;
  made_at: Date;
  made_by: Id<'staff'>;
  reason_sealed: Buffer;
  until: Date;
  ended_at: Date | null;
  end_code: 'withdrawn' | 'closed' | 'gone' | null;
}

const extensionColumns =
  'recording_id, id, ground, complaint_id, project_id, made_at, made_by, reason_sealed, until, ended_at, end_code';

/** @returns false when one with that id stands already */
export async function insertExtension(
  tx: Tx,
  row: Omit<ExtensionRow, 'ended_at' | 'end_code'>,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO register.recording_extension (recording_id, id, ground, complaint_id, project_id, made_at, made_by, reason_sealed, until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1`,
    [
      row.recording_id,
      row.id,
      row.ground,
      row.complaint_id,
      row.project_id,
      row.made_at,
      row.made_by,
      row.reason_sealed,
      row.until,
    ],
  );
  return rows.length > 0;
}

export function readExtensions(db: Db, recordings: readonly Id[]): Promise<ExtensionRow[]> {
  return db.query<ExtensionRow>(
    `SELECT ${extensionColumns} FROM register.recording_extension WHERE recording_id = ANY ($1) ORDER BY recording_id, made_at, id`,
    [recordings],
  );
}

/** @returns false when it has ended already, or is none of the recording's */
export async function withdrawExtension(tx: Tx, recording: Id, extension: Id, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE register.recording_extension SET ended_at = $3, end_code = 'withdrawn'
     WHERE recording_id = $1 AND id = $2 AND ended_at IS NULL RETURNING 1`,
    [recording, extension, at],
  );
  return rows.length > 0;
}

/** Recordings that a complaint or project keeps, locked by id. */
export async function lockKeptFor(tx: Tx, matter: Id): Promise<{ id: Id<'recording'>; call_at: Date }[]> {
  return tx.query(
    `SELECT r.id, r.call_at FROM register.recording r WHERE r.id IN (SELECT recording_id FROM register.recording_extension
       WHERE (complaint_id = $1 OR project_id = $1) AND ended_at IS NULL) ORDER BY r.id FOR UPDATE`,
    [matter],
  );
}

/** The complaint or project is over: what it kept goes by what else keeps it. The recordings are held. */
export async function endExtensions(tx: Tx, matter: Id, recordings: readonly Id[], at: Date): Promise<void> {
  tx.send(
    `UPDATE register.recording_extension SET ended_at = $2, end_code = 'closed'
     WHERE (complaint_id = $1 OR project_id = $1) AND ended_at IS NULL`,
    [matter, at],
  );
  await settleExtensions(tx, recordings);
}

/** It goes on to another day: each recording until its own end. The recordings are held. */
export async function moveExtensions(
  tx: Tx,
  matter: Id,
  ends: readonly { readonly id: Id; readonly until: Date }[],
): Promise<void> {
  tx.send(
    `UPDATE register.recording_extension x SET until = e.until, told_at = NULL FROM unnest($2::uuid[], $3::timestamptz[]) AS e (id, until)
     WHERE x.recording_id = e.id AND (x.complaint_id = $1 OR x.project_id = $1) AND x.ended_at IS NULL`,
    [matter, ends.map(({ id }) => id), ends.map(({ until }) => until)],
  );
  await settleExtensions(
    tx,
    ends.map(({ id }) => id),
  );
}

export interface KeptFor {
  readonly matter: Id;
  readonly recordings: number;
}

export function countKeptFor(db: Db, matters: readonly Id[]): Promise<KeptFor[]> {
  return db.query<KeptFor>(
    `SELECT coalesce(complaint_id, project_id) AS matter, count(DISTINCT recording_id) AS recordings FROM register.recording_extension
     WHERE (complaint_id = ANY ($1) OR project_id = ANY ($1)) AND ended_at IS NULL GROUP BY 1`,
    [matters],
  );
}
