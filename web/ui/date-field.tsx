import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useLanguage } from '../words/language.tsx';
import { useWords } from '../words/use-words.ts';
import { readDate, writeDate } from './read-date.ts';
import { useNow } from './use-now.ts';

interface DateFieldProps {
  readonly label?: string;
  readonly 'aria-label'?: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly value: string;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly size?: 'xs' | 'sm';
  /** The day, or empty when none stands there or what does is no day. */
  readonly onChange: (day: string) => void;
}

/** A day, written as the reader's language writes it and typed in any way `readDate` knows; or picked from a calendar. */
export function DateField({
  value,
  min,
  max,
  onChange,
  required = false,
  autoFocus = false,
  ...shown
}: DateFieldProps) {
  const { t } = useWords();
  const { language } = useLanguage();
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(true);
  const picker = useRef<HTMLInputElement>(null);
  const now = useNow();
  const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const text = typed ?? (value && writeDate(value, language));
  const read = text.trim() === '' ? '' : readDate(text, language, today);
  const problem =
    read === undefined
      ? t('date.unclear', { example: writeDate(today, language) })
      : read !== '' && min && read < min
        ? t('date.too-early', { day: writeDate(min, language) })
        : read !== '' && max && read > max
          ? t('date.too-late', { day: writeDate(max, language) })
          : null;
  const take = (input: HTMLInputElement, next: string) => {
    setTyped(next);
    const day = next.trim() === '' ? '' : readDate(next, language, today);
    const fits = day !== undefined && (day === '' || ((!min || day >= min) && (!max || day <= max)));
    // The form it stands in is not sent before it says a day.
    input.setCustomValidity(fits ? '' : t('date.unclear', { example: writeDate(today, language) }));
    if ((fits ? day : '') !== value) onChange(fits ? day : '');
  };
  return (
    <TextInput
      {...shown}
      className="date-field"
      data-autofocus={autoFocus || undefined}
      autoComplete="off"
      required={required}
      withAsterisk={false}
      placeholder={t('date.placeholder')}
      value={text}
      error={left && typed !== null ? problem : null}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        setLeft(true);
        if (problem === null) setTyped(null);
      }}
      onChange={(event) => take(event.currentTarget, event.currentTarget.value)}
      rightSection={
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('date.pick')}
            onClick={() => picker.current?.showPicker()}
          >
            <IconCalendar size={16} aria-hidden="true" />
          </ActionIcon>
          <input
            ref={picker}
            type="date"
            className="date-picker"
            tabIndex={-1}
            aria-hidden="true"
            value={value}
            min={min}
            max={max}
            onChange={(event) => {
              setTyped(null);
              onChange(event.currentTarget.value);
            }}
          />
        </>
      }
    />
  );
}
