import { Button } from '@mantine/core';
import {
  IconArrowRight,
  IconCheck,
  IconClockPause,
  IconFlag,
  IconHourglass,
  IconRotate,
  IconTag,
  IconUser,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { type Act, useActs } from '../acts/acts.tsx';
import { colleaguesQuery, teamQuery } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { SnoozeMenu } from '../parts/snooze-menu.tsx';
import { useTagName } from '../parts/tag.tsx';
import { useAway } from '../parts/use-away.ts';
import { BulkMenu } from './bulk-menu.tsx';
import { BulkRefused } from './bulk-refused.tsx';
import { priorities } from './read-filter.ts';
import { useBulkChange } from './use-bulk-change.ts';
import type { Selection } from './use-selection.ts';

/** The same act on several contacts; below it, what was refused and why. */
export function BulkBar({ selection }: { readonly selection: Selection }) {
  const bulk = useBulkChange(selection);
  return (
    <>
      {selection.chosen.length > 0 && <Toolbar selection={selection} {...bulk} />}
      {bulk.refused && <BulkRefused refused={bulk.refused} onDone={bulk.forgetRefused} />}
    </>
  );
}

type ToolbarProps = { readonly selection: Selection } & Pick<
  ReturnType<typeof useBulkChange>,
  'change' | 'busy'
>;
type OpenMenu = 'assign' | 'snooze' | 'priority' | 'tag' | 'move' | null;

function Toolbar({ selection, change, busy }: ToolbarProps) {
  const { t, own } = useWords();
  const me = useMe();
  const may = useMay();
  const tagName = useTagName();
  const { data: staff } = useQuery(colleaguesQuery);
  const { data: team } = useQuery(teamQuery);
  const { nameOf } = useAway();
  const [menu, setMenu] = useState<OpenMenu>(null);
  const { chosen } = selection;
  const clear = () => selection.choose([]);
  const menuOf = (name: NonNullable<OpenMenu>) => ({
    opened: menu === name,
    onOpened: (opened: boolean) => setMenu(opened ? name : null),
  });
  const assign = (assigneeId: string | null) => change({ kind: 'assign', assigneeId });
  const mayOrganise = may('assign-contact');
  const someRest = chosen.some(({ status }) => status === 'closed' || status === 'snoozed');
  const someOpen = chosen.some(({ status }) => status !== 'closed');
  // Waiting all of them already: the same key takes it back.
  const waiting = !chosen.every(({ status }) => status === 'waiting');
  const act = (id: string, label: string, keys: string, run: () => void): Act => ({
    id: `bulk-${id}`,
    group: 'inbox',
    label,
    keys,
    run,
  });
  useActs([
    { id: 'bulk-clear', group: 'inbox', label: t('bulk.clear'), keys: 'Escape', keyOnly: true, run: clear },
    act('unread', t('bulk.unread'), 'u', () => change({ kind: 'unread' })),
    ...(may('close-contact')
      ? [
          act('close', t(someOpen ? 'bulk.close' : 'bulk.reopen'), 'e', () =>
            change({ kind: someOpen ? 'close' : 'reopen' }),
          ),
          ...(someRest ? [act('wake', t('bulk.reopen'), 'b', () => change({ kind: 'reopen' }))] : []),
        ]
      : []),
    ...(mayOrganise
      ? [
          act('assign', t('bulk.assign-me'), 'a', () => assign(me.staffId)),
          act('snooze', t('bulk.snooze'), 's', () => setMenu('snooze')),
          act('await', t(waiting ? 'bulk.await' : 'bulk.await-no-more'), 'h', () =>
            change({ kind: 'await', waiting }),
          ),
          act('priority', t('bulk.priority'), 'p', () => setMenu('priority')),
          act('tag', t('bulk.tag'), 't', () => setMenu('tag')),
          act('move', t('bulk.move'), 'v', () => setMenu('move')),
        ]
      : []),
  ]);
  const tags = (team?.tags ?? []).filter(
    (tag) => !tag.archived || chosen.some((card) => card.tags.includes(tag.id)),
  );
  return (
    <div className="bulk" role="toolbar" aria-label={t('bulk.name')}>
      <span className="bulk-count" role="status">
        {t(busy ? 'bulk.working' : 'bulk.chosen', { count: chosen.length })}
      </span>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={clear} aria-label={t('bulk.clear')}>
        <IconX size={14} />
      </Button>
      <div className="bulk-acts">
        {mayOrganise && (
          <>
            <BulkMenu
              {...menuOf('assign')}
              name={t('contact.assign')}
              icon={IconUser}
              busy={busy}
              groups={[
                {
                  items: [
                    { key: 'me', label: t('contact.assign-me'), run: () => assign(me.staffId) },
                    { key: 'nobody', label: t('contact.assign-nobody'), run: () => assign(null) },
                  ],
                },
                {
                  items: (staff?.colleagues ?? [])
                    .filter((each) => each.active && each.staffId !== me.staffId)
                    .map((each) => ({
                      key: each.staffId,
                      label: nameOf(each),
                      run: () => assign(each.staffId),
                    })),
                },
              ]}
            />
            <SnoozeMenu {...menuOf('snooze')} onSnooze={(until) => change({ kind: 'snooze', until })}>
              <Button
                size="compact-sm"
                variant="default"
                disabled={busy}
                aria-label={t('contact.snooze')}
                title={`${t('contact.snooze')} (s)`}
              >
                <IconClockPause size={14} />
              </Button>
            </SnoozeMenu>
            <Button
              size="compact-sm"
              variant="default"
              disabled={busy}
              aria-label={t(waiting ? 'bulk.await' : 'bulk.await-no-more')}
              title={`${t(waiting ? 'bulk.await' : 'bulk.await-no-more')} (h)`}
              onClick={() => change({ kind: 'await', waiting })}
            >
              <IconHourglass size={14} />
            </Button>
            <BulkMenu
              {...menuOf('priority')}
              name={t('contact.priority')}
              icon={IconFlag}
              busy={busy}
              groups={[
                {
                  items: priorities.map((priority) => ({
                    key: priority,
                    label: t(`priority.${priority}`),
                    run: () => change({ kind: 'organise', priority }),
                  })),
                },
              ]}
            />
            {tags.length > 0 && (
              <BulkMenu
                {...menuOf('tag')}
                name={t('contact.tag')}
                icon={IconTag}
                busy={busy}
                groups={[
                  {
                    label: t('bulk.tag-add'),
                    items: tags
                      .filter((tag) => !tag.archived && !chosen.every((card) => card.tags.includes(tag.id)))
                      .map((tag) => ({
                        key: `add ${tag.id}`,
                        label: tagName(tag),
                        tone: tag.tone,
                        run: () => change({ kind: 'organise', addTags: [tag.id] }),
                      })),
                  },
                  {
                    label: t('bulk.tag-remove'),
                    items: tags
                      .filter((tag) => chosen.some((card) => card.tags.includes(tag.id)))
                      .map((tag) => ({
                        key: `remove ${tag.id}`,
                        label: tagName(tag),
                        tone: tag.tone,
                        run: () => change({ kind: 'organise', removeTags: [tag.id] }),
                      })),
                  },
                ]}
              />
            )}
            <BulkMenu
              {...menuOf('move')}
              name={t('bulk.move')}
              icon={IconArrowRight}
              busy={busy}
              groups={[
                {
                  items: (team?.queues ?? [])
                    .filter(({ queue }) => chosen.some((card) => card.queue !== queue))
                    .map(({ queue, name }) => ({
                      key: queue,
                      label: t('contact.move-to', { queue: own(name, queue) }),
                      run: () => change({ kind: 'organise', queue }),
                    })),
                },
              ]}
            />
          </>
        )}
        {may('close-contact') && someRest && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy}
            aria-label={t('bulk.reopen')}
            title={`${t('bulk.reopen')} (b)`}
            onClick={() => change({ kind: 'reopen' })}
          >
            <IconRotate size={14} />
          </Button>
        )}
        {may('close-contact') && someOpen && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy}
            aria-label={t('contact.close')}
            title={`${t('contact.close')} (e)`}
            onClick={() => change({ kind: 'close' })}
          >
            <IconCheck size={14} />
          </Button>
        )}
      </div>
    </div>
  );
}
