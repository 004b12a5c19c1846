import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';

const pages = {
  initialPageParam: '',
  getNextPageParam: (page: { next: string | null }) => page.next,
} as const;
const pageOf = (cursor: string) => (cursor ? { query: { cursor } } : {});

export const ownTokensQuery = queryOptions({ queryKey: ['own-tokens'], queryFn: () => call('ownTokens') });
export const recipientsQuery = queryOptions({
  queryKey: ['connections', 'recipients'],
  queryFn: () => call('listRecipients'),
  staleTime: 0,
});
export const allTokensQuery = infiniteQueryOptions({
  queryKey: ['connections', 'tokens'],
  queryFn: ({ pageParam }) => call('listTokens', pageOf(pageParam)),
  ...pages,
  staleTime: 0,
});
export const endpointsQuery = infiniteQueryOptions({
  queryKey: ['connections', 'endpoints'],
  queryFn: ({ pageParam }) => call('listEndpoints', pageOf(pageParam)),
  ...pages,
  staleTime: 0,
});
export const deliveriesQuery = (endpointId: string) =>
  infiniteQueryOptions({
    queryKey: ['connections', 'deliveries', endpointId],
    queryFn: ({ pageParam }) => call('listDeliveries', { params: { endpointId }, ...pageOf(pageParam) }),
    ...pages,
    staleTime: 0,
    // What waits is looked at again until it is settled.
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.deliveries.some((each) => each.state === 'waiting') ? 2000 : false,
  });
export const waysOutQuery = queryOptions({
  queryKey: ['connections', 'ways-out'],
  queryFn: () => call('listWaysOut'),
  staleTime: 0,
});
/** All of them, or those about one person. */
export const disclosuresQuery = (of: { readonly personId?: string }) =>
  infiniteQueryOptions({
    queryKey: ['disclosures', of],
    queryFn: ({ pageParam }) =>
      call('listDisclosures', { query: { ...of, ...(pageParam ? { cursor: pageParam } : {}) } }),
    ...pages,
    staleTime: 0,
  });
