import { queryOptions } from '@tanstack/react-query';
import { type Answer, call } from '../api/call.ts';

export type IdentificationState = Answer<'identificationOf'>;

/** Opens nothing: whether the person of a contact is identified, and how they may be. */
export const identificationQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contact', contactId, 'identification'],
    queryFn: () => call('identificationOf', { params: { contactId } }),
    staleTime: 0,
  });

export function holdsNow({ newest }: IdentificationState, now: Date): boolean {
  return newest?.holds === true && newest.until !== null && new Date(newest.until) > now;
}
