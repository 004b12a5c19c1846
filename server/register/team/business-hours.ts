import { Temporal } from 'temporal-polyfill';
import { type CalendarDay, dayOf } from '../../safeguards/access/calendar-day.ts';
import { type Opening, type QueueSettings, weekdays } from './team-settings.ts';

/** When a queue is open: moments, so that a day on which the clock is turned has the minutes it really has. */
export interface BusinessHours {
  readonly timeZone: string;
  /** Of one day, in order: from the first moment open to the first moment closed, in milliseconds since 1970. */
  spansOf(day: CalendarDay): readonly (readonly [from: number, to: number])[];
}

/** Farther than this nobody looks for an opening: a queue that never opens has no due time. */
const mostDays = 800;
const mostKept = 1_000;

/**
 * The hours of a queue in the register's time zone (IANA name). A day's own hours decide over holidays, those over
 * the weekday. A wall-clock time that a turned clock leaves out counts as the first moment after it.
 */
export function createBusinessHours(
  settings: Pick<QueueSettings, 'hours' | 'days'>,
  timeZone: string,
  isHoliday: (day: CalendarDay) => boolean,
): BusinessHours {
  const own = new Map(settings.days.map(({ day, open }) => [day, open]));
  const known = new Map<CalendarDay, readonly (readonly [number, number])[]>();

  function openingsOf(date: Temporal.PlainDate, day: CalendarDay): readonly Opening[] {
    return own.get(day) ?? (isHoliday(day) ? [] : settings.hours[weekdays[date.dayOfWeek - 1]!]);
  }

  return {
    timeZone,
    spansOf(day) {
      let spans = known.get(day);
      if (spans === undefined) {
        if (known.size >= mostKept) known.clear();
        const date = Temporal.PlainDate.from(day);
        spans = openingsOf(date, day)
          .map(({ from, to }) => [momentOf(date, from, timeZone), momentOf(date, to, timeZone)] as const)
          .filter(([from, to]) => to > from)
          .toSorted(([one], [other]) => one - other);
        known.set(day, spans);
      }
      return spans;
    },
  };
}

function momentOf(date: Temporal.PlainDate, time: string, timeZone: string): number {
  const atEnd = time === '24:00';
  return (atEnd ? date.add({ days: 1 }) : date)
    .toPlainDateTime(atEnd ? '00:00' : time)
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/**
 * The first moment by which `minutes` of business time have passed since `from`; `from` itself for none.
 * @returns null when the queue is not open for so long within the next 800 days
 */
export function addBusinessMinutes(hours: BusinessHours, from: Date, minutes: number): Date | null {
  let left = minutes * 60_000;
  if (left <= 0) return from;
  let date = Temporal.PlainDate.from(dayOf(from, hours.timeZone));
  for (let days = 0; days < mostDays; days += 1, date = date.add({ days: 1 })) {
    for (const [opens, closes] of hours.spansOf(date.toString())) {
      const begins = Math.max(opens, from.getTime());
      const room = closes - begins;
      if (room <= 0) continue;
      if (left <= room) return new Date(begins + left);
      left -= room;
    }
  }
  return null;
}

/** Business minutes between two moments, with fractions; negative when `to` is the earlier. */
export function businessMinutesBetween(hours: BusinessHours, from: Date, to: Date): number {
  if (to < from) return -businessMinutesBetween(hours, to, from);
  let passed = 0;
  const last = dayOf(to, hours.timeZone);
  for (
    let date = Temporal.PlainDate.from(dayOf(from, hours.timeZone));
    date.toString() <= last;
    date = date.add({ days: 1 })
  ) {
    for (const [opens, closes] of hours.spansOf(date.toString()))
      passed += Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime()));
  }
  return passed / 60_000;
}

/** Whether the queue is open at this moment. */
export function isOpenAt(hours: BusinessHours, at: Date): boolean {
  const moment = at.getTime();
  return hours
    .spansOf(dayOf(at, hours.timeZone))
    .some(([opens, closes]) => moment >= opens && moment < closes);
}

/** When the queue opens next after this moment; undefined when it does not within the next 800 days. */
export function nextOpening(hours: BusinessHours, at: Date): Date | undefined {
  let date = Temporal.PlainDate.from(dayOf(at, hours.timeZone));
  for (let days = 0; days < mostDays; days += 1, date = date.add({ days: 1 })) {
    const opens = hours.spansOf(date.toString()).find(([from]) => from > at.getTime());
    if (opens) return new Date(opens[0]);
  }
  return undefined;
}
