import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowLeft,
  IconCheck,
  IconClockPause,
  IconLayoutSidebarRight,
  IconRotate,
  IconUser,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatAge } from '../../ui/format-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { colleaguesQuery, type Contact } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { Kept } from '../parts/kept.tsx';
import { Merging } from '../merging/merging.tsx';
import { Complaining } from '../quality/complaining.tsx';
import { SnoozeMenu } from '../parts/snooze-menu.tsx';
import { useAway } from '../parts/use-away.ts';
import { Tags } from '../parts/tag.tsx';
import { MoreMenu } from './more-menu.tsx';
import { Presence } from './presence.tsx';
import { useContactChanges } from './use-contact-changes.ts';

interface ContactHeadProps {
  readonly contact: Contact;
  readonly paneOpen: boolean;
  readonly onPane: () => void;
}

/** What the contact is about, how it stands, why it is kept; and what one can do with it. */
export function ContactHead({ contact, paneOpen, onPane }: ContactHeadProps) {
  const { t, intl, own } = useWords();
  const me = useMe();
  const may = useMay();
  const now = useNow();
  const queue = me.queues.find((each) => each.queue === contact.queue);
  const changes = useContactChanges(contact);
  const [menu, setMenu] = useState<'assign' | 'snooze' | 'more' | 'merging' | 'complaint' | null>(null);
  const opener = (name: 'assign' | 'snooze' | 'more') => (opened: boolean) =>
    // An item of a menu opens something else before its menu closes.
    setMenu((was) => (opened ? name : was === name ? null : was));
  const when = (at: string) =>
    intl.formatDate(at, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      ...(new Date(at).getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
    });
  const snoozed = contact.status === 'snoozed';
  const closed = contact.status === 'closed';
  const waiting = contact.status === 'waiting';
  useActs([
    ...(may('assign-contact') && !closed
      ? [
          {
            id: 'assign',
            group: 'contact' as const,
            label: t('act.assign'),
            keys: 'a',
            run: () => setMenu('assign'),
          },
          {
            id: 'snooze',
            group: 'contact' as const,
            label: t('act.snooze'),
            keys: 's',
            run: () => setMenu('snooze'),
          },
          {
            id: 'await',
            group: 'contact' as const,
            label: t(waiting ? 'act.await-no-more' : 'act.await'),
            keys: 'h',
            run: waiting ? changes.awaitNoMore : changes.awaitCustomer,
          },
          {
            id: 'assign-me',
            group: 'contact' as const,
            label: t('act.assign-me'),
            run: () => changes.assign(me.staffId),
          },
        ]
      : []),
    ...(may('close-contact')
      ? [
          {
            id: 'close',
            group: 'contact' as const,
            label: t(closed ? 'act.reopen' : 'act.close'),
            keys: 'e',
            run: closed ? changes.reopen : changes.close,
          },
        ]
      : []),
    ...(may('merge-contacts')
      ? [
          {
            id: 'merge',
            group: 'contact' as const,
            label: t('merging.title'),
            keys: 'm',
            run: () => setMenu('merging'),
          },
        ]
      : []),
    ...(may('extend-recording')
      ? [
          {
            id: 'complaint',
            group: 'contact' as const,
            label: t('contact.complaint'),
            run: () => setMenu('complaint'),
          },
        ]
      : []),
    ...(snoozed && may('close-contact')
      ? [
          {
            id: 'wake',
            group: 'contact' as const,
            label: t('contact.wake'),
            keys: 'b',
            run: changes.reopen,
          },
        ]
      : []),
    { id: 'pane', group: 'contact', label: t('contact.pane'), keys: 'i', run: onPane },
  ]);
  return (
    <header className="contact-head">
      <Link to="/inbox" search className="contact-back" aria-label={t('contact.back')}>
        <IconArrowLeft size={20} aria-hidden="true" />
      </Link>
      <div className="contact-title">
        <h1 lang={contact.language ?? undefined}>
          {contact.subject || t(contact.channel === 'phone' ? 'channel.phone' : 'contact.no-subject')}
        </h1>
        <p className="contact-facts">
          <span>{t(`channel.${contact.channel}`)}</span>
          {queue && me.queues.length > 1 && <span>{own(queue.name, contact.queue)}</span>}
          <span>{contact.number}</span>
          {contact.priority !== 'normal' && <span>{t(`priority.${contact.priority}`)}</span>}
          {snoozed && contact.snoozedUntil ? (
            <span>{t('contact.snoozed-until', { when: when(contact.snoozedUntil) })}</span>
          ) : contact.waitingSince && !closed ? (
            <span className="waits">
              {t('contact.waiting', { age: formatAge(intl, contact.waitingSince, now) })}
              {contact.answerDueAt && (
                <>
                  {', '}
                  {t(new Date(contact.answerDueAt) < now ? 'contact.was-due' : 'contact.due', {
                    when: when(contact.answerDueAt),
                  })}
                </>
              )}
            </span>
          ) : (
            <span>{t(`status.${contact.status}`)}</span>
          )}
          {contact.doneDueAt && (
            <span className={new Date(contact.doneDueAt) < now ? 'waits' : undefined}>
              {t(new Date(contact.doneDueAt) < now ? 'contact.was-done-due' : 'contact.done-due', {
                when: when(contact.doneDueAt),
              })}
            </span>
          )}
        </p>
        <p className="contact-facts">
          <Kept kept={contact.kept} />
        </p>
        <Tags ids={contact.tags} />
      </div>
      <Presence contactId={contact.contactId} />
      <div className="contact-acts">
        {may('assign-contact') ? (
          <AssignMenu
            contact={contact}
            opened={menu === 'assign'}
            onOpened={opener('assign')}
            onAssign={changes.assign}
            disabled={closed}
          />
        ) : null}
        {may('assign-contact') && !closed && (
          <SnoozeMenu opened={menu === 'snooze'} onOpened={opener('snooze')} onSnooze={changes.snooze}>
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconClockPause size={16} />}
              title={`${t('contact.snooze')} (s)`}
            >
              <span className="contact-act-name contact-act-short">{t('contact.snooze')}</span>
            </Button>
          </SnoozeMenu>
        )}
        {snoozed && may('close-contact') && (
          <Button
            size="compact-md"
            variant="default"
            title={`${t('contact.wake')} (b)`}
            onClick={changes.reopen}
          >
            {t('contact.wake')}
          </Button>
        )}
        {may('close-contact') && (
          <Tooltip
            label={
              <span className="rail-tip">
                {t(closed ? 'contact.reopen' : 'contact.close')} <kbd>e</kbd>
              </span>
            }
          >
            <Button
              size="compact-md"
              variant="default"
              leftSection={closed ? <IconRotate size={16} /> : <IconCheck size={16} />}
              onClick={closed ? changes.reopen : changes.close}
            >
              <span className="contact-act-name">{t(closed ? 'contact.reopen' : 'contact.close')}</span>
            </Button>
          </Tooltip>
        )}
        <MoreMenu
          contact={contact}
          opened={menu === 'more'}
          onOpened={opener('more')}
          onOrganise={changes.organise}
          onAwait={waiting ? changes.awaitNoMore : changes.awaitCustomer}
          onMerge={() => setMenu('merging')}
          onComplain={() => setMenu('complaint')}
        />
        <Merging contact={contact} opened={menu === 'merging'} onClose={() => setMenu(null)} />
        <Complaining contact={contact} opened={menu === 'complaint'} onClose={() => setMenu(null)} />
        <ActionIcon
          className="contact-pane-button"
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('contact.pane')}
          aria-expanded={paneOpen}
          onClick={onPane}
        >
          <IconLayoutSidebarRight size={18} />
        </ActionIcon>
      </div>
    </header>
  );
}

interface AssignMenuProps {
  readonly contact: Contact;
  readonly opened: boolean;
  readonly disabled: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onAssign: (staffId: string | null) => void;
}

function AssignMenu({ contact, opened, disabled, onOpened, onAssign }: AssignMenuProps) {
  const { t } = useWords();
  const me = useMe();
  const { data } = useQuery(colleaguesQuery);
  const assignee = data?.colleagues.find((each) => each.staffId === contact.assigneeId);
  const { nameOf } = useAway();
  const others = data?.colleagues.filter((each) => each.active && each.staffId !== me.staffId) ?? [];
  return (
    <Menu
      withInitialFocusPlaceholder={false}
      opened={opened}
      onChange={onOpened}
      shadow="md"
      width={240}
      position="bottom-end"
    >
      <Menu.Target>
        <Button size="compact-md" variant="default" disabled={disabled} leftSection={<IconUser size={16} />}>
          <span className="contact-act-name">{assignee ? nameOf(assignee) : t('contact.assign')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAssign(me.staffId)}>{t('contact.assign-me')}</Menu.Item>
        {contact.assigneeId && (
          <Menu.Item onClick={() => onAssign(null)}>{t('contact.assign-nobody')}</Menu.Item>
        )}
        {others.length > 0 && <Menu.Divider />}
        {others.map((each) => (
          <Menu.Item key={each.staffId} onClick={() => onAssign(each.staffId)}>
            {nameOf(each)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
