import {
  IconAt,
  IconChevronsUp,
  IconChevronUp,
  IconClockPause,
  IconMail,
  IconMessage,
  IconPaperclip,
  IconPhone,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { memo, useEffect, useRef } from 'react';
import type { ContactCard } from '../../../contract/console/contacts.ts';
import { formatAge, formatMoment } from '../../ui/format-time.ts';
import { Initials } from '../../ui/initials.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import { isBusy } from '../acts/read-keys.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { useAway } from '../parts/use-away.ts';
import { Tags } from '../parts/tag.tsx';

const channelIcons = { email: IconMail, phone: IconPhone, chat: IconMessage };

interface CardRowProps {
  readonly card: ContactCard;
  readonly open: boolean;
  readonly at: boolean;
  readonly chosen: boolean;
  readonly choosing: boolean;
  readonly onChoose: (contactId: string) => void;
}

/**
 * One contact in the list: who, when, what, and whether the customer waits. Drawn anew only when it changes itself: moving
 * by a key and opening concern two rows, not all.
 */
export const CardRow = memo(function CardRow({ card, open, at, chosen, choosing, onChoose }: CardRowProps) {
  const { t, intl } = useWords();
  const now = useNow();
  const link = useRef<HTMLAnchorElement>(null);
  const { data } = useQuery(colleaguesQuery);
  const assignee = data?.colleagues.find((each) => each.staffId === card.assigneeId);
  const { isAway, nameOf } = useAway();
  const late =
    card.status === 'open' &&
    [card.answerDueAt, card.doneDueAt].some((at) => at !== null && new Date(at) < now);
  const Channel = channelIcons[card.channel];
  // Whoever hides their number has no name.
  const name = card.name || t('person.unknown');
  useEffect(() => {
    // A row may come back into the list while one writes: then the focus stays where it is.
    if (at && !isBusy(document.activeElement)) link.current?.focus({ preventScroll: true });
  }, [at]);
  return (
    <div className="card" data-open={open} data-at={at} data-chosen={chosen} data-choosing={choosing}>
      <input
        type="checkbox"
        className="card-choose"
        checked={chosen}
        tabIndex={-1}
        aria-label={t('inbox.choose', { name })}
        onChange={() => onChoose(card.contactId)}
      />
      <Link
        ref={link}
        to="/inbox/$contactId"
        params={{ contactId: card.contactId }}
        search
        className="card-link"
        aria-current={open ? 'true' : undefined}
      >
        <span className="card-top">
          {card.unread && (
            <span className="card-unread">
              <span className="visually-hidden">{t('inbox.unread')}</span>
            </span>
          )}
          <span className="card-name" data-unread={card.unread}>
            {name}
          </span>
          {(card.priority === 'urgent' || card.priority === 'high') && (
            <span className="card-priority" data-priority={card.priority}>
              {card.priority === 'urgent' ? (
                <IconChevronsUp size={14} aria-label={t('priority.urgent')} />
              ) : (
                <IconChevronUp size={14} aria-label={t('priority.high')} />
              )}
            </span>
          )}
          {card.mentioned && <IconAt size={13} aria-label={t('view.mentioned')} />}
          {card.files > 0 && <IconPaperclip size={13} aria-label={t('inbox.files', { count: card.files })} />}
          <span className="card-time">
            {card.status === 'snoozed' && card.snoozedUntil ? (
              <span className="card-snoozed">
                <IconClockPause size={13} aria-label={t('status.snoozed')} />
                {formatMoment(intl, card.snoozedUntil, now)}
              </span>
            ) : card.waitingSince && card.status !== 'closed' ? (
              <span className="waits" data-late={late} title={t(late ? 'inbox.late' : 'inbox.waits')}>
                <span className="visually-hidden">{t('inbox.waits')} </span>
                {formatAge(intl, card.waitingSince, now)}
              </span>
            ) : late ? (
              <span className="waits" data-late="true" title={t('inbox.late')}>
                <span className="visually-hidden">{t('inbox.late')} </span>
                {formatMoment(intl, card.lastAt, now)}
              </span>
            ) : (
              formatMoment(intl, card.lastAt, now)
            )}
          </span>
        </span>
        <span className="card-subject" lang={card.language ?? undefined}>
          {card.subject || t(card.channel === 'phone' ? 'channel.phone' : 'contact.no-subject')}
        </span>
        <span className="card-bottom">
          <Channel size={13} aria-label={t(`channel.${card.channel}`)} />
          <span className="card-preview" lang={card.language ?? undefined}>
            {card.preview}
          </span>
          <Tags ids={card.tags} />
          {card.status === 'closed' && <span className="card-closed">{t('status.closed')}</span>}
          {assignee && (
            <span className="card-assignee" title={nameOf(assignee)}>
              <Initials name={assignee.displayName} away={isAway(assignee.staffId)} />
              <span className="visually-hidden">{t('inbox.assigned-to', { name: nameOf(assignee) })}</span>
            </span>
          )}
        </span>
      </Link>
    </div>
  );
});
