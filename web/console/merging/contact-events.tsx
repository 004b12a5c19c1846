import { IconArrowFork, IconArrowMerge, IconRoute, IconUserShare } from '@tabler/icons-react';
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
  rule: IconRoute,
} as const;

/** A small line in the thread for each merging, splitting and moving, by whom and when; and for what a rule did by itself. */
export function ContactEvent({ event }: { readonly event: Contact['events'][number] }) {
  const Icon = icons[event.kind];
  const leads = event.kind !== 'merged-from' && event.otherId !== null;
  const said = useEventWords(event);
  return (
    <p className="contact-event">
      <Icon size={14} aria-hidden="true" />
      {leads ? (
        <Link to="/inbox/$contactId" params={{ contactId: event.otherId! }} search>
          {said}
        </Link>
      ) : (
        <span>{said}</span>
      )}
      <Moment at={event.at} />
    </p>
  );
}

function useEventWords(event: Contact['events'][number]): string {
  const { t, intl } = useWords();
  const { data } = useQuery(colleaguesQuery);
  if (event.kind === 'rule') {
    const { name = null, effects = [] } = event.rule ?? {};
    const done = intl.formatList(
      effects.map((each) => t(`effect.${each}`)),
      { type: 'unit' },
    );
    return name === null
      ? t('event.rule-gone', { effects: done })
      : t('event.rule', { rule: name, effects: done });
  }
  const name =
    data?.colleagues.find((each) => each.staffId === event.by)?.displayName ?? t('contact.colleague');
  const what = t(
    event.kind === 'split-into' && event.messages === null ? 'event.split-calls' : `event.${event.kind}`,
    {
      number: event.otherNumber ?? '',
      messages: event.messages ?? 0,
    },
  );
  return t('event.by', { what, name });
}
