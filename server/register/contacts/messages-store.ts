import type { Id } from '../../base/new-id.ts';
import { hasGround } from '../../safeguards/declaration/ground.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { MailboxGroup } from './mailbox-group.ts';

export interface MessageRow {
  contact_id: Id<'contact'>;
  id: Id<'message'>;
  direction: 'in' | 'out';
  channel: 'email' | 'phone' | 'chat';
  at: Date;
  author_id: Id<'staff'> | null;
  mail_id: Id<'mail'> | null;
  delivery: 'received' | 'scheduled' | 'queued' | 'sent' | 'failed' | 'bounced';
  delivery_code: string | null;
  attempts: number;
  /** When a scheduled one is due. */
  send_at: Date | null;
  /** When a queued one is tried again, at the latest. */
  next_try_at: Date | null;
  /** Since when it is being handed to the mail server, and when that had taken it. */
  handing_since: Date | null;
  handed_at: Date | null;
  sent_at: Date | null;
  recalled_at: Date | null;
  /** Of one that some have got: those who have not, by their places among its recipients, copies last. */
  missed: number[] | null;
  body_sealed: Buffer;
}

type NewMessage = Omit<
  MessageRow,
  | 'delivery_code'
  | 'attempts'
  | 'send_at'
  | 'next_try_at'
  | 'handing_since'
  | 'handed_at'
  | 'sent_at'
  | 'recalled_at'
  | 'missed'
> & { readonly send_at?: Date };

export function insertMessage(tx: Tx, row: NewMessage): void {
  tx.send(
    `INSERT INTO register.contact_message (contact_id, id, direction, channel, at, author_id, mail_id, delivery, send_at, body_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.contact_id,
      row.id,
      row.direction,
      row.channel,
      row.at,
      row.author_id,
      row.mail_id,
      row.delivery,
      row.send_at ?? null,
      row.body_sealed,
    ],
  );
}

export const messageColumns =
  'contact_id, id, direction, channel, at, author_id, mail_id, delivery, delivery_code, attempts, send_at, next_try_at, handing_since, handed_at, sent_at, recalled_at, missed, body_sealed';

/** One of a contact's messages. */
export async function readMessage(db: Db, contact: Id, message: Id): Promise<MessageRow | undefined> {
  const [row] = await db.query<MessageRow>(
    `SELECT ${messageColumns} FROM register.contact_message WHERE contact_id = $1 AND id = $2`,
    [contact, message],
  );
  return row;
}

/** The whole thread with every body: only for what needs all of it. */
export function readMessages(db: Db, contact: Id): Promise<MessageRow[]> {
  return db.query<MessageRow>(
    `SELECT ${messageColumns}
     FROM register.contact_message WHERE contact_id = $1 ORDER BY at, id`,
    [contact],
  );
}

/** What went out of a contact and can come back, oldest first, without bodies. */
export function readSent(db: Db, contact: Id): Promise<Pick<MessageRow, 'id' | 'delivery' | 'author_id'>[]> {
  // One that never left came back from nowhere: such a notice would stop it.
  return db.query(
    `SELECT id, delivery, author_id FROM register.contact_message WHERE contact_id = $1 AND direction = 'out'
       AND (delivery IN ('sent', 'bounced') OR delivery = 'queued' AND (attempts > 0 OR handing_since IS NOT NULL))
     ORDER BY at, id`,
    [contact],
  );
}

/** Since when mail stands without an answer of a colleague's; null when the last word was theirs. */
export async function readUnansweredSince(db: Db, contact: Id): Promise<Date | null> {
  const [row] = await db.query<{ since: Date | null }>(
    `SELECT min(at) AS since FROM register.contact_message WHERE contact_id = $1 AND direction = 'in'
       AND at > coalesce((SELECT max(at) FROM register.contact_message
         WHERE contact_id = $1 AND direction = 'out' AND author_id IS NOT NULL), '-infinity')`,
    [contact],
  );
  return row?.since ?? null;
}

export async function messageExists(tx: Tx, contact: Id, message: Id): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM register.contact_message WHERE contact_id = $1 AND id = $2', [
    contact,
    message,
  ]);
  return rows.length > 0;
}

/** The mail that a message came as; undefined for one of ours, or one that is not there. */
export async function readRawOf(db: Db, contact: Id, message: Id): Promise<Id<'mail'> | undefined> {
  const [row] = await db.query<{ mail_id: Id<'mail'> | null }>(
    'SELECT mail_id FROM register.contact_message WHERE contact_id = $1 AND id = $2',
    [contact, message],
  );
  return row?.mail_id ?? undefined;
}

export interface NoteRow {
  contact_id: Id<'contact'>;
  id: Id<'note'>;
  at: Date;
  author_id: Id<'staff'>;
  /** Colleagues named in it. */
  mentioned: Id<'staff'>[];
  text_sealed: Buffer;
}

/** @returns false when this note is there already */
export async function insertNote(tx: Tx, row: NoteRow): Promise<boolean> {
  const rows = await tx.query(
    'INSERT INTO register.contact_note (contact_id, id, at, author_id, mentioned, text_sealed) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1',
    [row.contact_id, row.id, row.at, row.author_id, row.mentioned, row.text_sealed],
  );
  return rows.length > 0;
}

/** @param span after one moment, and no later than another */
export function readNotes(
  db: Db,
  contact: Id,
  span: { readonly after?: Date | undefined; readonly until?: Date | undefined } = {},
): Promise<NoteRow[]> {
  return db.query<NoteRow>(
    `SELECT contact_id, id, at, author_id, mentioned, text_sealed FROM register.contact_note n
     WHERE contact_id = $1 AND ${hasGround('n', 'notes')} AND at > coalesce($2, '-infinity'::timestamptz) AND at <= coalesce($3, 'infinity'::timestamptz)
     ORDER BY at, id`,
    [contact, span.after ?? null, span.until ?? null],
  );
}

export interface FileRow {
  contact_id: Id<'contact'>;
  id: Id<'file'>;
  message_id: Id<'message'>;
  size: number;
  description_sealed: Buffer;
  content_sealed: Buffer | null;
  blob: Id<'blob'> | null;
}

export function insertFile(tx: Tx, row: FileRow): void {
  tx.send(
    `INSERT INTO register.contact_file (contact_id, id, message_id, size, description_sealed, content_sealed, blob)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [row.contact_id, row.id, row.message_id, row.size, row.description_sealed, row.content_sealed, row.blob],
  );
}

/** Without the contents. @param of only those under these messages, or under what this colleague is writing */
export function readFileRows(
  db: Db,
  contact: Id,
  of?: { readonly under: readonly Id[]; readonly staff: Id<'staff'> },
): Promise<Omit<FileRow, 'content_sealed'>[]> {
  const narrowed =
    of === undefined
      ? ''
      : `AND (message_id = ANY ($2)
           OR message_id IN (SELECT id FROM register.contact_draft WHERE contact_id = $1 AND staff_id = $3))`;
  return db.query(
    `SELECT contact_id, id, message_id, size, description_sealed, blob FROM register.contact_file f
     WHERE contact_id = $1 AND ${hasGround('f', 'files')} ${narrowed} ORDER BY id`,
    [contact, ...(of === undefined ? [] : [of.under, of.staff])],
  );
}

export async function readFileRow(db: Db, contact: Id, file: Id): Promise<FileRow | undefined> {
  const [row] = await db.query<FileRow>(
    `SELECT contact_id, id, message_id, size, description_sealed, content_sealed, blob FROM register.contact_file f
     WHERE contact_id = $1 AND id = $2 AND ${hasGround('f', 'files')}`,
    [contact, file],
  );
  return row;
}

export interface MaskRow {
  contact_id: Id<'contact'>;
  id: Id<'mask'>;
  message_id: Id<'message'>;
  mark: string;
  code_sealed: Buffer;
}

export function insertMask(tx: Tx, row: MaskRow): void {
  tx.send(
    'INSERT INTO register.masked_code (contact_id, id, message_id, mark, code_sealed) VALUES ($1, $2, $3, $4, $5)',
    [row.contact_id, row.id, row.message_id, row.mark, row.code_sealed],
  );
}

/** @param under only those of these messages */
export function readMasks(
  db: Db,
  contact: Id,
  under?: readonly Id[],
): Promise<Omit<MaskRow, 'code_sealed'>[]> {
  return db.query(
    `SELECT contact_id, id, message_id, mark FROM register.masked_code m
     WHERE contact_id = $1 AND ${hasGround('m', 'identityCode')} ${under === undefined ? '' : 'AND message_id = ANY ($2)'} ORDER BY id`,
    [contact, ...(under === undefined ? [] : [under])],
  );
}

export async function readMask(db: Db, contact: Id, mask: Id): Promise<MaskRow | undefined> {
  const [row] = await db.query<MaskRow>(
    `SELECT contact_id, id, message_id, mark, code_sealed FROM register.masked_code m
     WHERE contact_id = $1 AND id = $2 AND ${hasGround('m', 'identityCode')}`,
    [contact, mask],
  );
  return row;
}

export function insertThreadId(tx: Tx, digest: Buffer, contact: Id): void {
  tx.send('INSERT INTO register.thread_id (digest, contact_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    digest,
    contact,
  ]);
}

export function findThreadIds(
  db: Db,
  digests: readonly Buffer[],
): Promise<{ digest: Buffer; contact_id: Id<'contact'> }[]> {
  return db.query('SELECT digest, contact_id FROM register.thread_id WHERE digest = ANY ($1)', [digests]);
}

/** Why messages wait to be tried again. */
export async function readWaitingCodes(db: Db, of: MailboxGroup): Promise<string[]> {
  const rows = await db.query<{ code: string }>(
    `SELECT DISTINCT m.delivery_code AS code FROM register.contact_message m JOIN register.contact c ON c.id = m.contact_id
     WHERE m.delivery = 'queued' AND m.delivery_code IS NOT NULL AND (coalesce(c.mailbox, '') = ANY ($1)) <> $2`,
    [of.mailboxes, of.butThese],
  );
  return rows.map(({ code }) => code);
}

/** Those that wait for one of these reasons, the earliest first. */
export async function listWaiting(
  db: Db,
  of: MailboxGroup,
  codes: readonly string[],
): Promise<Id<'message'>[]> {
  const rows = await db.query<{ id: Id<'message'> }>(
    `SELECT m.id FROM register.contact_message m JOIN register.contact c ON c.id = m.contact_id
     WHERE m.delivery = 'queued' AND m.delivery_code = ANY ($3) AND (coalesce(c.mailbox, '') = ANY ($1)) <> $2
     ORDER BY m.at LIMIT 10000`,
    [of.mailboxes, of.butThese, codes],
  );
  return rows.map(({ id }) => id);
}
