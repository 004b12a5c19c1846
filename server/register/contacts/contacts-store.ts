import type { Id } from '../../base/new-id.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { Db, Tx } from '../../storage/database.ts';

export type ContactStatus = 'open' | 'waiting' | 'closed';

export interface ContactRow {
  id: Id<'contact'>;
  number: number;
  person_id: Id<'person'>;
  channel: 'email' | 'phone' | 'chat';
  mailbox: string | null;
  queue: string;
  status: ContactStatus;
  assignee_id: Id<'staff'> | null;
  language: Language | null;
  version: number;
  opened_at: Date;
  last_at: Date;
  closed_at: Date | null;
  waiting_since: Date | null;
  messages: number;
  files: number;
  card_sealed: Buffer;
  delete_after: Date;
  delete_rule: string;
  declaration_version: number;
}

const columns =
  'id, number, person_id, channel, mailbox, queue, status, assignee_id, language, version, opened_at, last_at, closed_at, waiting_since, messages, files, card_sealed, delete_after, delete_rule, declaration_version';

export async function readContact(db: Db, id: Id): Promise<ContactRow | undefined> {
  const [row] = await db.query<ContactRow>(`SELECT ${columns} FROM register.contact WHERE id = $1`, [id]);
  return row;
}

export async function lockContact(tx: Tx, id: Id): Promise<ContactRow | undefined> {
  const [row] = await tx.query<ContactRow>(
    `SELECT ${columns} FROM register.contact WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row;
}

export function insertContact(
  tx: Tx,
  row: Omit<ContactRow, 'number' | 'version' | 'assignee_id' | 'closed_at'>,
): void {
  tx.send(
    `INSERT INTO register.contact (id, person_id, channel, mailbox, queue, status, language, opened_at, last_at, waiting_since, messages, files, card_sealed, delete_after, delete_rule, declaration_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      row.id,
      row.person_id,
      row.channel,
      row.mailbox,
      row.queue,
      row.status,
      row.language,
      row.opened_at,
      row.last_at,
      row.waiting_since,
      row.messages,
      row.files,
      row.card_sealed,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
    ],
  );
}

/** What changes on a contact; the row is locked by the caller, who has checked the version. @returns the new version */
export async function updateContact(tx: Tx, row: ContactRow): Promise<number> {
  const [changed] = await tx.query<{ version: number }>(
    `UPDATE register.contact SET version = version + 1, status = $2, assignee_id = $3, last_at = $4, closed_at = $5, waiting_since = $6,
       messages = $7, files = $8, card_sealed = $9, delete_after = $10, delete_rule = $11, declaration_version = $12
     WHERE id = $1 RETURNING version`,
    [
      row.id,
      row.status,
      row.assignee_id,
      row.last_at,
      row.closed_at,
      row.waiting_since,
      row.messages,
      row.files,
      row.card_sealed,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
    ],
  );
  return changed!.version;
}

export interface ListFilter {
  readonly queues: readonly string[];
  readonly status: ContactStatus | 'any';
  readonly assignee: Id<'staff'> | 'nobody' | 'any';
  readonly before: { readonly at: Date; readonly id: Id } | undefined;
  readonly limit: number;
}

/** Newest first, by keyset. Each combination is a statement of its own, so that each has its index. */
export function listContacts(db: Db, filter: ListFilter): Promise<ContactRow[]> {
  const values: unknown[] = [filter.queues, filter.limit];
  const add = (value: unknown) => `$${values.push(value)}`;
  const where = ['queue = ANY ($1)'];
  if (filter.status !== 'any') where.push(`status = ${add(filter.status)}`);
  if (filter.assignee === 'nobody') where.push('assignee_id IS NULL');
  else if (filter.assignee !== 'any') where.push(`assignee_id = ${add(filter.assignee)}`);
  if (filter.before) where.push(`(last_at, id) < (${add(filter.before.at)}, ${add(filter.before.id)})`);
  return db.query<ContactRow>(
    `SELECT ${columns} FROM register.contact WHERE ${where.join(' AND ')} ORDER BY last_at DESC, id DESC LIMIT $2`,
    values,
  );
}

export function listContactsOf(
  db: Db,
  people: readonly Id[],
  queues: readonly string[],
  most: number,
): Promise<ContactRow[]> {
  return db.query<ContactRow>(
    `SELECT ${columns} FROM register.contact WHERE person_id = ANY ($1) AND queue = ANY ($2) ORDER BY last_at DESC, id DESC LIMIT $3`,
    [people, queues, most],
  );
}

export function readContactsByNumber(
  db: Db,
  number: number,
  queues: readonly string[],
): Promise<ContactRow[]> {
  return db.query<ContactRow>(
    `SELECT ${columns} FROM register.contact WHERE number = $1 AND queue = ANY ($2)`,
    [number, queues],
  );
}

export async function countOpen(
  db: Db,
  queues: readonly string[],
  staff: Id,
): Promise<{ mine: number; unassigned: number; all: number }> {
  const [row] = await db.query<{ mine: number; unassigned: number; all: number }>(
    `SELECT count(*) FILTER (WHERE assignee_id = $2) AS mine, count(*) FILTER (WHERE assignee_id IS NULL) AS unassigned, count(*) AS "all"
     FROM register.contact WHERE status = 'open' AND queue = ANY ($1)`,
    [queues, staff],
  );
  return row!;
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
