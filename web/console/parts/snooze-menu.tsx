import { Menu } from '@mantine/core';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import { snoozeChoices, snoozeMoment } from './snooze-choices.ts';

const SnoozeDay = lazy(() => import('./snooze-day.tsx').then((file) => ({ default: file.SnoozeDay })));

interface SnoozeMenuProps {
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onSnooze: (until: string) => void;
  /** The button it hangs on. */
  readonly children: ReactElement;
}

/** Until when a contact is snoozed: common moments by one key, or any day. */
export function SnoozeMenu({ opened, onOpened, onSnooze, children }: SnoozeMenuProps) {
  const { t, intl } = useWords();
  const [picking, setPicking] = useState(false);
  const now = useNow();
  return (
    <>
      <Menu
        withInitialFocusPlaceholder={false}
        opened={opened}
        onChange={onOpened}
        position="bottom-end"
        shadow="md"
        width={280}
      >
        <Menu.Target>{children}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('snooze.until')}</Menu.Label>
          {snoozeChoices.map((choice) => {
            const moment = snoozeMoment(choice, now);
            return (
              <Menu.Item
                key={choice}
                onClick={() => onSnooze(moment.toISOString())}
                rightSection={
                  <span className="small quiet">
                    {intl.formatDate(moment, {
                      weekday: 'short',
                      day: 'numeric',
                      month: 'numeric',
                      hour: '2-digit',
                      minute: '2-digit',
                    })}
                  </span>
                }
              >
                {t(`snooze.${choice}`)}
              </Menu.Item>
            );
          })}
          <Menu.Divider />
          <Menu.Item onClick={() => setPicking(true)}>{t('snooze.day')}…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {picking && (
        <Suspense>
          <SnoozeDay onSnooze={onSnooze} onClose={() => setPicking(false)} />
        </Suspense>
      )}
    </>
  );
}
