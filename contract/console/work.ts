import { z } from 'zod';
import { cursorSchema, idSchema, momentSchema, noContentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { changedSchema, contactParams, prioritySchema, statusSchema, todoSchema } from './contacts.ts';

const base = '/api/console';
const queueSchema = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);

export const organiseSchema = z.object({
  version: z.number().int(),
  priority: prioritySchema.optional(),
  addTags: z.array(idSchema).max(20).optional(),
  removeTags: z.array(idSchema).max(20).optional(),
  queue: queueSchema.optional(),
});
export const snoozeSchema = z.object({ version: z.number().int(), until: momentSchema });
/** False takes it back: the contact is open again. */
export const awaitSchema = z.object({ version: z.number().int(), waiting: z.boolean() });
export const followSchema = z.object({ watching: z.boolean() });
export const presenceSchema = z.object({ doing: z.enum(['here', 'typing', 'gone']) });
export const presentSchema = z.object({
  present: z.array(z.object({ staffId: idSchema, typing: z.boolean() })),
});
export const addTodoSchema = z.object({
  todoId: idSchema,
  text: z.string().trim().min(1).max(2000),
  ownerId: idSchema,
  dueOn: z.iso.date(),
});
export const settleTodoSchema = z.object({ done: z.boolean() });
export const todoParams = z.object({ contactId: idSchema, todoId: idSchema });

export const listTodosSchema = z.object({
  /** One's own; those of everybody in the queues in which one may assign. */
  of: z.enum(['mine', 'team']).default('mine'),
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
/** A task that is still to be done, with the contact it is about. */
export const listedTodoSchema = z.object({
  ...todoSchema.shape,
  contactId: idSchema,
  number: z.string(),
  subject: z.string(),
  name: z.string(),
  queue: z.string(),
  status: statusSchema,
  /** Its day is past, in the register's time zone. */
  late: z.boolean(),
});
export type ListedTodo = z.infer<typeof listedTodoSchema>;
export const todoPageSchema = z.object({
  /** The earliest day first. */
  todos: z.array(listedTodoSchema),
  next: z.string().nullable(),
});

/** One act for many; each contact is checked, changed and logged by itself. */
export const bulkSchema = z.object({
  contacts: z
    .array(z.object({ contactId: idSchema, version: z.number().int() }))
    .min(1)
    .max(200),
  change: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('assign'), assigneeId: idSchema.nullable() }),
    z.object({ kind: z.literal('close') }),
    z.object({ kind: z.literal('reopen') }),
    z.object({ kind: z.literal('undo') }),
    z.object({ kind: z.literal('snooze'), until: momentSchema }),
    z.object({ kind: z.literal('await'), waiting: z.boolean() }),
    z.object({ kind: z.literal('organise'), ...organiseSchema.omit({ version: true }).shape }),
    z.object({ kind: z.literal('unread') }),
  ]),
});
export const bulkAnswerSchema = z.object({
  /** In the order asked; `version` when it was done, else the code of the refusal. */
  results: z.array(
    z.object({
      contactId: idSchema,
      version: z.number().int().nullable(),
      code: z.string().nullable(),
    }),
  ),
});

/** How the work is shared out and kept in mind. */
export const workRoutes = defineRoutes({
  organise: {
    method: 'POST',
    path: `${base}/contacts/:contactId/organise`,
    params: contactParams,
    body: organiseSchema,
    answer: changedSchema,
  },
  snooze: {
    method: 'POST',
    path: `${base}/contacts/:contactId/snooze`,
    params: contactParams,
    body: snoozeSchema,
    answer: changedSchema,
  },
  awaitCustomer: {
    method: 'POST',
    path: `${base}/contacts/:contactId/await`,
    params: contactParams,
    body: awaitSchema,
    answer: changedSchema,
  },
  follow: {
    method: 'POST',
    path: `${base}/contacts/:contactId/follow`,
    params: contactParams,
    body: followSchema,
    answer: noContentSchema,
  },
  markUnread: {
    method: 'POST',
    path: `${base}/contacts/:contactId/unread`,
    params: contactParams,
    answer: noContentSchema,
  },
  bePresent: {
    method: 'POST',
    path: `${base}/contacts/:contactId/presence`,
    params: contactParams,
    body: presenceSchema,
    answer: presentSchema,
  },
  listTodos: {
    method: 'GET',
    path: `${base}/todos`,
    query: listTodosSchema,
    answer: todoPageSchema,
  },
  addTodo: {
    method: 'POST',
    path: `${base}/contacts/:contactId/todos`,
    params: contactParams,
    body: addTodoSchema,
    answer: changedSchema,
  },
  settleTodo: {
    method: 'POST',
    path: `${base}/contacts/:contactId/todos/:todoId`,
    params: todoParams,
    body: settleTodoSchema,
    answer: changedSchema,
  },
  changeMany: {
    method: 'POST',
    path: `${base}/contacts/changes`,
    body: bulkSchema,
    answer: bulkAnswerSchema,
  },
});
