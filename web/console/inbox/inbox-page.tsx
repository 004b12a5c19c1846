import { Outlet, useNavigate, useParams, useSearch as useUrlSearch } from '@tanstack/react-router';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { usePageTitle } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { isBusy } from '../acts/read-keys.ts';
import { contactsQuery, searchQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { BulkBar } from './bulk-bar.tsx';
import { GoOnContext } from './go-on.ts';
import { ContactList } from './contact-list.tsx';
import { InboxHead } from './inbox-head.tsx';
import { filterOf, isNarrowed } from './read-filter.ts';
import { useSearch } from './search.tsx';
import { useSelection } from './use-selection.ts';
import './inbox.css';
import './card.css';

// Only who searches, or looks through tasks, needs it.
const TodoList = lazy(() => import('./todo-list.tsx').then((part) => ({ default: part.TodoList })));
const SearchHits = lazy(() => import('./search-hits.tsx').then((part) => ({ default: part.SearchHits })));

/** The list, and beside it the contact that is open. On a phone one of the two. */
export function InboxPage() {
  const { t } = useWords();
  usePageTitle(t('place.inbox'));
  const may = useMay();
  const navigate = useNavigate();
  const { contactId } = useParams({ strict: false });
  const url = useUrlSearch({ from: '/frame/inbox' });
  const filter = useMemo(() => filterOf(url), [url]);
  const { search, setSearch } = useSearch();
  const todos = search ? undefined : url.todos;
  const isListed = !search && !todos;
  const listed = useInfiniteQuery({ ...contactsQuery(filter), enabled: isListed && may('list-contacts') });
  const found = useInfiniteQuery({ ...searchQuery(search ?? { text: '--' }), enabled: search !== null });
  const shown = search ? found : listed;
  const cards = todos ? [] : (shown.data?.pages.flatMap((page) => page.contacts) ?? []);
  const selection = useSelection(cards);
  const [atId, setAtId] = useState<string | null>(null);
  const list = useRef<HTMLElement>(null);
  const goOn = async (from: string) => {
    // The answer came late: whoever has gone on already stays where they are.
    if (!window.location.pathname.endsWith(from)) return;
    const index = cards.findIndex((card) => card.contactId === from);
    const next = (cards[index + 1] ?? cards[index - 1])?.contactId;
    // At once, before what is said of it: a key pressed then must not have its focus taken.
    flushSync(() => setAtId(next ?? null));
    await navigate({ to: '/inbox', search: true });
    focusOn(next);
  };
  const focusOn = (contactId: string | undefined) => {
    // Whoever has begun something else meanwhile is not called away from it.
    if (isBusy(document.activeElement)) return;
    const link = contactId && list.current?.querySelector<HTMLElement>(`.card-link[href*="${contactId}"]`);
    (link || list.current)?.focus();
  };
  const onSearch = useCallback(
    (wanted: typeof search) => {
      setSearch(wanted);
      // What was found is what the keys are for next.
      if (wanted) list.current?.focus();
    },
    [setSearch],
  );

  return (
    <main className="inbox" id="content" tabIndex={-1} data-open={contactId !== undefined}>
      <section className="inbox-list" aria-label={t('inbox.list')} ref={list} tabIndex={-1}>
        <InboxHead filter={filter} todos={url.todos} search={search} onSearch={onSearch} />
        <BulkBar selection={selection} />
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
        ) : todos ? (
          <Suspense>
            <TodoList key={todos} of={todos} openId={contactId} />
          </Suspense>
        ) : (
          <ContactList
            cards={cards}
            atId={atId}
            onAt={setAtId}
            openId={contactId}
            selection={selection}
            loading={listed.isPending && listed.fetchStatus !== 'idle'}
            error={listed.error}
            onRetry={() => void listed.refetch()}
            hasMore={listed.hasNextPage}
            onMore={() => {
              if (!listed.isFetchingNextPage) void listed.fetchNextPage();
            }}
            emptyFor={isNarrowed(filter) ? 'narrowed' : filter.view}
          />
        )}
      </section>
      <GoOnContext value={goOn}>
        <Outlet />
      </GoOnContext>
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
