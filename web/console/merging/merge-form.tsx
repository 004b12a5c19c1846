import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactCard } from '../../../contract/console/contacts.ts';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import type { Contact } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { FindCards } from './find-cards.tsx';

interface MergeFormProps {
  readonly contact: Contact;
  readonly onDone: (text: string) => void;
}

export function MergeForm({ contact, onDone }: MergeFormProps) {
  const { t } = useWords();
  const [found, setFound] = useState<readonly ContactCard[]>([]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, ContactCard>>(new Map());
  const [personId, setPersonId] = useState<string | null>(null);
  const own = useQuery({
    queryKey: ['person', contact.person.personId, 'history', contact.queue],
    queryFn: () =>
      call('personHistory', {
        params: { personId: contact.person.personId },
        query: { queue: contact.queue, limit: 20 },
      }),
    gcTime: 0,
  });
  const fits = (card: ContactCard) => card.contactId !== contact.contactId && card.queue === contact.queue;
  const cards = [...found, ...(own.data?.contacts ?? [])]
    .filter(fits)
    .filter((card, index, all) => all.findIndex((each) => each.contactId === card.contactId) === index);
  const people = [...chosen.values()].reduce(
    (names, card) => (names.has(card.personId) ? names : names.set(card.personId, card.name)),
    new Map([[contact.person.personId, contact.person.name ?? contact.person.emailAddresses[0] ?? '']]),
  );
  const asksWhose = people.size > 1;
  const merge = useMutation({
    mutationFn: () =>
      call('mergeContacts', {
        params: { contactId: contact.contactId },
        body: {
          version: contact.version,
          others: [...chosen.values()].map(({ contactId, version }) => ({ contactId, version })),
          ...(asksWhose && personId ? { personId } : {}),
        },
      }),
    onSuccess: () => onDone(t('merging.merged', { count: chosen.size })),
  });
  const toggle = (card: ContactCard) => {
    const next = new Map(chosen);
    if (!next.delete(card.contactId)) next.set(card.contactId, card);
    setChosen(next);
    setPersonId(null);
  };
  return (
    <div className="merging-form">
      <p className="quiet">{t('merging.merge-about')}</p>
      <FindCards label={t('merging.find')} onFound={setFound} />
      <form
        className="merging-form"
        onSubmit={(event) => {
          event.preventDefault();
          merge.mutate();
        }}
      >
        <fieldset className="merging-list">
          <legend>{t('merging.others')}</legend>
          {own.error && <ProblemNote error={own.error} />}
          {own.data && cards.length === 0 && <p className="small quiet">{t('merging.no-others')}</p>}
          {cards.map((card) => (
            <label key={card.contactId}>
              <input type="checkbox" checked={chosen.has(card.contactId)} onChange={() => toggle(card)} />
              <span className="merging-name" lang={card.language ?? undefined}>
                {card.subject || t('contact.no-subject')}
              </span>
              <Moment at={card.lastAt} className="small quiet" />
              <span className="small quiet merging-preview">
                {card.personId === contact.person.personId ? card.preview : card.name}
              </span>
            </label>
          ))}
        </fieldset>
        {asksWhose && (
          <fieldset className="merging-list merging-whose">
            <legend>{t('merging.whose')}</legend>
            {[...people].map(([id, name]) => (
              <label key={id}>
                <input
                  type="radio"
                  name="merging-whose"
                  checked={personId === id}
                  onChange={() => setPersonId(id)}
                />
                <span className="merging-name">{name || t('person.unknown')}</span>
              </label>
            ))}
            <p className="merging-warning">
              <IconAlertTriangle size={16} aria-hidden="true" />
              {t('merging.whose-warning')}
            </p>
          </fieldset>
        )}
        {merge.error && <ProblemNote error={merge.error} />}
        <div className="row-acts">
          <Button
            type="submit"
            loading={merge.isPending}
            disabled={chosen.size === 0 || (asksWhose && personId === null)}
          >
            {t('merging.merge-do', { count: chosen.size })}
          </Button>
        </div>
      </form>
    </div>
  );
}
