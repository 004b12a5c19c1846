import type { Id } from '../../base/new-id.ts';
import type { CallDirection } from '../../safeguards/declaration/declaration.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { ExtensionGround } from './recording-period.ts';

export const audioFormats = ['audio/ogg', 'audio/webm', 'audio/mp4', 'audio/wav'] as const;
export type AudioFormat = (typeof audioFormats)[number];
export type Side = 'customer' | 'staff' | 'mixed';

export interface RecordingRow {
  id: Id<'recording'>;
  contact_id: Id<'contact'> | null;
  call_id: Id<'call'>;
  queue: string;
  direction: CallDirection;
  call_at: Date;
  state: 'recording' | 'kept' | 'failed' | 'withheld';
  code: string | null;
  began_at: Date;
  ended_at: Date | null;
  milliseconds: number | null;
  sides: Side[];
  format: AudioFormat | null;
  audio_sealed: Buffer | null;
  blob: Id<'blob'> | null;
  peaks_sealed: Buffer | null;
  announcement: 'played' | 'attested' | 'not-told';
  announced_by: string | null;
  announced_at: Date | null;
  base_after: Date;
  extended_until: Date | null;
  extended_for: ExtensionGround | null;
  /** The later of the two, as the database computes it. */
  delete_after: Date;
  delete_rule: string;
  declaration_version: number;
}

/** All but the sound. */
export const recordingColumns =
  'id, contact_id, call_id, queue, direction, call_at, state, code, began_at, ended_at, milliseconds, sides, format, blob, announcement, announced_by, announced_at, base_after, extended_until, extended_for, delete_after, delete_rule, declaration_version';

export type PlainRecording = Omit<RecordingRow, 'audio_sealed' | 'peaks_sealed'>;

export async function readRecording(db: Db, id: Id): Promise<PlainRecording | undefined> {
  const [row] = await db.query<PlainRecording>(
    `SELECT ${recordingColumns} FROM register.recording WHERE id = $1`,
    [id],
  );
  return row;
}

export async function readAudio(db: Db, id: Id): Promise<Buffer | null | undefined> {
  const [row] = await db.query<{ audio_sealed: Buffer | null }>(
    'SELECT audio_sealed FROM register.recording WHERE id = $1',
    [id],
  );
  return row?.audio_sealed;
}

export async function readPeaks(db: Db, id: Id): Promise<Buffer | null> {
  const [row] = await db.query<{ peaks_sealed: Buffer | null }>(
    'SELECT peaks_sealed FROM register.recording WHERE id = $1',
    [id],
  );
  return row?.peaks_sealed ?? null;
}

export async function lockRecording(tx: Tx, id: Id): Promise<PlainRecording | undefined> {
  const [row] = await tx.query<PlainRecording>(
    `SELECT ${recordingColumns} FROM register.recording WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row;
}

export function readRecordingsOf(db: Db, contact: Id): Promise<PlainRecording[]> {
  return db.query<PlainRecording>(
    `SELECT ${recordingColumns} FROM register.recording WHERE contact_id = $1 ORDER BY began_at, id`,
    [contact],
  );
}

export function readRecordingsOfCall(db: Db, call: Id): Promise<PlainRecording[]> {
  return db.query<PlainRecording>(
    `SELECT ${recordingColumns} FROM register.recording WHERE call_id = $1 ORDER BY began_at, id`,
    [call],
  );
}

const inserted = [
  'id',
  'contact_id',
  'call_id',
  'queue',
  'direction',
  'call_at',
  'state',
  'code',
  'began_at',
  'announcement',
  'announced_by',
  'announced_at',
  'base_after',
  'delete_rule',
  'declaration_version',
] as const satisfies readonly (keyof RecordingRow)[];

export function insertRecording(tx: Tx, row: Pick<RecordingRow, (typeof inserted)[number]>): void {
  tx.send(
    `INSERT INTO register.recording (${inserted.join(', ')}) VALUES (${inserted.map((_, at) => `$${at + 1}`).join(', ')})`,
    inserted.map((column) => row[column]),
  );
}

export function keepAudio(
  tx: Tx,
  row: Pick<
    RecordingRow,
    'id' | 'ended_at' | 'milliseconds' | 'sides' | 'format' | 'audio_sealed' | 'blob' | 'peaks_sealed'
  >,
): void {
  tx.send(
    `UPDATE register.recording SET state = 'kept', ended_at = $2, milliseconds = $3, sides = $4, format = $5, audio_sealed = $6, blob = $7, peaks_sealed = $8
     WHERE id = $1`,
    [
      row.id,
      row.ended_at,
      row.milliseconds,
      row.sides,
      row.format,
      row.audio_sealed,
      row.blob,
      row.peaks_sealed,
    ],
  );
}

export function failAudio(tx: Tx, id: Id, endedAt: Date, code: string): void {
  tx.send("UPDATE register.recording SET state = 'failed', code = $3, ended_at = $2 WHERE id = $1", [
    id,
    endedAt,
    code,
  ]);
}

/** Whether the person of the contact is restricted; false where there is no contact any more. */
export async function isRestricted(db: Db, contact: Id | null): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 FROM register.contact c JOIN register.person p ON p.id = c.person_id WHERE c.id = $1 AND p.state = 'restricted'`,
    [contact],
  );
  return rows.length > 0;
}

/**
 * Sets by which extension each of these recordings is kept, and until when: the longest in force counts. The recordings are held.
 * @param only all that have or had an extension, when left out
 */
export async function settleExtensions(tx: Tx, only: readonly Id[] | null): Promise<void> {
  await tx.query(
    `UPDATE register.recording r SET extended_until = best.until, extended_for = best.ground
     FROM register.recording old LEFT JOIN LATERAL (
       SELECT x.until, x.ground FROM register.recording_extension x
       WHERE x.recording_id = old.id AND x.ended_at IS NULL ORDER BY x.until DESC, x.id LIMIT 1) best ON true
     WHERE r.id = old.id AND ($1::uuid[] IS NULL OR old.id = ANY ($1))
       AND (old.extended_until IS NOT NULL OR best.until IS NOT NULL)
       AND (old.extended_until, old.extended_for) IS DISTINCT FROM (best.until, best.ground)`,
    [only],
  );
}
