import { Skeleton } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Backups as BackupsAnswer, BackupRun } from '../../../contract/console/backups.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatDay, formatShort, formatSize } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Restores } from './restores.tsx';

const backupsQuery = queryOptions({
  queryKey: ['backups'],
  queryFn: () => call('listBackups'),
  staleTime: 0,
  refetchInterval: ({ state }) =>
    state.data?.runs.some((run) => run.state === 'running') === true ? 2_000 : 60_000,
});

/** What became of the last backups, and when the next one is due. */
export function Backups() {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(backupsQuery);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={160} animate={false} />;
  if (data.place === null && data.runs.length === 0)
    return (
      <>
        <Empty title={t('backups.none')}>{t('backups.none-about')}</Empty>
        {data.restores.length > 0 && <Restores restores={data.restores} />}
      </>
    );
  return (
    <>
      <Standing data={data} />
      {data.runs.length === 0 ? (
        <Empty title={t('backups.not-yet')}>{t('backups.not-yet-about')}</Empty>
      ) : (
        <Runs runs={data.runs} />
      )}
      <p className="page-about">{t('backups.first')}</p>
      <Restores restores={data.restores} />
    </>
  );
}

function Standing({ data }: { readonly data: BackupsAnswer }) {
  const { t, intl } = useWords();
  const { place, keepDays, lastGood, isOverdue, nextBy, lateAt } = data;
  return (
    <dl className="facts">
      {place && <Fact name={t('backups.place')}>{t(`backups.${place}`)}</Fact>}
      <Fact name={t('backups.last')}>
        {lastGood ? formatShort(intl, lastGood) : t('backups.never')}
        {isOverdue && (
          <>
            {' '}
            <span className="tag" data-tone="danger">
              {t('backups.overdue')}
            </span>
          </>
        )}
      </Fact>
      {nextBy && !isOverdue && <Fact name={t('backups.next')}>{formatShort(intl, nextBy)}</Fact>}
      {lateAt && <Fact name={t('backups.late')}>{formatShort(intl, lateAt)}</Fact>}
      {keepDays !== null && <Fact name={t('backups.kept')}>{t('backups.days', { days: keepDays })}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="facts-row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Runs({ runs }: { readonly runs: readonly BackupRun[] }) {
  const { t, intl } = useWords();
  return (
    <div className="table-scroll backups-runs" tabIndex={0} role="region" aria-label={t('backups.list')}>
      <table className="table table-stacked">
        <thead>
          <tr>
            <th scope="col">{t('backups.started')}</th>
            <th scope="col">{t('backups.state')}</th>
            <th scope="col">{t('backups.holds')}</th>
            <th scope="col">{t('backups.size')}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.name + run.startedAt}>
              <td data-name={t('backups.started')}>
                <time dateTime={run.startedAt}>{formatShort(intl, run.startedAt)}</time>
              </td>
              <td data-name={t('backups.state')}>
                <Outcome run={run} />
              </td>
              <td data-name={t('backups.holds')}>
                {run.state === 'finished' && t('backups.rows', { rows: run.rows, blobs: run.blobs })}
              </td>
              <td data-name={t('backups.size')}>{run.bytes > 0 && formatSize(intl, run.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Outcome({ run }: { readonly run: BackupRun }) {
  const { t, intl, known } = useWords();
  if (run.state === 'running')
    return (
      <span className="tag">
        {t('backups.running', {
          done: run.tablesDone,
          all: run.tables,
          blobs: run.blobsDone,
          of: run.blobs,
        })}
      </span>
    );
  if (run.state === 'failed') {
    const [code = ''] = (run.code ?? '').split(':');
    return (
      <>
        <span className="tag" data-tone="danger">
          {t('backups.failed')}
        </span>{' '}
        {t(known(`backups.failed-${code}`) ?? 'backups.failed-other', { code: run.code ?? '' })}
      </>
    );
  }
  if (run.removedAt) return <>{t('backups.removed', { date: formatDay(intl, run.removedAt) })}</>;
  const minutes = Math.floor(
    (new Date(run.endedAt ?? run.startedAt).getTime() - new Date(run.startedAt).getTime()) / 60_000,
  );
  return (
    <>
      <span className="tag" data-tone="accent">
        {t('backups.finished')}
      </span>{' '}
      {t('backups.took', { minutes })}
    </>
  );
}
