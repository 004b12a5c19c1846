import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { formatDate, formatDay, formatShort } from '../../ui/format-time.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { isExtended, openHolds, useStateWords } from './recording-facts.tsx';
import { type Recording, recordingsQuery } from './recording-queries.ts';
import { isOfHolds, type RecordingView, recordingViews } from './recording-views.ts';
import './recordings.css';

const rowHeight = 76;

/** Recordings by what becomes of them: those that wait for a decision of one's own first. */
export function RecordingsPage() {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const { view = 'ending' } = useSearch({ strict: false }) as { view?: RecordingView };
  const shown = recordingViews.filter((each) => !isOfHolds(each) || may('hold-recording'));
  return (
    <Page title={t('place.recordings')} about={t('recording.about')}>
      <nav className="recording-views" aria-label={t('recording.views')}>
        {shown.map((each) => (
          <button
            key={each}
            type="button"
            aria-current={each === view ? 'page' : undefined}
            onClick={() => void navigate({ to: '/recordings', search: { view: each } })}
          >
            {t(`recording.view-${each}`)}
          </button>
        ))}
      </nav>
      <List key={view} view={view} />
    </Page>
  );
}

function List({ view }: { readonly view: RecordingView }) {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...recordingsQuery(view),
    retry: false,
  });
  const recordings = data?.pages.flatMap((page) => page.recordings) ?? [];
  const scroller = useRef<HTMLDivElement>(null);
  // Its functions are not given on to memoised components.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: recordings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const isNear = hasNextPage && !isFetchingNextPage && last >= recordings.length - 10;
  useEffect(() => {
    if (isNear) void fetchNextPage();
  }, [isNear, fetchNextPage]);
  if (error && recordings.length === 0) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <p role="status">{t('common.loading')}</p>;
  if (recordings.length === 0)
    return <Empty title={t(`recording.empty-${view}`)}>{t(`recording.empty-${view}-about`)}</Empty>;
  return (
    <div className="recording-list" ref={scroller}>
      <ul aria-label={t('place.recordings')} style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const recording = recordings[item.index]!;
          return (
            <li
              key={recording.recordingId}
              aria-setsize={hasNextPage ? -1 : recordings.length}
              aria-posinset={item.index + 1}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <Row recording={recording} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Row({ recording }: { readonly recording: Recording }) {
  const { t, intl, own } = useWords();
  const me = useMe();
  const stateWords = useStateWords();
  const { recordingId, direction, callAt, queue, deleteAfter } = recording;
  const [hold] = openHolds(recording);
  return (
    <Link className="recording-row" to="/recordings/$recordingId" params={{ recordingId }} search={{}}>
      <span className="recording-row-call">
        <span>
          {t(`recording.${direction}`)}, {formatShort(intl, callAt)}
        </span>
        <span className="small quiet">
          {own(me.queues.find((each) => each.queue === queue)?.name, queue)} · {stateWords(recording)}
        </span>
      </span>
      {hold ? (
        <span className="tag" data-tone="time">
          {hold.reviewOn
            ? t('recording.row-held', { date: formatDate(intl, hold.reviewOn) })
            : t('recording.row-restricted')}
        </span>
      ) : (
        <span className={isExtended(recording) ? 'tag' : 'small quiet'}>
          {t(isExtended(recording) ? 'recording.row-extended' : 'kept.until', {
            date: formatDay(intl, deleteAfter),
          })}
        </span>
      )}
    </Link>
  );
}
