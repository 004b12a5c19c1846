import type { Language } from '../declaration.ts';
import { type Clue, compileClue, compilePhrases, findPhrase } from './clue.ts';
import { cluesEn } from './clues-en.ts';
import { cluesFi } from './clues-fi.ts';
import { cluesSv } from './clues-sv.ts';
import type { LanguageClues, Topic } from './language-clues.ts';
import type { ReverseRuleKey } from './reverse-rules.ts';

type Found<Group extends Exclude<keyof LanguageClues, 'lists' | 'rules' | 'topics' | 'cues'>> =
  keyof LanguageClues[Group];

/** A word list, and where in a sentence its words stand. */
interface Phrases<Name extends string> {
  /** The names whose words are there, with the first place of each, in the order of the lists. */
  find(words: readonly string[]): { name: Name; at: number }[];
  /** The words with those that these names take replaced by nothing. */
  takeOut(words: readonly string[]): string[];
}

function createPhrases<Name extends string>(lists: Readonly<Record<Name, string>>): Phrases<Name> {
  // The longest first: in "e-mail address" there is no "address" of another kind.
  const all = (Object.entries(lists) as [Name, string][])
    .flatMap(([name, list]) => compilePhrases(list).map((phrase) => ({ name, phrase })))
    .toSorted((a, b) => b.phrase.length - a.phrase.length);
  const names = Object.keys(lists) as Name[];

  function take(words: readonly string[]) {
    const left = [...words];
    const places = new Map<Name, number>();
    for (const { name, phrase } of all)
      for (let at = findPhrase(left, phrase, 0); at >= 0; at = findPhrase(left, phrase, at + phrase.length)) {
        left.fill('', at, at + phrase.length);
        places.set(name, Math.min(at, places.get(name) ?? at));
      }
    return { left, places };
  }

  return {
    find(words) {
      const { places } = take(words);
      return names.flatMap((name) => {
        const at = places.get(name);
        return at === undefined ? [] : [{ name, at }];
      });
    },
    takeOut: (words) => take(words).left,
  };
}

export interface CompiledClues {
  readonly rules: readonly (readonly [ReverseRuleKey, readonly Clue[]])[];
  readonly topics: readonly (readonly [Topic, readonly Clue[]])[];
  readonly cues: Readonly<Record<keyof LanguageClues['cues'], (words: readonly string[]) => boolean>>;
  readonly categories: Phrases<Found<'categories'>>;
  readonly channels: Phrases<Found<'channels'>>;
  readonly purposes: Phrases<Found<'purposes'>>;
  readonly bases: Phrases<Found<'bases'>>;
  readonly units: Phrases<Found<'units'>>;
  readonly extensions: Phrases<Found<'extensions'>>;
}

function compile(clues: LanguageClues): CompiledClues {
  const all = <Name extends string>(group: Readonly<Partial<Record<Name, readonly string[]>>>) =>
    (Object.entries(group) as [Name, readonly string[]][]).map(
      ([name, list]) => [name, list.map((each) => compileClue(each, clues.lists))] as const,
    );
  const cues = all(clues.cues).map(
    ([name, tests]) => [name, (words: readonly string[]) => tests.some((holds) => holds(words))] as const,
  );
  return {
    rules: all(clues.rules),
    topics: all(clues.topics),
    cues: Object.fromEntries(cues) as CompiledClues['cues'],
    categories: createPhrases(clues.categories),
    channels: createPhrases(clues.channels),
    purposes: createPhrases(clues.purposes),
    bases: createPhrases(clues.bases),
    units: createPhrases(clues.units),
    extensions: createPhrases(clues.extensions),
  };
}

/** Compiled once: the word lists do not change while the process runs. */
export const compiledClues: Readonly<Record<Language, CompiledClues>> = {
  sv: compile(cluesSv),
  fi: compile(cluesFi),
  en: compile(cluesEn),
};
