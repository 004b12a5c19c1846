import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { formatSize } from '../../ui/format-time.ts';
import { Empty } from '../../ui/empty.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { type TrayState, trayQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { TrayItem } from './tray-item.tsx';
import { WithheldList } from './withheld-list.tsx';
import './tray.css';

/** Mail that could not be read: nothing is lost, each waits here for somebody, or was set aside until its period ends. */
export function TrayPage() {
  const { t, intl, known } = useWords();
  const navigate = useNavigate();
  const { state = 'waiting' } = useSearch({ from: '/frame/tray' });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trayQuery(state),
  );
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const withheld = data?.pages[0]?.withheld ?? [];
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <Page title={t('place.tray')} about={t('tray.about')}>
      <SegmentedControl
        size="xs"
        className="tray-states"
        aria-label={t('tray.states')}
        value={state}
        data={(['waiting', 'set-aside'] as const).map((each: TrayState) => ({
          value: each,
          label: t(`tray.state-${each}`),
        }))}
        onChange={(value) => {
          setOpenId(null);
          void navigate({ to: '/tray', search: value === 'set-aside' ? { state: value } : {} });
        }}
      />
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data &&
        items.length === 0 &&
        withheld.length === 0 &&
        (state === 'waiting' ? (
          <Empty title={t('tray.empty')}>{t('tray.empty-about')}</Empty>
        ) : (
          <Empty title={t('tray.none-aside')}>{t('tray.none-aside-about')}</Empty>
        ))}
      {items.length > 0 && (
        <ul className="rows tray">
          {items.map((item) => {
            const problem = known(`tray.problem.${item.problem}`);
            const open = item.mailId === openId;
            return (
              <li key={item.mailId}>
                <button
                  type="button"
                  className="tray-line"
                  aria-expanded={open}
                  onClick={() => setOpenId(open ? null : item.mailId)}
                >
                  <span>{problem ? t(problem) : t('tray.problem.other', { code: item.problem })}</span>
                  <span className="quiet">{item.mailbox}</span>
                  <span className="quiet small">{formatSize(intl, item.size)}</span>
                  <Moment at={item.receivedAt} className="quiet small" />
                </button>
                {open && (
                  <TrayItem item={item} aside={state === 'set-aside'} onSettled={() => setOpenId(null)} />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
      {withheld.length > 0 && <WithheldList mails={withheld} aside={state === 'set-aside'} />}
    </Page>
  );
}
