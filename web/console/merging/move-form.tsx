import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import type { Contact } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import type { FoundPerson } from '../person/group-by-person.ts';
import { FindPerson } from './find-person.tsx';

interface MoveFormProps {
  readonly contact: Contact;
  readonly onDone: (text: string) => void;
}

export function MoveForm({ contact, onDone }: MoveFormProps) {
  const { t } = useWords();
  const [person, setPerson] = useState<FoundPerson | null>(null);
  const move = useMutation({
    mutationFn: (personId: string) =>
      call('moveContact', {
        params: { contactId: contact.contactId },
        body: { version: contact.version, personId },
      }),
    onSuccess: () => onDone(t('merging.moved')),
  });
  return (
    <div className="merging-form">
      <p className="quiet">{t('merging.move-about')}</p>
      <FindPerson except={contact.person.personId} chosen={person} onChoose={setPerson} />
      {move.error && <ProblemNote error={move.error} />}
      <div className="row-acts">
        <Button
          loading={move.isPending}
          disabled={!person}
          onClick={() => person && move.mutate(person.personId)}
        >
          {t('merging.move-do')}
        </Button>
      </div>
    </div>
  );
}
