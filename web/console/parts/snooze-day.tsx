import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { DateField } from '../../ui/date-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import './snooze-day.css';

interface SnoozeDayProps {
  readonly onSnooze: (until: string) => void;
  readonly onClose: () => void;
}

/** Until the morning of any day; a menu holds no fields. */
export function SnoozeDay({ onSnooze, onClose }: SnoozeDayProps) {
  const { t } = useWords();
  const now = useNow();
  const [day, setDay] = useState('');
  const until = day ? new Date(`${day}T08:00:00`) : undefined;
  const fits = until !== undefined && until > now;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('snooze.until')}
      size={340}
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.4 }}
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className="snooze-day"
        onSubmit={(event) => {
          event.preventDefault();
          if (!fits) return;
          onSnooze(until.toISOString());
          onClose();
        }}
      >
        <DateField autoFocus label={t('snooze.day')} value={day} onChange={setDay} />
        <Button type="submit" disabled={!fits}>
          {t('snooze.set')}
        </Button>
      </form>
    </Modal>
  );
}
