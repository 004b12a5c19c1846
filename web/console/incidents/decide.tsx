import { Button, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useIncidentChange } from './incident-queries.ts';

interface DecideProps<Decision extends string> {
  readonly incidentId: string;
  readonly label: string;
  readonly options: readonly {
    readonly value: Decision;
    readonly words: string;
    readonly about?: string;
    readonly disabled?: boolean;
  }[];
  readonly decided: Decision | null;
  readonly reason: string;
  /** Nothing can be decided any more. */
  readonly closed: boolean;
  readonly onDecide: (decision: Decision, reason: string) => Promise<unknown>;
}

/** A decision with its reason: both are documented, and so is each one before. */
export function Decide<Decision extends string>({
  incidentId,
  label,
  options,
  decided,
  reason,
  closed,
  onDecide,
}: DecideProps<Decision>) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [choice, setChoice] = useState<Decision | null>(null);
  const [why, setWhy] = useState('');
  const decide = useIncidentChange(
    incidentId,
    () => onDecide(choice!, why),
    () => setOpen(false),
  );
  const chosen = options.find(({ value }) => value === decided);
  if (closed && !chosen) return null;
  if (chosen && !open)
    return (
      <div className="incident-decided">
        <p>
          <strong>{chosen.words}</strong>
        </p>
        <p className="incident-text">{reason}</p>
        {!closed && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setChoice(decided);
              setWhy(reason);
              setOpen(true);
            }}
          >
            {t('incidents.decide-again')}
          </Button>
        )}
      </div>
    );
  return (
    <form
      className="incident-form"
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate();
      }}
    >
      <Radio.Group
        aria-label={label}
        value={choice}
        onChange={(value) =>
          setChoice(options.find((each) => each.value === (value as string))?.value ?? null)
        }
      >
        {options.map(({ value, words, about, disabled = false }) => (
          <Radio
            key={value}
            value={value}
            label={words}
            disabled={disabled}
            mt={8}
            {...(about ? { description: about } : {})}
          />
        ))}
      </Radio.Group>
      <Textarea
        label={t('incidents.reason')}
        required
        autosize
        minRows={2}
        maxLength={5_000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      {decide.error && <ProblemNote error={decide.error} />}
      <div className="row-acts">
        <Button
          type="submit"
          size="compact-md"
          loading={decide.isPending}
          disabled={choice === null || !why.trim()}
        >
          {t('incidents.decide')}
        </Button>
        {open && (
          <Button size="compact-md" variant="subtle" color="gray" onClick={() => setOpen(false)}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
