import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import type { Person } from '../api/queries.ts';

export interface HistoryFilter {
  readonly channel: 'email' | 'phone' | 'chat' | null;
  readonly status: 'open' | 'waiting' | 'snoozed' | 'closed' | null;
}

/** All contacts of a person, a page at a time. Each page is a reading; the first came with the person. */
export const personHistoryQuery = (person: Person, filter: HistoryFilter) =>
  infiniteQueryOptions({
    queryKey: ['person', person.personId, 'history', filter],
    queryFn: ({ pageParam }) =>
      call('personHistory', {
        params: { personId: person.personId },
        query: {
          ...(filter.channel ? { channel: filter.channel } : {}),
          ...(filter.status ? { status: filter.status } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (page: { next: string | null }) => page.next,
    ...(filter.channel === null && filter.status === null
      ? {
          initialData: {
            pages: [{ contacts: person.contacts, next: person.nextContacts }],
            pageParams: [''],
          },
        }
      : {}),
  });

export const duplicatesQuery = (personId: string) =>
  queryOptions({
    queryKey: ['person', personId, 'duplicates'],
    queryFn: () => call('personDuplicates', { params: { personId } }),
  });
