import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

export interface MarkRow {
  recording_id: Id<'recording'>;
  id: Id<'mark'>;
  at_milliseconds: number;
  made_at: Date;
  made_by: Id<'staff'>;
  note_sealed: Buffer;
}

const columns = 'recording_id, id, at_milliseconds, made_at, made_by, note_sealed';

export function readMarks(db: Db, recording: Id): Promise<MarkRow[]> {
  return db.query<MarkRow>(
    `SELECT ${columns} FROM register.recording_mark WHERE recording_id = $1 ORDER BY at_milliseconds, made_at, id`,
    [recording],
  );
}

/** The recording is held by the caller. */
export async function countMarks(tx: Tx, recording: Id): Promise<number> {
  const [row] = await tx.query<{ marks: number }>(
    'SELECT count(*)::integer AS marks FROM register.recording_mark WHERE recording_id = $1',
    [recording],
  );
  return row!.marks;
}

/** The same id again changes nothing. */
export function insertMark(tx: Tx, row: MarkRow): void {
  tx.send(
    `INSERT INTO register.recording_mark (${columns}) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [row.recording_id, row.id, row.at_milliseconds, row.made_at, row.made_by, row.note_sealed],
  );
}

/** @returns false when that person has made no such mark */
export async function deleteMark(tx: Tx, recording: Id, mark: Id, by: Id<'staff'>): Promise<boolean> {
  const rows = await tx.query(
    'DELETE FROM register.recording_mark WHERE recording_id = $1 AND id = $2 AND made_by = $3 RETURNING 1',
    [recording, mark, by],
  );
  return rows.length > 0;
}
