import { Button, Popover } from '@mantine/core';
import { IconChevronRight, IconEye } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Answer } from '../api/call.ts';
import { colleaguesQuery, type readingsQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from './problem-note.tsx';
import { ReceiptLinks, type ReceiptOf } from '../receipts/receipt-links.tsx';
import './readings.css';

type Page = Answer<'contactReadings'>;

interface ReadingsProps {
  readonly count?: number;
  /** There were more than `count`. */
  readonly more?: boolean;
  readonly query: ReturnType<typeof readingsQuery>;
  /** Whose receipt may be drawn here. */
  readonly of: ReceiptOf;
}

/** "Read by …": who opened this, when and for which task. */
export function Readings({ count, more, query, of }: ReadingsProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="left-end" width={320} shadow="md" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className="readings-button"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <IconEye size={16} aria-hidden="true" />
          <span>
            {count === undefined
              ? t('readings.title')
              : t(more ? 'readings.count-more' : 'readings.count', { count })}
          </span>
          <IconChevronRight size={14} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>{opened && <List query={query} of={of} />}</Popover.Dropdown>
    </Popover>
  );
}

function List({ query, of }: Pick<ReadingsProps, 'query' | 'of'>) {
  const { t, own, known } = useWords();
  const me = useMe();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(query);
  const readings = data?.pages.flatMap((page) => page.readings) ?? [];
  const colleagues = useQuery(colleaguesQuery);
  const nameOf = (reading: Page['readings'][number]) =>
    colleagues.data?.colleagues.find((each) => each.staffId === reading.staffId)?.displayName ??
    t(`actor.${reading.actorKind}`);
  const details = (reading: Page['readings'][number]) => {
    const action = known(`action.${reading.action}`);
    const task = me.taskNames.find((each) => each.task === reading.task);
    const reason = me.reasons.find((each) => each.reason === reading.reason);
    return [
      action ? t(action) : reading.action,
      task ? own(task.name, task.task) : null,
      reason ? own(reason.name, reason.reason) : null,
    ]
      .filter(Boolean)
      .join(' · ');
  };
  return (
    <div className="readings">
      <h2>{t('readings.title')}</h2>
      {error && <ProblemNote error={error} />}
      <ol tabIndex={0} data-autofocus aria-label={t('readings.title')}>
        {readings.map((reading) => (
          <li key={`${reading.at}${reading.staffId}${reading.action}`}>
            <span>{nameOf(reading)}</span>
            <Moment at={reading.at} className="quiet small" />
            <span className="quiet small">{details(reading)}</span>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button
          mt="xs"
          size="compact-sm"
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      )}
      <ReceiptLinks of={of} />
    </div>
  );
}
