import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Empty } from '../../ui/empty.tsx';
import { formatDate, formatDay } from '../../ui/format-time.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useNameOf } from '../recordings/recording-queries.ts';
import '../recordings/recordings.css';
import { MatterViews } from './matter-views.tsx';
import type { MatterState } from './matter-state.ts';
import { complaintsQuery } from './quality-queries.ts';
import './quality.css';

/** Customers' complaints, in one's queues. Each is made in a contact. */
export function ComplaintsPage() {
  const { t, intl } = useWords();
  const nameOf = useNameOf();
  const { state = 'open' } = useSearch({ strict: false }) as { state?: MatterState };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    complaintsQuery(state),
  );
  const complaints = data?.pages.flatMap((page) => page.complaints) ?? [];
  return (
    <Page title={t('place.complaints')} about={t('complaint.about')}>
      <MatterViews to="/complaints" shown={state} />
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <p role="status">{t('common.loading')}</p>}
      {data && complaints.length === 0 && (
        <Empty title={t(`complaint.empty-${state}`)}>{t(`complaint.empty-${state}-about`)}</Empty>
      )}
      {complaints.length > 0 && (
        <ul className="rows quality-list">
          {complaints.map((each) => (
            <li key={each.complaintId}>
              <Link
                className="quality-row"
                to="/complaints/$complaintId"
                params={{ complaintId: each.complaintId }}
              >
                <span className="quality-row-name">
                  <span className="quiet">{each.number}</span> {each.reason}
                </span>
                <span className="small quiet">
                  {nameOf(each.ownerId)} · {t('matter.recordings', { count: each.recordings })}
                </span>
                <span className="small quiet quality-row-day">
                  {each.closedAt
                    ? t('matter.closed-on', { date: formatDay(intl, each.closedAt) })
                    : t('matter.until', { date: formatDate(intl, each.endsOn) })}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Page>
  );
}
