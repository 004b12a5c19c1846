import { Button, Checkbox, NumberInput, Radio, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { recallKindSchema } from '../../../contract/console/answering.ts';
import type { ContactMessage } from '../../../contract/console/contacts.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import type { Contact } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

interface RecallFormProps {
  readonly contact: Contact;
  readonly message: ContactMessage;
  readonly onDone: () => void;
}

type Kind = (typeof recallKindSchema.options)[number];

/** What went wrong with a message that is out: told to the officer in a minute. */
export function RecallForm({ contact, message, onDone }: RecallFormProps) {
  const { t } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const went = [...message.to, ...message.cc];
  const [ids] = useState(() => ({ incidentId: newUuid(), draftId: newUuid() }));
  const [kind, setKind] = useState<Kind>('wrong-recipient');
  const [note, setNote] = useState('');
  const [persons, setPersons] = useState(1);
  const [recipients, setRecipients] = useState<string[]>(went.length === 1 ? went : []);
  const report = useMutation({
    mutationFn: () =>
      call('recallMessage', {
        params: { contactId: contact.contactId, messageId: message.messageId },
        body: { ...ids, kind, note, persons, recipients },
      }),
    onSuccess: ({ draftId, told }) => {
      toast({ text: t(draftId ? 'recall.done' : 'recall.done-plain') });
      if (told === 0) toast({ text: t('recall.told-nobody'), tone: 'danger' });
      void queries.invalidateQueries({ queryKey: ['contact', contact.contactId] });
      onDone();
    },
  });
  return (
    <form
      className="delivery-form"
      onSubmit={(event) => {
        event.preventDefault();
        report.mutate();
      }}
    >
      <Radio.Group
        label={t('recall.title')}
        description={t('recall.about')}
        value={kind}
        onChange={(value) => setKind(recallKindSchema.parse(value))}
      >
        {recallKindSchema.options.map((each) => (
          <Radio key={each} value={each} label={t(`recall.${each}`)} mt={6} />
        ))}
      </Radio.Group>
      <Checkbox.Group label={t('recall.who')} value={recipients} onChange={setRecipients}>
        {went.map((address) => (
          <Checkbox key={address} value={address} label={address} mt={6} />
        ))}
      </Checkbox.Group>
      <Textarea
        label={t('recall.note')}
        required
        autosize
        minRows={2}
        maxLength={5_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <NumberInput
        label={t('recall.persons')}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        value={persons}
        onChange={(value) => setPersons(Number(value) || 1)}
      />
      {report.error && <ProblemNote error={report.error} />}
      <div className="row-acts">
        <Button type="submit" size="compact-md" loading={report.isPending} disabled={!note.trim()}>
          {t('recall.report')}
        </Button>
        <Button size="compact-md" variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
