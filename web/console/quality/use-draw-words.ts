import { useWords } from '../../words/use-words.ts';
import type { Draw } from './quality-queries.ts';

/** Monday the fifth of January 1970 and the days after it: for their names alone. */
const dayNumber = (weekday: number) => new Date(Date.UTC(1970, 0, 4 + weekday));

/** The short name of a weekday, Monday being 1. */
export function useWeekdayName(): (weekday: number) => string {
  const { intl } = useWords();
  return (weekday) => intl.formatDate(dayNumber(weekday), { weekday: 'short', timeZone: 'UTC' });
}

/** What a sample was narrowed by, besides its days: none where it was not. */
export function useDrawWords(
  draw: Pick<Draw, 'direction' | 'fromHour' | 'toHour' | 'weekdays' | 'leastSeconds' | 'mostSeconds'>,
): string[] {
  const { t } = useWords();
  const nameOf = useWeekdayName();
  const { direction, fromHour, toHour, weekdays, leastSeconds, mostSeconds } = draw;
  return [
    direction ? t(`quality.only-${direction}`) : '',
    weekdays.length < 7 ? weekdays.map(nameOf).join(', ') : '',
    fromHour > 0 || toHour < 24 ? t('quality.hours', { from: fromHour, to: toHour }) : '',
    leastSeconds > 0 ? t('quality.least', { minutes: leastSeconds / 60 }) : '',
    mostSeconds ? t('quality.most', { minutes: mostSeconds / 60 }) : '',
  ].filter(Boolean);
}
