import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { formatDate, formatDay } from '../../ui/format-time.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useNameOf } from '../recordings/recording-queries.ts';
import '../recordings/recordings.css';
import { MatterViews } from './matter-views.tsx';
import { ProjectForm } from './project-form.tsx';
import type { MatterState } from './matter-state.ts';
import { projectsQuery } from './quality-queries.ts';
import './quality.css';

/** Projects on the quality of the service, in one's queues. */
export function ProjectsPage() {
  const { t, intl } = useWords();
  const navigate = useNavigate();
  const nameOf = useNameOf();
  const { state = 'open' } = useSearch({ strict: false }) as { state?: MatterState };
  const [making, setMaking] = useState(false);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    projectsQuery(state),
  );
  const projects = data?.pages.flatMap((page) => page.projects) ?? [];
  return (
    <Page
      title={t('place.quality')}
      about={t('quality.about')}
      acts={
        !making && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
            {t('quality.new')}
          </Button>
        )
      }
    >
      {making && (
        <ProjectForm
          onDone={(projectId) => {
            setMaking(false);
            if (projectId) void navigate({ to: '/quality/$projectId', params: { projectId } });
          }}
        />
      )}
      <MatterViews to="/quality" shown={state} />
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <p role="status">{t('common.loading')}</p>}
      {data && projects.length === 0 && (
        <Empty title={t(`quality.empty-${state}`)}>{t(`quality.empty-${state}-about`)}</Empty>
      )}
      {projects.length > 0 && (
        <ul className="rows quality-list">
          {projects.map((each) => (
            <li key={each.projectId}>
              <Link className="quality-row" to="/quality/$projectId" params={{ projectId: each.projectId }}>
                <span className="quality-row-name">{each.name}</span>
                <span className="small quiet">
                  {nameOf(each.ownerId)} · {t('matter.recordings', { count: each.recordings })}
                </span>
                <span className="small quiet quality-row-day">
                  {each.closedAt
                    ? t('matter.closed-on', { date: formatDay(intl, each.closedAt) })
                    : t('matter.until', { date: formatDate(intl, each.endsOn) })}
                </span>
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
