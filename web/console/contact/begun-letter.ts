import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { Language } from '../../../contract/common.ts';

/** A first letter that is being written: in memory alone, never in an address or the browser's storage. */
export interface BegunLetter {
  readonly mailbox: string;
  readonly to: string;
  readonly name: string;
  /** Empty: the mailbox's. */
  readonly language: Language | '';
  readonly subject: string;
  readonly text: string;
}

export const emptyLetter: BegunLetter = {
  mailbox: '',
  to: '',
  name: '',
  language: '',
  subject: '',
  text: '',
};

/** Kept while one goes elsewhere in the console; gone with the page and with signing out. */
export const letterQuery = queryOptions({
  queryKey: ['letter'],
  queryFn: () => emptyLetter,
  initialData: emptyLetter,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** @returns what had been begun to somebody else, and is no longer on the page */
export function beginLetter(
  queries: QueryClient,
  letter: Pick<BegunLetter, 'to' | 'name'>,
): BegunLetter | undefined {
  const before = queries.getQueryData(letterQuery.queryKey);
  queries.setQueryData(letterQuery.queryKey, { ...emptyLetter, ...letter });
  return before && before.text.trim() !== '' && before.to !== letter.to ? before : undefined;
}
