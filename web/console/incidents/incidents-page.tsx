import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import { Empty } from '../../ui/empty.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { addressOf } from '../api/call.ts';
import { incidentsQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Incident } from './incident.tsx';
import './incidents.css';

/** Messages that went wrong, those nobody has settled first. The list opens nothing; each is opened by itself. */
export function IncidentsPage() {
  const { t, intl } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(incidentsQuery);
  const incidents = data?.pages.flatMap((page) => page.incidents) ?? [];
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <Page
      title={t('place.incidents')}
      about={t('incidents.about')}
      acts={incidents.length > 0 && <ExportMenu />}
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data && incidents.length === 0 && (
        <Empty title={t('incidents.empty')}>{t('incidents.empty-about')}</Empty>
      )}
      {incidents.length > 0 && (
        <ul className="rows">
          {incidents.map((each) => (
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
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Page>
  );
}

/** The whole register of incidents, for the authority: each in it is read, and the log says so. */
function ExportMenu() {
  const { t } = useWords();
  return (
    <Menu withInitialFocusPlaceholder={false} shadow="md" position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {t('incidents.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <p className="small quiet incidents-export-about">{t('incidents.export-about')}</p>
        {(['csv', 'json'] as const).map((format) => (
          <Menu.Item
            key={format}
            component="a"
            download
            href={addressOf(consoleRoutes.exportIncidents.path, { query: { format } })}
          >
            {t(`incidents.export-${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
