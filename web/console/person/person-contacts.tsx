import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import type { Person } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { PersonHistory } from './person-history.tsx';
import { type HistoryFilter, personHistoryQuery } from './person-queries.ts';

const statuses = ['open', 'waiting', 'snoozed', 'closed'] as const;

/** The person's contacts of every channel in one line of time, narrowed by channel and status. */
export function PersonContacts({ person }: { readonly person: Person }) {
  const { t } = useWords();
  const [filter, setFilter] = useState<HistoryFilter>({ channel: null, status: null });
  const history = useInfiniteQuery(personHistoryQuery(person, filter));
  const contacts = history.data?.pages.flatMap((page) => page.contacts) ?? [];
  const narrowed = filter.channel !== null || filter.status !== null;
  return (
    <>
      <div className="person-filters">
        {person.counts.length > 1 && (
          <NativeSelect
            size="sm"
            label={t('person.history-channel')}
            value={filter.channel ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              const found = person.counts.find((each) => each.channel === value);
              setFilter({ ...filter, channel: found?.channel ?? null });
            }}
          >
            <option value="">{t('person.history-any-channel')}</option>
            {person.counts.map(({ channel, count }) => (
              <option key={channel} value={channel}>
                {t(`channel.${channel}`)} ({count})
              </option>
            ))}
          </NativeSelect>
        )}
        <NativeSelect
          size="sm"
          label={t('person.history-status')}
          value={filter.status ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setFilter({ ...filter, status: statuses.find((each) => each === value) ?? null });
          }}
        >
          <option value="">{t('status.any')}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {t(`status.${status}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      {history.error && <ProblemNote error={history.error} onRetry={() => void history.refetch()} />}
      {narrowed && history.data && contacts.length === 0 ? (
        <p className="quiet" role="status">
          {t('person.history-none')}
        </p>
      ) : (
        <PersonHistory contacts={contacts} />
      )}
      {history.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      )}
    </>
  );
}
