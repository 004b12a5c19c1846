import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatSize } from '../../ui/format-time.ts';
import { Empty } from '../../ui/empty.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { trayQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { TrayItem } from './tray-item.tsx';
import './tray.css';

/** Mail that could not be read: nothing is lost, each waits here for somebody. */
export function TrayPage() {
  const { t, intl, known } = useWords();
  const { data, error, refetch } = useQuery(trayQuery);
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <Page title={t('place.tray')} about={t('tray.about')}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <Empty title={t('tray.empty')}>{t('tray.empty-about')}</Empty>}
      {data && data.items.length > 0 && (
        <ul className="rows tray">
          {data.items.map((item) => {
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
                {open && <TrayItem mailId={item.mailId} onSettled={() => setOpenId(null)} />}
              </li>
            );
          })}
        </ul>
      )}
    </Page>
  );
}
