import type { Id } from '../../base/new-id.ts';
import { hasGround } from '../../safeguards/declaration/ground.ts';
import type { Db, Tx } from '../../storage/database.ts';

export type DraftKind = 'reply' | 'note';

export interface DraftRow {
  contact_id: Id<'contact'>;
  id: Id<'message'>;
  staff_id: Id<'staff'>;
  kind: DraftKind;
  version: number;
  saved_at: Date;
  reply_sealed: Buffer | null;
  note_sealed: Buffer | null;
}

const columns = 'contact_id, id, staff_id, kind, version, saved_at, reply_sealed, note_sealed';

export function readDraftsOf(db: Db, contact: Id, staff: Id): Promise<DraftRow[]> {
  return db.query<DraftRow>(
    `SELECT ${columns} FROM register.contact_draft WHERE contact_id = $1 AND staff_id = $2 ORDER BY kind`,
    [contact, staff],
  );
}

/** Who is writing what, without a word of it. */
export function listDraftMarks(
  db: Db,
  contact: Id,
): Promise<Pick<DraftRow, 'staff_id' | 'kind' | 'saved_at' | 'version'>[]> {
  return db.query(
    'SELECT staff_id, kind, saved_at, version FROM register.contact_draft WHERE contact_id = $1 ORDER BY saved_at, id',
    [contact],
  );
}

/** Whose draft has this id; undefined when there is none, or it has become a message. */
export async function readDraftOwner(db: Db, contact: Id, draft: Id): Promise<Id<'staff'> | undefined> {
  const [row] = await db.query<Pick<DraftRow, 'staff_id'>>(
    'SELECT staff_id FROM register.contact_draft WHERE contact_id = $1 AND id = $2',
    [contact, draft],
  );
  return row?.staff_id;
}

export async function lockDraft(tx: Tx, contact: Id, draft: Id): Promise<DraftRow | undefined> {
  const [row] = await tx.query<DraftRow>(
    `SELECT ${columns} FROM register.contact_draft WHERE contact_id = $1 AND id = $2 FOR UPDATE`,
    [contact, draft],
  );
  return row;
}

/** @returns false when the colleague has another draft of this kind there, or the id is that of what is written already */
export async function insertDraft(tx: Tx, row: Omit<DraftRow, 'version'>): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO register.contact_draft (contact_id, id, staff_id, kind, saved_at, reply_sealed, note_sealed)
     SELECT $1, $2, $3, $4, $5, $6, $7
     WHERE NOT EXISTS (SELECT 1 FROM register.contact_message WHERE contact_id = $1 AND id = $2)
       AND NOT EXISTS (SELECT 1 FROM register.contact_note WHERE contact_id = $1 AND id = $2)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [row.contact_id, row.id, row.staff_id, row.kind, row.saved_at, row.reply_sealed, row.note_sealed],
  );
  return rows.length > 0;
}

/** @returns the new version */
export async function updateDraft(
  tx: Tx,
  row: Pick<DraftRow, 'contact_id' | 'id' | 'saved_at' | 'reply_sealed' | 'note_sealed'>,
): Promise<number> {
  const [changed] = await tx.query<{ version: number }>(
    `UPDATE register.contact_draft SET version = version + 1, saved_at = $3, reply_sealed = $4, note_sealed = $5
     WHERE contact_id = $1 AND id = $2 RETURNING version`,
    [row.contact_id, row.id, row.saved_at, row.reply_sealed, row.note_sealed],
  );
  return changed!.version;
}

/** Whether the id stands for a draft of another's there, or for a message that is to leave from any contact. */
export async function isTaken(tx: Tx, contact: Id, message: Id, staff: Id): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM register.contact_draft WHERE contact_id = $1 AND id = $2 AND staff_id <> $3
     UNION ALL SELECT 1 FROM register.contact_message WHERE id = $2 AND delivery IN ('scheduled', 'queued')`,
    [contact, message, staff],
  );
  return rows.length > 0;
}

/** @returns false when there was none of this colleague's */
export async function deleteDraft(tx: Tx, contact: Id, draft: Id, staff: Id): Promise<boolean> {
  const rows = await tx.query(
    'DELETE FROM register.contact_draft WHERE contact_id = $1 AND id = $2 AND staff_id = $3 RETURNING 1',
    [contact, draft, staff],
  );
  return rows.length > 0;
}

export interface DraftFileRow {
  id: Id<'file'>;
  size: number;
  blob: Id<'blob'> | null;
}

export function readFilesUnder(db: Db, contact: Id, message: Id): Promise<DraftFileRow[]> {
  return db.query<DraftFileRow>(
    `SELECT id, size, blob FROM register.contact_file f
     WHERE contact_id = $1 AND message_id = $2 AND ${hasGround('f', 'files')} ORDER BY id`,
    [contact, message],
  );
}

/** @returns the blobs they leave behind */
export async function deleteFilesUnder(
  tx: Tx,
  contact: Id,
  message: Id,
  file: Id | null,
): Promise<Id<'blob'>[]> {
  const rows = await tx.query<{ blob: Id<'blob'> | null }>(
    'DELETE FROM register.contact_file WHERE contact_id = $1 AND message_id = $2 AND ($3::uuid IS NULL OR id = $3) RETURNING blob',
    [contact, message, file],
  );
  return rows.flatMap(({ blob }) => (blob === null ? [] : [blob]));
}

export function moveFilesUnder(tx: Tx, contact: Id, from: Id, to: Id): void {
  tx.send('UPDATE register.contact_file SET message_id = $3 WHERE contact_id = $1 AND message_id = $2', [
    contact,
    from,
    to,
  ]);
}
