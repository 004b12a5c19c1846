import { Refusal } from '../../base/errors.ts';
import { isId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { dayOf, isCalendarDay } from '../../safeguards/access/calendar-day.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import { cardColumn, todoColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { hideName } from './hide-unseen.ts';
import { listOpenTodos, type ListedTodo, type TodoFilter } from './todos-store.ts';

/** A follow-up task as a list shows it, with the contact it is about. */
export interface OpenedTodo extends Omit<ListedTodo, 'text_sealed' | 'card_sealed'> {
  readonly text: string;
  readonly subject: string;
  readonly name: string;
  /** Its day is past where the register is kept. */
  readonly late: boolean;
}

interface TodoQuery {
  /** One's own; those of everybody in the queues in which one may assign. */
  readonly of: 'mine' | 'team';
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface TodoPage {
  readonly todos: readonly OpenedTodo[];
  readonly next: string | null;
}

function writePlace(todo: ListedTodo): string {
  return `${todo.due_on}_${todo.contact_id}_${todo.id}`;
}

function readPlace(text: string): TodoFilter['after'] {
  const [due_on = '', contact_id = '', id = ''] = text.split('_');
  if (!isCalendarDay(due_on) || !isId<'contact'>(contact_id) || !isId<'todo'>(id))
    throw new Refusal('invalid-input', { field: 'cursor' });
  return { due_on, contact_id, id };
}

/**
 * A page of what is still to be done, of queues that the actor's tasks reach, also on contacts that are closed or put
 * aside: one grant, one log line that names the contacts.
 * @throws Refusal 'task-missing' when one may not read notes, or asks for the team's and may assign nowhere;
 *   'invalid-input' for what is no cursor of ours
 */
export function listTodos(deps: ContactsDeps, actor: StaffActor, query: TodoQuery): Promise<TodoPage> {
  return rereadReplaced(() => readPage(deps, actor, query));
}

async function readPage(deps: ContactsDeps, actor: StaffActor, query: TodoQuery): Promise<TodoPage> {
  const after = query.cursor === undefined ? undefined : readPlace(query.cursor);
  const reached = await deps.access.queuesFor(actor, 'list-contacts');
  const mayAssign = query.of === 'team' ? await deps.access.queuesFor(actor, 'assign-contact') : reached;
  if (query.of === 'team' && mayAssign.length === 0)
    return deps.access.refuse(actor, { act: 'assign-contact', units: [] }, 'task-missing');
  const rows = await listOpenTodos(deps.db, {
    queues: reached.filter((queue) => mayAssign.includes(queue)),
    owner: query.of === 'mine' ? actor.staffId : undefined,
    after,
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const units: readonly Id[] = [...new Set(page.map((todo) => todo.contact_id))];
  const ask = {
    act: 'list-contacts',
    units,
    categories: ['messages', 'notes', 'name', 'emailAddress'],
  } as const;
  const grant = await deps.access.authorize(actor, ask);
  const may = (category: string) => grant.categories.includes(category);
  if (!may('messages') || !may('notes')) return deps.access.refuse(actor, ask, 'task-missing');
  const today = dayOf(deps.clock.now(), deps.current().declaration.register.timeZone);
  const todos = await deps.vault.open(
    grant,
    'list',
    () => Promise.resolve(),
    (opener) =>
      page
        .filter((todo) => opener.holds(todo.contact_id))
        .map(({ text_sealed, card_sealed, ...todo }) => {
          const { contact_id: contactId } = todo;
          const card = opener.open(cardColumn, cardColumn.at(contactId, contactId, card_sealed));
          return {
            ...todo,
            text: opener.open(todoColumn, todoColumn.at(contactId, todo.id, text_sealed)),
            subject: card.subject,
            name: hideName(card.name, may),
            late: todo.due_on < today,
          };
        }),
    { shown: page.length },
  );
  const last = page.at(-1);
  return { todos, next: rows.length > query.limit && last ? writePlace(last) : null };
}
