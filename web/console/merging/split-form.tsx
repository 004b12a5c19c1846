import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import type { Contact } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import type { FoundPerson } from '../person/group-by-person.ts';
import { FindPerson } from './find-person.tsx';

interface SplitFormProps {
  readonly contact: Contact;
  readonly onDone: (text: string, newContactId: string) => void;
}

const whose = ['same', 'sender', 'other'] as const;

export function SplitForm({ contact, onDone }: SplitFormProps) {
  const { t } = useWords();
  const [messages, setMessages] = useState<ReadonlySet<string>>(new Set());
  const [notes, setNotes] = useState<ReadonlySet<string>>(new Set());
  const [of, setOf] = useState<(typeof whose)[number]>('same');
  const [person, setPerson] = useState<FoundPerson | null>(null);
  // Of a long thread the newest are here to choose from: something is always left.
  const takesAll = contact.earlier === null && messages.size === contact.messages.length;
  const hasIncoming = contact.messages.some(
    (message) => messages.has(message.messageId) && message.direction === 'in',
  );
  const to = of === 'other' ? person?.personId : of;
  const split = useMutation({
    mutationFn: (personTo: string) =>
      call('splitContact', {
        params: { contactId: contact.contactId },
        body: {
          version: contact.version,
          messageIds: [...messages],
          noteIds: [...notes],
          person: personTo,
        },
      }),
    onSuccess: ({ newContactId }) => onDone(t('merging.split-done'), newContactId),
  });
  const toggle = (set: ReadonlySet<string>, id: string) => {
    const next = new Set(set);
    if (!next.delete(id)) next.add(id);
    return next;
  };
  return (
    <div className="merging-form">
      <p className="quiet">{t('merging.split-about')}</p>
      <fieldset className="merging-list">
        <legend>{t('merging.split-messages')}</legend>
        {contact.messages.map((message) => (
          <label key={message.messageId}>
            <input
              type="checkbox"
              checked={messages.has(message.messageId)}
              onChange={() => setMessages(toggle(messages, message.messageId))}
            />
            <span className="merging-name">
              {message.direction === 'out'
                ? t('merging.from-ours')
                : message.from.name || message.from.address || t('person.unknown')}
            </span>
            <Moment at={message.at} className="small quiet" />
            <span className="small quiet merging-preview">{message.text.slice(0, 160)}</span>
          </label>
        ))}
        {takesAll && <p className="small merging-warning">{t('merging.split-all')}</p>}
      </fieldset>
      {contact.notes.length > 0 && (
        <fieldset className="merging-list">
          <legend>{t('merging.split-notes')}</legend>
          {contact.notes.map((note) => (
            <label key={note.noteId}>
              <input
                type="checkbox"
                checked={notes.has(note.noteId)}
                onChange={() => setNotes(toggle(notes, note.noteId))}
              />
              <span className="merging-preview">{note.text.slice(0, 160)}</span>
              <Moment at={note.at} className="small quiet" />
            </label>
          ))}
        </fieldset>
      )}
      <fieldset className="merging-list">
        <legend>{t('merging.split-person')}</legend>
        {whose.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="split-person"
              disabled={each === 'sender' && !hasIncoming}
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
          disabled={messages.size === 0 || takesAll || to === undefined || (of === 'sender' && !hasIncoming)}
          onClick={() => to && split.mutate(to)}
        >
          {t('merging.split-do', { count: messages.size })}
        </Button>
      </div>
    </div>
  );
}
