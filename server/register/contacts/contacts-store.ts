import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { WrappedKey } from '../../safeguards/vault/key-ring.ts';
import type { Database, Db, Tx } from '../../storage/database.ts';

export type ContactStatus = 'open' | 'waiting' | 'snoozed' | 'closed';
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** How a contact stood before it was closed or put aside. Ids and moments (ISO) only: it stands unsealed in its row. */
export interface Standing {
  /** The contact's once it had been changed: at another one somebody has changed it since. */
  readonly version: number;
  readonly act: 'close-contact' | 'assign-contact';
  readonly by: Id<'staff'> | null;
  readonly status: ContactStatus;
  readonly waitingSince: string | null;
  readonly answerDueAt: string | null;
  readonly underwaySince: string | null;
  readonly doneDueAt: string | null;
  readonly snoozedUntil: string | null;
  readonly deleteAfter: string;
  readonly deleteRule: string;
  readonly declarationVersion: number;
}

export interface ContactRow {
  id: Id<'contact'>;
  number: number;
  person_id: Id<'person'>;
  channel: 'email' | 'phone' | 'chat';
  mailbox: string | null;
  queue: string;
  status: ContactStatus;
  priority: Priority;
  assignee_id: Id<'staff'> | null;
  language: Language | null;
  tags: Id<'tag'>[];
  version: number;
  opened_at: Date;
  last_at: Date;
  closed_at: Date | null;
  waiting_since: Date | null;
  answer_due_at: Date | null;
  underway_since: Date | null;
  done_due_at: Date | null;
  /** The earlier of the two. */
  due_at: Date | null;
  snoozed_until: Date | null;
  /** Before it was last closed or put aside. */
  standing_before: Standing | null;
  last_in_at: Date | null;
  messages: number;
  files: number;
  card_sealed: Buffer;
  delete_after: Date;
  delete_rule: string;
  declaration_version: number;
}

/** Every column of a contact, for statements in this folder. */
export const contactColumns =
  'id, number, person_id, channel, mailbox, queue, status, priority, assignee_id, language, tags, version, opened_at, last_at, closed_at, waiting_since, answer_due_at, underway_since, done_due_at, due_at, snoozed_until, standing_before, last_in_at, messages, files, card_sealed, delete_after, delete_rule, declaration_version';

export async function readContact(db: Db, id: Id): Promise<ContactRow | undefined> {
  const [row] = await db.query<ContactRow>(`SELECT ${contactColumns} FROM register.contact WHERE id = $1`, [
    id,
  ]);
  return row;
}

/**
 * A contact, and in the same turn the keys of it and its person as they stand in the ring; undefined where one is not there,
 * or it is another person's in this very moment: then they are read by themselves.
 */
export async function readContactWithKeys(
  db: Database,
  id: Id,
): Promise<{ row: ContactRow; keys: readonly WrappedKey[] | undefined } | undefined> {
  const [row, keys] = await db.together((one) =>
    Promise.all([
      readContact(one, id),
      one.query<WrappedKey>(
        `SELECT k.unit_id, k.kind, k.epoch, k.wrapped FROM register.contact c, ring.read_keys(ARRAY[c.id, c.person_id]) k
         WHERE c.id = $1`,
        [id],
      ),
    ]),
  );
  if (row === undefined) return undefined;
  const whole = [row.id, row.person_id].every((unit) => keys.some(({ unit_id }) => unit_id === unit));
  return { row, keys: whole ? keys : undefined };
}

export async function lockContact(tx: Tx, id: Id): Promise<ContactRow | undefined> {
  const [row] = await tx.query<ContactRow>(
    `SELECT ${contactColumns} FROM register.contact WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row;
}

/** Key and row go together: while the row is held, its key stays as it is. @throws Refusal 'unit-erased' */
export async function holdContact(tx: Tx, id: Id): Promise<void> {
  const there = await tx.query('SELECT 1 FROM register.contact WHERE id = $1 FOR KEY SHARE', [id]);
  if (there.length === 0) throw new Refusal('unit-erased');
}

export function insertContact(
  tx: Tx,
  row: Omit<
    ContactRow,
    'number' | 'version' | 'closed_at' | 'snoozed_until' | 'standing_before' | 'due_at'
  > & {
    closedAt?: Date;
  },
): void {
  tx.send(
    `INSERT INTO register.contact (id, person_id, channel, mailbox, queue, status, priority, assignee_id, language, tags, opened_at, last_at, waiting_since, answer_due_at, last_in_at, messages, files, card_sealed, delete_after, delete_rule, declaration_version, closed_at, underway_since, done_due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)`,
    [
      row.id,
      row.person_id,
      row.channel,
      row.mailbox,
      row.queue,
      row.status,
      row.priority,
      row.assignee_id,
      row.language,
      row.tags,
      row.opened_at,
      row.last_at,
      row.waiting_since,
      row.answer_due_at,
      row.last_in_at,
      row.messages,
      row.files,
      row.card_sealed,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
      row.closedAt ?? null,
      row.underway_since,
      row.done_due_at,
    ],
  );
}

/** What changes on a contact; the row is locked by the caller, who has checked the version. @returns the new version */
export async function updateContact(tx: Tx, row: ContactRow): Promise<number> {
  const [changed] = await tx.query<{ version: number }>(
    `UPDATE register.contact SET version = version + 1, person_id = $2, queue = $3, status = $4, priority = $5, assignee_id = $6,
       tags = $7, last_at = $8, closed_at = $9, waiting_since = $10, answer_due_at = $11, snoozed_until = $12, last_in_at = $13,
       messages = $14, files = $15, card_sealed = $16, delete_after = $17, delete_rule = $18, declaration_version = $19, standing_before = $20, underway_since = $21, done_due_at = $22
     WHERE id = $1 RETURNING version`,
    [
      row.id,
      row.person_id,
      row.queue,
      row.status,
      row.priority,
      row.assignee_id,
      row.tags,
      row.last_at,
      row.closed_at,
      row.waiting_since,
      row.answer_due_at,
      // Whatever happened to it, only a snoozed contact sleeps.
      row.status === 'snoozed' ? row.snoozed_until : null,
      row.last_in_at,
      row.messages,
      row.files,
      row.card_sealed,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
      row.standing_before === null ? null : JSON.stringify(row.standing_before),
      row.underway_since,
      row.done_due_at,
    ],
  );
  return changed!.version;
}

export function listContactsOf(
  db: Db,
  people: readonly Id[],
  queues: readonly string[],
  most: number,
): Promise<ContactRow[]> {
  return db.query<ContactRow>(
    `SELECT ${contactColumns} FROM register.contact WHERE person_id = ANY ($1) AND queue = ANY ($2) ORDER BY last_at DESC, id DESC LIMIT $3`,
    [people, queues, most],
  );
}

export async function countContactsOf(db: Db, person: Id, queues: readonly string[]): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT count(*) AS count FROM register.contact WHERE person_id = $1 AND queue = ANY ($2)',
    [person, queues],
  );
  return row!.count;
}

/** Which of these units are contacts of other queues than these. */
export async function readContactsOutside(
  db: Db,
  units: readonly Id[],
  queues: readonly string[],
): Promise<Id[]> {
  const rows = await db.query<{ id: Id }>(
    'SELECT id FROM register.contact WHERE id = ANY ($1) AND NOT queue = ANY ($2)',
    [units, queues],
  );
  return rows.map((row) => row.id);
}

/** Whether the person has a contact that is not closed in one of these queues: then they are being served. */
export async function hasOpenContact(db: Db, person: Id, queues: readonly string[]): Promise<boolean> {
  const rows = await db.query(
    "SELECT 1 FROM register.contact WHERE person_id = $1 AND queue = ANY ($2) AND status <> 'closed' LIMIT 1",
    [person, queues],
  );
  return rows.length > 0;
}

export function setPeriod(
  tx: Tx,
  id: Id,
  period: Pick<ContactRow, 'delete_after' | 'delete_rule' | 'declaration_version'>,
): void {
  tx.send(
    'UPDATE register.contact SET delete_after = $2, delete_rule = $3, declaration_version = $4 WHERE id = $1',
    [id, period.delete_after, period.delete_rule, period.declaration_version],
  );
}
