import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';

export const draftsKey = ['drafts-of-register'] as const;
export const draftsQuery = queryOptions({
  queryKey: [...draftsKey, 'list'],
  queryFn: () => call('listRegisterDrafts'),
});
/** Never asked again by itself: what one is writing must not be written over. */
export const draftQuery = (draftId: string) =>
  queryOptions({
    queryKey: ['draft-of-register', draftId],
    queryFn: () => call('readRegisterDraft', { params: { draftId } }),
    staleTime: Infinity,
    gcTime: 0,
  });
