import type { Language } from '../../../safeguards/declaration/declaration.ts';
import { splitWords, withoutMarks } from './split-words.ts';
import { termsOf } from './stem-word.ts';

// A text of more different words than these is a list or a log; who needs one finds it by its beginning.
const mostTerms = 6_000;
const mostLetters = 200_000;

/** Every term of the texts, each once: what the index keeps of them. One letter alone is no word to search for. */
export function textTerms(texts: readonly string[], language: Language | null): string[] {
  const words = new Set<string>();
  let letters = 0;
  for (const text of texts) {
    for (const { word } of splitWords(withoutMarks(text.slice(0, mostLetters - letters)))) words.add(word);
    letters += text.length;
    if (letters >= mostLetters) break;
  }
  const terms = new Set<string>();
  for (const word of words) {
    if (isIndexed(word)) for (const term of termsOf(word, language)) terms.add(term);
    if (terms.size >= mostTerms) break;
  }
  return [...terms];
}

/** A single letter stands in every text; a single figure may be a part of a number that is searched for. */
export function isIndexed(word: string): boolean {
  return word.length > 1 || /^\p{N}$/u.test(word);
}
