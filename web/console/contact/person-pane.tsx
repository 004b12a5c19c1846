import { ActionIcon } from '@mantine/core';
import { IconMail, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { formatDay } from '../../ui/format-time.ts';
import { Sealed } from '../../ui/sealed.tsx';
import { useWords } from '../../words/use-words.ts';
import { hasCode } from '../api/problem.ts';
import { type Contact, readingsQuery, personQuery } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { KeptWhy } from '../parts/kept.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Readings } from '../parts/readings.tsx';
import { ReasonPicker } from '../parts/reason-picker.tsx';
import { useIdleAfter } from '../parts/use-idle-after.ts';
import { Collect } from '../person/collect.tsx';
import { PersonFields } from '../person/person-fields.tsx';
import { WriteTo } from './write-to.tsx';
import { Todos } from './todos.tsx';
import { PersonHistory } from '../person/person-history.tsx';

const Identification = lazy(async () => ({
  default: (await import('../person/identification.tsx')).Identification,
}));

interface PersonPaneProps {
  readonly contact: Contact;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Who the contact is with, what is known and why it is kept. What the contact itself does not show is sealed. */
export function PersonPane({ contact, open, onClose }: PersonPaneProps) {
  const { t, intl, own } = useWords();
  const may = useMay();
  const { register } = useMe();
  const { person } = contact;
  return (
    <aside className="pane" data-open={open} aria-label={t('pane.name')}>
      <header className="pane-head">
        <h2>{person.name ?? person.emailAddresses[0] ?? t('person.unknown')}</h2>
        {person.provisional && <span className="tag">{t('person.provisional')}</span>}
        <ActionIcon
          className="pane-close"
          variant="subtle"
          color="gray"
          onClick={onClose}
          aria-label={t('common.close')}
        >
          <IconX size={18} />
        </ActionIcon>
      </header>
      <ul className="pane-addresses">
        {person.emailAddresses.map((address) => (
          <li key={address}>
            <IconMail size={16} aria-hidden="true" />
            <span>{address}</span>
            {person.undeliverable.includes(address) && (
              <span className="tag" data-tone="time">
                {t('bounce.dead-short')}
              </span>
            )}
          </li>
        ))}
      </ul>
      {person.emailAddresses[0] && <WriteTo address={person.emailAddresses[0]} name={person.name} />}
      {may('match-identity-code') && (
        <Suspense fallback={null}>
          <Identification contactId={contact.contactId} closed={contact.status === 'closed'} />
        </Suspense>
      )}
      {may('open-person') && <Known key={person.personId} contact={contact} />}
      <Todos contact={contact} />
      <section className="pane-part">
        <h3>{t('pane.kept')}</h3>
        <KeptWhy kept={contact.kept} />
      </section>
      <section className="pane-part">
        <h3>{t('pane.notice')}</h3>
        <p>{t('pane.notice-version', { version: contact.kept.declarationVersion })}</p>
        <p className="small quiet">
          {own(register.name, '')}
          {register.version === contact.kept.declarationVersion && (
            <>, {formatDay(intl, register.publishedAt)}</>
          )}
        </p>
      </section>
      <section className="pane-part">
        <Readings
          count={contact.readings}
          more={contact.moreReadings}
          query={readingsQuery({ contactId: contact.contactId })}
          of={{ contactId: contact.contactId }}
        />
      </section>
    </aside>
  );
}

/** What is held about the person besides: opened by a deliberate act, closed again by time. */
function Known({ contact }: { readonly contact: Contact }) {
  const { t } = useWords();
  const { personId } = contact.person;
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState<string>();
  useIdleAfter(() => setOpened(false));
  const shown = opened && contact.status !== 'closed';
  const person = useQuery({ ...personQuery(personId, reason), enabled: shown, gcTime: 0 });
  if (!shown) {
    return (
      <section className="pane-part">
        <h3>{t('pane.known')}</h3>
        <div className="pane-seals" aria-hidden="true">
          <Sealed lengthClass="medium" label="" />
          <Sealed lengthClass="long" label="" />
          <Sealed lengthClass="short" label="" />
        </div>
        {contact.status === 'closed' ? (
          <p className="small quiet">{t('pane.closed-seals')}</p>
        ) : (
          <p className="small quiet">
            <button type="button" className="text-button" onClick={() => setOpened(true)}>
              {t('pane.open-known')}
            </button>{' '}
            · {t('pane.logged')}
          </p>
        )}
        <p className="pane-history-link">
          <Link to="/people/$personId" params={{ personId }}>
            {t('pane.history', { count: contact.person.contacts })}
          </Link>
        </p>
      </section>
    );
  }
  return (
    <section className="pane-part">
      <h3>{t('pane.known')}</h3>
      {hasCode(person.error, 'reason-needed') ? (
        <ReasonPicker title={t('reason.person')} onPick={setReason} onCancel={() => setOpened(false)} />
      ) : person.error ? (
        <ProblemNote error={person.error} onRetry={() => void person.refetch()} />
      ) : null}
      {person.data && (
        <>
          <PersonFields person={person.data} contactId={contact.contactId} />
          <Collect person={person.data} channel={contact.channel} />
          <h3 className="pane-sub">{t('pane.history', { count: contact.person.contacts })}</h3>
          <PersonHistory contacts={person.data.contacts} except={contact.contactId} />
          <p className="small">
            <Link to="/people/$personId" params={{ personId }}>
              {t('pane.whole-person')}
            </Link>
          </p>
        </>
      )}
    </section>
  );
}
