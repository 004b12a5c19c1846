import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { DateField } from '../../ui/date-field.tsx';
import { usePageTitle } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { CallList } from './call-list.tsx';
import { callLogQuery } from './call-queries.ts';
import { callFilterOf, type CallSearch } from './read-call-filter.ts';
import './calls.css';

/** The log of calls in one's queues: what came, what went out, what is to be returned. */
export function CallsPage() {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const search = useSearch({ from: '/frame/calls' });
  usePageTitle(t('place.calls'));
  const log = useInfiniteQuery(callLogQuery(callFilterOf(search, me.staffId)));
  return (
    <main className="call-log" id="content" tabIndex={-1}>
      <header className="call-log-head">
        <div className="page-head">
          <div>
            <h1>{t('place.calls')}</h1>
            <p className="page-about">{t('calls.about')}</p>
          </div>
          {may('read-reports') && (
            <div className="page-acts">
              <Button variant="default" renderRoot={(props) => <Link to="/calls/live" {...props} />}>
                {t('calls.to-live')}
              </Button>
            </div>
          )}
        </div>
        <Filters search={search} />
      </header>
      <CallList
        calls={log.data?.pages.flatMap((page) => page.calls) ?? []}
        loading={log.isPending}
        error={log.error}
        onRetry={() => void log.refetch()}
        hasMore={log.hasNextPage && !log.isFetchingNextPage}
        onMore={() => void log.fetchNextPage()}
        emptyFor={
          search.queue || search.day || search.show === 'mine'
            ? '-narrowed'
            : search.show === 'to-return'
              ? '-to-return'
              : ''
        }
      />
    </main>
  );
}

function Filters({ search }: { readonly search: CallSearch }) {
  const { t, own } = useWords();
  const { queues } = useMe();
  const navigate = useNavigate();
  const change = (part: { [Key in keyof CallSearch]?: CallSearch[Key] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value));
    void navigate({ to: '/calls', search: next, replace: true });
  };
  return (
    <form
      className="call-filters"
      aria-label={t('calls.filter')}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="call-shows" role="group" aria-label={t('calls.filter')}>
        {([undefined, 'to-return', 'mine'] as const).map((show) => (
          <button
            type="button"
            className="view"
            key={show ?? 'all'}
            data-on={search.show === show}
            aria-pressed={search.show === show}
            onClick={() => change({ show })}
          >
            {t(`calls.show-${show ?? 'all'}`)}
          </button>
        ))}
      </div>
      {queues.length > 1 && (
        <NativeSelect
          aria-label={t('calls.queue')}
          value={search.queue ?? ''}
          onChange={(event) => change({ queue: event.currentTarget.value })}
        >
          <option value="">{t('calls.any-queue')}</option>
          {queues.map(({ queue, name }) => (
            <option key={queue} value={queue}>
              {own(name, queue)}
            </option>
          ))}
        </NativeSelect>
      )}
      <DateField aria-label={t('calls.day')} value={search.day ?? ''} onChange={(day) => change({ day })} />
    </form>
  );
}
