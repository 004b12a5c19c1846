import { wordChange } from '../comparing/change-words.ts';
import { compareDeclarations } from '../comparing/compare-declarations.ts';
import type { ChangeEffect, DeclarationChange, DeclarationPart } from '../comparing/declaration-change.ts';
import type { Declaration, Language } from '../declaration.ts';
import { countriesOfData } from '../countries-of-data.ts';
import { bindNumbers, formatCountry } from './format-notice-text.ts';

/** What of a part a reader of the notice is told of when it changes; how the work is arranged is not among it. */
const told: Readonly<Partial<Record<DeclarationPart, readonly string[]>>> = {
  register: ['name', 'subjects'],
  controller: ['name', 'businessId', 'contactAddress', 'officer'],
  authority: ['name'],
  purposes: ['basis', 'interest'],
  categories: ['purposes', 'origin'],
  channels: ['collects', 'records'],
  tasks: ['categories', 'purposes'],
  periods: ['months', 'from', 'capMonths', 'extensions', 'purposes'],
  processing: ['outsideEea', 'services', 'groupCompanies'],
  processors: ['name', 'purposes', 'categories', 'transferGround'],
  recipients: ['why', 'basis', 'purposes', 'categories', 'transferGround'],
  sources: ['categories'],
  backups: ['horizonDays'],
  never: [],
  rights: ['answerMonths', 'extensionMonths'],
  measures: [],
};

/** Whom a period reaches matters to readers; the rest is for those who publish. */
const toldEffects: readonly ChangeEffect[] = ['held-at-once', 'arriving-only'];

/**
 * Which rules differ between two declarations, a sentence or two each, in one language; empty when none does. The same
 * differences as the editor of the declaration sees, as far as they are a reader's business.
 */
export function listRuleChanges(before: Declaration, after: Declaration, language: Language): string[] {
  return [
    ...compareDeclarations(before, after)
      .flatMap(forReaders)
      .map((change) => wordChange(change, before, after, 'public')[language]),
    ...listCountryChanges(before, after, language),
  ].map(bindNumbers);
}

function forReaders(change: DeclarationChange): DeclarationChange[] {
  const fields = told[change.part];
  if (fields === undefined) return [];
  const shown = change.fields.filter((field) => fields.includes(field));
  const isWhole = change.change !== 'changed' || (change.fields.length === 0 && change.lists.length > 0);
  if (!isWhole && shown.length === 0) return [];
  return [
    {
      ...change,
      fields: shown,
      lists: isWhole ? change.lists : change.lists.filter(({ field }) => shown.includes(field)),
      effects: change.part === 'periods' ? change.effects.filter((each) => toldEffects.includes(each)) : [],
    },
  ];
}

const countryWords: Readonly<
  Record<Language, { came: (country: string) => string; left: (country: string) => string }>
> = {
  sv: {
    came: (country) => `Nytt behandlingsland: ${country}.`,
    left: (country) => `Inte längre behandlingsland: ${country}.`,
  },
  fi: {
    came: (country) => `Uusi käsittelymaa: ${country}.`,
    left: (country) => `Ei enää käsittelymaa: ${country}.`,
  },
  en: {
    came: (country) => `New country of processing: ${country}.`,
    left: (country) => `No longer a country of processing: ${country}.`,
  },
};

/** Where the declaration says that data are; whoever has them there is told of with the rest. */
function listCountryChanges(before: Declaration, after: Declaration, language: Language): string[] {
  const [old, now] = [countriesOfData(before), countriesOfData(after)];
  const { came, left } = countryWords[language];
  return [
    ...now.filter((code) => !old.includes(code)).map((code) => came(formatCountry(language, code))),
    ...old.filter((code) => !now.includes(code)).map((code) => left(formatCountry(language, code))),
  ];
}
