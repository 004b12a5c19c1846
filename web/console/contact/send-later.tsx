import { ActionIcon, Button, Menu, Modal } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { snoozeMoment } from '../parts/snooze-choices.ts';

const furthestDays = 90;

/** When else than now: the usual moments, or any within ninety days; a menu holds no fields. */
export function SendLater({
  disabled,
  onPick,
}: {
  readonly disabled: boolean;
  readonly onPick: (at: Date) => void;
}) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const [picking, setPicking] = useState(false);
  const [at, setAt] = useState('');
  const pick = (moment: Date) => {
    setOpened(false);
    setPicking(false);
    onPick(moment);
  };
  const [fits, setFits] = useState(false);
  const choose = (value: string) => {
    const ahead = new Date(value).getTime() - Date.now();
    setAt(value);
    setFits(ahead > 0 && ahead < furthestDays * 86_400_000);
  };
  return (
    <>
      <Menu
        withInitialFocusPlaceholder={false}
        opened={opened}
        onChange={setOpened}
        position="top-end"
        width={260}
        shadow="md"
      >
        <Menu.Target>
          <ActionIcon variant="default" size={30} disabled={disabled} aria-label={t('composer.later')}>
            <IconClock size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('composer.later')}</Menu.Label>
          <Menu.Item data-autofocus onClick={() => pick(new Date(Date.now() + 3_600_000))}>
            {t('composer.later-hour')}
          </Menu.Item>
          <Menu.Item onClick={() => pick(snoozeMoment('tomorrow', new Date()))}>
            {t('composer.later-tomorrow')}
          </Menu.Item>
          <Menu.Item onClick={() => pick(snoozeMoment('monday', new Date()))}>
            {t('composer.later-monday')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setPicking(true)}>{t('composer.later-at')}…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {picking && (
        <Modal
          opened
          onClose={() => setPicking(false)}
          title={t('composer.later')}
          size={340}
          lockScroll={false}
          overlayProps={{ backgroundOpacity: 0.4 }}
          transitionProps={{ duration: 100 }}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <form
            className="later-at"
            onSubmit={(event) => {
              event.preventDefault();
              if (fits) pick(new Date(at));
            }}
          >
            <label>
              <span className="small quiet">{t('composer.later-at')}</span>
              <input
                data-autofocus
                type="datetime-local"
                value={at}
                onChange={(event) => choose(event.currentTarget.value)}
              />
            </label>
            <Button type="submit" size="compact-sm" disabled={!fits}>
              {t('composer.later-set')}
            </Button>
          </form>
        </Modal>
      )}
    </>
  );
}
