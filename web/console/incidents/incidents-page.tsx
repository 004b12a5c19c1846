import { Button, Menu } from '@mantine/core';
import { IconDownload, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import { Empty } from '../../ui/empty.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { addressOf } from '../api/call.ts';
import { incidentsQuery } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Clock } from './clock.tsx';
import { ReportIncident } from './report-incident.tsx';
import type { ReportSource } from './report-sources.ts';
import './incidents.css';

/** The register of breaches for who handles them; for everybody else who may report one, the report alone. */
export function IncidentsPage() {
  const may = useMay();
  return may('read-incidents') ? <Register /> : <ReportOnly />;
}

function ReportOnly() {
  const { t } = useWords();
  const [reported, setReported] = useState(false);
  const { history } = useRouter();
  return (
    <Page title={t('place.incidents')}>
      {reported ? (
        <p role="status">{t('incidents.report-thanks')}</p>
      ) : (
        <ReportIncident
          source="colleague"
          onDone={(incidentId) => (incidentId === null ? history.back() : setReported(true))}
        />
      )}
    </Page>
  );
}

/** Those nobody has settled first. The list opens nothing; each is opened by itself. */
function Register() {
  const { t, intl } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const { report } = useSearch({ strict: false }) as { report?: ReportSource };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(incidentsQuery);
  const incidents = data?.pages.flatMap((page) => page.incidents) ?? [];
  return (
    <Page
      title={t('place.incidents')}
      about={t('incidents.about')}
      acts={
        <>
          {incidents.length > 0 && <ExportMenu />}
          {may('report-incident') && (
            <Button
              leftSection={<IconPlus size={16} />}
              onClick={() => void navigate({ to: '/incidents', search: { report: 'colleague' } })}
            >
              {t('act.report-incident')}
            </Button>
          )}
        </>
      }
    >
      {report && (
        <ReportIncident
          key={report}
          source={report}
          onDone={(incidentId) =>
            void navigate(
              incidentId === null
                ? { to: '/incidents', search: {} }
                : { to: '/incidents/$incidentId', params: { incidentId } },
            )
          }
        />
      )}
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data && incidents.length === 0 && (
        <Empty title={t('incidents.empty')}>{t('incidents.empty-about')}</Empty>
      )}
      {incidents.length > 0 && (
        <ul className="rows">
          {incidents.map((each) => (
            <li key={each.incidentId}>
              <Link
                className="incident-line"
                to="/incidents/$incidentId"
                params={{ incidentId: each.incidentId }}
              >
                <span>
                  <span className="quiet">{each.number}</span> {t(`incidents.kind-${each.kind}`)}
                </span>
                <span className="quiet">
                  {each.persons > 0
                    ? t('incidents.persons', { count: each.persons })
                    : t('incidents.persons-unknown')}
                </span>
                {each.settledAt ? (
                  <span className="quiet small">
                    {t('incidents.settled', { at: intl.formatDate(each.settledAt, { dateStyle: 'medium' }) })}
                  </span>
                ) : (
                  <Clock of={each} />
                )}
                <Moment at={each.reportedAt} className="quiet small" />
              </Link>
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

/** The whole register of breaches, for the authority: each in it is read, and the log says so. */
function ExportMenu() {
  const { t } = useWords();
  const { language } = useMe();
  return (
    <Menu withInitialFocusPlaceholder={false} shadow="md" position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {t('incidents.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <p className="small quiet incidents-export-about">{t('incidents.export-about')}</p>
        {(['pdf', 'csv', 'json'] as const).map((format) => (
          <Menu.Item
            key={format}
            component="a"
            download
            href={addressOf(consoleRoutes.exportIncidents.path, { query: { format, language } })}
          >
            {t(`incidents.export-${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
