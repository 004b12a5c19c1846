import type { Language, LegalBasis, TransferGround } from '../declaration.ts';
import { formatCountry, formatDate } from '../notice/format-notice-text.ts';
import { noticeWords } from '../notice/notice-tools.ts';

/** Fields whose value is short and written alike everywhere, or has words of its own in each language. */
const spoken: Readonly<Record<string, (value: string, language: Language) => string>> = {
  basis: (value, language) => noticeWords[language].bases[value as LegalBasis],
  transferGround: (value, language) => noticeWords[language].transferGrounds[value as TransferGround],
  mainCountry: nameCountry,
  statedOn: nameDay,
  validUntil: nameDay,
  horizonDays: asIs,
  extensionMonths: asIs,
  version: asIs,
  contactAddress: asIs,
  address: asIs,
  businessId: asIs,
  postalCode: asIs,
  website: asIs,
};

/** What is no country code, as it was in a version that asked for less, stays as it is written. */
export function nameCountry(value: string, language: Language): string {
  return /^[A-Z]{2}$/.test(value) ? formatCountry(language, value) : value;
}

function nameDay(value: string, language: Language): string {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(language, value) : value;
}

function asIs(value: string): string {
  return value;
}

const beforeAndNow: Readonly<Record<Language, (before: string, now: string) => string>> = {
  sv: (before, now) => `tidigare: ${before}; nu: ${now}`,
  fi: (before, now) => `ennen: ${before}; nyt: ${now}`,
  en: (before, now) => `before: ${before}; now: ${now}`,
};

/** What a field said and says, where both can be told in a few words. */
export function wordValues(
  field: string,
  before: unknown,
  after: unknown,
  language: Language,
): string | undefined {
  const say = Object.hasOwn(spoken, field) ? spoken[field] : undefined;
  const [was, is] = [before, after].map((value) =>
    typeof value === 'string' || typeof value === 'number' ? say?.(String(value), language) : undefined,
  );
  return was === undefined || is === undefined ? undefined : beforeAndNow[language](was, is);
}
