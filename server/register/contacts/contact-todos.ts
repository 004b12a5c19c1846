import { findIdentityCodes, maskIdentityCodes } from '../../base/find-identity-codes.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { dayOf } from '../../safeguards/access/calendar-day.ts';
import { mayCollect } from '../../safeguards/declaration/may-collect.ts';
import type { Tx } from '../../storage/database.ts';
import { changeContact } from './change-contact.ts';
import { todoColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow } from './contacts-store.ts';
import { tellColleagues } from './tell-colleagues.ts';

const mostTodos = 50;

/**
 * A follow-up task on a contact: what somebody has promised to do, by which day. The same id again changes nothing.
 * @throws Refusal 'category-not-allowed-on-channel', 'invalid-input' when the owner may not work there or there are too
 *   many, and those of `changeContact`
 */
export async function addTodo(
  deps: ContactsDeps & { mayWorkIn(staffId: Id<'staff'>, queue: string): Promise<boolean> },
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { todoId: Id<'todo'>; text: string; ownerId: Id<'staff'>; dueOn: string },
) {
  const change = {
    act: 'note-contact',
    contactId,
    version: undefined,
    categories: ['notes'],
    details: { change: 'todo-added', staff: input.ownerId },
  } as const;
  return changeContact(deps, actor, change, async (tx, row, sealer) => {
    if (mayCollect(deps.current().declaration, row.channel, 'notes') === undefined)
      throw new Refusal('category-not-allowed-on-channel', { category: 'notes', channel: row.channel });
    if (!(await deps.mayWorkIn(input.ownerId, row.queue)))
      throw new Refusal('invalid-input', { field: 'ownerId' });
    const text = maskIdentityCodes(input.text, findIdentityCodes(input.text));
    const now = deps.clock.now();
    // One for today is known to whoever makes it and told to whoever is given it: no second word about it.
    const isToday = input.dueOn <= dayOf(now, deps.current().declaration.register.timeZone);
    const made = await tx.query(
      `INSERT INTO register.contact_todo (contact_id, id, text_sealed, owner_id, due_on, made_by, made_at, told_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $9
       WHERE (SELECT count(*) FROM register.contact_todo WHERE contact_id = $1 AND done_at IS NULL) < $8
       ON CONFLICT DO NOTHING RETURNING 1`,
      [
        contactId,
        input.todoId,
        sealer.seal(todoColumn, contactId, input.todoId, text),
        input.ownerId,
        input.dueOn,
        actor.staffId,
        now,
        mostTodos,
        isToday ? now : null,
      ],
    );
    if (made.length > 0) {
      if (input.ownerId !== actor.staffId) await tellColleagues(deps, tx, row, [input.ownerId], 'todo-given');
      await tellChanged(deps, tx, row);
      return row;
    }
    const known = await readTodo(tx, contactId, input.todoId);
    if (known === undefined) throw new Refusal('invalid-input', { field: 'text', most: mostTodos });
    return undefined;
  });
}

/** Ticks a follow-up task, or takes the tick away. @throws Refusal 'not-found', and those of `changeContact` */
export async function settleTodo(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { todoId: Id<'todo'>; done: boolean },
) {
  const change = {
    act: 'note-contact',
    contactId,
    version: undefined,
    categories: ['notes'],
    details: { change: input.done ? 'todo-done' : 'todo-open' },
  } as const;
  return changeContact(deps, actor, change, async (tx, row) => {
    const known = await readTodo(tx, contactId, input.todoId);
    if (known === undefined) throw new Refusal('not-found', { what: 'todo' });
    if ((known.done_at !== null) === input.done) return undefined;
    await tx.query(
      'UPDATE register.contact_todo SET done_at = $3, done_by = $4 WHERE contact_id = $1 AND id = $2',
      [contactId, input.todoId, input.done ? deps.clock.now() : null, input.done ? actor.staffId : null],
    );
    await tellChanged(deps, tx, row);
    return row;
  });
}

/** Lists of tasks are read anew for this, and not for every change of a contact: each reading is a line in the log. */
function tellChanged(deps: ContactsDeps, tx: Tx, row: Pick<ContactRow, 'id' | 'queue'>): Promise<void> {
  return deps.live.announce(tx, { kind: 'todos-changed', contactId: row.id, queue: row.queue });
}

async function readTodo(
  tx: Tx,
  contact: Id<'contact'>,
  todo: Id<'todo'>,
): Promise<{ done_at: Date | null } | undefined> {
  const [row] = await tx.query<{ done_at: Date | null }>(
    'SELECT done_at FROM register.contact_todo WHERE contact_id = $1 AND id = $2 FOR UPDATE',
    [contact, todo],
  );
  return row;
}
