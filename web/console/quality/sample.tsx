import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDay, formatShort } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { clockTime } from '../recordings/clock-time.ts';
import { type Project, type Sampled, sampleQuery } from './quality-queries.ts';

/** The calls of a project by their moment, and what is done with each. Whose they are is not shown. */
export function Sample({ project }: { readonly project: Project }) {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    sampleQuery(project.projectId),
  );
  const recordings = data?.pages.flatMap((page) => page.recordings) ?? [];
  if (error && !data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <p role="status">{t('common.loading')}</p>;
  if (recordings.length === 0) return <p className="quiet">{t('quality.no-calls')}</p>;
  return (
    <>
      <ul className="rows quality-list">
        {recordings.map((each) => (
          <SampledRow key={each.recordingId} sampled={each} project={project} />
        ))}
      </ul>
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}

function SampledRow({ sampled, project }: { readonly sampled: Sampled; readonly project: Project }) {
  const { t, intl } = useWords();
  const may = useMay();
  const { recordingId, direction, callAt, milliseconds, deleteAfter, listened, scored, sheets } = sampled;
  const facts = (
    <>
      <span className="quality-row-name">
        {t(`recording.${direction}`)}, {formatShort(intl, callAt)}
      </span>
      <span className="small quiet">
        {clockTime(milliseconds ?? 0)} · {t('kept.until', { date: formatDay(intl, deleteAfter) })}
      </span>
      <span className="quality-row-day quality-marks">
        {sampled.held && (
          <span className="tag" data-tone="time">
            {t('quality.held')}
          </span>
        )}
        {sampled.own ? (
          <span className="tag">{t('quality.own')}</span>
        ) : (
          <>
            {listened && <Mark text={t('quality.listened')} />}
            {scored && <Mark text={t('quality.scored')} />}
          </>
        )}
        <span className="small quiet">{t('quality.sheets', { count: sheets })}</span>
      </span>
    </>
  );
  if (!may('play-recording')) return <li className="quality-row">{facts}</li>;
  return (
    <li>
      <Link
        className="quality-row"
        to="/quality/$projectId/recordings/$recordingId"
        params={{ projectId: project.projectId, recordingId }}
      >
        {facts}
      </Link>
    </li>
  );
}

function Mark({ text }: { readonly text: string }) {
  return (
    <span className="tag" data-tone="accent">
      <IconCheck size={12} aria-hidden="true" />
      {text}
    </span>
  );
}
