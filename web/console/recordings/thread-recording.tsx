import { useQuery } from '@tanstack/react-query';
import { IconMicrophone } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import { useMay } from '../api/use-me.ts';
import { ListenTo } from './listen-to.tsx';
import { RecordingFacts } from './recording-facts.tsx';
import { contactRecordingsQuery, type Recording } from './recording-queries.ts';
import './recordings.css';

/** The recordings of a contact, for its line of time. */
export function useContactRecordings(contactId: string, reason: string | undefined): readonly Recording[] {
  return useQuery({ ...contactRecordingsQuery(contactId, reason), retry: false }).data?.recordings ?? [];
}

/** A recording under its call: to be listened to there, with what keeps it folded away. */
export function ThreadRecording({ recording }: { readonly recording: Recording }) {
  const { t } = useWords();
  const may = useMay();
  const { recordingId } = recording;
  return (
    <article className="thread-recording" aria-label={t('recording.title')}>
      <header className="message-head">
        <IconMicrophone size={16} aria-hidden="true" />
        <strong>{t('recording.title')}</strong>
        {may('play-recording') && (
          <Link className="small" to="/recordings/$recordingId" params={{ recordingId }} search={{}}>
            {t('recording.own-page')}
          </Link>
        )}
        <Moment at={recording.beganAt} className="message-time" />
      </header>
      <ListenTo recording={recording} />
      <details className="recording-more" open={recording.state !== 'kept'}>
        <summary>{t('recording.why-kept')}</summary>
        <RecordingFacts recording={recording} />
      </details>
    </article>
  );
}
