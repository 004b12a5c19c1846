import { Skeleton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
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

/** Of thousands those that are in sight; the next page is asked for before one comes to its end. Keys move in it as in the inbox. */
export function CallList({ calls, loading, error, onRetry, hasMore, onMore, emptyFor }: CallListProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [atId, setAtId] = useState<string | null>(null);
  const found = calls.findIndex(({ callId }) => callId === atId);
  // Where one was: what has left the list has left its place to the next.
  const place = useRef(0);
  useEffect(() => {
    if (found >= 0) place.current = found;
  }, [found]);
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
  const moveTo = (index: number) => {
    const to = Math.max(0, Math.min(index, calls.length - 1));
    if (calls[to] === undefined) return;
    setAtId(calls[to].callId);
    rows.scrollToIndex(to);
  };
  const forward = () => moveTo(found < 0 ? place.current : found + 1);
  const back = () => moveTo((found < 0 ? place.current : found) - 1);
  const open = () => {
    const call = calls[found];
    if (call) void navigate({ to: '/inbox/$contactId', params: { contactId: call.contactId } });
  };
  const act = (id: string, label: string, keys: string, run: () => void) =>
    ({ id, group: 'calls', label, keys, keyOnly: true, run }) as const;
  useActs([
    act('next', t('inbox.key-j'), 'j', forward),
    act('previous', t('inbox.key-k'), 'k', back),
    act('open', t('inbox.key-enter'), 'o', open),
  ]);
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
    // The keys j, k and Enter move in it; each row is a link of its own for pointer and tab.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="call-rows"
      ref={scroller}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') forward();
        else if (event.key === 'ArrowUp') back();
        else return;
        event.preventDefault();
      }}
    >
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
            <CallRow call={calls[item.index]!} at={calls[item.index]!.callId === atId} />
          </li>
        ))}
      </ul>
    </div>
  );
}
