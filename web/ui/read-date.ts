import type { Language } from '../../contract/common.ts';

const locales: Record<Language, string> = { sv: 'sv-FI', fi: 'fi-FI', en: 'en-GB' };
const ahead: Record<Language, readonly (readonly string[])[]> = {
  sv: [
    ['i dag', 'idag'],
    ['i morgon', 'imorgon'],
    ['i övermorgon', 'övermorgon'],
  ],
  fi: [['tänään'], ['huomenna'], ['ylihuomenna']],
  en: [['today'], ['tomorrow'], ['day after tomorrow']],
};
const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const dayFirst = /^(\d{1,2})[./ ]\s?(\d{1,2})(?:[./ ]\s?(\d{4})?)?$/;

/**
 * A calendar day as people type it: `2026-12-24`, `24.12.2026`, `24/12`, a weekday (the next one), tomorrow, `+3`. Without a
 * year it is this year's, day before month in all three languages.
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`; undefined when it is no day
 */
export function readDate(typed: string, language: Language, today: string): string | undefined {
  const text = typed.trim().toLocaleLowerCase(language);
  const whole = iso.exec(text);
  if (whole) return dayOf(Number(whole[1]), Number(whole[2]), Number(whole[3]));
  const parts = dayFirst.exec(text);
  if (parts) return dayOf(Number(parts[3] ?? today.slice(0, 4)), Number(parts[2]), Number(parts[1]));
  const days = /^\+(\d{1,3})$/.exec(text);
  if (days) return addDays(today, Number(days[1]));
  const soon = ahead[language].findIndex((words) => words.includes(text));
  if (soon >= 0) return addDays(today, soon);
  if (text.length < 2) return undefined;
  const named = new Intl.DateTimeFormat(locales[language], { weekday: 'long', timeZone: 'UTC' });
  for (let step = 1; step <= 7; step += 1) {
    const day = addDays(today, step);
    if (named.format(new Date(day)).toLocaleLowerCase(language).startsWith(text)) return day;
  }
  return undefined;
}

/** The day in figures, as the language writes it: 24/12/2026, 24.12.2026. */
export function writeDate(day: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(day));
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  // The 31st of April would become the 1st of May.
  const stands = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return stands && year >= 1900 ? at.toISOString().slice(0, 10) : undefined;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
