import { isIndexed } from './text-terms.ts';
import { normaliseWord, splitWords } from './split-words.ts';
import { termsOf } from './stem-word.ts';

/** Words asked for together: in this order with nothing but spaces and signs between. */
export type Phrase = readonly string[];

/** What is looked for in texts. */
export interface Question {
  /** Each word by the terms of which a text must hold one. */
  readonly words: readonly { readonly word: string; readonly terms: ReadonlySet<string> }[];
  readonly phrases: readonly Phrase[];
}

/**
 * What was typed, as words and phrases. A word with signs inside (`2026-11-01`, `example.fi`) is a phrase of its pieces;
 * an e-mail address is one word.
 */
export function makeQuestion(typedWords: readonly string[], typedPhrases: readonly string[]): Question {
  const words = new Map<string, ReadonlySet<string>>();
  const phrases: Phrase[] = [];
  for (const typed of typedWords) {
    const found = splitWords(typed);
    const address = found.find(({ whole }) => whole);
    const pieces = found.filter(({ whole }) => !whole).map(({ word }) => word);
    if (address) words.set(address.word, new Set([address.word]));
    else if (pieces.length > 1) phrases.push(pieces);
    else if (pieces.length === 1 && isIndexed(pieces[0]!))
      words.set(pieces[0]!, new Set(termsOf(normaliseWord(pieces[0]!), null)));
  }
  for (const typed of typedPhrases) {
    const pieces = splitWords(typed)
      .filter(({ whole }) => !whole)
      .map(({ word }) => word);
    if (pieces.length > 0) phrases.push(pieces);
  }
  return { words: [...words].map(([word, terms]) => ({ word, terms })), phrases };
}

export function isEmpty(question: Question): boolean {
  return question.words.length === 0 && question.phrases.length === 0;
}

// Each group is one more condition of the statement; what the index does not check is checked once opened.
const mostGroups = 8;

/** For the index: a text must hold a term of every group. Rarest last is not known here, longest first is near it. */
export function groupsOf(question: Question): string[][] {
  const groups = question.words.map(({ terms }) => [...terms]);
  const known = new Set(question.words.map(({ word }) => word));
  for (const phrase of question.phrases)
    for (const word of phrase)
      if (isIndexed(word) && !known.has(word)) {
        known.add(word);
        groups.push([word]);
      }
  return groups.toSorted((one, other) => longest(other) - longest(one)).slice(0, mostGroups);
}

function longest(group: readonly string[]): number {
  return Math.max(...group.map((term) => term.length));
}
