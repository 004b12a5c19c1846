import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Answer } from './call.ts';

type Pages = InfiniteData<Answer<'listContacts'>>;

/** Whether the reader has scrolled past the list's first page. */
let below = false;
export const noteScrolled = (isBelow: boolean) => {
  below = isBelow;
};

/** Before the list is read anew: pages that nobody looks at are let go, so that each is not a reading in the log. */
export function dropUnseenPages(queries: QueryClient): void {
  if (below) return;
  queries.setQueriesData<Pages>({ queryKey: ['contacts'] }, (data) =>
    data && data.pages.length > 1
      ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) }
      : data,
  );
}

/** Contacts that were changed are shown with their new version at once: the next act on them is not one on something old. */
export function showVersions(
  queries: QueryClient,
  changed: readonly { readonly contactId: string; readonly version: number | null }[],
): void {
  const versionOf = new Map(changed.map(({ contactId, version }) => [contactId, version]));
  changeCards(queries, (card) => {
    const version = versionOf.get(card.contactId) ?? card.version;
    return version === card.version ? card : { ...card, version };
  });
}

/** A contact that was opened is unread no longer, and no mention in it waits, also in the lists that are on the screen. */
export function showSeen(queries: QueryClient, contactId: string): void {
  changeCards(queries, (card) =>
    card.contactId === contactId && (card.unread || card.mentioned)
      ? { ...card, unread: false, mentioned: false }
      : card,
  );
}

type Card = Answer<'listContacts'>['contacts'][number];

function changeCards(queries: QueryClient, change: (card: Card) => Card): void {
  queries.setQueriesData<Pages>(
    { queryKey: ['contacts'] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({ ...page, contacts: page.contacts.map(change) })),
      },
  );
}
