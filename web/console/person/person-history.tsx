import { Link } from '@tanstack/react-router';
import type { ContactCard } from '../../../contract/console/contacts.ts';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';

/** The person's contacts, newest first. */
export function PersonHistory({
  contacts,
  except,
}: {
  readonly contacts: readonly ContactCard[];
  readonly except?: string;
}) {
  const { t } = useWords();
  const shown = contacts.filter((card) => card.contactId !== except);
  if (shown.length === 0) return <p className="small quiet">{t('person.no-others')}</p>;
  return (
    <ul className="history">
      {shown.map((card) => (
        <li key={card.contactId}>
          <Link to="/inbox/$contactId" params={{ contactId: card.contactId }} search={{}}>
            <span className="history-subject" lang={card.language ?? undefined}>
              {card.subject || t('contact.no-subject')}
            </span>
            <span className="small quiet">
              {t(`channel.${card.channel}`)} · {t(`status.${card.status}`)}
            </span>
            <Moment at={card.lastAt} className="small quiet" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
