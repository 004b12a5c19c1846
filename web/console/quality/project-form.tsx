import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DateField } from '../../ui/date-field.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { OwnerField } from '../recordings/owner-field.tsx';
import { useRecordingChange } from '../recordings/recording-queries.ts';
import { inMonths } from '../staff/task-end.ts';
import { FormEnd } from './matter-acts.tsx';

/** A new project: what it is called, why, whose it is, where and until when. */
export function ProjectForm({ onDone }: { readonly onDone: (projectId: string | null) => void }) {
  const { t, own } = useWords();
  const { staffId, queues } = useMe();
  const [projectId] = useState(newUuid);
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [queue, setQueue] = useState(queues[0]?.queue ?? '');
  const [ownerId, setOwnerId] = useState(staffId);
  const [today] = useState(() => inMonths(new Date(), 0));
  const [endsOn, setEndsOn] = useState(() => inMonths(new Date(), 3));
  const make = useRecordingChange(
    () => call('openProject', { body: { projectId, queue, ownerId, endsOn, name, reason } }),
    () => onDone(projectId),
  );
  return (
    <form
      className="recording-form quality-new"
      aria-label={t('quality.new')}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <TextInput
        label={t('quality.name')}
        required
        withAsterisk={false}
        autoFocus
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={t('matter.reason')}
        description={t('matter.no-code')}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {queues.length > 1 && (
        <NativeSelect
          label={t('matter.queue')}
          value={queue}
          onChange={(event) => setQueue(event.currentTarget.value)}
        >
          {queues.map((each) => (
            <option key={each.queue} value={each.queue}>
              {own(each.name, each.queue)}
            </option>
          ))}
        </NativeSelect>
      )}
      <OwnerField label={t('matter.owner')} value={ownerId} onChange={setOwnerId} />
      <DateField label={t('matter.last-day')} required min={today} value={endsOn} onChange={setEndsOn} />
      <p className="small quiet">{t('quality.new-about')}</p>
      {make.error && <ProblemNote error={make.error} />}
      <FormEnd
        pending={make.isPending}
        disabled={!name.trim() || !reason.trim() || !endsOn}
        label={t('quality.new-do')}
        onCancel={() => onDone(null)}
      />
    </form>
  );
}
