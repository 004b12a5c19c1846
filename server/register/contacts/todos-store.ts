import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';

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
    `SELECT id, text_sealed, owner_id, due_on::text, made_by, made_at, done_at FROM register.contact_todo
     WHERE contact_id = $1 ORDER BY done_at DESC NULLS FIRST, due_on, id LIMIT 200`,
    [contact],
  );
}
