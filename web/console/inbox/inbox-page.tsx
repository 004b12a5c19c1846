import { Outlet, useParams, useSearch as useUrlSearch } from '@tanstack/react-router';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { usePageTitle } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { contactsQuery, searchQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ContactList } from './contact-list.tsx';
import { InboxHead } from './inbox-head.tsx';
import { filterOf } from './read-filter.ts';
import { useSearch } from './search.tsx';
import { useSelection } from './use-selection.ts';
import './inbox.css';

// Only who searches needs it.
const SearchHits = lazy(() => import('./search-hits.tsx').then((part) => ({ default: part.SearchHits })));

/** The list, and beside it the contact that is open. On a phone one of the two. */
export function InboxPage() {
  const { t } = useWords();
  usePageTitle(t('place.inbox'));
  const may = useMay();
  const { contactId } = useParams({ strict: false });
  const filter = filterOf(useUrlSearch({ from: '/frame/inbox' }));
  const { search, setSearch } = useSearch();
  const listed = useInfiniteQuery({ ...contactsQuery(filter), enabled: !search && may('list-contacts') });
  const found = useInfiniteQuery({ ...searchQuery(search ?? { text: '--' }), enabled: search !== null });
  const shown = search ? found : listed;
  const cards = shown.data?.pages.flatMap((page) => page.contacts) ?? [];
  const selection = useSelection(cards);

  return (
    <main className="inbox" id="content" tabIndex={-1} data-open={contactId !== undefined}>
      <section className="inbox-list" aria-label={t('inbox.list')}>
        <InboxHead filter={filter} search={search} onSearch={setSearch} />
        {selection.chosen.length > 0 && <BulkBar chosen={selection.chosen} onDone={selection.clear} />}
        {search ? (
          <Suspense>
            <SearchHits
              search={search}
              onSearch={setSearch}
              openId={contactId}
              selection={selection}
              found={found}
            />
          </Suspense>
        ) : (
          <ContactList
            cards={cards}
            openId={contactId}
            selection={selection}
            loading={listed.isPending && listed.fetchStatus !== 'idle'}
            error={listed.error}
            onRetry={() => void listed.refetch()}
            hasMore={listed.hasNextPage}
            onMore={() => {
              if (!listed.isFetchingNextPage) void listed.fetchNextPage();
            }}
            emptyFor={filter.view}
          />
        )}
      </section>
      <Outlet />
    </main>
  );
}

/** The middle when no contact is open. */
export function NothingOpen() {
  const { t } = useWords();
  return (
    <div className="inbox-nothing">
      <p>{t('inbox.nothing-open')}</p>
      <ul className="small">
        {(['j', 'k', '↵', 'x', '?'] as const).map((key) => (
          <li key={key}>
            <kbd>{key}</kbd> {t(`inbox.key-${key === '↵' ? 'enter' : key === '?' ? 'all' : key}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
