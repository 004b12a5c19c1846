import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { formatFull } from '../../ui/format-time.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ListenTo } from './listen-to.tsx';
import { RecordingFacts } from './recording-facts.tsx';
import { recordingQuery } from './recording-queries.ts';
import './recordings.css';

/** One recording by itself; a link may lead to a moment of it. */
export function RecordingPage() {
  const { t, intl } = useWords();
  const may = useMay();
  const { recordingId } = useParams({ strict: false }) as { recordingId: string };
  const { at } = useSearch({ strict: false }) as { at?: number };
  const { data, error, refetch } = useQuery({ ...recordingQuery(recordingId), retry: false });
  return (
    <Page
      title={
        data ? `${t(`recording.${data.direction}`)}, ${formatFull(intl, data.callAt)}` : t('recording.title')
      }
      about={
        <span className="recording-ways">
          {may('extend-recording') && <Link to="/recordings">{t('recording.back')}</Link>}
          {data?.contactId && may('open-contact') && (
            <Link to="/inbox/$contactId" params={{ contactId: data.contactId }} search>
              {t('recording.contact')}
            </Link>
          )}
        </span>
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label={t('common.loading')}>
          <Skeleton height={12} width="60%" mb={16} />
          <Skeleton height={12} width="80%" />
        </div>
      )}
      {data && (
        <div className="recording">
          <ListenTo recording={data} from={at} />
          <RecordingFacts recording={data} />
        </div>
      )}
    </Page>
  );
}
