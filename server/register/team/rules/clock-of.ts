import { Temporal } from 'temporal-polyfill';
import { type Weekday, weekdays } from '../team-settings.ts';

/** Weekday and `HH:MM` of a moment in a time zone (IANA name). */
export function clockOf(moment: Date, timeZone: string): { weekday: Weekday; time: string } {
  const here = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
  return {
    weekday: weekdays[here.dayOfWeek - 1]!,
    time: here.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}
