import type { Language } from '../declaration/declaration.ts';
import type { PromiseWords } from './promise-text.ts';
import { promiseWordsEn } from './promise-words.en.ts';
import { promiseWordsFi } from './promise-words.fi.ts';
import { promiseWordsSv } from './promise-words.sv.ts';

const all: Readonly<Record<Language, PromiseWords>> = {
  sv: promiseWordsSv,
  fi: promiseWordsFi,
  en: promiseWordsEn,
};

export const promiseWords = (language: Language): PromiseWords => all[language];

const locales: Readonly<Record<Language, string>> = { sv: 'sv-FI', fi: 'fi-FI', en: 'en-GB' };

/** "0 of 1,204", bound together. */
export function formatFigure(language: Language, numerator: number, denominator: number): string {
  const format = new Intl.NumberFormat(locales[language]);
  return all[language].figure(format.format(numerator), format.format(denominator));
}
