import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Moment } from '../../ui/moment.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { colleaguesQuery, type Person } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ReasonPicker } from '../parts/reason-picker.tsx';

export const notesCategory = 'personNotes';

/** Notes about the person, only where the declaration has a category for them; else why there are none. */
export function PersonNotes({ person }: { readonly person: Person }) {
  const { t } = useWords();
  const { data } = useQuery(colleaguesQuery);
  const [writing, setWriting] = useState(false);
  if (!person.notesDeclared) return <p className="quiet">{t('person.notes-not-declared')}</p>;
  const notes = person.fields.filter((field) => field.category === notesCategory);
  const may = person.mayCollect.find((each) => each.category === notesCategory);
  const nameOf = (staffId: string | null) =>
    data?.colleagues.find((each) => each.staffId === staffId)?.displayName ?? t('contact.colleague');
  return (
    <>
      {notes.length === 0 && !writing && <p className="quiet">{t('person.notes-none')}</p>}
      <ul className="person-notes">
        {notes.map((note) => (
          <li key={note.fieldId}>
            <p>{note.value ?? t('sealed.not-yours')}</p>
            <p className="small quiet">
              {nameOf(note.collectedBy)} · <Moment at={note.collectedAt} />
            </p>
          </li>
        ))}
      </ul>
      {may && !writing && (
        <Button size="compact-md" variant="default" onClick={() => setWriting(true)}>
          {t('person.note-write')}
        </Button>
      )}
      {may && writing && (
        <WriteNote person={person} needsReason={may.needsReason} onClose={() => setWriting(false)} />
      )}
    </>
  );
}

interface WriteNoteProps {
  readonly person: Person;
  readonly needsReason: boolean;
  readonly onClose: () => void;
}

function WriteNote({ person, needsReason, onClose }: WriteNoteProps) {
  const { t } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const [fieldId] = useState(newUuid);
  const [text, setText] = useState('');
  const [asksWhy, setAsksWhy] = useState(false);
  const write = useMutation({
    mutationFn: (reason: string | undefined) =>
      call('collectField', {
        params: { personId: person.personId },
        body: {
          fieldId,
          version: person.version,
          category: notesCategory,
          value: text.trim(),
          channel: 'phone',
          ...(reason ? { reason } : {}),
        },
      }),
    onSuccess: () => {
      toast({ text: t('person.note-saved') });
      onClose();
    },
    onSettled: () => {
      setAsksWhy(false);
      void queries.invalidateQueries({ queryKey: ['person', person.personId] });
    },
    gcTime: 0,
  });
  return (
    <form
      className="person-note-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (needsReason) setAsksWhy(true);
        else write.mutate(undefined);
      }}
    >
      <Textarea
        label={t('person.note-text')}
        description={t('person.notes-about')}
        rows={3}
        maxLength={4000}
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {write.error && <ProblemNote error={write.error} />}
      {asksWhy ? (
        <ReasonPicker
          title={t('collect.why', { category: t('person.notes') })}
          onPick={(reason) => write.mutate(reason)}
          onCancel={() => setAsksWhy(false)}
        />
      ) : (
        <div className="row-acts">
          <Button type="submit" size="compact-md" loading={write.isPending} disabled={!text.trim()}>
            {t('common.save')}
          </Button>
          <Button size="compact-md" variant="subtle" color="gray" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
    </form>
  );
}
