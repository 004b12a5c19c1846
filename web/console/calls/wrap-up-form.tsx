import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { wrapUps } from '../../../contract/console/calls.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call as ask } from '../api/call.ts';
import { refreshAfterChange } from '../api/live.ts';
import { newUuid } from '../api/new-uuid.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import type { ContactCall } from './call-queries.ts';

/** What came of a call by a code, and in words if one likes: they become a note of the contact. */
export function WrapUpForm({ call, onDone }: { readonly call: ContactCall; readonly onDone: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const { contactId, callId } = call;
  const [code, setCode] = useState<(typeof wrapUps)[number]>(
    call.wrapUp?.code ?? (call.outcome === 'answered' ? 'resolved' : 'call-back'),
  );
  const [text, setText] = useState('');
  const [noteId] = useState(newUuid);
  const save = useMutation({
    mutationFn: () =>
      ask('wrapUpCall', {
        params: { contactId, callId },
        body: { code, ...(text.trim() ? { note: { noteId, text: text.trim() } } : {}) },
      }),
    onSuccess: () => {
      toast({ text: t('calls.wrap-saved') });
      refreshAfterChange(queries, [['calls'], ['calls-around'], ['contact', contactId]]);
      onDone();
    },
  });
  return (
    <form
      className="wrap-up"
      aria-label={t('calls.wrap-title')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error && <ProblemNote error={save.error} />}
      <NativeSelect
        label={t('calls.wrap-code')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value as typeof code)}
        data={wrapUps.map((value) => ({ value, label: t(`calls.wrap-${value}`) }))}
      />
      <Textarea
        label={t('calls.wrap-note')}
        value={text}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={20_000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !save.isPending) save.mutate();
        }}
      />
      <div className="row-acts">
        <Button size="compact-md" type="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
