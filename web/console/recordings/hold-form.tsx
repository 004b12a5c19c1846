import { Button, NativeSelect, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { holdGrounds } from '../../../contract/console/recordings.ts';
import { DateField } from '../../ui/date-field.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { inMonths } from '../staff/task-end.ts';
import { OwnerField } from './owner-field.tsx';
import { useRecordingChange } from './recording-queries.ts';

/** Holds a recording by law: it then outlives every period, and serves that matter alone. */
export function HoldForm({
  recordingId,
  onDone,
}: {
  readonly recordingId: string;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const me = useMe();
  const [ground, setGround] = useState<(typeof holdGrounds)[number]>('claim');
  const [document, setDocument] = useState('');
  const [ownerId, setOwnerId] = useState(me.staffId);
  const [reviewOn, setReviewOn] = useState(() => inMonths(new Date(), 6));
  const [holdId] = useState(newUuid);
  const hold = useRecordingChange(
    () =>
      call('holdRecording', {
        params: { recordingId },
        body: { holdId, ground, document, ownerId, reviewOn },
      }),
    onDone,
  );
  return (
    <Form
      change={hold}
      words={t('recording.hold-do')}
      ready={document.trim() !== '' && reviewOn !== ''}
      onDone={onDone}
    >
      <p className="small quiet">{t('recording.hold-about')}</p>
      <NativeSelect
        label={t('recording.hold-ground')}
        autoFocus
        value={ground}
        onChange={(event) =>
          setGround(holdGrounds.find((each) => each === event.currentTarget.value) ?? 'claim')
        }
      >
        {holdGrounds.map((each) => (
          <option key={each} value={each}>
            {t(`recording.ground-${each}`)}
          </option>
        ))}
      </NativeSelect>
      <Textarea
        label={t('recording.hold-document')}
        description={t('recording.hold-document-about')}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxLength={2_000}
        value={document}
        onChange={(event) => setDocument(event.currentTarget.value)}
      />
      <OwnerField label={t('recording.hold-answers')} value={ownerId} onChange={setOwnerId} />
      <ReviewDay value={reviewOn} onChange={setReviewOn} />
    </Form>
  );
}

/** That a hold is still needed, and when that is asked again. */
export function ReviewForm({
  recordingId,
  holdId,
  ownerId,
  onDone,
}: {
  readonly recordingId: string;
  readonly holdId: string;
  readonly ownerId: string | null;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const me = useMe();
  const [owner, setOwner] = useState(ownerId ?? me.staffId);
  const [reviewOn, setReviewOn] = useState(() => inMonths(new Date(), 6));
  const review = useRecordingChange(
    () => call('reviewHold', { params: { recordingId, holdId }, body: { ownerId: owner, reviewOn } }),
    onDone,
  );
  return (
    <Form change={review} words={t('recording.review-do')} ready={reviewOn !== ''} onDone={onDone}>
      <OwnerField label={t('recording.hold-answers')} value={owner} onChange={setOwner} />
      <ReviewDay value={reviewOn} onChange={setReviewOn} />
    </Form>
  );
}

function ReviewDay({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (day: string) => void;
}) {
  const { t } = useWords();
  const [[min, max]] = useState(() => [inMonths(new Date(), 0), inMonths(new Date(), 12)]);
  return (
    <DateField
      label={t('recording.review-on')}
      required
      min={min}
      max={max}
      value={value}
      onChange={onChange}
    />
  );
}

function Form({
  change,
  words,
  ready,
  onDone,
  children,
}: {
  readonly change: { mutate(): void; readonly error: unknown; readonly isPending: boolean };
  readonly words: string;
  readonly ready: boolean;
  readonly onDone: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <form
      className="recording-form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      {children}
      {change.error != null && <ProblemNote error={change.error} />}
      <div className="row-acts">
        <Button type="submit" size="compact-md" loading={change.isPending} disabled={!ready}>
          {words}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
