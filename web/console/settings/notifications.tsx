import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { notices } from '../../../contract/console/team.ts';
import { useWords } from '../../words/use-words.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useOwnSettings } from './use-settings.ts';

const leaveNow = () => ('Notification' in window ? Notification.permission : 'denied');

/** Which events may speak up, and whether they may be heard. Never a name or a subject: only that there is something. */
export function Notifications() {
  const { t } = useWords();
  const may = useMay();
  const { own, error, refetch, change } = useOwnSettings();
  const [leave, setLeave] = useState(leaveNow);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!own) return null;
  const { desktop, sound } = own.settings;
  return (
    <div className="form settings-wide-form">
      {leave === 'default' && (
        <div className="settings-note">
          <p>{t('notice.ask-about')}</p>
          <Button
            variant="default"
            onClick={() => void Notification.requestPermission().then(setLeave, () => undefined)}
          >
            {t('notice.ask')}
          </Button>
        </div>
      )}
      {leave === 'denied' && <p className="settings-note">{t('notice.denied')}</p>}
      <Checkbox.Group
        label={t('notice.desktop')}
        description={t('notice.desktop-about')}
        value={notices.filter((each) => desktop[each])}
        onChange={(chosen) =>
          change({
            desktop: Object.fromEntries(
              notices.map((each) => [each, chosen.includes(each)]),
            ) as typeof desktop,
          })
        }
      >
        <div className="settings-stack">
          {notices
            .filter((each) => each !== 'incident' || may('read-incidents'))
            .map((each) => (
              <Checkbox key={each} value={each} label={t(`notice.${each}`)} />
            ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        label={t('notice.sound')}
        description={t('notice.sound-about')}
        checked={sound}
        onChange={(event) => change({ sound: event.currentTarget.checked })}
      />
    </div>
  );
}
