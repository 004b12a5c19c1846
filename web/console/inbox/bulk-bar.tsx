import { Button, Menu } from '@mantine/core';
import { IconCheck, IconClockPause, IconFlag, IconTag, IconUser, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactCard } from '../../../contract/console/contacts.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { call, type CallInput } from '../api/call.ts';
import { refreshAfterChange } from '../api/live.ts';
import { problemOf } from '../api/problem.ts';
import { colleaguesQuery, teamQuery } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import { SnoozeMenu } from '../parts/snooze-menu.tsx';
import { useAway } from '../parts/use-away.ts';
import { useTagName } from '../parts/tag.tsx';
import { priorities } from './read-filter.ts';

type Change = CallInput<'changeMany'>['body']['change'];

interface BulkBarProps {
  readonly chosen: readonly ContactCard[];
  readonly onDone: () => void;
}

/** The same act on several contacts; each is checked and logged by itself. */
export function BulkBar({ chosen, onDone }: BulkBarProps) {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const toast = useToast();
  const words = useProblemWords();
  const tagName = useTagName();
  const queries = useQueryClient();
  const { data: staff } = useQuery(colleaguesQuery);
  const { data: team } = useQuery(teamQuery);
  const { nameOf } = useAway();
  const [snoozing, setSnoozing] = useState(false);

  const change = useMutation({
    mutationFn: (wanted: Change) =>
      call('changeMany', {
        body: {
          contacts: chosen.map(({ contactId, version }) => ({ contactId, version })),
          change: wanted,
        },
      }),
    onSuccess: ({ results }, wanted) => {
      const failed = results.filter((each) => each.code !== null);
      onDone();
      if (failed.length > 0) {
        const why = words(problemOf(failed[0]?.code ?? ''));
        toast({ text: t('bulk.failed', { failed: failed.length, of: results.length, why }), tone: 'danger' });
        return;
      }
      const undo = wanted.kind === 'close' || wanted.kind === 'snooze';
      toast({
        text: t('bulk.done', { count: results.length }),
        ...(undo && { act: { label: t('common.undo'), run: () => void takeBack(results) } }),
      });
    },
    onError: (error) => toast({ text: words(error), tone: 'danger' }),
    onSettled: (_answer, _error, wanted) => {
      // Marks of one's own are told to nobody.
      if (wanted.kind === 'unread') void queries.invalidateQueries({ queryKey: ['contacts'] });
      refreshAfterChange(queries, [['contacts'], ['counts']]);
    },
  });
  const takeBack = async (done: readonly { contactId: string; version: number | null }[]) => {
    try {
      const contacts = done.map(({ contactId, version }) => ({ contactId, version: version ?? 0 }));
      const { results } = await call('changeMany', { body: { contacts, change: { kind: 'undo' } } });
      const failed = results.filter((each) => each.code !== null);
      if (failed.length === 0) return;
      const why = words(problemOf(failed[0]?.code ?? ''));
      toast({ text: t('bulk.failed', { failed: failed.length, of: results.length, why }), tone: 'danger' });
    } catch (error) {
      toast({ text: words(error), tone: 'danger' });
    } finally {
      refreshAfterChange(queries, [['contacts'], ['counts']]);
    }
  };
  const assign = (assigneeId: string | null) => change.mutate({ kind: 'assign', assigneeId });
  const mayOrganise = may('assign-contact');
  useActs([
    { id: 'bulk-clear', group: 'inbox', label: t('bulk.clear'), keys: 'Escape', keyOnly: true, run: onDone },
    {
      id: 'bulk-unread',
      group: 'inbox',
      label: t('bulk.unread'),
      keys: 'u',
      run: () => change.mutate({ kind: 'unread' }),
    },
    ...(may('close-contact')
      ? [
          {
            id: 'bulk-close',
            group: 'inbox' as const,
            label: t('bulk.close'),
            keys: 'e',
            run: () => change.mutate({ kind: 'close' }),
          },
        ]
      : []),
    ...(mayOrganise
      ? [
          {
            id: 'bulk-assign',
            group: 'inbox' as const,
            label: t('bulk.assign-me'),
            keys: 'a',
            run: () => assign(me.staffId),
          },
          {
            id: 'bulk-snooze',
            group: 'inbox' as const,
            label: t('bulk.snooze'),
            keys: 's',
            run: () => setSnoozing(true),
          },
        ]
      : []),
  ]);
  const busy = change.isPending;
  return (
    <div className="bulk" role="toolbar" aria-label={t('bulk.name')}>
      <span className="bulk-count" role="status">
        {t(busy ? 'bulk.working' : 'bulk.chosen', { count: chosen.length })}
      </span>
      {mayOrganise && (
        <>
          <Menu withInitialFocusPlaceholder={false} shadow="md" width={220}>
            <Menu.Target>
              <Button size="compact-sm" variant="default" disabled={busy} aria-label={t('contact.assign')}>
                <IconUser size={14} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => assign(me.staffId)}>{t('contact.assign-me')}</Menu.Item>
              <Menu.Item onClick={() => assign(null)}>{t('contact.assign-nobody')}</Menu.Item>
              <Menu.Divider />
              {staff?.colleagues
                .filter((each) => each.active && each.staffId !== me.staffId)
                .map((each) => (
                  <Menu.Item key={each.staffId} onClick={() => assign(each.staffId)}>
                    {nameOf(each)}
                  </Menu.Item>
                ))}
            </Menu.Dropdown>
          </Menu>
          <SnoozeMenu
            opened={snoozing}
            onOpened={setSnoozing}
            onSnooze={(until) => change.mutate({ kind: 'snooze', until })}
          >
            <Button size="compact-sm" variant="default" disabled={busy} aria-label={t('contact.snooze')}>
              <IconClockPause size={14} />
            </Button>
          </SnoozeMenu>
          <Menu withInitialFocusPlaceholder={false} shadow="md" width={220}>
            <Menu.Target>
              <Button size="compact-sm" variant="default" disabled={busy} aria-label={t('contact.priority')}>
                <IconFlag size={14} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {priorities.map((priority) => (
                <Menu.Item key={priority} onClick={() => change.mutate({ kind: 'organise', priority })}>
                  {t(`priority.${priority}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          {(team?.tags.length ?? 0) > 0 && (
            <Menu withInitialFocusPlaceholder={false} shadow="md" width={220}>
              <Menu.Target>
                <Button size="compact-sm" variant="default" disabled={busy} aria-label={t('contact.tag')}>
                  <IconTag size={14} />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {team?.tags
                  .filter((tag) => !tag.archived)
                  .map((tag) => (
                    <Menu.Item
                      key={tag.id}
                      onClick={() => change.mutate({ kind: 'organise', addTags: [tag.id] })}
                    >
                      {tagName(tag)}
                    </Menu.Item>
                  ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      )}
      {may('close-contact') && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          aria-label={t('contact.close')}
          onClick={() => change.mutate({ kind: 'close' })}
        >
          <IconCheck size={14} />
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onDone} aria-label={t('bulk.clear')}>
        <IconX size={14} />
      </Button>
    </div>
  );
}
