import { Skeleton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ContactCard } from '../../../contract/console/contacts.ts';
import { Empty } from '../../ui/empty.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { noteScrolled } from '../api/list-pages.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { CardRow } from './card-row.tsx';
import type { Selection } from './use-selection.ts';

interface ContactListProps {
  readonly cards: readonly ContactCard[];
  /** Where the keyboard is. */
  readonly atId: string | null;
  readonly onAt: (contactId: string) => void;
  readonly openId: string | undefined;
  readonly selection: Selection;
  readonly loading: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly emptyFor: 'narrowed' | 'mine' | 'unassigned' | 'all' | 'mentioned' | 'watching';
}

const rowHeight = 76;

export function ContactList({
  cards,
  atId,
  onAt: setAtId,
  openId,
  selection,
  loading,
  error,
  onRetry,
  hasMore,
  onMore,
  emptyFor,
}: ContactListProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const found = cards.findIndex((card) => card.contactId === (atId ?? openId));
  // Where one was: what has left the list has left its place to the next.
  const place = useRef(0);
  const at = found < 0 ? Math.min(place.current, cards.length - 1) : found;
  useEffect(() => {
    if (found >= 0) place.current = found;
  }, [found]);
  // Its functions are not given on to memoised components.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  useEffect(() => noteScrolled(first > 50), [first]);
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= cards.length - 10) onMore();
  }, [hasMore, last, cards.length, onMore]);

  const open = (card: ContactCard | undefined) => {
    if (!card) return;
    setAtId(card.contactId);
    void navigate({ to: '/inbox/$contactId', params: { contactId: card.contactId }, search: true });
  };
  const moveTo = (index: number) => {
    const card = cards[Math.max(0, Math.min(index, cards.length - 1))];
    if (!card) return;
    setAtId(card.contactId);
    rows.scrollToIndex(cards.indexOf(card));
  };
  useActs([
    {
      id: 'next',
      group: 'inbox',
      label: t('inbox.key-j'),
      keys: 'j',
      keyOnly: true,
      run: () => moveTo(found < 0 ? place.current : found + 1),
    },
    {
      id: 'previous',
      group: 'inbox',
      label: t('inbox.key-k'),
      keys: 'k',
      keyOnly: true,
      run: () => moveTo((found < 0 ? place.current : found) - 1),
    },
    {
      id: 'choose',
      group: 'inbox',
      label: t('inbox.key-x'),
      keys: 'x',
      keyOnly: true,
      run: () => cards[at] && selection.toggle(cards[at].contactId),
    },
    {
      id: 'open',
      group: 'inbox',
      label: t('inbox.key-enter'),
      keys: 'o',
      keyOnly: true,
      run: () => open(cards[at]),
    },
  ]);

  if (error && cards.length === 0) {
    return (
      <div className="inbox-problem">
        <ProblemNote error={error} onRetry={onRetry} />
      </div>
    );
  }
  if (loading) return <CardSkeletons />;
  if (cards.length === 0) return <Empty title={t(`empty.${emptyFor}`)}>{t(`empty.${emptyFor}-about`)}</Empty>;
  return (
    // The keys j, k, x and Enter move in it; each row is a link of its own for pointer and tab.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="cards"
      ref={scroller}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') moveTo(found < 0 ? place.current : found + 1);
        else if (event.key === 'ArrowUp') moveTo(at - 1);
        else return;
        event.preventDefault();
      }}
    >
      <ul style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const card = cards[item.index];
          if (!card) return null;
          return (
            <li
              key={card.contactId}
              style={{ transform: `translateY(${item.start}px)`, height: rowHeight }}
              aria-posinset={item.index + 1}
              aria-setsize={hasMore ? -1 : cards.length}
            >
              <CardRow
                card={card}
                open={card.contactId === openId}
                at={card.contactId === atId}
                chosen={selection.has(card.contactId)}
                onChoose={selection.toggle}
                choosing={selection.chosen.length > 0}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function CardSkeletons() {
  const { t } = useWords();
  return (
    <div className="cards" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: 9 }, (_, index) => (
        <div className="card-skeleton" key={index}>
          <Skeleton height={10} width={`${36 + ((index * 13) % 24)}%`} />
          <Skeleton height={10} width={`${58 + ((index * 17) % 32)}%`} />
        </div>
      ))}
    </div>
  );
}
