import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Language } from '../../../contract/common.ts';
import { type Answer, call, type CallInput } from './call.ts';

/**
 * Each fetch of personal data is a line in the access log, so nothing is fetched ahead, on focus or
 * twice: what is here stays until the live stream says that it changed.
 */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => call('me') });
export const undertakingQuery = queryOptions({
  queryKey: ['undertaking'],
  queryFn: () => call('undertaking'),
});
export const countsQuery = queryOptions({ queryKey: ['counts'], queryFn: () => call('countContacts') });
export const incidentCountQuery = queryOptions({
  queryKey: ['incidents', 'count'],
  queryFn: () => call('countIncidents'),
});
/** Recordings and holds that wait for a decision of one's own. */
export const toDecideQuery = queryOptions({
  queryKey: ['recordings', 'count'],
  queryFn: () => call('countToDecide'),
});
export const colleaguesQuery = queryOptions({ queryKey: ['colleagues'], queryFn: () => call('colleagues') });
export const conditionsQuery = queryOptions({ queryKey: ['conditions'], queryFn: () => call('conditions') });
export const registerQuery = queryOptions({ queryKey: ['register'], queryFn: () => call('register') });
/** Texts from the declaration: published anew, they are asked for anew with it. */
export const recordQuery = (language: Language) =>
  queryOptions({
    queryKey: ['register', 'record', language],
    queryFn: () => call('record', { query: { language } }),
  });
export const shortFormsQuery = (language: Language) =>
  queryOptions({
    queryKey: ['register', 'short-forms', language],
    queryFn: () => call('shortForms', { query: { language } }),
  });
export const staffQuery = queryOptions({ queryKey: ['staff'], queryFn: () => call('listStaff') });
/** Tags, views, hours: what the team has set. About no customer. */
export const teamQuery = queryOptions({ queryKey: ['team'], queryFn: () => call('team') });
export const ownQuery = queryOptions({ queryKey: ['own'], queryFn: () => call('own') });
export const cannedQuery = queryOptions({
  queryKey: ['canned'],
  queryFn: () => call('cannedReplies', { query: {} }),
});
export const signaturesQuery = queryOptions({
  queryKey: ['signatures'],
  queryFn: () => call('signatures'),
});
export const logTreeQuery = queryOptions({
  queryKey: ['log', 'tree'],
  queryFn: () => call('logTree'),
});
export const reasonCountsQuery = queryOptions({
  queryKey: ['log', 'reasons'],
  queryFn: () => call('countReasons'),
});

export const trayItemQuery = (mailId: string) =>
  queryOptions({
    queryKey: ['tray-item', mailId],
    queryFn: () => call('openTrayItem', { params: { mailId } }),
  });

/** What the inbox shows; what is left out does not narrow. */
export type ContactFilter = Omit<NonNullable<CallInput<'listContacts'>['query']>, 'cursor' | 'limit'> & {
  readonly view: 'mine' | 'unassigned' | 'all' | 'mentioned' | 'watching';
  readonly status: 'open' | 'waiting' | 'snoozed' | 'closed' | 'any';
};
export type Search = Omit<NonNullable<CallInput<'searchContacts'>['body']>, 'cursor'>;

const firstPage = { initialPageParam: '', getNextPageParam: (page: { next: string | null }) => page.next };

export const contactsQuery = (filter: ContactFilter) =>
  infiniteQueryOptions({
    queryKey: ['contacts', filter],
    queryFn: ({ pageParam }) =>
      call('listContacts', {
        query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    ...firstPage,
  });

export const todosQuery = (of: 'mine' | 'team') =>
  infiniteQueryOptions({
    queryKey: ['todos', of],
    queryFn: ({ pageParam }) =>
      call('listTodos', { query: { of, ...(pageParam ? { cursor: pageParam } : {}) } }),
    ...firstPage,
  });

export const searchQuery = (search: Search) =>
  infiniteQueryOptions({
    queryKey: ['search', search],
    queryFn: ({ pageParam }) =>
      call('searchContacts', { body: pageParam ? { ...search, cursor: pageParam } : search }),
    ...firstPage,
    // Searches are kept only while they are shown.
    gcTime: 0,
  });

export const incidentsQuery = infiniteQueryOptions({
  queryKey: ['incidents', 'list'],
  queryFn: ({ pageParam }) => call('listIncidents', { query: pageParam ? { cursor: pageParam } : {} }),
  ...firstPage,
});

export type TrayState = 'waiting' | 'set-aside';
export const trayQuery = (state: TrayState) =>
  infiniteQueryOptions({
    queryKey: ['tray', 'list', state],
    queryFn: ({ pageParam }) =>
      call('listTray', { query: pageParam ? { state, cursor: pageParam } : { state } }),
    ...firstPage,
  });

export const contactQuery = (contactId: string, reason?: string) =>
  queryOptions({
    queryKey: ['contact', contactId, reason ?? null],
    queryFn: () => call('openContact', { params: { contactId }, query: reason ? { reason } : {} }),
  });

export const personQuery = (personId: string, reason?: string) =>
  queryOptions({
    queryKey: ['person', personId, reason ?? null],
    queryFn: () => call('openPerson', { params: { personId }, query: reason ? { reason } : {} }),
  });

/** Who read a contact or a person: one shape, two routes. */
export const readingsQuery = (of: { readonly contactId: string } | { readonly personId: string }) =>
  infiniteQueryOptions({
    queryKey: ['readings', of],
    queryFn: ({ pageParam }) => {
      const query = pageParam ? { cursor: pageParam } : {};
      return 'contactId' in of
        ? call('contactReadings', { params: of, query })
        : call('personReadings', { params: of, query });
    },
    ...firstPage,
    staleTime: 0,
  });

export type LogFilter = Omit<NonNullable<CallInput<'listAccessLog'>['query']>, 'cursor' | 'limit'>;

export const logQuery = (filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: ['log', filter],
    queryFn: ({ pageParam }) =>
      call('listAccessLog', { query: pageParam ? { ...filter, cursor: pageParam } : filter }),
    ...firstPage,
    staleTime: 0,
  });

export type Contact = Answer<'openContact'>;
export type Person = Answer<'openPerson'>;
