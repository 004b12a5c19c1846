import { Button, Menu, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Report } from '../../../contract/console/reports.ts';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatDate } from '../../ui/format-time.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { addressOf, call, type CallInput } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Divisions } from './divisions.tsx';
import { KeyFigures } from './key-figures.tsx';
import { type ReportSearch, reportFilterOf } from './read-report-filter.ts';
import { ReportCharts } from './report-charts.tsx';
import { ReportFilters } from './report-filters.tsx';
import './charts.css';
import './reports.css';

type Filter = NonNullable<CallInput<'report'>['query']>;

const reportQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['report', filter],
    queryFn: () => call('report', { query: filter }),
    // Figures are about nobody, so that asking again is no reading.
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

const isNothing = (report: Report) =>
  Object.values(report.now.counts).every((figure) => figure === 0) &&
  (report.now.backlog === null || report.now.backlog.open === 0);

/** Figures of the work: how much came, how soon it was answered, what was left. */
export function ReportsPage() {
  const { t, intl } = useWords();
  const search = useSearch({ from: '/frame/reports' });
  const {
    data: report,
    error,
    isPending,
    isPlaceholderData,
    refetch,
  } = useQuery(reportQuery(reportFilterOf(search)));
  return (
    <Page
      wide
      title={t('place.reports')}
      about={t('reports.about')}
      acts={<CsvMenu search={search} report={report} />}
    >
      <ReportFilters search={search} report={report} />
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <div className="report-skeleton" role="status" aria-label={t('common.loading')}>
          {[28, 208, 208].map((height, index) => (
            <Skeleton key={index} height={height} />
          ))}
        </div>
      )}
      {report && !error && (
        <div className="report" data-waiting={isPlaceholderData} aria-busy={isPlaceholderData}>
          <p className="report-dates">
            <strong>
              {t('reports.dates', {
                from: formatDate(intl, report.period.from),
                to: formatDate(intl, report.period.to),
              })}
            </strong>
            {report.compared && (
              <span className="quiet">
                {' '}
                {t('reports.compared-with', {
                  from: formatDate(intl, report.compared.from),
                  to: formatDate(intl, report.compared.to),
                })}
              </span>
            )}
          </p>
          {isNothing(report) ? (
            <Empty title={t('reports.empty')}>{t('reports.empty-about')}</Empty>
          ) : (
            <>
              <KeyFigures report={report} />
              <p className="small quiet report-protected">{t('reports.rounded')}</p>
              <ReportCharts report={report} />
              <Divisions report={report} />
            </>
          )}
        </div>
      )}
    </Page>
  );
}

function CsvMenu({ search, report }: { readonly search: ReportSearch; readonly report: Report | undefined }) {
  const { t } = useWords();
  const { language } = useMe();
  const [bom, setBom] = useState(false);
  const tables = [
    'steps',
    ...(['queue', 'channel', 'language'] as const),
    ...(report?.hours ? (['hours'] as const) : []),
  ] as const;
  return (
    <Menu withInitialFocusPlaceholder={false} shadow="md" position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />} disabled={!report}>
          {t('reports.csv')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tables.map((table) => (
          <Menu.Item
            key={table}
            component="a"
            download
            href={addressOf(consoleRoutes.exportReport.path, {
              query: { ...reportFilterOf(search), table, language, ...(bom ? { bom: 'true' } : {}) },
            })}
          >
            {t(`reports.csv-${table}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={bom}
          closeMenuOnClick={false}
          onClick={() => setBom(!bom)}
          rightSection={bom ? '✓' : null}
        >
          {t('reports.csv-bom')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
