import { Temporal } from 'temporal-polyfill';

/** A calendar day, `YYYY-MM-DD`: such texts compare as days do. */
export type CalendarDay = string;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of a moment in a time zone (IANA name). */
export function dayOf(moment: Date, timeZone: string): CalendarDay {
  let format = formats.get(timeZone);
  if (format === undefined) {
    // The Swedish form is ISO 8601.
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format.format(moment);
}

/** The same day number so many months on, or that month's last day if there is none. */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** From the first moment of a day in a time zone to the first of the next; where the clock skips midnight, a later one. */
export function spanOfDay(day: CalendarDay, timeZone: string): [Date, Date] {
  const date = Temporal.PlainDate.from(day);
  return [momentOf(date, timeZone), momentOf(date.add({ days: 1 }), timeZone)];
}

function momentOf(day: Temporal.PlainDate, timeZone: string): Date {
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
}
