import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useRecordingChange } from '../recordings/recording-queries.ts';
import type { Criterion, Sheet } from './quality-queries.ts';

const scale = [1, 2, 3, 4, 5, null] as const;

/** The service in one call, by each criterion: one to five, or not applicable. */
export function SheetForm({
  projectId,
  recordingId,
  sheet,
  criteria,
}: {
  readonly projectId: string;
  readonly recordingId: string;
  readonly sheet: Sheet | undefined;
  readonly criteria: readonly Criterion[];
}) {
  const { t, own } = useWords();
  const toast = useToast();
  const [sheetId] = useState(() => sheet?.sheetId ?? newUuid());
  const [scores, setScores] = useState<Readonly<Record<string, number | null>>>(sheet?.scores ?? {});
  const [remark, setRemark] = useState(sheet?.remark ?? '');
  // What is retired stands on the sheets that have it.
  const asked = criteria.filter(({ key, archived }) => !archived || scores[key] !== undefined);
  const save = useRecordingChange(
    () =>
      call('saveSheet', {
        params: { projectId, recordingId, sheetId },
        body: { version: sheet?.version ?? null, scores, remark },
      }),
    () => toast({ text: t('sheet.saved') }),
  );
  return (
    <form
      className="quality-sheet"
      aria-label={t('sheet.title')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {asked.map(({ key, name }) => (
        <fieldset key={key} className="quality-scale">
          <legend>{own(name, key)}</legend>
          <div>
            {scale.map((score) => (
              <label key={score ?? 'none'} data-none={score === null}>
                <input
                  type="radio"
                  name={`score-${key}`}
                  checked={scores[key] === score}
                  onChange={() => setScores({ ...scores, [key]: score })}
                />
                <span>{score ?? t('sheet.none')}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <p className="small quiet">{t('sheet.scale')}</p>
      <Textarea
        label={t('sheet.remark')}
        description={t('sheet.remark-about')}
        autosize
        minRows={2}
        maxLength={1_000}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
      {save.error && <ProblemNote error={save.error} />}
      <div className="row-acts">
        <Button
          type="submit"
          loading={save.isPending}
          disabled={!Object.values(scores).some((score) => score !== null)}
        >
          {t(sheet ? 'sheet.save' : 'sheet.save-new')}
        </Button>
      </div>
    </form>
  );
}
