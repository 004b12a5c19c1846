import { Menu } from '@mantine/core';
import { IconAt, IconChevronDown, IconClockExclamation, IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../words/use-words.ts';
import { viewIcons } from '../settings/view-icons.ts';
import { inOrder } from '../settings/view-order.ts';
import { type ContactFilter, countsQuery, ownQuery, teamQuery } from '../api/queries.ts';
import { filterOfView, nothing } from './default-view.ts';
import { useCountWords } from './use-count-words.ts';

interface MoreViewsProps {
  readonly filter: ContactFilter;
  /** Whether contacts are shown: else none of these views is the one chosen. */
  readonly chosen: boolean;
  readonly onShow: (change: Partial<ContactFilter>) => void;
}

/** The views one looks at less often: what one follows, what is late, and those that were saved. */
export function MoreViews({ filter, chosen, onShow }: MoreViewsProps) {
  const { t } = useWords();
  const countWords = useCountWords();
  const { data: counts } = useQuery({ ...countsQuery, enabled: false });
  const { data: team } = useQuery(teamQuery);
  const { data: own } = useQuery(ownQuery);
  const saved = inOrder([...(own?.views ?? []), ...(team?.views ?? [])], own?.settings.viewOrder ?? []);
  const on =
    chosen && (filter.view === 'mentioned' || filter.view === 'watching' || filter.overdue === 'yes');
  const count = (of: number | undefined) =>
    of ? <span className="view-count">{countWords(of)}</span> : null;
  return (
    <Menu withInitialFocusPlaceholder={false} position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <button type="button" className="view view-more" data-on={on}>
          {on ? t(filter.overdue === 'yes' ? 'view.overdue' : `view.${filter.view}`) : t('view.more')}
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
          onClick={() => onShow({ ...nothing, view: 'watching', status: 'open' })}
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
        {saved.map((each) => {
          const Icon = viewIcons[each.icon];
          return (
            <Menu.Item
              key={each.id}
              leftSection={<Icon size={16} aria-hidden="true" />}
              onClick={() => onShow(filterOfView(each.filter))}
            >
              {each.name}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
