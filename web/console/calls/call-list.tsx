import { Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { useWords } from '../../words/use-words.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { CallRow } from './call-row.tsx';
import type { LoggedCall } from './call-queries.ts';

interface CallListProps {
  readonly calls: readonly LoggedCall[];
  readonly loading: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly emptyFor: '' | '-narrowed' | '-to-return';
}

/** Of thousands those that are in sight; the next page is asked for before one comes to its end. */
export function CallList({ calls, loading, error, onRetry, hasMore, onMore, emptyFor }: CallListProps) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  // Its functions are not given on to memoised components.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 60,
    getItemKey: (index) => calls[index]!.callId,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= calls.length - 10) onMore();
  }, [hasMore, last, calls.length, onMore]);
  if (error && calls.length === 0) return <ProblemNote error={error} onRetry={onRetry} />;
  if (loading)
    return (
      <div className="call-rows" role="status" aria-label={t('common.loading')}>
        {Array.from({ length: 8 }, (_, index) => (
          <div className="call-skeleton" key={index}>
            <Skeleton height={10} width={`${36 + ((index * 13) % 24)}%`} />
            <Skeleton height={10} width={`${58 + ((index * 17) % 32)}%`} />
          </div>
        ))}
      </div>
    );
  if (calls.length === 0)
    return <Empty title={t(`calls.empty${emptyFor}`)}>{t(`calls.empty${emptyFor}-about`)}</Empty>;
  return (
    <div className="call-rows" ref={scroller}>
      <ul aria-label={t('calls.list')} style={{ height: rows.getTotalSize() }}>
        {items.map((item) => (
          <li
            key={item.key}
            data-index={item.index}
            ref={rows.measureElement}
            style={{ transform: `translateY(${item.start}px)` }}
            aria-posinset={item.index + 1}
            aria-setsize={hasMore ? -1 : calls.length}
          >
            <CallRow call={calls[item.index]!} />
          </li>
        ))}
      </ul>
    </div>
  );
}
