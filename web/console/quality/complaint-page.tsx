import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Page, Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import '../recordings/recordings.css';
import { ComplaintContacts } from './complaint-contacts.tsx';
import { ComplaintRecordings } from './complaint-recordings.tsx';
import { MatterActs } from './matter-acts.tsx';
import { MatterFacts } from './matter-facts.tsx';
import { complaintQuery } from './quality-queries.ts';
import './quality.css';

/** A complaint: what it is about, its contacts, what is kept for it, and what came of it. */
export function ComplaintPage() {
  const { t } = useWords();
  const { complaintId } = useParams({ strict: false }) as { complaintId: string };
  const { data, error, refetch } = useQuery(complaintQuery(complaintId));
  return (
    <Page
      title={data ? t('complaint.title', { number: String(data.number) }) : t('place.complaints')}
      about={<Link to="/complaints">{t('complaint.back')}</Link>}
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
            closing={t('complaint.closing')}
            onChange={(body) => call('changeComplaint', { params: { complaintId }, body })}
          />
          <Section title={t('complaint.contacts')} about={t('complaint.contacts-about')}>
            <ComplaintContacts complaint={data} />
          </Section>
          <Section title={t('complaint.recordings')} about={t('complaint.recordings-about')}>
            <ComplaintRecordings complaint={data} />
          </Section>
        </>
      )}
    </Page>
  );
}
