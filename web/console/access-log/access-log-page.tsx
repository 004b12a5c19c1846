import { Button, Menu, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { addressOf } from '../api/call.ts';
import { logQuery, reasonCountsQuery } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { LogFilters } from './log-filters.tsx';
import { LogLine } from './log-line.tsx';
import { LogTree } from './log-tree.tsx';
import { logFilterOf } from './read-log-filter.ts';
import './access-log.css';

/** Who saw or changed what, when and for which task, in words. */
export function AccessLogPage() {
  const { t } = useWords();
  const may = useMay();
  const search = useSearch({ from: '/frame/access-log' });
  const filter = logFilterOf(search);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(logQuery(filter));
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Page
      wide
      title={t('place.access-log')}
      about={
        <>
          {t('log.about')} <Link to="/disclosures">{t('disclosures.link')}</Link>
        </>
      }
      acts={
        may('export-access-log') && (
          <Menu withInitialFocusPlaceholder={false} shadow="md" position="bottom-end">
            <Menu.Target>
              <Button variant="default" leftSection={<IconDownload size={16} />}>
                {t('log.export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {(['csv', 'ndjson'] as const).map((format) => (
                <Menu.Item
                  key={format}
                  component="a"
                  download
                  href={addressOf(consoleRoutes.exportAccessLog.path, { query: { ...filter, format } })}
                >
                  {t(`log.export-${format}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      <LogTree />
      <Reasons />
      <LogFilters search={search} />
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <div className="log-skeleton" role="status" aria-label={t('common.loading')}>
          {Array.from({ length: 8 }, (_, index) => (
            <Skeleton key={index} height={10} width={`${60 + ((index * 19) % 35)}%`} />
          ))}
        </div>
      )}
      {data && entries.length === 0 && <Empty title={t('log.empty')}>{t('log.empty-about')}</Empty>}
      <ol className="rows log" aria-label={t('place.access-log')}>
        {entries.map((entry) => (
          <LogLine key={entry.id} entry={entry} />
        ))}
      </ol>
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Page>
  );
}

/** How often each reason was given: what a reviewer looks at first. */
function Reasons() {
  const { t, own, intl } = useWords();
  const me = useMe();
  const { data } = useQuery(reasonCountsQuery);
  const most = Math.max(1, ...(data?.reasons.map((each) => each.count) ?? []));
  if (!data || data.reasons.length === 0) return null;
  return (
    <section className="log-reasons" aria-label={t('log.reasons')}>
      <h2>{t('log.reasons')}</h2>
      <ul>
        {data.reasons
          .toSorted((a, b) => b.count - a.count)
          .map((each) => (
            <li key={each.reason}>
              <span>
                {own(me.reasons.find((reason) => reason.reason === each.reason)?.name, each.reason)}
              </span>
              <span
                className="log-bar"
                aria-hidden="true"
                style={{ '--share': each.count / most } as React.CSSProperties}
              />
              <span className="quiet">{intl.formatNumber(each.count)}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}
