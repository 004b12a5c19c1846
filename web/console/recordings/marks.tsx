import { Button, Textarea } from '@mantine/core';
import { IconLink, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { clockTime } from './clock-time.ts';
import { type Mark, useNameOf, useRecordingChange } from './recording-queries.ts';

interface MarksProps {
  readonly recordingId: string;
  readonly marks: readonly Mark[];
  readonly onSeek: (seconds: number) => void;
  readonly onChange: () => void;
}

/** What was noted at which moment, in its order; each leads to its moment. */
export function Marks({ recordingId, marks, onSeek, onChange }: MarksProps) {
  const { t } = useWords();
  const me = useMe();
  const nameOf = useNameOf();
  const remove = useRecordingChange(
    (markId: string) => call('removeMark', { params: { recordingId, markId } }),
    onChange,
  );
  if (marks.length === 0) return <p className="small quiet">{t('player.no-marks')}</p>;
  return (
    <>
      <ul className="player-marks" aria-label={t('player.marks')}>
        {marks.map(({ markId, at, note, madeBy }) => (
          <li key={markId}>
            <button
              type="button"
              className="text-button player-moment"
              aria-label={t('player.go-to', { at: clockTime(at) })}
              onClick={() => onSeek(at / 1000)}
            >
              {clockTime(at)}
            </button>
            <span className="player-note">
              {note || <span className="quiet">{t('player.mark-empty')}</span>}
              <span className="small quiet"> · {nameOf(madeBy)}</span>
            </span>
            <CopyLink recordingId={recordingId} at={at} />
            {madeBy === me.staffId && (
              <button
                type="button"
                className="player-icon"
                aria-label={t('player.mark-remove', { at: clockTime(at) })}
                disabled={remove.isPending}
                onClick={() => remove.mutate(markId)}
              >
                <IconTrash size={16} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {remove.error && <ProblemNote error={remove.error} />}
    </>
  );
}

/** A link to a moment, inside the console: whoever opens it signs in, needs the task, and is logged like anybody. */
export function CopyLink({ recordingId, at }: { readonly recordingId: string; readonly at: number }) {
  const { t } = useWords();
  const toast = useToast();
  const label = t('player.link', { at: clockTime(at) });
  return (
    <button
      type="button"
      className="player-icon"
      aria-label={label}
      title={label}
      onClick={() => {
        const link = `${location.origin}/console/recordings/${recordingId}?at=${Math.floor(at / 1000)}`;
        navigator.clipboard.writeText(link).then(
          () => toast({ text: t('player.link-copied') }),
          () => toast({ text: link }),
        );
      }}
    >
      <IconLink size={16} aria-hidden="true" />
    </button>
  );
}

/** What is to be noted at a moment; the sound goes on meanwhile. */
export function MarkForm({
  recordingId,
  holdId,
  at,
  onDone,
}: {
  readonly recordingId: string;
  readonly holdId: string | undefined;
  readonly at: number;
  readonly onDone: (made: boolean) => void;
}) {
  const { t } = useWords();
  const [note, setNote] = useState('');
  const [markId] = useState(newUuid);
  const make = useRecordingChange(
    () =>
      call('markRecording', {
        params: { recordingId },
        body: { markId, at: Math.round(at), note, ...(holdId ? { hold: holdId } : {}) },
      }),
    () => onDone(true),
  );
  return (
    <form
      className="player-form"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Textarea
        label={t('player.mark-at', { at: clockTime(at) })}
        description={t('player.mark-about')}
        autosize
        autoFocus
        minRows={1}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone(false);
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          make.mutate();
        }}
      />
      {make.error && <ProblemNote error={make.error} />}
      <div className="row-acts">
        <Button type="submit" size="compact-md" loading={make.isPending}>
          {t('player.mark-save')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={() => onDone(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
