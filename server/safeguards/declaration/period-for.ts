import { Temporal } from 'temporal-polyfill';
import type { Declaration, Period } from './declaration.ts';

/** The period of a kind of unit with its key, which is the rule's name; undefined when none is declared. */
export function periodFor(
  declaration: Declaration,
  unit: Period['unit'],
): { readonly rule: string; readonly period: Period } | undefined {
  for (const [rule, period] of Object.entries(declaration.periods)) {
    if (period.unit === unit) return { rule, period };
  }
  return undefined;
}

/**
 * When a unit is to be gone: the first moment, in the register's time zone, of the day that bears the
 * same number `months` calendar months later, or of that month's last day when there is none
 * (31 Jan + 1 → 28 or 29 Feb; as Regulation (EEC, Euratom) 1182/71 Art. 3(2)(c) counts).
 * The first moment and not the hour of the event or the day's end: on every reading nothing is then
 * kept longer than promised, and what began earlier never goes later.
 */
export function deleteAfter(period: Pick<Period, 'months'>, from: Date, timeZone: string): Date {
  return startOfDayAfterMonths(from, period.months, timeZone);
}

/**
 * What was before this moment is due now, by a period counted from it: never earlier than `deleteAfter` says, and a day later where
 * a month is too short to have the day of the same number.
 */
export function dueBefore(period: Pick<Period, 'months'>, now: Date, timeZone: string): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const lastDue = today.subtract({ months: period.months }, { overflow: 'constrain' });
  return new Date(lastDue.add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds);
}

/** The moment past which no extension reaches; undefined for a period that cannot be extended. */
export function neverAfter(
  period: Pick<Period, 'capMonths'>,
  from: Date,
  timeZone: string,
): Date | undefined {
  return period.capMonths === undefined ? undefined : startOfDayAfterMonths(from, period.capMonths, timeZone);
}

/** The last answer for each period: all that arrives in a day goes on one day, and computing it costs 0.1 ms. */
const answers = new Map<string, { readonly begins: number; readonly ends: number; readonly gone: number }>();

function startOfDayAfterMonths(from: Date, months: number, timeZone: string): Date {
  const moment = from.getTime();
  const key = `${months} ${timeZone}`;
  const known = answers.get(key);
  if (known && moment >= known.begins && moment < known.ends) return new Date(known.gone);
  const day = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate();
  const startOf = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone }).epochMilliseconds;
  const gone = startOf(day.add({ months }, { overflow: 'constrain' }));
  answers.set(key, { begins: startOf(day), ends: startOf(day.add({ days: 1 })), gone });
  return new Date(gone);
}
