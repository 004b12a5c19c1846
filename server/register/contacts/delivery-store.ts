import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { ContactStatus } from './contacts-store.ts';
import type { MessageRow } from './messages-store.ts';

/** What a scheduled message does to its contact, and how the contact stood before it. */
export interface ScheduledRow {
  contact_id: Id<'contact'>;
  message_id: Id<'message'>;
  later: boolean;
  then_close: boolean;
  status_before: ContactStatus;
  assignee_before: Id<'staff'> | null;
  waiting_before: Date | null;
  due_before: Date | null;
  underway_before: Date | null;
  done_due_before: Date | null;
  snoozed_before: Date | null;
  last_before: Date;
}

export function insertScheduled(tx: Tx, row: ScheduledRow): void {
  tx.send(
    `INSERT INTO register.contact_scheduled (contact_id, message_id, later, then_close, status_before, assignee_before, waiting_before, due_before, snoozed_before, last_before, underway_before, done_due_before)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.contact_id,
      row.message_id,
      row.later,
      row.then_close,
      row.status_before,
      row.assignee_before,
      row.waiting_before,
      row.due_before,
      row.snoozed_before,
      row.last_before,
      row.underway_before,
      row.done_due_before,
    ],
  );
}

/** The caller holds the contact's lock, which cancelling and sending both take first: so only one of them finds it. */
export async function takeScheduled(tx: Tx, contact: Id, message: Id): Promise<ScheduledRow | undefined> {
  const [row] = await tx.query<ScheduledRow>(
    `DELETE FROM register.contact_scheduled WHERE contact_id = $1 AND message_id = $2
     RETURNING contact_id, message_id, later, then_close, status_before, assignee_before, waiting_before, due_before, snoozed_before, last_before, underway_before, done_due_before`,
    [contact, message],
  );
  return row;
}

export async function isLater(tx: Tx, contact: Id, message: Id): Promise<boolean> {
  const [row] = await tx.query<{ later: boolean }>(
    'SELECT later FROM register.contact_scheduled WHERE contact_id = $1 AND message_id = $2',
    [contact, message],
  );
  return row?.later === true;
}

export type LeavingMessage = Pick<
  MessageRow,
  'contact_id' | 'id' | 'at' | 'author_id' | 'delivery' | 'send_at'
>;

/** Where a message that is to leave stands now: its contact may have been merged since the job was made. */
export async function findLeaving(db: Db, message: Id): Promise<LeavingMessage | undefined> {
  const [row] = await db.query<LeavingMessage>(
    `SELECT contact_id, id, at, author_id, delivery, send_at FROM register.contact_message
     WHERE id = $1 AND delivery IN ('scheduled', 'queued')`,
    [message],
  );
  return row;
}

/** @param moved when it really went, for one sent later; null: it keeps its moment */
export function setQueued(tx: Tx, contact: Id, message: Id, moved: Date | null): void {
  tx.send(
    `UPDATE register.contact_message SET delivery = 'queued', delivery_code = NULL, attempts = 0, send_at = NULL, next_try_at = NULL, at = coalesce($3, at)
     WHERE contact_id = $1 AND id = $2`,
    [contact, message, moved],
  );
}

export function setHeld(tx: Tx, contact: Id, message: Id, code: string): void {
  tx.send('UPDATE register.contact_message SET delivery_code = $3 WHERE contact_id = $1 AND id = $2', [
    contact,
    message,
    code,
  ]);
}

/** Null for what no colleague wrote. */
export async function readAuthor(tx: Tx, contact: Id, message: Id): Promise<Id<'staff'> | null> {
  const [row] = await tx.query<{ author_id: Id<'staff'> | null }>(
    'SELECT author_id FROM register.contact_message WHERE contact_id = $1 AND id = $2',
    [contact, message],
  );
  return row?.author_id ?? null;
}

/** Not tried, and why. @param unsure an earlier try may have arrived */
export function setWaiting(tx: Tx, contact: Id, message: Id, code: string, unsure: boolean): void {
  tx.send(
    `UPDATE register.contact_message SET delivery_code = $3, next_try_at = NULL, handing_since = CASE WHEN $4 THEN handing_since END
     WHERE contact_id = $1 AND id = $2 AND delivery = 'queued'`,
    [contact, message, code, unsure],
  );
}

/** A try and what became of it. */
export async function setDelivery(
  tx: Tx,
  contact: Id,
  message: Id,
  tried: {
    delivery: 'queued' | 'sent' | 'failed';
    code: string | null;
    sentAt: Date | null;
    nextTryAt: Date | null;
    /** Whether it may have arrived all the same. */
    unsure: boolean;
  },
): Promise<void> {
  await tx.query(
    `UPDATE register.contact_message SET delivery = $3, delivery_code = $4, attempts = attempts + 1, sent_at = coalesce($5, sent_at), next_try_at = $6,
       handing_since = CASE WHEN $7 THEN handing_since END, handed_at = NULL
     WHERE contact_id = $1 AND id = $2 AND delivery = 'queued'`,
    [contact, message, tried.delivery, tried.code, tried.sentAt, tried.nextTryAt, tried.unsure],
  );
}

/** Durable before a byte of it leaves. @returns false when it is under way no more */
export async function setHanding(db: Db, contact: Id, message: Id, at: Date): Promise<boolean> {
  const rows = await db.query(
    "UPDATE register.contact_message SET handing_since = $3 WHERE contact_id = $1 AND id = $2 AND delivery = 'queued' RETURNING 1",
    [contact, message, at],
  );
  return rows.length > 0;
}

/** With nothing that takes its time beside it: until it is durable, a crash would send the message again. */
export function setHanded(
  tx: Tx,
  message: Id,
  at: Date,
  { code, missed }: { code: string | null; missed: readonly number[] },
): void {
  tx.send(
    `UPDATE register.contact_message SET handed_at = $2, delivery_code = $3, missed = nullif($4::smallint[], '{}')
     WHERE id = $1 AND delivery = 'queued'`,
    [message, at, code, missed],
  );
}

/** To whom of its recipients it is still to go. */
export function setMissed(tx: Tx, contact: Id, message: Id, missed: readonly number[]): void {
  tx.send('UPDATE register.contact_message SET missed = $3 WHERE contact_id = $1 AND id = $2', [
    contact,
    message,
    missed,
  ]);
}

export function setBody(tx: Tx, contact: Id, message: Id, body: Buffer): void {
  tx.send('UPDATE register.contact_message SET body_sealed = $3 WHERE contact_id = $1 AND id = $2', [
    contact,
    message,
    body,
  ]);
}

export function setRecalled(tx: Tx, contact: Id, message: Id, at: Date): void {
  tx.send('UPDATE register.contact_message SET recalled_at = $3 WHERE contact_id = $1 AND id = $2', [
    contact,
    message,
    at,
  ]);
}

export function removeMessage(tx: Tx, contact: Id, message: Id): void {
  tx.send('DELETE FROM register.contact_message WHERE contact_id = $1 AND id = $2', [contact, message]);
}

/** @param delivery null: still under way, with the code to show */
export function setBounced(tx: Tx, contact: Id, message: Id, delivery: 'bounced' | null, code: string): void {
  tx.send(
    `UPDATE register.contact_message SET delivery = coalesce($3::text, delivery), delivery_code = $4, next_try_at = NULL
     WHERE contact_id = $1 AND id = $2 AND ($3::text IS NOT NULL OR delivery = 'sent')`,
    [contact, message, delivery, code],
  );
}
