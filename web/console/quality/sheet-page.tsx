import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { formatDay, formatFull } from '../../ui/format-time.ts';
import { Page, Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ListenTo } from '../recordings/listen-to.tsx';
import { recordingQuery, useNameOf } from '../recordings/recording-queries.ts';
import '../recordings/recordings.css';
import { criteriaQuery, type Criterion, projectQuery, type Sheet, sheetsQuery } from './quality-queries.ts';
import { SheetForm } from './sheet-form.tsx';
import './quality.css';

/** A call of a project: listened to, and its sheet beside it. */
export function SheetPage() {
  const { t, intl } = useWords();
  const { staffId } = useMe();
  const { projectId, recordingId } = useParams({ strict: false }) as {
    projectId: string;
    recordingId: string;
  };
  const recording = useQuery({ ...recordingQuery(recordingId), retry: false });
  const project = useQuery(projectQuery(projectId));
  const sheets = useQuery(sheetsQuery(projectId, recordingId));
  const criteria = useQuery(criteriaQuery);
  const error = recording.error ?? project.error ?? sheets.error ?? criteria.error;
  const ready = recording.data && project.data && sheets.data && criteria.data;
  const mine = sheets.data?.sheets.find((each) => each.scorerId === staffId);
  const others = sheets.data?.sheets.filter((each) => each !== mine) ?? [];
  return (
    <Page
      title={
        recording.data
          ? `${t(`recording.${recording.data.direction}`)}, ${formatFull(intl, recording.data.callAt)}`
          : t('recording.title')
      }
      about={
        <Link to="/quality/$projectId" params={{ projectId }}>
          {project.data?.name ?? t('quality.back')}
        </Link>
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void sheets.refetch()} />}
      {!ready && !error && (
        <div role="status" aria-label={t('common.loading')}>
          <Skeleton height={12} width="60%" mb={16} />
          <Skeleton height={12} width="80%" />
        </div>
      )}
      {recording.data && <ListenTo recording={recording.data} />}
      {ready && (
        <>
          <Section title={t('sheet.title')} about={t('sheet.about')}>
            {sheets.data.own ? (
              <p>{t('error.own-call')}</p>
            ) : project.data.closedAt ? (
              mine ? (
                <SheetFacts sheet={mine} criteria={criteria.data.criteria} />
              ) : (
                <p className="quiet">{t('sheet.closed')}</p>
              )
            ) : (
              <SheetForm
                key={mine?.version ?? 0}
                projectId={projectId}
                recordingId={recordingId}
                sheet={mine}
                criteria={criteria.data.criteria}
              />
            )}
          </Section>
          {others.length > 0 && (
            <Section title={t('sheet.others')}>
              {others.map((each) => (
                <SheetFacts key={each.sheetId} sheet={each} criteria={criteria.data.criteria} named />
              ))}
            </Section>
          )}
        </>
      )}
    </Page>
  );
}

function SheetFacts({
  sheet,
  criteria,
  named = false,
}: {
  readonly sheet: Sheet;
  readonly criteria: readonly Criterion[];
  readonly named?: boolean;
}) {
  const { t, intl, own } = useWords();
  const nameOf = useNameOf();
  return (
    <article className="quality-sheet">
      {named && (
        <p className="small quiet">
          {t('matter.by-on', { name: nameOf(sheet.scorerId), date: formatDay(intl, sheet.changedAt) })}
        </p>
      )}
      <dl className="facts quality-facts">
        {criteria
          .filter(({ key }) => sheet.scores[key] !== undefined)
          .map(({ key, name }) => (
            <div className="facts-row" key={key}>
              <dt>{own(name, key)}</dt>
              <dd>{sheet.scores[key] ?? t('sheet.none')}</dd>
            </div>
          ))}
      </dl>
      {sheet.remark && <p className="quality-said">{sheet.remark}</p>}
    </article>
  );
}
