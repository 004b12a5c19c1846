import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { doubtSchema, type Doubt } from '../../../contract/console/answering.ts';
import type { ContactMessage } from '../../../contract/console/contacts.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { hasCode } from '../api/problem.ts';
import type { Contact } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { DoubtsNote } from './doubts-note.tsx';

interface ResendFormProps {
  readonly contact: Contact;
  readonly message: ContactMessage;
  readonly onDone: () => void;
}

/** The same message to the right address. */
export function ResendForm({ contact, message, onDone }: ResendFormProps) {
  const { t } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const [to, setTo] = useState((message.missed.length > 0 ? message.missed : message.to).join(', '));
  const [doubts, setDoubts] = useState<readonly Doubt[]>([]);
  const send = useMutation({
    mutationFn: (confirmed: readonly Doubt[]) =>
      call('resendMessage', {
        params: { contactId: contact.contactId, messageId: message.messageId },
        body: { to: to.split(/[\s,;]+/).filter(Boolean), confirmed: [...confirmed] },
      }),
    onSuccess: () => {
      toast({ text: t('delivery.resent') });
      void queries.invalidateQueries({ queryKey: ['contact', contact.contactId] });
      onDone();
    },
    onError: (error) => {
      if (!hasCode(error, 'recipient-doubtful')) return;
      const found = String(error.details['doubts'] ?? '').split(',');
      setDoubts(found.flatMap((code) => doubtSchema.safeParse(code).data ?? []));
    },
  });
  return (
    <form
      className="delivery-form"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate([]);
      }}
    >
      <TextInput
        label={t('composer.to')}
        value={to}
        autoFocus
        onChange={(event) => {
          setTo(event.currentTarget.value);
          setDoubts([]);
        }}
      />
      {doubts.length > 0 ? (
        <DoubtsNote doubts={doubts} onSend={() => send.mutate(doubts)} onChange={() => setDoubts([])} />
      ) : (
        <>
          {send.error && <ProblemNote error={send.error} />}
          <div className="row-acts">
            <Button type="submit" size="compact-md" loading={send.isPending} disabled={!to.trim()}>
              {t('composer.send')}
            </Button>
            <Button size="compact-md" variant="default" onClick={onDone}>
              {t('common.cancel')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
