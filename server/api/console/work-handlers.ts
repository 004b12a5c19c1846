import { Refusal } from '../../base/errors.ts';
import type { House } from '../../compose.ts';
import { awaitCustomer } from '../../register/contacts/await-customer.ts';
import { assignContact, closeContact, reopenContact } from '../../register/contacts/change-contact.ts';
import { addTodo, settleTodo } from '../../register/contacts/contact-todos.ts';
import { followContact, markUnread } from '../../register/contacts/follow-contact.ts';
import { listTodos } from '../../register/contacts/list-todos.ts';
import { organiseContact } from '../../register/contacts/organise-contact.ts';
import { bePresent } from '../../register/contacts/presence.ts';
import { snoozeContact } from '../../register/contacts/snooze-contact.ts';
import { undoChange } from '../../register/contacts/undo-change.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Call, Handlers } from './bind-routes.ts';
import { presentListedTodo } from './present-contact.ts';
import type { ConsoleRoutes } from '../../../contract/console/routes.ts';
import type { workRoutes } from '../../../contract/console/work.ts';

type WorkHandlers = Pick<Handlers, keyof typeof workRoutes>;
type Bulk = Call<ConsoleRoutes['changeMany']>['body'];

export function createWorkHandlers(house: House): WorkHandlers {
  const deps = { ...house.contacts, ...house.sharing };

  /** @returns the new version; null where the act leaves it as it is */
  async function changeOne(
    actor: StaffActor,
    { contactId, version }: Bulk['contacts'][number],
    change: Bulk['change'],
  ): Promise<number> {
    switch (change.kind) {
      case 'assign':
        return (await assignContact(deps, actor, contactId, { version, assigneeId: change.assigneeId }))
          .version;
      case 'close':
        return (await closeContact(deps, actor, contactId, { version })).version;
      case 'reopen':
        return (await reopenContact(deps, actor, contactId, { version })).version;
      case 'undo':
        return (await undoChange(deps, actor, contactId, { version })).version;
      case 'snooze':
        return (await snoozeContact(deps, actor, contactId, { version, until: new Date(change.until) }))
          .version;
      case 'await':
        return (await awaitCustomer(deps, actor, contactId, { version, waiting: change.waiting })).version;
      case 'organise':
        return (await organiseContact(deps, actor, contactId, { ...change, version })).version;
      case 'unread':
        await markUnread(deps, actor, contactId);
        return version;
    }
  }

  return {
    organise: ({ params, body }, { actor }) => organiseContact(deps, actor, params.contactId, body),
    snooze: ({ params, body }, { actor }) =>
      snoozeContact(deps, actor, params.contactId, { version: body.version, until: new Date(body.until) }),

    awaitCustomer: ({ params, body }, { actor }) => awaitCustomer(deps, actor, params.contactId, body),

    async follow({ params, body }, { actor }) {
      await followContact(deps, actor, params.contactId, body.watching);
      return { done: true };
    },
    async markUnread({ params }, { actor }) {
      await markUnread(deps, actor, params.contactId);
      return { done: true };
    },
    async bePresent({ params, body }, { actor }) {
      const present = await bePresent(deps, actor, params.contactId, body.doing);
      return { present: present.map((each) => ({ staffId: each.staff_id, typing: each.typing })) };
    },

    async listTodos({ query }, { actor }) {
      const { todos, next } = await listTodos(deps, actor, query);
      return { todos: todos.map(presentListedTodo), next };
    },
    addTodo: ({ params, body }, { actor }) => addTodo(deps, actor, params.contactId, body),
    settleTodo: ({ params, body }, { actor }) =>
      settleTodo(deps, actor, params.contactId, { todoId: params.todoId, done: body.done }),

    async changeMany({ body }, { actor }) {
      const results = [];
      // One after another: two changes of one contact in one call meet in order, and others get their turn between.
      for (const contact of body.contacts) {
        try {
          const version = await changeOne(actor, contact, body.change);
          results.push({ contactId: contact.contactId, version, code: null });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          results.push({ contactId: contact.contactId, version: null, code: error.code });
        }
      }
      return { results };
    },
  };
}
