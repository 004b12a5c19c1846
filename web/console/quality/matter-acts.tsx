import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { DateField } from '../../ui/date-field.tsx';
import { useWords } from '../../words/use-words.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { OwnerField } from '../recordings/owner-field.tsx';
import { useRecordingChange } from '../recordings/recording-queries.ts';
import { inMonths } from '../staff/task-end.ts';
import type { Complaint, Project } from './quality-queries.ts';

export interface MatterBody {
  readonly version: number;
  readonly ownerId?: string;
  readonly endsOn?: string;
  readonly outcome?: string;
}

interface ActsProps {
  readonly matter: Project | Complaint;
  readonly onChange: (body: MatterBody) => Promise<unknown>;
  /** What becomes of what it keeps, when it is closed. */
  readonly closing: string;
}

/** Another owner or last day; or its end, with what came of it. */
export function MatterActs(props: ActsProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState<'change' | 'close' | null>(null);
  const onDone = () => setOpened(null);
  if (props.matter.closedAt) return null;
  return (
    <div className="quality-acts">
      {opened === null && (
        <div className="row-acts">
          <Button size="compact-md" variant="default" onClick={() => setOpened('change')}>
            {t('matter.change')}
          </Button>
          <Button size="compact-md" variant="default" onClick={() => setOpened('close')}>
            {t('matter.close')}
          </Button>
        </div>
      )}
      {opened === 'change' && <ChangeForm {...props} onDone={onDone} />}
      {opened === 'close' && <CloseForm {...props} onDone={onDone} />}
    </div>
  );
}

function ChangeForm({ matter, onChange, onDone }: ActsProps & { readonly onDone: () => void }) {
  const { t } = useWords();
  const [ownerId, setOwnerId] = useState(matter.ownerId);
  const [endsOn, setEndsOn] = useState(matter.endsOn);
  const [today] = useState(() => inMonths(new Date(), 0));
  const change = useRecordingChange(() => onChange({ version: matter.version, ownerId, endsOn }), onDone);
  return (
    <form
      className="recording-form"
      aria-label={t('matter.change')}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <OwnerField label={t('matter.owner')} value={ownerId} onChange={setOwnerId} />
      <DateField label={t('matter.last-day')} required min={today} value={endsOn} onChange={setEndsOn} />
      <p className="small quiet">{t('matter.change-about')}</p>
      {change.error && <ProblemNote error={change.error} />}
      <FormEnd pending={change.isPending} disabled={!endsOn} label={t('common.save')} onCancel={onDone} />
    </form>
  );
}

function CloseForm({ matter, onChange, closing, onDone }: ActsProps & { readonly onDone: () => void }) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState('');
  const close = useRecordingChange(() => onChange({ version: matter.version, outcome }), onDone);
  return (
    <form
      className="recording-form"
      aria-label={t('matter.close')}
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate();
      }}
    >
      <Textarea
        label={t('matter.outcome')}
        description={t('matter.no-code')}
        required
        withAsterisk={false}
        data-autofocus
        autosize
        minRows={2}
        maxLength={2_000}
        value={outcome}
        onChange={(event) => setOutcome(event.currentTarget.value)}
      />
      <p className="small quiet">{closing}</p>
      {close.error && <ProblemNote error={close.error} />}
      <FormEnd
        pending={close.isPending}
        disabled={!outcome.trim()}
        label={t('matter.close-do')}
        onCancel={onDone}
      />
    </form>
  );
}

export function FormEnd(props: {
  readonly pending: boolean;
  readonly disabled: boolean;
  readonly label: string;
  readonly onCancel: () => void;
}) {
  const { t } = useWords();
  return (
    <div className="row-acts">
      <Button type="submit" size="compact-md" loading={props.pending} disabled={props.disabled}>
        {props.label}
      </Button>
      <Button size="compact-md" variant="subtle" color="gray" onClick={props.onCancel}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}
