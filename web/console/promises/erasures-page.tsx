import { Button } from '@mantine/core';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Erasure, type ErasurePage, erasureRoutes } from '../../../contract/console/erasures.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatDay, formatFull } from '../../ui/format-time.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { addressOf, call } from '../api/call.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import './promises.css';

const erasuresQuery = infiniteQueryOptions({
  queryKey: ['erasures'],
  queryFn: ({ pageParam }) => call('listErasures', { query: pageParam ? { cursor: pageParam } : {} }),
  initialPageParam: '',
  getNextPageParam: (page: ErasurePage) => page.next,
  staleTime: 0,
});

/** What was erased, since when no copy can bring it back, and a signed certificate of each. */
export function ErasuresPage() {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(erasuresQuery);
  const [first] = data?.pages ?? [];
  const erasures = data?.pages.flatMap((page) => page.erasures) ?? [];
  return (
    <Page
      wide
      title={t('place.erasures')}
      about={
        <>
          {first && t('erasures.about', { days: first.horizonDays })}{' '}
          <Link to="/promises">{t('place.promises')}</Link>
        </>
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {first && erasures.length === 0 && <Empty title={t('erasures.none')}>{t('erasures.none-about')}</Empty>}
      {first && erasures.length > 0 && (
        <>
          <Count page={first} />
          <div className="table-scroll" tabIndex={0} role="region" aria-label={t('place.erasures')}>
            <table className="table table-stacked">
              <thead>
                <tr>
                  <th scope="col">{t('erasures.unreadable')}</th>
                  <th scope="col">{t('erasures.kind')}</th>
                  <th scope="col">{t('erasures.unit')}</th>
                  <th scope="col">{t('erasures.unrecoverable')}</th>
                  <th scope="col">{t('erasures.certificate')}</th>
                </tr>
              </thead>
              <tbody>
                {erasures.map((each) => (
                  <Row key={each.unitId} erasure={each} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Page>
  );
}

function Count({ page: { erased, unrecoverable, nextBy } }: { readonly page: ErasurePage }) {
  const { t, intl } = useWords();
  return (
    <p className="erasures-count">
      {t('erasures.count', { unrecoverable, erased })}{' '}
      {nextBy && t('erasures.next-by', { date: formatDay(intl, nextBy) })}
    </p>
  );
}

function Row({ erasure }: { readonly erasure: Erasure }) {
  const { t, intl, known } = useWords();
  const may = useMay();
  const { unitId, kind, unreadableSince, unrecoverableSince, unrecoverableBy, isLate } = erasure;
  return (
    <tr>
      <td data-name={t('erasures.unreadable')}>
        <time dateTime={unreadableSince}>{formatFull(intl, unreadableSince)}</time>
      </td>
      <td>{t(known(`erasures.kind-${kind}`) ?? 'log.other', { name: kind })}</td>
      <td>
        {may('read-access-log') ? (
          <Link to="/access-log" search={{ unit: unitId }}>
            <code>{unitId}</code>
          </Link>
        ) : (
          <code>{unitId}</code>
        )}
      </td>
      <td data-name={t('erasures.unrecoverable')}>
        {unrecoverableSince ? (
          <time dateTime={unrecoverableSince}>{formatFull(intl, unrecoverableSince)}</time>
        ) : (
          <span className="tag" {...(isLate ? { 'data-tone': 'danger' } : {})}>
            {t(isLate ? 'erasures.late' : 'erasures.by', { date: formatDay(intl, unrecoverableBy) })}
          </span>
        )}
      </td>
      <td>
        <a
          download={`erasure-${unitId}.json`}
          href={addressOf(erasureRoutes.certifyErasure.path, { params: { unitId } })}
          aria-label={t('erasures.download', { unit: unitId })}
        >
          {t('erasures.get')}
        </a>
      </td>
    </tr>
  );
}
