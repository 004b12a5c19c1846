import { uuidShape } from '../api/new-uuid.ts';
import type { ContactFilter } from '../api/queries.ts';

export const views = ['mine', 'unassigned', 'all', 'mentioned', 'watching'] as const;
export const statuses = ['open', 'waiting', 'snoozed', 'closed', 'any'] as const;
export const priorities = ['urgent', 'high', 'normal', 'low'] as const;
export const orders = ['newest', 'waiting', 'due'] as const;
const channels = ['email', 'phone', 'chat'] as const;
const languages = ['sv', 'fi', 'en'] as const;

/** What of the inbox stands in the address. Search text never does: it is personal data. */
export type InboxSearch = Partial<ContactFilter> & {
  /** Follow-up tasks in the place of contacts: one's own, or everybody's. */
  readonly todos?: 'mine' | 'team';
};

const key = /^[a-z][a-z0-9-]{0,59}$/;

/** Nonsense in the address is left out rather than refused: the address bar is nobody's form. */
export function readFilter(search: Record<string, unknown>): InboxSearch {
  const one = <Value extends string>(name: string, values: readonly Value[]): Value | undefined =>
    values.find((each) => each === search[name]);
  const like = (name: string, form: RegExp): string | undefined =>
    typeof search[name] === 'string' && form.test(search[name]) ? search[name] : undefined;
  const view = one('view', views);
  const status = one('status', statuses);
  const order = one('order', orders);
  const narrowed = {
    queue: like('queue', key),
    tag: like('tag', uuidShape),
    assignee: like('assignee', uuidShape),
    channel: one('channel', channels),
    language: one('language', languages),
    priority: one('priority', priorities),
    overdue: one('overdue', ['yes']),
    todos: one('todos', ['mine', 'team']),
  };
  return {
    ...(view && view !== 'all' ? { view } : {}),
    ...(status && status !== 'open' ? { status } : {}),
    ...(order && order !== 'newest' ? { order } : {}),
    ...Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== undefined)),
  };
}

/** What of the address narrows the list of contacts. */
export function filterOf(search: InboxSearch): ContactFilter {
  const narrowing = Object.entries(search).filter(([name]) => name !== 'todos');
  return { ...Object.fromEntries(narrowing), view: search.view ?? 'all', status: search.status ?? 'open' };
}

/** Whether an empty list may be the filter's doing, and says nothing of the view. */
export function isNarrowed(filter: ContactFilter): boolean {
  const { view: _view, order: _order, status, ...rest } = filter;
  return status !== 'open' || Object.values(rest).some((each) => each !== undefined);
}

/** What narrows the list besides view, status and queue: how many filters stand behind the button. */
export function narrowingOf(filter: ContactFilter): number {
  const { tag, assignee, channel, language, priority, overdue, order } = filter;
  return [tag, assignee, channel, language, priority, overdue, order === 'newest' ? undefined : order].filter(
    (each) => each !== undefined,
  ).length;
}
