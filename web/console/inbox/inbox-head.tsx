import { IconChecklist } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { memo, useRef } from 'react';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { type ContactFilter, countsQuery, type Search } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { FilterButton } from './filter-button.tsx';
import { MoreViews } from './more-views.tsx';
import { type InboxSearch, statuses } from './read-filter.ts';
import { SearchBox } from './search-box.tsx';
import { useCountWords } from './use-count-words.ts';

const views = ['mine', 'unassigned', 'all'] as const;

interface InboxHeadProps {
  readonly filter: ContactFilter;
  readonly todos: InboxSearch['todos'];
  readonly search: Search | null;
  readonly onSearch: (search: Search | null) => void;
}

/** Whose contacts, in which state and queue; and the search. Drawn anew when one of these changes, not at each opening. */
export const InboxHead = memo(function InboxHead({ filter, todos, search, onSearch }: InboxHeadProps) {
  const { t, own } = useWords();
  const { queues } = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const counts = useQuery({ ...countsQuery, enabled: may('list-contacts') });
  const countWords = useCountWords();
  const input = useRef<HTMLInputElement>(null);
  const show = (change: Partial<ContactFilter>) => {
    onSearch(null);
    void navigate({ to: '/inbox', search: { ...filter, ...change } });
  };
  useActs([
    ...(['mine', 'unassigned', 'all', 'mentioned', 'watching'] as const).map((view) => ({
      id: `view ${view}`,
      group: 'inbox' as const,
      label: t('act.view', { view: t(`view.${view}`) }),
      // What names one is looked for wherever it stands; what one watches, while it is open. So they are counted.
      run: () =>
        show(
          view === 'mentioned'
            ? { view, status: 'any' }
            : view === 'watching'
              ? { view, status: 'open' }
              : { view },
        ),
    })),
    ...(['open', 'waiting', 'snoozed', 'closed'] as const).map((status) => ({
      id: `status ${status}`,
      group: 'inbox' as const,
      label: t('act.view', { view: t(`status.${status}`) }),
      run: () => show({ status }),
    })),
    ...(may('search-contacts')
      ? [
          {
            id: 'search',
            group: 'inbox' as const,
            label: t('search.label'),
            keys: '/',
            run: () => input.current?.focus(),
          },
        ]
      : []),
  ]);
  const promised = may('note-contact') && (
    <Link
      to="/inbox"
      search={{ todos: 'mine' }}
      className="view view-todos"
      data-on={todos !== undefined}
      aria-current={todos ? 'page' : undefined}
      title={t('todo.mine')}
    >
      <IconChecklist size={16} aria-hidden="true" />
      <span className="visually-hidden">{t('todo.mine')}</span>
      {counts.data && counts.data.todos > 0 && (
        <span className="view-count" data-due>
          {countWords(counts.data.todos)}
        </span>
      )}
    </Link>
  );
  return (
    <header className="inbox-head">
      <h1 className="visually-hidden">{t('place.inbox')}</h1>
      {may('search-contacts') && <SearchBox search={search} onSearch={onSearch} inputRef={input} />}
      {search ? (
        <p className="inbox-found small quiet">
          {t('search.shown')}{' '}
          <button type="button" className="text-button" onClick={() => onSearch(null)}>
            {t('search.back')}
          </button>
        </p>
      ) : (
        <>
          <nav className="views" aria-label={t('inbox.views')}>
            {views.map((view) => (
              <Link
                key={view}
                to="/inbox"
                search={{ ...filter, view }}
                className="view"
                data-on={!todos && view === filter.view}
                aria-current={!todos && view === filter.view ? 'page' : undefined}
              >
                {t(`view.${view}`)}
                {counts.data && <span className="view-count">{countWords(counts.data[view])}</span>}
              </Link>
            ))}
            <MoreViews filter={filter} chosen={!todos} onShow={show} />
          </nav>
          {todos ? (
            <div className="inbox-filters">
              {may('assign-contact') ? (
                <select
                  aria-label={t('todo.title')}
                  value={todos}
                  onChange={(event) =>
                    void navigate({
                      to: '/inbox',
                      search: { todos: event.currentTarget.value === 'team' ? 'team' : 'mine' },
                    })
                  }
                >
                  <option value="mine">{t('todo.mine')}</option>
                  <option value="team">{t('todo.team')}</option>
                </select>
              ) : (
                <span className="small quiet todos-of">{t('todo.mine')}</span>
              )}
              {promised}
            </div>
          ) : (
            <div className="inbox-filters">
              <select
                aria-label={t('inbox.status')}
                value={filter.status}
                onChange={(event) =>
                  show({ status: statuses.find((each) => each === event.currentTarget.value) ?? 'open' })
                }
              >
                {statuses.map((status) => (
                  <option key={status} value={status}>
                    {t(`status.${status}`)}
                  </option>
                ))}
              </select>
              {queues.length > 1 && (
                <select
                  aria-label={t('inbox.queue')}
                  value={filter.queue ?? ''}
                  onChange={(event) => show({ queue: event.currentTarget.value || undefined })}
                >
                  <option value="">{t('inbox.all-queues')}</option>
                  {queues.map((each) => (
                    <option key={each.queue} value={each.queue}>
                      {own(each.name, each.queue)}
                    </option>
                  ))}
                </select>
              )}
              {promised}
              <FilterButton filter={filter} onShow={show} />
            </div>
          )}
        </>
      )}
    </header>
  );
});
