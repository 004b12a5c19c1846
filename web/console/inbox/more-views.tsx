import { Menu } from '@mantine/core';
import { IconAt, IconChevronDown, IconClockExclamation, IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ViewFilter } from '../../../contract/console/team.ts';
import { useWords } from '../../words/use-words.ts';
import { type ContactFilter, countsQuery, ownQuery, teamQuery } from '../api/queries.ts';
import { useCountWords } from './use-count-words.ts';

interface MoreViewsProps {
  readonly filter: ContactFilter;
  readonly onShow: (change: Partial<ContactFilter>) => void;
}

const nothing = {
  tag: undefined,
  assignee: undefined,
  channel: undefined,
  language: undefined,
  priority: undefined,
  overdue: undefined,
  order: undefined,
  queue: undefined,
} as const;

/** A saved view as the list's filter: what it does not name is as it is without it. */
export function filterOfView({ overdue, ...rest }: ViewFilter): ContactFilter {
  return {
    ...nothing,
    ...rest,
    view: rest.view ?? 'all',
    status: rest.status ?? 'open',
    overdue: overdue ? 'yes' : undefined,
  } as ContactFilter;
}

/** The views one looks at less often: what one follows, what is late, and those that were saved. */
export function MoreViews({ filter, onShow }: MoreViewsProps) {
  const { t } = useWords();
  const countWords = useCountWords();
  const { data: counts } = useQuery({ ...countsQuery, enabled: false });
  const { data: team } = useQuery(teamQuery);
  const { data: own } = useQuery(ownQuery);
  const saved = [...(own?.views ?? []), ...(team?.views ?? [])];
  const on = filter.view === 'mentioned' || filter.view === 'watching' || filter.overdue === 'yes';
  const count = (of: number | undefined) => (of ? <span className="view-count">{countWords(of)}</span> : null);
  return (
    <Menu withInitialFocusPlaceholder={false} position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <button type="button" className="view view-more" data-on={on}>
          {on
            ? t(filter.overdue === 'yes' ? 'view.overdue' : `view.${filter.view}`)
            : t('view.more')}
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconAt size={16} />}
          rightSection={count(counts?.mentioned)}
          onClick={() => onShow({ ...nothing, view: 'mentioned', status: 'any' })}
        >
          {t('view.mentioned')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconEye size={16} />}
          rightSection={count(counts?.watching)}
          onClick={() => onShow({ ...nothing, view: 'watching', status: 'any' })}
        >
          {t('view.watching')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconClockExclamation size={16} />}
          rightSection={count(counts?.overdue)}
          onClick={() => onShow({ ...nothing, view: 'all', status: 'open', overdue: 'yes', order: 'due' })}
        >
          {t('view.overdue')}
        </Menu.Item>
        {saved.length > 0 && <Menu.Divider />}
        {saved.length > 0 && <Menu.Label>{t('view.saved')}</Menu.Label>}
        {saved.map((each) => (
          <Menu.Item key={each.id} onClick={() => onShow(filterOfView(each.filter))}>
            {each.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
