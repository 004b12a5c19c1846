import { autoReplyIndex } from './channels/email/auto-reply-index.ts';
import { searchIndex } from './register/contacts/search/turn-search-index.ts';
import { peopleIndexes } from './register/people/people-indexes.ts';
import { attemptsIndex, extensionsIndex, userNamesIndex } from './safeguards/access/staff-indexes.ts';
import type { IndexedTable } from './safeguards/vault/indexed-table.ts';

/** Every table that is found by digests or tokens under a cover. One that is left out is lost when the index turns. */
export const indexedTables: readonly IndexedTable[] = [
  attemptsIndex,
  userNamesIndex,
  extensionsIndex,
  ...peopleIndexes,
  autoReplyIndex,
  searchIndex,
];
