import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Answer, call, type CallInput } from '../api/call.ts';

/** Beside the log's own key: it is asked for at once when a call changes, and the log when things have settled. */
export const callsAroundQuery = queryOptions({
  queryKey: ['calls-around'],
  queryFn: () => call('callsAround'),
});

export type CallFilter = Omit<NonNullable<CallInput<'listCalls'>['query']>, 'cursor' | 'limit'>;

export const callLogQuery = (filter: CallFilter) =>
  infiniteQueryOptions({
    queryKey: ['calls', 'log', filter],
    queryFn: ({ pageParam }) =>
      call('listCalls', { query: pageParam ? { ...filter, cursor: pageParam } : filter }),
    initialPageParam: '',
    getNextPageParam: (page: { next: string | null }) => page.next,
  });

/** Opens nothing of anybody's, so it may be asked for again: exchanges fall silent without an event. */
export const liveCallsQuery = queryOptions({
  queryKey: ['calls', 'live'],
  queryFn: () => call('watchCalls'),
  refetchInterval: 30_000,
});

export const contactCallsQuery = (contactId: string, reason: string | undefined) =>
  queryOptions({
    queryKey: ['calls', contactId, reason ?? null],
    queryFn: () => call('contactCalls', { params: { contactId }, query: reason ? { reason } : {} }),
    gcTime: 0,
  });

export type LoggedCall = Answer<'listCalls'>['calls'][number];
export type AroundCall = Answer<'callsAround'>['calls'][number];
export type ContactCall = Answer<'contactCalls'>['calls'][number];
export type LiveCall = Answer<'watchCalls'>['calls'][number];
