import type { Language } from './corpus.ts';
import type { Random } from './random.ts';
import { readSheet } from './read-sheet.ts';
import type { Scenario } from './read-sheet.ts';
import { accessEn } from './scenarios/access.en.ts';
import { accessFi } from './scenarios/access.fi.ts';
import { accessSv } from './scenarios/access.sv.ts';
import { lettersEn } from './scenarios/letters.en.ts';
import { lettersFi } from './scenarios/letters.fi.ts';
import { lettersSv } from './scenarios/letters.sv.ts';
import { voicesEn } from './scenarios/voices.en.ts';
import { voicesFi } from './scenarios/voices.fi.ts';
import { voicesSv } from './scenarios/voices.sv.ts';

export const scenarios: Record<Language, readonly Scenario[]> = {
  sv: [accessSv, lettersSv, voicesSv].flatMap(readSheet),
  fi: [accessFi, lettersFi, voicesFi].flatMap(readSheet),
  en: [accessEn, lettersEn, voicesEn].flatMap(readSheet),
};

/** Written to the address of the notice: rights under Articles 15-21. */
export const privacyKeys: ReadonlySet<string> = new Set([
  'access',
  'erasure',
  'rectification',
  'objection',
  'recording-copy',
]);

/** What is more, or less, frequent than the rest. */
const weights: Readonly<Record<string, number>> = {
  'bank-codes': 3,
  'letter-missing': 4,
  'invoice-payment': 2.5,
  'notifications-missing': 2,
  'paper-still': 2,
  'email-change': 2,
  'new-phone': 1.7,
  moved: 1.7,
  'deceased-parent': 1.5,
  reminder: 1.5,
  'identity-unasked': 0.75,
  praise: 0.6,
  teenager: 0.6,
  'mobile-certificate': 0.7,
  accessibility: 0.6,
  'close-account': 0.7,
};

type Weighed = readonly (readonly [Scenario, number])[];

function split(list: readonly Scenario[]): Record<'privacy' | 'service', Weighed> {
  const weighed = list.map((one) => [one, weights[one.key] ?? 1] as const);
  return {
    privacy: weighed.filter(([{ key }]) => privacyKeys.has(key)),
    service: weighed.filter(([{ key }]) => !privacyKeys.has(key)),
  };
}

const byMailbox = { sv: split(scenarios.sv), fi: split(scenarios.fi), en: split(scenarios.en) };

export function pickScenario(random: Random, language: Language, mailbox: 'privacy' | 'service'): Scenario {
  return random.weigh(byMailbox[language][mailbox]);
}
