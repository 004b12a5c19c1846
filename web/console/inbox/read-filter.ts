import type { ContactFilter } from '../api/queries.ts';

const views = ['mine', 'unassigned', 'all'] as const;
const statuses = ['open', 'waiting', 'closed', 'any'] as const;

/** What of the inbox stands in the address. Search text never does: it is personal data. */
export interface InboxSearch {
  readonly view?: ContactFilter['view'];
  readonly status?: ContactFilter['status'];
  readonly queue?: string | undefined;
}

/** Nonsense in the address is left out rather than refused: the address bar is nobody's form. */
export function readFilter(search: Record<string, unknown>): InboxSearch {
  const view = views.find((each) => each === search['view']);
  const status = statuses.find((each) => each === search['status']);
  const queue =
    typeof search['queue'] === 'string' && /^[a-z][a-z0-9-]{0,59}$/.test(search['queue'])
      ? search['queue']
      : undefined;
  return {
    ...(view && view !== 'all' ? { view } : {}),
    ...(status && status !== 'open' ? { status } : {}),
    ...(queue ? { queue } : {}),
  };
}

export function filterOf(search: InboxSearch): ContactFilter {
  return { view: search.view ?? 'all', status: search.status ?? 'open', queue: search.queue };
}
