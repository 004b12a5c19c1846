import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowMerge,
  IconCheck,
  IconDots,
  IconEye,
  IconEyeOff,
  IconFlag,
  IconHourglass,
  IconMailOpened,
  IconMessageExclamation,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { call } from '../api/call.ts';
import { type Contact, teamQuery } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { useGoOn } from '../inbox/go-on.ts';
import { priorities } from '../inbox/read-filter.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import { useTagName } from '../parts/tag.tsx';
import type { Arrangement } from './use-contact-changes.ts';

interface MoreMenuProps {
  readonly contact: Contact;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onOrganise: (arrangement: Arrangement, said?: string) => void;
  readonly onAwait: () => void;
  readonly onMerge: () => void;
  readonly onComplain: () => void;
}

/** Priority, tags, queue; following it; back to unread. */
export function MoreMenu({
  contact,
  opened,
  onOpened,
  onOrganise,
  onAwait,
  onMerge,
  onComplain,
}: MoreMenuProps) {
  const { t, own } = useWords();
  const me = useMe();
  const may = useMay();
  const toast = useToast();
  const words = useProblemWords();
  const tagName = useTagName();
  const goOn = useGoOn();
  const queries = useQueryClient();
  const { data: team } = useQuery(teamQuery);
  const params = { contactId: contact.contactId };
  const watching = contact.followers.find((each) => each.staffId === me.staffId)?.watching ?? false;
  const mayOrganise = may('assign-contact') && contact.status !== 'closed';
  const queues = (team?.queues ?? []).filter((each) => each.queue !== contact.queue);

  const follow = useMutation({
    mutationFn: () => call('follow', { params, body: { watching: !watching } }),
    onSuccess: () => {
      toast({ text: t(watching ? 'contact.unwatched' : 'contact.watched') });
      void queries.invalidateQueries({ queryKey: ['contact', contact.contactId] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
    },
    onError: (error) => toast({ text: words(error), tone: 'danger' }),
  });
  const unread = useMutation({
    mutationFn: () => call('markUnread', { params }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['contacts'] });
      // Staying would be reading it again.
      goOn(contact.contactId);
    },
    onError: (error) => toast({ text: words(error), tone: 'danger' }),
  });
  useActs([
    {
      id: 'watch',
      group: 'contact',
      label: t(watching ? 'contact.unwatch' : 'contact.watch'),
      keys: 'w',
      run: () => follow.mutate(),
    },
    { id: 'unread', group: 'contact', label: t('contact.unread'), keys: 'u', run: () => unread.mutate() },
    ...(mayOrganise
      ? [
          ...priorities.map((priority) => ({
            id: `priority-${priority}`,
            group: 'contact' as const,
            label: t('act.priority', { priority: t(`priority.${priority}`) }),
            run: () => onOrganise({ priority }),
          })),
          ...(
            [
              ['tag', 'act.organise', 't'],
              ['priority', 'act.priority-menu', 'p'],
              ['move', 'act.move', 'v'],
            ] as const
          ).map(([id, label, keys]) => ({
            id,
            group: 'contact' as const,
            label: t(label),
            keys,
            run: () => onOpened(true),
          })),
          ...queues.map((each) => ({
            id: `queue-${each.queue}`,
            group: 'contact' as const,
            label: t('contact.move-to', { queue: own(each.name, each.queue) }),
            run: () => move(each.queue),
          })),
        ]
      : []),
  ]);
  const move = (queue: string) => {
    const name = team?.queues.find((each) => each.queue === queue)?.name;
    onOrganise({ queue }, t('contact.moved', { queue: own(name, queue) }));
    if (!me.queues.some((each) => each.queue === queue)) goOn(contact.contactId);
  };
  return (
    <Menu
      withInitialFocusPlaceholder={false}
      opened={opened}
      onChange={onOpened}
      position="bottom-end"
      shadow="md"
      width={260}
      closeOnItemClick={false}
    >
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('contact.more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="more-menu">
        <Menu.Item
          leftSection={watching ? <IconEyeOff size={16} /> : <IconEye size={16} />}
          rightSection={<kbd>w</kbd>}
          onClick={() => follow.mutate()}
        >
          {t(watching ? 'contact.unwatch' : 'contact.watch')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconMailOpened size={16} />}
          rightSection={<kbd>u</kbd>}
          onClick={() => unread.mutate()}
        >
          {t('contact.unread')}
        </Menu.Item>
        {mayOrganise && (
          <Menu.Item
            leftSection={<IconHourglass size={16} />}
            rightSection={<kbd>h</kbd>}
            closeMenuOnClick
            onClick={onAwait}
          >
            {t(contact.status === 'waiting' ? 'act.await-no-more' : 'act.await')}
          </Menu.Item>
        )}
        {may('merge-contacts') && (
          <Menu.Item
            leftSection={<IconArrowMerge size={16} />}
            rightSection={<kbd>m</kbd>}
            closeMenuOnClick
            onClick={onMerge}
          >
            {t('merging.title')}
          </Menu.Item>
        )}
        {may('extend-recording') && (
          <Menu.Item leftSection={<IconMessageExclamation size={16} />} closeMenuOnClick onClick={onComplain}>
            {t('contact.complaint')}
          </Menu.Item>
        )}
        {mayOrganise && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('contact.priority')}</Menu.Label>
            {priorities.map((priority) => (
              <Menu.Item
                key={priority}
                leftSection={<IconFlag size={16} />}
                rightSection={
                  contact.priority === priority ? (
                    <IconCheck size={16} aria-label={t('common.chosen')} />
                  ) : null
                }
                onClick={() => onOrganise({ priority })}
              >
                {t(`priority.${priority}`)}
              </Menu.Item>
            ))}
            {(team?.tags.length ?? 0) > 0 && <Menu.Label>{t('contact.tag')}</Menu.Label>}
            {team?.tags
              .filter((tag) => !tag.archived || contact.tags.includes(tag.id))
              .map((tag) => {
                const has = contact.tags.includes(tag.id);
                return (
                  <Menu.Item
                    key={tag.id}
                    leftSection={<span className="tag-dot" data-tone={tag.tone} aria-hidden="true" />}
                    rightSection={has ? <IconCheck size={16} aria-label={t('common.chosen')} /> : null}
                    onClick={() => onOrganise(has ? { removeTags: [tag.id] } : { addTags: [tag.id] })}
                  >
                    {tagName(tag)}
                  </Menu.Item>
                );
              })}
            {queues.length > 0 && <Menu.Divider />}
            {queues.map((each) => (
              <Menu.Item key={each.queue} closeMenuOnClick onClick={() => move(each.queue)}>
                {t('contact.move-to', { queue: own(each.name, each.queue) })}
              </Menu.Item>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
