import { Temporal } from 'temporal-polyfill';

/** A period as asked for: one of those that go with the calendar, or whole days of one's own (`YYYY-MM-DD`, both inside). */
export type AskedPeriod =
  | { readonly kind: (typeof namedPeriods)[number] }
  | { readonly kind: 'own'; readonly from: string; readonly to: string };
export const namedPeriods = [
  'last-7-days',
  'last-30-days',
  'last-90-days',
  'this-month',
  'last-month',
  'last-12-months',
] as const;

export type Comparison = 'none' | 'previous' | 'last-year';
export type Step = 'day' | 'week' | 'month';

/** Whole days by the register's clock. */
export interface Period {
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** The first day of each step; the first and last step may be part of a week or month only. */
  readonly steps: readonly string[];
  readonly step: Step;
  /** As moments; the end is outside. A day on which the clock changes has 23 or 25 hours. */
  readonly begins: Date;
  readonly ends: Date;
}

/** Five years and a day: longer than anything is compared with. */
export const mostDays = 1_827;
/** Steps become coarser with the period, so that a chart has at most some thirty of them. */
const mostByDay = 31;
const mostByWeek = 190;

/** @param today `YYYY-MM-DD` by the register's clock @throws RangeError for days that are none, or in the wrong order, or too many */
export function resolvePeriod(asked: AskedPeriod, today: string, timeZone: string): Period {
  const now = Temporal.PlainDate.from(today);
  const firstOfMonth = now.with({ day: 1 });
  const last = (days: number) => ({ from: now.subtract({ days: days - 1 }), to: now });
  switch (asked.kind) {
    case 'last-7-days':
      return makePeriod(last(7), timeZone);
    case 'last-30-days':
      return makePeriod(last(30), timeZone);
    case 'last-90-days':
      return makePeriod(last(90), timeZone);
    case 'this-month':
      return makePeriod({ from: firstOfMonth, to: now }, timeZone);
    case 'last-month':
      return makePeriod(
        { from: firstOfMonth.subtract({ months: 1 }), to: firstOfMonth.subtract({ days: 1 }) },
        timeZone,
      );
    case 'last-12-months':
      return makePeriod({ from: firstOfMonth.subtract({ months: 11 }), to: now }, timeZone);
    case 'own':
      return makePeriod(
        {
          from: Temporal.PlainDate.from(asked.from, { overflow: 'reject' }),
          to: Temporal.PlainDate.from(asked.to, { overflow: 'reject' }),
        },
        timeZone,
      );
  }
}

/**
 * What a period is compared with. `previous`: as many days, just before; a period of whole calendar months, or one that
 * begins with a month, with the months before it. `last-year`: the same dates a year before.
 */
export function comparedWith(period: Period, comparison: Comparison, timeZone: string): Period | undefined {
  if (comparison === 'none') return undefined;
  const from = Temporal.PlainDate.from(period.from);
  const to = Temporal.PlainDate.from(period.to);
  if (comparison === 'last-year') {
    return makePeriod(
      { from: from.subtract({ years: 1 }), to: to.subtract({ years: 1 }) },
      timeZone,
      period.step,
    );
  }
  if (from.day === 1 && period.days >= 28) {
    const months = (to.year - from.year) * 12 + to.month - from.month + 1;
    const whole = to.day === to.daysInMonth;
    const end = to.subtract({ months });
    const before = { from: from.subtract({ months }), to: whole ? end.with({ day: end.daysInMonth }) : end };
    return makePeriod(before, timeZone, period.step);
  }
  const before = { from: from.subtract({ days: period.days }), to: from.subtract({ days: 1 }) };
  return makePeriod(before, timeZone, period.step);
}

function makePeriod(
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  timeZone: string,
  given?: Step,
): Period {
  const days = from.until(to, { largestUnit: 'day' }).days + 1;
  if (days < 1 || days > mostDays) throw new RangeError('period');
  const step = given ?? (days <= mostByDay ? 'day' : days <= mostByWeek ? 'week' : 'month');
  return {
    from: from.toString(),
    to: to.toString(),
    days,
    step,
    steps: stepsOf(from, to, step),
    begins: startOf(from, timeZone),
    ends: startOf(to.add({ days: 1 }), timeZone),
  };
}

/** The first moment of a day; where the clock skips midnight, a later one. */
function startOf(day: Temporal.PlainDate, timeZone: string): Date {
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
}

function stepsOf(from: Temporal.PlainDate, to: Temporal.PlainDate, step: Step): string[] {
  let at =
    step === 'day'
      ? from
      : step === 'week'
        ? from.subtract({ days: from.dayOfWeek - 1 })
        : from.with({ day: 1 });
  const length = { day: { days: 1 }, week: { days: 7 }, month: { months: 1 } }[step];
  const steps: string[] = [];
  while (Temporal.PlainDate.compare(at, to) <= 0) {
    steps.push(at.toString());
    at = at.add(length);
  }
  return steps;
}
