import type { IntlShape } from 'react-intl';
import { keepTogether } from '../words/keep-together.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, in the largest fitting unit and as short as the language's typography allows: "2h", "2 tim", "2 t". */
export function formatAge(intl: IntlShape, since: string | Date, now: Date): string {
  const ms = Math.max(0, now.getTime() - new Date(since).getTime());
  const [value, unit] =
    ms < hour
      ? [ms / minute, 'minute']
      : ms < day
        ? [ms / hour, 'hour']
        : ms < 60 * day
          ? [ms / day, 'day']
          : ms < 730 * day
            ? [ms / (30.44 * day), 'month']
            : [ms / (365.25 * day), 'year'];
  // Narrow Finnish and Swedish leave out the space that their typography wants.
  const unitDisplay = intl.locale.startsWith('en') ? 'narrow' : 'short';
  return intl.formatNumber(Math.floor(value), { style: 'unit', unit, unitDisplay });
}

/** The clock time today, the day this year, the whole date before. */
export function formatMoment(intl: IntlShape, at: string | Date, now: Date): string {
  const date = new Date(at);
  if (date.toDateString() === now.toDateString())
    return intl.formatTime(date, { hour: '2-digit', minute: '2-digit' });
  if (date.getFullYear() === now.getFullYear())
    return keepTogether(intl.formatDate(date, { day: 'numeric', month: 'short' }));
  return intl.formatDate(date, { day: 'numeric', month: 'numeric', year: 'numeric' });
}

export function formatDay(intl: IntlShape, at: string | Date): string {
  return keepTogether(intl.formatDate(new Date(at), { day: 'numeric', month: 'long', year: 'numeric' }));
}

/** A calendar date (YYYY-MM-DD), the same one everywhere. */
export function formatDate(intl: IntlShape, date: string): string {
  return keepTogether(
    intl.formatDate(date, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
  );
}

export function formatFull(intl: IntlShape, at: string | Date): string {
  return keepTogether(
    intl.formatDate(new Date(at), {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }),
  );
}

/** Day and clock time, where a sentence has little room. */
export function formatShort(intl: IntlShape, at: string | Date): string {
  return keepTogether(intl.formatDate(new Date(at), { dateStyle: 'medium', timeStyle: 'short' }));
}

export function formatSize(intl: IntlShape, bytes: number): string {
  if (bytes < 1000) return intl.formatNumber(bytes, { style: 'unit', unit: 'byte', unitDisplay: 'long' });
  const kilo = bytes / 1000;
  return kilo < 1000
    ? intl.formatNumber(Math.round(kilo), { style: 'unit', unit: 'kilobyte', unitDisplay: 'short' })
    : intl.formatNumber(kilo / 1000, {
        style: 'unit',
        unit: 'megabyte',
        unitDisplay: 'short',
        maximumFractionDigits: 1,
      });
}
