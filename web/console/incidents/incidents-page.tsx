import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Incident } from './incident.tsx';
import './incidents.css';

/** Messages that went wrong, those nobody has settled first. The list opens nothing; each is opened by itself. */
export function IncidentsPage() {
  const { t, intl } = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['incidents'],
    queryFn: () => call('listIncidents'),
  });
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <Page title={t('place.incidents')} about={t('incidents.about')}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data?.incidents.length === 0 && (
        <Empty title={t('incidents.empty')}>{t('incidents.empty-about')}</Empty>
      )}
      {data && data.incidents.length > 0 && (
        <ul className="rows">
          {data.incidents.map((each) => (
            <li key={each.incidentId}>
              <button
                type="button"
                className="incident-line"
                aria-expanded={openId === each.incidentId}
                onClick={() => setOpenId(openId === each.incidentId ? null : each.incidentId)}
              >
                <span>{t(`recall.${each.kind}`)}</span>
                <span className="quiet">{t('incidents.persons', { count: each.persons })}</span>
                {each.settledAt ? (
                  <span className="quiet small">
                    {t('incidents.settled', { at: intl.formatDate(each.settledAt, { dateStyle: 'medium' }) })}
                  </span>
                ) : (
                  <span className="tag" data-tone="time">
                    {t('incidents.open')}
                  </span>
                )}
                <Moment at={each.reportedAt} className="quiet small" />
              </button>
              {openId === each.incidentId && <Incident incidentId={each.incidentId} />}
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
