import { Button, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay, formatShort } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { clockTime } from '../recordings/clock-time.ts';
import { useRecordingChange } from '../recordings/recording-queries.ts';
import { FormEnd } from './matter-acts.tsx';
import type { Complaint } from './quality-queries.ts';

type Beside = Complaint['beside'][number];

/** Recordings of its contacts, and which of them are kept for it. */
export function ComplaintRecordings({ complaint }: { readonly complaint: Complaint }) {
  const { t } = useWords();
  const [keeping, setKeeping] = useState<string | null>(null);
  if (complaint.beside.length === 0) return <p className="quiet">{t('complaint.no-recordings')}</p>;
  return (
    <ul className="rows">
      {complaint.beside.map((each) => (
        <li key={each.recordingId} className="quality-linked">
          <Facts recording={each} />
          {each.kept ? (
            <span className="tag" data-tone="accent">
              {t('complaint.kept')}
            </span>
          ) : each.held ? (
            <span className="tag" data-tone="time">
              {t('quality.held')}
            </span>
          ) : (
            !complaint.closedAt &&
            keeping !== each.recordingId && (
              <Button size="compact-sm" variant="default" onClick={() => setKeeping(each.recordingId)}>
                {t('recording.extend')}
              </Button>
            )
          )}
          {keeping === each.recordingId && (
            <KeepForm complaint={complaint} recordingId={each.recordingId} onDone={() => setKeeping(null)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Facts({ recording }: { readonly recording: Beside }) {
  const { t, intl } = useWords();
  const may = useMay();
  const { recordingId } = recording;
  const name = `${formatShort(intl, recording.callAt)} (${clockTime(recording.milliseconds)})`;
  return (
    <>
      {may('play-recording') ? (
        <Link to="/recordings/$recordingId" params={{ recordingId }} search={{}}>
          {name}
        </Link>
      ) : (
        <span>{name}</span>
      )}
      <span className="small quiet">{t('kept.until', { date: formatDay(intl, recording.deleteAfter) })}</span>
    </>
  );
}

function KeepForm(props: {
  readonly complaint: Complaint;
  readonly recordingId: string;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const [extensionId] = useState(newUuid);
  const [reason, setReason] = useState('');
  const keep = useRecordingChange(
    () =>
      call('extendRecording', {
        params: { recordingId: props.recordingId },
        body: { extensionId, ground: 'complaint', matterId: props.complaint.complaintId, reason },
      }),
    props.onDone,
  );
  return (
    <form
      className="recording-form"
      aria-label={t('recording.extend')}
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      <Textarea
        label={t('recording.reason')}
        description={t('recording.reason-about')}
        required
        withAsterisk={false}
        data-autofocus
        autosize
        minRows={2}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {keep.error && <ProblemNote error={keep.error} />}
      <FormEnd
        pending={keep.isPending}
        disabled={!reason.trim()}
        label={t('recording.extend-do')}
        onCancel={props.onDone}
      />
    </form>
  );
}
