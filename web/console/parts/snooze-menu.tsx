import { Button, Menu } from '@mantine/core';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import { snoozeChoices, snoozeMoment } from './snooze-choices.ts';

const DateField = lazy(() => import('../../ui/date-field.tsx').then((file) => ({ default: file.DateField })));

interface SnoozeMenuProps {
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onSnooze: (until: string) => void;
  /** The button it hangs on. */
  readonly children: ReactElement;
}

/** Until when a contact is put aside: common moments by one key, or any day. */
export function SnoozeMenu({ opened, onOpened, onSnooze, children }: SnoozeMenuProps) {
  const { t, intl } = useWords();
  const [day, setDay] = useState('');
  const now = useNow();
  const until = day ? new Date(`${day}T08:00:00`) : undefined;
  return (
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
              // The day below would be the first to take the focus, and its arrows change the date.
              data-autofocus={choice === snoozeChoices[0] || undefined}
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
        <form
          className="snooze-day"
          onSubmit={(event) => {
            event.preventDefault();
            if (!until || until <= now) return;
            onSnooze(until.toISOString());
            onOpened(false);
          }}
        >
          <Suspense>
            <DateField size="xs" label={t('snooze.day')} value={day} onChange={setDay} />
          </Suspense>
          <Button type="submit" size="compact-sm" variant="default" disabled={!until || until <= now}>
            {t('snooze.set')}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
