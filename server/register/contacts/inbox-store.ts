import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import { type ContactRow, contactColumns, type ContactStatus, type Priority } from './contacts-store.ts';

export const inboxOrders = ['newest', 'waiting', 'due'] as const;
export type InboxOrder = (typeof inboxOrders)[number];

export interface InboxFilter {
  readonly queues: readonly string[];
  readonly status: ContactStatus | 'any';
  readonly assignee: Id<'staff'> | 'nobody' | 'any';
  /** Contacts that this colleague watches, or was named in and has not seen since. */
  readonly follower?: { readonly staffId: Id<'staff'>; readonly as: 'watching' | 'mentioned' } | undefined;
  readonly tag?: Id<'tag'> | undefined;
  readonly channel?: ContactRow['channel'] | undefined;
  readonly language?: ContactRow['language'] | undefined;
  readonly priority?: Priority | undefined;
  /** Past the moment by which the queue's targets want an answer, or want it done. */
  readonly overdueAt?: Date | undefined;
  readonly order: InboxOrder;
  readonly after: { readonly at: Date; readonly id: Id } | undefined;
  readonly limit: number;
}

const orders = {
  newest: { column: 'last_at', direction: 'DESC', beyond: '<', also: [] },
  waiting: { column: 'waiting_since', direction: 'ASC', beyond: '>', also: ['waiting_since IS NOT NULL'] },
  due: { column: 'due_at', direction: 'ASC', beyond: '>', also: ['due_at IS NOT NULL'] },
} as const;

/** By which moment a list of this order is sorted, and so where its next page begins. */
export function sortMoment(row: ContactRow, order: InboxOrder): Date {
  return row[orders[order].column] ?? row.last_at;
}

/** A closed word of ours in the statement itself: only so is an index of what few contacts are seen to fit. */
function literal(word: Priority | ContactRow['channel']): string {
  if (!/^[a-z]+$/.test(word)) throw new Refusal('invalid-input', { field: 'filter' });
  return `'${word}'`;
}

/**
 * A page by keyset. Each queue gives its own newest, in its own index; then they are merged: a small queue is not
 * looked for among the contacts of a large one.
 */
export function listContacts(db: Db, filter: InboxFilter): Promise<ContactRow[]> {
  const values: unknown[] = [filter.queues, filter.limit];
  const add = (value: unknown) => `$${values.push(value)}`;
  const { column, direction, beyond, also } = orders[filter.order];
  const where: string[] = ['queue = reached.of', ...also];
  if (filter.status !== 'any') where.push(`status = ${add(filter.status)}`);
  if (filter.assignee === 'nobody') where.push('assignee_id IS NULL');
  else if (filter.assignee !== 'any') where.push(`assignee_id = ${add(filter.assignee)}`);
  if (filter.follower) {
    const as = filter.follower.as === 'watching' ? 'watching' : 'mentioned_at IS NOT NULL';
    where.push(
      `id IN (SELECT contact_id FROM register.contact_follower WHERE staff_id = ${add(filter.follower.staffId)} AND ${as})`,
    );
  }
  if (filter.tag !== undefined) where.push(`tags @> ARRAY[${add(filter.tag)}::uuid]`);
  if (filter.channel !== undefined) where.push(`channel = ${literal(filter.channel)}`);
  if (filter.language) where.push(`language = ${add(filter.language)}`);
  if (filter.priority !== undefined) where.push(`priority = ${literal(filter.priority)}`);
  if (filter.overdueAt !== undefined) where.push(`due_at < ${add(filter.overdueAt)}`);
  if (filter.after)
    where.push(`(${column}, id) ${beyond} (${add(filter.after.at)}, ${add(filter.after.id)})`);
  const order = `ORDER BY ${column} ${direction}, id ${direction} LIMIT $2`;
  return db.query<ContactRow>(
    `SELECT found.* FROM unnest($1::text[]) AS reached (of) CROSS JOIN LATERAL
       (SELECT ${contactColumns} FROM register.contact WHERE ${where.join(' AND ')} ${order}) found ${order}`,
    values,
  );
}

/** Above this a count says "so many or more": nobody works by the exact number, and counting would read every row. */
export const countedAtMost = 1000;

export interface InboxCounts {
  readonly mine: number;
  readonly unassigned: number;
  readonly all: number;
  readonly mentioned: number;
  readonly watching: number;
  readonly overdue: number;
  readonly todos: number;
}

/** What waits, each counted no further than `countedAtMost`: as cheap with a million contacts as with a thousand. */
export async function countInboxRows(
  db: Db,
  ask: { queues: readonly string[]; staff: Id<'staff'>; at: Date; today: string },
): Promise<InboxCounts> {
  const perQueue = (where: string) =>
    `(SELECT least(coalesce(sum(n), 0), ${countedAtMost}) FROM unnest($1::text[]) AS reached (of) CROSS JOIN LATERAL
       (SELECT count(*) AS n FROM (SELECT 1 FROM register.contact WHERE queue = reached.of AND ${where} LIMIT ${countedAtMost}) few) counted)`;
  // A mention is counted wherever its contact stands, until it was seen; what one watches, while it is open.
  const followed = (as: string) =>
    `(SELECT count(*) FROM (SELECT 1 FROM register.contact_follower f JOIN register.contact c ON c.id = f.contact_id
       WHERE f.staff_id = $2 AND ${as} AND c.queue = ANY ($1) LIMIT ${countedAtMost}) few)`;
  const [row] = await db.query<InboxCounts>(
    `SELECT
       (SELECT count(*) FROM (SELECT 1 FROM register.contact WHERE assignee_id = $2 AND status = 'open' AND queue = ANY ($1) LIMIT ${countedAtMost}) few) AS mine,
       ${perQueue("status = 'open' AND assignee_id IS NULL")} AS unassigned,
       ${perQueue("status = 'open'")} AS "all",
       ${followed('f.mentioned_at IS NOT NULL')} AS mentioned,
       ${followed("f.watching AND c.status = 'open'")} AS watching,
       ${perQueue("due_at < $3 AND status = 'open'")} AS overdue,
       (SELECT count(*) FROM (SELECT 1 FROM register.contact_todo t JOIN register.contact c ON c.id = t.contact_id
         WHERE t.owner_id = $2 AND t.done_at IS NULL AND t.due_on <= $4 AND c.queue = ANY ($1) LIMIT ${countedAtMost}) few) AS todos`,
    [ask.queues, ask.staff, ask.at, ask.today],
  );
  const counts = row!;
  return Object.fromEntries(
    Object.entries(counts).map(([key, count]) => [key, Number(count)]),
  ) as unknown as InboxCounts;
}

/** How a colleague stands to a contact. */
export interface OwnMark {
  readonly seenAt: Date | null;
  readonly watching: boolean;
  readonly mentionedAt: Date | null;
}

/** One's own marks on these contacts; none where there is nothing to say. */
export async function readOwnMarks(
  db: Db,
  staff: Id<'staff'>,
  contacts: readonly Id[],
): Promise<ReadonlyMap<Id, OwnMark>> {
  const rows = await db.query<{
    contact_id: Id;
    seen_at: Date | null;
    watching: boolean | null;
    mentioned_at: Date | null;
  }>(
    `SELECT coalesce(s.contact_id, f.contact_id) AS contact_id, s.seen_at, f.watching, f.mentioned_at
     FROM (SELECT * FROM register.contact_seen WHERE staff_id = $1 AND contact_id = ANY ($2)) s
     FULL JOIN (SELECT * FROM register.contact_follower WHERE staff_id = $1 AND contact_id = ANY ($2)) f ON f.contact_id = s.contact_id`,
    [staff, contacts],
  );
  return new Map(
    rows.map((row) => [
      row.contact_id,
      { seenAt: row.seen_at, watching: row.watching ?? false, mentionedAt: row.mentioned_at },
    ]),
  );
}
