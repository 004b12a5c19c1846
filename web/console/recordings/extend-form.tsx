import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DateField } from '../../ui/date-field.tsx';
import { formatDate } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { inMonths } from '../staff/task-end.ts';
import { mattersQuery, type Recording, useRecordingChange } from './recording-queries.ts';

const newComplaint = 'new';

/** Keeps a recording longer: for which complaint or project, and why. To the end of that, never past the declared cap. */
export function ExtendForm({
  recording,
  onDone,
}: {
  readonly recording: Recording;
  readonly onDone: () => void;
}) {
  const { t, intl } = useWords();
  const { staffId } = useMe();
  const { recordingId, contactId } = recording;
  const { data, error } = useQuery(mattersQuery(contactId));
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const [today] = useState(() => inMonths(new Date(), 0));
  const [endsOn, setEndsOn] = useState(() => inMonths(new Date(), 6));
  const [ids] = useState(() => ({ extensionId: newUuid(), complaintId: newUuid() }));
  // What keeps it already keeps it.
  const keeps = new Set(recording.extensions.filter(({ ended }) => !ended).map(({ matterId }) => matterId));
  const complaints = (data?.complaints ?? []).filter(({ complaintId }) => !keeps.has(complaintId));
  const projects = (data?.projects ?? []).filter(
    ({ queue, projectId }) => queue === recording.queue && !keeps.has(projectId),
  );
  const first = complaints[0]?.complaintId ?? (contactId ? newComplaint : projects[0]?.projectId);
  const matter = chosen ?? first ?? '';
  const extend = useRecordingChange(async () => {
    if (matter === newComplaint && contactId)
      await call('openComplaint', {
        params: { contactId },
        body: { complaintId: ids.complaintId, ownerId: staffId, endsOn, reason },
      });
    await call('extendRecording', {
      params: { recordingId },
      body: {
        extensionId: ids.extensionId,
        ground: projects.some(({ projectId }) => projectId === matter) ? 'quality-project' : 'complaint',
        matterId: matter === newComplaint ? ids.complaintId : matter,
        reason,
      },
    });
  }, onDone);
  if (error) return <ProblemNote error={error} />;
  if (!data) return <p className="small quiet">{t('common.loading')}</p>;
  if (first === undefined) return <p className="small quiet">{t('recording.no-matter')}</p>;
  const endOf = (day: string) => formatDate(intl, day);
  return (
    <form
      className="recording-form"
      onSubmit={(event) => {
        event.preventDefault();
        extend.mutate();
      }}
    >
      <NativeSelect
        label={t('recording.extend-for')}
        autoFocus
        value={matter}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        {complaints.map((each) => (
          <option key={each.complaintId} value={each.complaintId}>
            {t('recording.complaint', { reason: shorten(each.reason), date: endOf(each.endsOn) })}
          </option>
        ))}
        {contactId && <option value={newComplaint}>{t('recording.complaint-new')}</option>}
        {projects.map((each) => (
          <option key={each.projectId} value={each.projectId}>
            {t('recording.project', { name: shorten(each.name), date: endOf(each.endsOn) })}
          </option>
        ))}
      </NativeSelect>
      {matter === newComplaint && (
        <DateField
          label={t('recording.complaint-ends')}
          required
          min={today}
          value={endsOn}
          onChange={setEndsOn}
        />
      )}
      <Textarea
        label={t('recording.reason')}
        description={t('recording.reason-about')}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <p className="small quiet">{t('recording.extend-about')}</p>
      {extend.error && <ProblemNote error={extend.error} />}
      <div className="row-acts">
        <Button
          type="submit"
          size="compact-md"
          loading={extend.isPending}
          disabled={!matter || !reason.trim() || (matter === newComplaint && !endsOn)}
        >
          {t('recording.extend-do')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
