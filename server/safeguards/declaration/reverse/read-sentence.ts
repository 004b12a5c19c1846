import type { Language } from '../declaration.ts';
import { compiledClues, type CompiledClues } from './compile-clues.ts';
import {
  findAddress,
  findBusinessIds,
  findCompanies,
  findDates,
  findEmails,
  findSites,
  findSpans,
  type Address,
  type Span,
} from './extract-values.ts';
import type { CategoryName, ExtensionName, PeriodUnit, PurposeName, Topic } from './language-clues.ts';
import { countryWords } from './places.ts';
import { compilePhrases, findPhrase } from './clue.ts';
import type { ChannelKey, LegalBasis } from '../declaration.ts';
import type { ReverseRuleKey } from './reverse-rules.ts';

/** All that a sentence says by itself, before what it means is decided. */
export interface SentenceRead {
  readonly text: string;
  readonly words: readonly string[];
  readonly clues: CompiledClues;
  readonly rules: Set<ReverseRuleKey>;
  readonly spans: readonly Span[];
  readonly emails: readonly string[];
  readonly sites: readonly string[];
  readonly businessIds: readonly string[];
  readonly companies: readonly string[];
  readonly dates: readonly string[];
  readonly address: Address | undefined;
  readonly countries: readonly string[];
  readonly categories: readonly CategoryName[];
  readonly channels: readonly ChannelKey[];
  readonly purposes: readonly PurposeName[];
  readonly bases: readonly LegalBasis[];
  readonly units: readonly { readonly unit: PeriodUnit; readonly at: number }[];
  readonly extensions: readonly ExtensionName[];
  readonly namesEea: boolean;
  is(cue: keyof CompiledClues['cues']): boolean;
}

const countries = Object.entries(countryWords).map(([code, list]) => [code, compilePhrases(list)] as const);

export function readSentence(text: string, words: readonly string[], language: Language): SentenceRead {
  const clues = compiledClues[language];
  const rules = new Set(
    clues.rules.flatMap(([rule, tests]) => (tests.some((holds) => holds(words)) ? [rule] : [])),
  );
  const named = clues.categories.find(words);
  // "e-mail address" is no channel: the words of a category are taken out first.
  const left = clues.categories.takeOut(words);
  return {
    text,
    words,
    clues,
    rules,
    spans: findSpans(words),
    emails: findEmails(text),
    sites: findSites(text),
    businessIds: findBusinessIds(text),
    companies: findCompanies(text),
    dates: findDates(text),
    address: findAddress(text),
    countries: countries.flatMap(([code, phrases]) =>
      phrases.some((phrase) => findPhrase(words, phrase, 0) >= 0) ? [code] : [],
    ),
    categories: named.map(({ name }) => name),
    channels: clues.channels.find(left).map(({ name }) => name),
    purposes: clues.purposes.find(words).map(({ name }) => name),
    bases: clues.bases.find(words).map(({ name }) => name),
    units: clues.units
      .find(words)
      .map(({ name, at }) => ({ unit: name, at }))
      .toSorted((a, b) => a.at - b.at),
    extensions: clues.extensions.find(words).map(({ name }) => name),
    namesEea: words.some((word) =>
      /^(?:ees|eta|eea)(?:$|-)|^eu-(?:land|länder|maa|mai|alue|countr)/u.test(word),
    ),
    is: (cue) => clues.cues[cue](words),
  };
}

/** What a heading, or the words before a list, say that the following is about. */
export function topicsOf(words: readonly string[], language: Language): ReadonlySet<Topic> {
  return new Set(
    compiledClues[language].topics.flatMap(([topic, tests]) =>
      tests.some((holds) => holds(words)) ? [topic] : [],
    ),
  );
}
