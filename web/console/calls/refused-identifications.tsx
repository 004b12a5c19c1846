import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Moment } from '../../ui/moment.tsx';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';

/** Contacts in which too many tries to identify came to nothing: for who leads. Nothing where there are none. */
export function RefusedIdentifications() {
  const { t } = useWords();
  const { data } = useQuery({
    queryKey: ['calls', 'refused-identifications'],
    queryFn: () => call('refusedIdentifications', {}),
  });
  if (!data || data.contacts.length === 0) return null;
  return (
    <Section title={t('identity.refused-title')}>
      <p className="quiet">{t('identity.refused-about')}</p>
      <ul className="refused-identifications">
        {data.contacts.map(({ contactId, number, tries, lastAt }) => (
          <li key={contactId}>
            <Link to="/inbox/$contactId" params={{ contactId }} search>
              {t('identity.refused-contact', { number: String(number) })}
            </Link>{' '}
            <span className="quiet">
              {t('identity.refused-tries', { count: tries })} · <Moment at={lastAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
