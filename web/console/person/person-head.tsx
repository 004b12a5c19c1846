import { IconRosetteDiscountCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatDay } from '../../ui/format-time.ts';
import { Initials } from '../../ui/initials.tsx';
import { useWords } from '../../words/use-words.ts';
import { WriteTo } from '../contact/write-to.tsx';
import type { Person } from '../api/queries.ts';

/** Who it is at a glance: name and main address, how well known, how often and since when. */
export function PersonHead({ person, acts }: { readonly person: Person; readonly acts: ReactNode }) {
  const { t, intl } = useWords();
  const name = person.fields.find((field) => field.kind === 'name')?.value;
  const address = person.fields.find((field) => field.kind === 'email-address' && field.value !== null);
  const contacts = person.counts.reduce((sum, each) => sum + each.count, 0);
  return (
    <header className="page-head person-head">
      <Initials name={name ?? ''} />
      <div className="person-head-main">
        <h1>{name ?? t('person.unknown')}</h1>
        {address && (
          <p className="person-head-address">
            {address.value}
            {address.verified && (
              <IconRosetteDiscountCheck
                size={16}
                className="field-verified"
                aria-label={t('person.verified')}
              />
            )}
          </p>
        )}
        {address?.value && person.state !== 'restricted' && (
          <WriteTo address={address.value} name={name ?? null} />
        )}
        <p className="quiet">
          {t('person.head-contacts', { count: contacts, since: formatDay(intl, person.since) })}
          {' · '}
          {t('person.head-last', { last: formatDay(intl, person.lastContactAt) })}
          {person.language && (
            <>
              {' · '}
              {t('person.head-language', { language: t(`person.lang-${person.language}`) })}
            </>
          )}
        </p>
        {(person.provisional || person.state === 'restricted') && (
          <p className="row-acts">
            {person.provisional && <span className="tag">{t('person.provisional')}</span>}
            {person.state === 'restricted' && (
              <span className="tag" data-tone="time">
                {t('person.restricted')}
              </span>
            )}
          </p>
        )}
      </div>
      <div className="page-acts">{acts}</div>
    </header>
  );
}
