import { Popover } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import type { ContactFilter } from '../api/queries.ts';
import { narrowingOf } from './read-filter.ts';

const FilterPanel = lazy(() => import('./filter-panel.tsx').then((file) => ({ default: file.FilterPanel })));

interface FilterButtonProps {
  readonly filter: ContactFilter;
  readonly onShow: (change: Partial<ContactFilter>) => void;
}

export function FilterButton({ filter, onShow }: FilterButtonProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const count = narrowingOf(filter);
  useActs([{ id: 'filter', group: 'inbox', label: t('act.filter'), keys: 'f', run: () => setOpened(true) }]);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      width={300}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className="filter-button"
          data-on={count > 0}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <IconAdjustmentsHorizontal size={14} aria-hidden="true" />
          {t('filter.name', { count })}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense>
          {opened && <FilterPanel filter={filter} onShow={onShow} onDone={() => setOpened(false)} />}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
