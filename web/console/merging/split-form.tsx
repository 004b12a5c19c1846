import { Button, SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import type { Contact } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import type { FoundPerson } from '../person/group-by-person.ts';
import { FindPerson } from './find-person.tsx';
import { ChooseCalls, ChooseMessages, ChooseNotes } from './split-choices.tsx';

interface SplitFormProps {
  readonly contact: Contact;
  readonly onDone: (text: string, newContactId: string) => void;
}

const none: ReadonlySet<string> = new Set();
const whose = {
  messages: ['same', 'sender', 'other'],
  calls: ['same', 'unknown', 'other'],
} as const;
type Whose = (typeof whose)['messages' | 'calls'][number];

const canSplitMessages = ({ messages, earlier }: Contact) => messages.length > 1 || earlier !== null;
const canSplitCalls = ({ calls, messages }: Contact) => calls > 0 && calls + messages.length > 1;

/** Whether there is something to take out that leaves something. */
export const canSplit = (contact: Contact): boolean => canSplitMessages(contact) || canSplitCalls(contact);

/** Messages or calls, and the notes about them, into a contact of their own: of the same person or another. */
export function SplitForm({ contact, onDone }: SplitFormProps) {
  const { t } = useWords();
  const calls = useShownCalls(contact.contactId);
  const [what, setWhat] = useState<'messages' | 'calls'>(canSplitMessages(contact) ? 'messages' : 'calls');
  const [chosen, setChosen] = useState(none);
  const [notes, setNotes] = useState(none);
  const [of, setOf] = useState<Whose>('same');
  const [person, setPerson] = useState<FoundPerson | null>(null);
  // Of a long thread the newest are here to choose from: something is always left.
  const isShort = contact.earlier === null;
  const takesAll =
    isShort &&
    (what === 'messages'
      ? chosen.size === contact.messages.length
      : contact.messages.length === 0 && calls.length > 0 && chosen.size === calls.length);
  const isIncoming = (message: Contact['messages'][number]) =>
    chosen.has(message.messageId) && message.direction === 'in';
  const lacksSender = !contact.messages.some(isIncoming);
  const to = of === 'other' ? person?.personId : of;
  const split = useMutation({
    mutationFn: (personTo: string) => {
      const params = { contactId: contact.contactId };
      const part = { version: contact.version, noteIds: [...notes], person: personTo };
      return what === 'messages'
        ? call('splitContact', { params, body: { ...part, messageIds: [...chosen] } })
        : call('splitCalls', { params, body: { ...part, callIds: [...chosen] } });
    },
    onSuccess: ({ newContactId }) => onDone(t('merging.split-done'), newContactId),
  });
  const toggle = (set: ReadonlySet<string>, id: string) => {
    const next = new Set(set);
    if (!next.delete(id)) next.add(id);
    return next;
  };
  const choices = { chosen, takesAll, onChoose: (id: string) => setChosen(toggle(chosen, id)) };
  return (
    <div className="merging-form">
      {canSplitMessages(contact) && canSplitCalls(contact) && (
        <SegmentedControl
          aria-label={t('merging.split-what')}
          value={what}
          onChange={(value) => {
            setWhat(value === 'calls' ? 'calls' : 'messages');
            setChosen(none);
            setOf('same');
            split.reset();
          }}
          data={(['messages', 'calls'] as const).map((value) => ({
            value,
            label: t(`merging.what-${value}`),
          }))}
        />
      )}
      <p className="quiet">{t(what === 'messages' ? 'merging.split-about' : 'merging.split-calls-about')}</p>
      {what === 'messages' ? (
        <ChooseMessages contact={contact} {...choices} />
      ) : (
        <ChooseCalls calls={calls} {...choices} />
      )}
      <ChooseNotes contact={contact} chosen={notes} onChoose={(id) => setNotes(toggle(notes, id))} />
      <fieldset className="merging-list">
        <legend>{t('merging.split-person')}</legend>
        {whose[what].map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="split-person"
              disabled={each === 'sender' && lacksSender}
              checked={of === each}
              onChange={() => setOf(each)}
            />
            <span>{t(`merging.person-${each}`)}</span>
          </label>
        ))}
      </fieldset>
      {of === 'other' && <FindPerson except={contact.person.personId} chosen={person} onChoose={setPerson} />}
      {split.error && <ProblemNote error={split.error} />}
      <div className="row-acts">
        <Button
          loading={split.isPending}
          disabled={chosen.size === 0 || takesAll || to === undefined || (of === 'sender' && lacksSender)}
          onClick={() => to && split.mutate(to)}
        >
          {t(what === 'messages' ? 'merging.split-do' : 'merging.split-calls-do', { count: chosen.size })}
        </Button>
      </div>
    </div>
  );
}

/** As they stand in the thread: nothing is opened anew for it. */
function useShownCalls(contactId: string): Answer<'contactCalls'>['calls'] {
  const shown = useQueryClient().getQueriesData<Answer<'contactCalls'>>({ queryKey: ['calls', contactId] });
  return shown.findLast(([, data]) => data !== undefined)?.[1]?.calls ?? [];
}
