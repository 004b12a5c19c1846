import { Temporal } from 'temporal-polyfill';
import type { Language } from '../declaration.ts';

const locales: Readonly<Record<Language, string>> = { sv: 'sv-FI', fi: 'fi-FI', en: 'en-GB' };

/** "23 October 2019" in the language's own form, held together by no-break spaces. Takes an ISO date or a moment in a zone. */
export function formatDate(
  language: Language,
  date: string | { readonly at: Date; readonly timeZone: string },
): string {
  const iso =
    typeof date === 'string'
      ? date
      : Temporal.Instant.fromEpochMilliseconds(date.at.getTime())
          .toZonedDateTimeISO(date.timeZone)
          .toPlainDate()
          .toString();
  const written = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' });
  return written.format(new Date(`${iso}T12:00:00Z`)).replaceAll(' ', '\u00A0');
}

const conjunctions: Readonly<Record<Language, RegExp>> = {
  sv: / (?:och|eller) /,
  fi: / (?:ja|tai|sekä) /,
  en: / (?:and|or) /,
};

/** "a, b and c" in the language's own form; where a part has an "and" of its own, "a, b and c, d". */
export function formatList(
  language: Language,
  items: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  if (type === 'conjunction' && items.some((item) => conjunctions[language].test(item)))
    return items.join(', ');
  return new Intl.ListFormat(locales[language], { type }).format(items);
}

/** A declared name inside a sentence: "E-mail address" → "e-mail address", while "IP address" stays. */
export function inSentence(language: Language, name: string): string {
  const [first = '', second = ''] = name;
  if (second !== second.toLocaleLowerCase(locales[language])) return name;
  return first.toLocaleLowerCase(locales[language]) + name.slice(first.length);
}

/** A list that stands alone, in a cell: "E-mail address, name, messages". */
export function formatEnumeration(language: Language, names: readonly string[]): string {
  return names.map((name, index) => (index === 0 ? name : inSentence(language, name))).join(', ');
}

export function formatCountry(language: Language, code: string): string {
  return new Intl.DisplayNames(locales[language], { type: 'region' }).of(code) ?? code;
}

/** Keeps a number with what follows or names it, and initials of companies and streets, on one line. */
export function bindNumbers(text: string): string {
  return text
    .replaceAll(/(?<=\d\)?) (?=\p{L})/gu, '\u00A0')
    .replaceAll(/(?<=\b(?:Version|Versio|Art\.|artikel|Oy)) (?=\d)/g, '\u00A0')
    .replaceAll(/(?<=\p{Lu}\p{Ll}+) (?=Oy\b|Ab\b|Oyj\b)/gu, '\u00A0')
    .replaceAll(/ (?=–)/g, '\u00A0');
}
