import { comparePeriods } from '../compare-periods.ts';
import type { Declaration, Language, Words } from '../declaration.ts';
import { bindNumbers, formatCountry, inSentence } from './format-notice-text.ts';
import { noticeWords } from './notice-tools.ts';
import { ruleChangeWords } from './rule-change-words.ts';
import type { RuleGroup } from './rule-change-words.ts';

/** Which rules differ between two declarations, a short sentence each, in one language; empty when none does. */
export function listRuleChanges(before: Declaration, after: Declaration, language: Language): string[] {
  const words = ruleChangeWords[language];
  const say = (name: Words) => name[language];
  const groups: readonly (readonly [RuleGroup, Named, Named])[] = [
    ['purposes', namesOf(before.purposes, say), namesOf(after.purposes, say)],
    ['categories', namesOf(before.categories, say), namesOf(after.categories, say)],
    ['channels', namesOf(before.channels, say), namesOf(after.channels, say)],
    ['tasks', namesOf(before.tasks, say), namesOf(after.tasks, say)],
    ['processors', processorsOf(before), processorsOf(after)],
    ['countries', countriesOf(before, language), countriesOf(after, language)],
    ['imports', importsOf(before, language), importsOf(after, language)],
  ];
  return [
    ...groups.flatMap(([group, old, now]) => [
      ...missingIn(old, now).map((name) => words.added[group](name)),
      ...missingIn(now, old).map((name) => words.removed[group](name)),
    ]),
    ...listBasisChanges(before, after, language),
    ...listPeriodChanges(before, after, language),
  ].map(bindNumbers);
}

type Named = ReadonlyMap<string, string>;

function namesOf(
  group: Readonly<Record<string, { readonly name: Words }>>,
  say: (name: Words) => string,
): Named {
  return new Map(Object.entries(group).map(([key, { name }]) => [key, say(name)]));
}

function processorsOf({ processors = {} }: Declaration): Named {
  return new Map(Object.entries(processors).map(([key, { name }]) => [key, name]));
}

/** Where the declaration says that data are: the controller's country and those of the processors. */
function countriesOf({ processing, processors = {} }: Declaration, language: Language): Named {
  const codes = [processing.mainCountry, ...Object.values(processors).flatMap(({ countries }) => countries)];
  return new Map(codes.map((code) => [code, formatCountry(language, code)]));
}

function importsOf({ imports = [], channels }: Declaration, language: Language): Named {
  return new Map(imports.map((key) => [key, inSentence(language, channels[key]?.name[language] ?? key)]));
}

function missingIn(group: Named, other: Named): string[] {
  return [...other].filter(([key]) => !group.has(key)).map(([, name]) => name);
}

function listBasisChanges(before: Declaration, after: Declaration, language: Language): string[] {
  const { bases } = noticeWords[language];
  return Object.entries(after.purposes).flatMap(([key, { name, basis }]) => {
    const old = Object.hasOwn(before.purposes, key) ? before.purposes[key]!.basis : basis;
    return old === basis ? [] : [ruleChangeWords[language].basis(name[language], bases[old], bases[basis])];
  });
}

function listPeriodChanges(before: Declaration, after: Declaration, language: Language): string[] {
  const words = ruleChangeWords[language];
  const { length } = noticeWords[language].retention;
  return comparePeriods(before, after).flatMap(({ unit, change, before: old = 0, after: now = 0 }) => {
    const { periods } = change === 'gone' ? before : after;
    const name = Object.values(periods).find((period) => period.unit === unit)?.name[language] ?? unit;
    switch (change) {
      case 'new':
        return words.periodAdded(name, length(now));
      case 'gone':
        return words.periodRemoved(name, length(old));
      case 'shorter':
        return words.periodShorter(name, length(old), length(now));
      case 'longer':
        // Also where it runs from another moment: it may be longer then.
        return now > old
          ? words.periodLonger(name, length(old), length(now))
          : words.periodMoved(name, length(now));
    }
  });
}
