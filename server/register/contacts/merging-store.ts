import { newId, type Id } from '../../base/new-id.ts';
import type { RuleEffect } from '../team/rules/rule.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { SealedPart } from './contact-parts.ts';

export interface PartRow {
  readonly id: Id;
  readonly blob?: Id<'blob'> | null;
  readonly [sealed: string]: unknown;
}

/** Rows of a part, locked. @param ids of the messages (or of the rows themselves) they must belong to; null for all */
export function lockPartRows(
  tx: Tx,
  part: SealedPart,
  contact: Id,
  ids: readonly Id[] | null,
): Promise<PartRow[]> {
  const columns = ['id', ...part.columns.map(({ column }) => column), ...(part.blobOf ? ['blob'] : [])];
  return tx.query<PartRow>(
    `SELECT ${columns.join(', ')} FROM ${part.table}
     WHERE contact_id = $1 AND ($2::uuid[] IS NULL OR ${part.messageIn ?? 'id'} = ANY ($2)) ORDER BY id FOR UPDATE`,
    [contact, ids],
  );
}

export function movePartRow(
  tx: Tx,
  part: SealedPart,
  row: {
    from: Id;
    to: Id;
    id: Id;
    sealed: readonly (Buffer | null)[];
    blob: Id<'blob'> | null;
  },
): void {
  const values: unknown[] = [row.from, row.id, row.to, ...row.sealed];
  const sets = part.columns.map(({ column }, index) => `${column} = $${index + 4}`);
  if (part.blobOf) sets.push(`blob = $${values.push(row.blob)}`);
  tx.send(
    `UPDATE ${part.table} SET contact_id = $3, ${sets.join(', ')} WHERE contact_id = $1 AND id = $2`,
    values,
  );
}

/** What hangs on a contact unsealed, and the forwarding that led to it, so that chains stay one step long. */
export function movePlainRows(tx: Tx, from: Id, to: Id): void {
  tx.send(
    `INSERT INTO register.contact_follower (contact_id, staff_id, watching, mentioned_at)
     SELECT $2, staff_id, watching, mentioned_at FROM register.contact_follower WHERE contact_id = $1
     ON CONFLICT (contact_id, staff_id) DO UPDATE SET watching = contact_follower.watching OR excluded.watching,
       mentioned_at = greatest(contact_follower.mentioned_at, excluded.mentioned_at)`,
    [from, to],
  );
  tx.send('DELETE FROM register.contact_follower WHERE contact_id = $1', [from]);
  // Seen is what was seen in both, as far as in the one seen less.
  tx.send(
    `DELETE FROM register.contact_seen a WHERE a.contact_id = $2
       AND NOT EXISTS (SELECT 1 FROM register.contact_seen b WHERE b.contact_id = $1 AND b.staff_id = a.staff_id)`,
    [from, to],
  );
  tx.send(
    `UPDATE register.contact_seen a SET seen_at = least(a.seen_at, b.seen_at)
     FROM register.contact_seen b WHERE a.contact_id = $2 AND b.contact_id = $1 AND b.staff_id = a.staff_id`,
    [from, to],
  );
  tx.send('DELETE FROM register.contact_seen WHERE contact_id = $1', [from]);
  tx.send('UPDATE register.thread_id SET contact_id = $2 WHERE contact_id = $1', [from, to]);
  tx.send('UPDATE register.contact_call_leg SET contact_id = $2 WHERE contact_id = $1', [from, to]);
  tx.send('UPDATE register.contact_event SET contact_id = $2 WHERE contact_id = $1', [from, to]);
  tx.send('UPDATE register.contact_forward SET contact_id = $2 WHERE contact_id = $1', [from, to]);
  tx.send('UPDATE register.incident SET contact_id = $2 WHERE contact_id = $1', [from, to]);
  tx.send('UPDATE search.text SET contact_id = $2 WHERE contact_id = $1', [from, to]);
  tx.send('DELETE FROM live.presence WHERE contact_id = $1', [from]);
}

/** The same for chosen messages and notes: incidents and the words they are found by; files follow their message. */
export function movePlainRowsOf(
  tx: Tx,
  from: Id,
  to: Id,
  chosen: { readonly messages: readonly Id[]; readonly notes: readonly Id[] },
): void {
  tx.send('UPDATE register.incident SET contact_id = $2 WHERE contact_id = $1 AND message_id = ANY ($3)', [
    from,
    to,
    chosen.messages,
  ]);
  tx.send(
    `UPDATE search.text SET contact_id = $2 WHERE contact_id = $1 AND (text_id = ANY ($3) OR text_id IN
       (SELECT id FROM register.contact_file WHERE contact_id = $2 AND message_id = ANY ($3)))`,
    [from, to, [...chosen.messages, ...chosen.notes]],
  );
}

export interface DraftRow {
  readonly id: Id<'message'>;
  readonly staff_id: Id<'staff'>;
  readonly kind: 'reply' | 'note';
  readonly reply_sealed: Buffer | null;
  readonly note_sealed: Buffer | null;
}

export function lockDrafts(tx: Tx, contact: Id): Promise<DraftRow[]> {
  return tx.query<DraftRow>(
    `SELECT id, staff_id, kind, reply_sealed, note_sealed FROM register.contact_draft
     WHERE contact_id = $1 ORDER BY id FOR UPDATE`,
    [contact],
  );
}

export function writeDraft(tx: Tx, contact: Id, row: DraftRow): void {
  tx.send(
    'UPDATE register.contact_draft SET version = version + 1, reply_sealed = $3, note_sealed = $4 WHERE contact_id = $1 AND id = $2',
    [contact, row.id, row.reply_sealed, row.note_sealed],
  );
}

/** A draft whose text went into another; its files will hang on that one. */
export function dropDraft(tx: Tx, contact: Id, draft: Id, into: Id): void {
  tx.send('UPDATE register.contact_file SET message_id = $3 WHERE contact_id = $1 AND message_id = $2', [
    contact,
    draft,
    into,
  ]);
  tx.send('DELETE FROM register.contact_draft WHERE contact_id = $1 AND id = $2', [contact, draft]);
}

export async function hasScheduled(tx: Tx, contacts: readonly Id[]): Promise<boolean> {
  const rows = await tx.query(
    "SELECT 1 FROM register.contact_message WHERE contact_id = ANY ($1) AND delivery = 'scheduled' LIMIT 1",
    [contacts],
  );
  return rows.length > 0;
}

export function moveThreadIds(tx: Tx, from: Id, to: Id, digests: readonly Buffer[]): void {
  tx.send('UPDATE register.thread_id SET contact_id = $2 WHERE contact_id = $1 AND digest = ANY ($3)', [
    from,
    to,
    digests,
  ]);
}

/** The contact's own row goes; what is left behind is where it went. */
export function forwardContact(tx: Tx, old: { id: Id; number: number }, to: Id, at: Date): void {
  tx.send('DELETE FROM register.contact WHERE id = $1', [old.id]);
  tx.send(
    'INSERT INTO register.contact_forward (old_id, old_number, contact_id, at) VALUES ($1, $2, $3, $4)',
    [old.id, old.number, to, at],
  );
}

export async function readForward(db: Db, old: Id): Promise<Id<'contact'> | undefined> {
  const [row] = await db.query<{ contact_id: Id<'contact'> }>(
    'SELECT contact_id FROM register.contact_forward WHERE old_id = $1',
    [old],
  );
  return row?.contact_id;
}

export function setOpenedAt(tx: Tx, contact: Id, at: Date): void {
  tx.send('UPDATE register.contact SET opened_at = $2 WHERE id = $1', [contact, at]);
}

export async function numberOf(tx: Tx, contact: Id): Promise<number> {
  const [row] = await tx.query<{ number: number }>('SELECT number FROM register.contact WHERE id = $1', [
    contact,
  ]);
  return row!.number;
}

/** What became of a contact, ids and numbers only. */
export interface ContactEvent {
  readonly id: Id<'contact-event'>;
  readonly kind: 'merged-from' | 'split-into' | 'split-from' | 'moved-to-person' | 'rule';
  readonly other_id: Id<'contact'> | null;
  readonly other_number: number | null;
  /** How many messages came or went. */
  readonly messages: number | null;
  readonly at: Date;
  /** Null: a rule did it by itself. */
  readonly by: Id<'staff'> | null;
  readonly rule_id: Id<'rule'> | null;
  /** What the rule did. */
  readonly effects: readonly RuleEffect[] | null;
}

/** What a rule did by itself. */
export function insertRuleEvent(
  tx: Tx,
  contact: Id,
  event: { readonly rule: Id<'rule'>; readonly effects: readonly RuleEffect[]; readonly at: Date },
): void {
  tx.send(
    `INSERT INTO register.contact_event (contact_id, id, kind, rule_id, effects, at) VALUES ($1, $2, 'rule', $3, $4, $5)`,
    // Several rules at one moment stand in the order in which they acted.
    [contact, newId<'contact-event'>(), event.rule, event.effects, event.at],
  );
}

export function insertContactEvent(
  tx: Tx,
  contact: Id,
  event: Omit<ContactEvent, 'rule_id' | 'effects'>,
): void {
  tx.send(
    `INSERT INTO register.contact_event (contact_id, id, kind, other_id, other_number, messages, at, by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [contact, event.id, event.kind, event.other_id, event.other_number, event.messages, event.at, event.by],
  );
}

export function readContactEvents(db: Db, contact: Id): Promise<ContactEvent[]> {
  return db.query<ContactEvent>(
    'SELECT id, kind, other_id, other_number, messages, at, by, rule_id, effects FROM register.contact_event WHERE contact_id = $1 ORDER BY at, id',
    [contact],
  );
}

export async function countParts(tx: Tx, contact: Id): Promise<{ messages: number; files: number }> {
  const [row] = await tx.query<{ messages: number; files: number }>(
    `SELECT (SELECT count(*) FROM register.contact_message WHERE contact_id = $1) AS messages,
            (SELECT count(*) FROM register.contact_file WHERE contact_id = $1) AS files`,
    [contact],
  );
  return row!;
}

/** Contacts that were merged into this one, over however many steps. */
export async function readForwardsTo(db: Db, contact: Id): Promise<Id<'contact'>[]> {
  const rows = await db.query<{ old_id: Id<'contact'> }>(
    'SELECT old_id FROM register.contact_forward WHERE contact_id = $1',
    [contact],
  );
  return rows.map((row) => row.old_id);
}
