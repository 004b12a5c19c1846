import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Page, Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import '../recordings/recordings.css';
import { Draws } from './draws.tsx';
import { Figures } from './figures.tsx';
import { MatterActs } from './matter-acts.tsx';
import { MatterFacts } from './matter-facts.tsx';
import { projectQuery } from './quality-queries.ts';
import { Sample } from './sample.tsx';
import './quality.css';

/** A project from its beginning to its end: what it is about, its samples, its calls, what the sheets say. */
export function ProjectPage() {
  const { t } = useWords();
  const { projectId } = useParams({ strict: false }) as { projectId: string };
  const { data, error, refetch } = useQuery(projectQuery(projectId));
  return (
    <Page
      title={data ? data.name : t('place.quality')}
      about={<Link to="/quality">{t('quality.back')}</Link>}
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label={t('common.loading')}>
          <Skeleton height={12} width="60%" mb={16} />
          <Skeleton height={12} width="80%" />
        </div>
      )}
      {data && (
        <>
          <MatterFacts matter={data} />
          <MatterActs
            key={data.version}
            matter={data}
            closing={t('quality.closing')}
            onChange={(body) => call('changeProject', { params: { projectId }, body })}
          />
          <Section title={t('quality.samples')} about={t('quality.samples-about')}>
            <Draws project={data} />
          </Section>
          <Section title={t('quality.calls')} about={t('quality.calls-about')}>
            <Sample project={data} />
          </Section>
          <Section title={t('quality.figures')} about={t('quality.figures-about')}>
            <Figures project={data} />
          </Section>
        </>
      )}
    </Page>
  );
}
