import type { Id } from '../../base/new-id.ts';
import { hasGround } from '../../safeguards/declaration/ground.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { ContactRow } from './contacts-store.ts';

export interface TodoRow {
  readonly id: Id<'todo'>;
  readonly text_sealed: Buffer;
  readonly owner_id: Id<'staff'>;
  /** A calendar day in the register's time zone, ISO. */
  readonly due_on: string;
  readonly made_by: Id<'staff'>;
  readonly made_at: Date;
  readonly done_at: Date | null;
}

/** What is to be done first, then what was done last. */
export function readTodos(db: Db, contact: Id): Promise<TodoRow[]> {
  return db.query<TodoRow>(
    `SELECT id, text_sealed, owner_id, due_on::text, made_by, made_at, done_at FROM register.contact_todo t
     WHERE contact_id = $1 AND ${hasGround('t', 'notes')} ORDER BY done_at DESC NULLS FIRST, due_on, id LIMIT 200`,
    [contact],
  );
}

export interface ListedTodo extends TodoRow {
  readonly contact_id: Id<'contact'>;
  readonly number: ContactRow['number'];
  readonly queue: string;
  readonly status: ContactRow['status'];
  readonly card_sealed: Buffer;
}

export interface TodoFilter {
  readonly queues: readonly string[];
  /** Left out: everybody's. */
  readonly owner?: Id<'staff'> | undefined;
  readonly after?: Pick<ListedTodo, 'due_on' | 'contact_id' | 'id'> | undefined;
  readonly limit: number;
}

/** What is still to be done, the earliest day first, whatever has become of its contact. */
export function listOpenTodos(db: Db, { queues, owner, after, limit }: TodoFilter): Promise<ListedTodo[]> {
  const values: unknown[] = [queues, limit];
  const add = (value: unknown) => `$${values.push(value)}`;
  const where = ['t.done_at IS NULL', 'c.queue = ANY ($1)', hasGround('t', 'notes')];
  if (owner !== undefined) where.push(`t.owner_id = ${add(owner)}`);
  if (after !== undefined)
    where.push(
      `(t.due_on, t.contact_id, t.id) > (${add(after.due_on)}, ${add(after.contact_id)}, ${add(after.id)})`,
    );
  return db.query<ListedTodo>(
    `SELECT t.id, t.contact_id, t.text_sealed, t.owner_id, t.due_on::text, t.made_by, t.made_at, t.done_at,
       c.number, c.queue, c.status, c.card_sealed
     FROM register.contact_todo t JOIN register.contact c ON c.id = t.contact_id
     WHERE ${where.join(' AND ')} ORDER BY t.due_on, t.contact_id, t.id LIMIT $2`,
    values,
  );
}

/** Notes that the owners of what is due are told now. @returns each of them once */
export async function takeUntold(tx: Tx, today: string, at: Date): Promise<Id<'staff'>[]> {
  const rows = await tx.query<{ owner_id: Id<'staff'> }>(
    `WITH told AS (UPDATE register.contact_todo SET told_at = $2
       WHERE due_on = $1 AND done_at IS NULL AND told_at IS NULL RETURNING owner_id)
     SELECT DISTINCT owner_id FROM told`,
    [today, at],
  );
  return rows.map((row) => row.owner_id);
}
