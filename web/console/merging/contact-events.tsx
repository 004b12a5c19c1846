import { IconArrowFork, IconArrowMerge, IconUserShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery, type Contact } from '../api/queries.ts';
import './contact-events.css';

const icons = {
  'merged-from': IconArrowMerge,
  'split-into': IconArrowFork,
  'split-from': IconArrowFork,
  'moved-to-person': IconUserShare,
} as const;

/** A small line in the thread for each merging, splitting and moving: what, by whom, when. */
export function ContactEvent({ event }: { readonly event: Contact['events'][number] }) {
  const { t } = useWords();
  const { data } = useQuery(colleaguesQuery);
  const name =
    data?.colleagues.find((each) => each.staffId === event.by)?.displayName ?? t('contact.colleague');
  const what = t(`event.${event.kind}`, {
    number: event.otherNumber ?? '',
    messages: event.messages ?? 0,
  });
  const Icon = icons[event.kind];
  const leads = event.kind !== 'merged-from' && event.otherId !== null;
  return (
    <p className="contact-event">
      <Icon size={14} aria-hidden="true" />
      {leads ? (
        <Link to="/inbox/$contactId" params={{ contactId: event.otherId! }} search>
          {t('event.by', { what, name })}
        </Link>
      ) : (
        <span>{t('event.by', { what, name })}</span>
      )}
      <Moment at={event.at} />
    </p>
  );
}
