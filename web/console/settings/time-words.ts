import { type QueueSettings, weekdays } from '../../../contract/console/team.ts';
import { useWords } from '../../words/use-words.ts';

/** "4:30" or "90" as minutes; null for nothing, undefined for what is neither. */
export function readDuration(text: string): number | null | undefined {
  const plain = text.trim();
  if (plain === '') return null;
  const [, hours, minutes] = /^(\d{1,4})[:.]([0-5]\d)$/.exec(plain) ?? [];
  const total =
    hours === undefined
      ? /^\d{1,4}$/.test(plain)
        ? Number(plain) * 60
        : undefined
      : Number(hours) * 60 + Number(minutes);
  return total === undefined || total < 1 || total > 100_000 ? undefined : total;
}

/** Minutes as one writes them into the field: hours and minutes. */
export function writeDuration(minutes: number | null): string {
  return minutes === null ? '' : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

// The first Monday of 2024 and the six days after it.
const dayOf = (index: number) => new Date(Date.UTC(2024, 0, 1 + index, 12));

/** Weekdays and durations in the present language. */
export function useTimeWords() {
  const { intl, t } = useWords();
  const weekday = (index: number, style: 'long' | 'short') =>
    intl.formatDate(dayOf(index), { weekday: style, timeZone: 'UTC' });
  return {
    weekdayWords: (index: number) => weekday(index, 'long'),

    minutesWords: (minutes: number) =>
      minutes % 60 === 0
        ? t('queues.hours', { hours: minutes / 60 })
        : t('queues.hours-minutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 }),

    /** Days with the same hours together: "Mon–Fri 08:00–16:00". */
    hoursWords(hours: QueueSettings['hours']): string {
      const groups: { first: number; last: number; text: string }[] = [];
      for (const [index, day] of weekdays.entries()) {
        const text = hours[day].map(({ from, to }) => `${from}–${to}`).join(', ');
        const before = groups.at(-1);
        if (text === '') continue;
        if (before && before.last === index - 1 && before.text === text) before.last = index;
        else groups.push({ first: index, last: index, text });
      }
      if (groups.length === 0) return t('queues.never');
      return groups
        .map(({ first, last, text }) =>
          first === last
            ? `${weekday(first, 'short')} ${text}`
            : `${weekday(first, 'short')}–${weekday(last, 'short')} ${text}`,
        )
        .join(' · ');
    },
  };
}
