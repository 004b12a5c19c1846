import type Holidays from 'date-holidays';
import type { CalendarDay } from '../../safeguards/access/calendar-day.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';

export interface Holiday {
  readonly day: CalendarDay;
  readonly name: string;
  /** A customary half-holiday (Midsummer Eve), closed only where the queue says so. */
  readonly eve: boolean;
}

/** Countries whose calendars a queue may follow: those the product's customers work in, EEA and neighbours. */
export const holidayCountries = [
  'FI', 'AX', 'SE', 'NO', 'DK', 'IS', 'EE', 'LV', 'LT', 'PL', 'DE', 'NL', 'BE', 'LU', 'FR', 'AT', 'CH', 'IE', 'GB',
  'IT', 'ES', 'PT', 'CZ', 'SK', 'SI', 'HU', 'HR', 'RO', 'BG', 'GR', 'CY', 'MT',
] as const; // prettier-ignore

// The calendars of all countries are forty megabytes in memory: fetched when a queue first follows one.
let library: Promise<typeof Holidays> | undefined;

/** The days off of a country in a year, by name in this language where the calendar has it. */
export async function listHolidays(
  country: string,
  year: number,
  language: Language = 'en',
): Promise<Holiday[]> {
  library ??= import('date-holidays').then((loaded) => loaded.default);
  const calendar = new (await library)(country, { types: ['public', 'bank'], languages: [language, 'en'] });
  return calendar
    .getHolidays(year)
    .map(({ date, name, type }) => ({ day: date.slice(0, 10), name, eve: type === 'bank' }))
    .filter(({ day }) => day.startsWith(String(year)));
}

/** The closed days of several countries from one year to another, both included. */
export async function closedDays(
  countries: readonly { readonly country: string; readonly eves: boolean }[],
  from: number,
  to: number,
): Promise<ReadonlySet<CalendarDay>> {
  const days = new Set<CalendarDay>();
  for (const { country, eves } of countries) {
    for (let year = from; year <= to; year += 1) {
      for (const { day, eve } of await listHolidays(country, year)) if (eves || !eve) days.add(day);
    }
  }
  return days;
}
