import type { Language } from '../../../safeguards/declaration/declaration.ts';
import type { Phrase, Question } from './search-question.ts';
import { splitWords, type Word } from './split-words.ts';
import { termsOf } from './stem-word.ts';

/** Start and length, in UTF-16 units. */
export type Mark = readonly [start: number, length: number];

export interface Matches {
  /** In order, none inside another. */
  readonly marks: readonly Mark[];
  /** By the place of the word in the question; phrases follow the words. */
  readonly held: ReadonlySet<number>;
}

/**
 * Where a text holds what is asked for, once it is opened: hashes meet by chance now and then, and phrases are not in
 * the index. `language` as the text was kept under.
 */
export function findMatches(text: string, question: Question, language: Language | null): Matches {
  const words = splitWords(text);
  const marks: Mark[] = [];
  const held = new Set<number>();
  // A stem begins as its word does, save for a vowel at times (`dying`, `die`): most words need not be stemmed.
  const beginnings = new Set(question.words.flatMap(({ terms }) => [...terms].map((term) => term[0])));
  for (const word of words) {
    if (!beginnings.has(word.word[0])) continue;
    const terms = word.whole ? [word.word] : termsOf(word.word, language);
    for (const [place, asked] of question.words.entries()) {
      if (!terms.some((term) => asked.terms.has(term))) continue;
      held.add(place);
      marks.push([word.start, word.end - word.start]);
    }
  }
  const pieces = words.filter(({ whole }) => !whole);
  for (const [place, phrase] of question.phrases.entries()) {
    for (const mark of findPhrase(pieces, phrase)) {
      held.add(question.words.length + place);
      marks.push(mark);
    }
  }
  return { marks: tidy(marks), held };
}

function* findPhrase(pieces: readonly Word[], phrase: Phrase): Generator<Mark> {
  for (let at = 0; at + phrase.length <= pieces.length; at += 1) {
    if (!phrase.every((word, index) => pieces[at + index]!.word === word)) continue;
    const { start } = pieces[at]!;
    yield [start, pieces[at + phrase.length - 1]!.end - start];
  }
}

export function isWhole(question: Question, held: ReadonlySet<number>): boolean {
  return held.size === question.words.length + question.phrases.length;
}

function tidy(marks: readonly Mark[]): Mark[] {
  const tidied: Mark[] = [];
  for (const mark of marks.toSorted((one, other) => one[0] - other[0] || other[1] - one[1])) {
    const last = tidied.at(-1);
    if (last === undefined || mark[0] >= last[0] + last[1]) tidied.push(mark);
  }
  return tidied;
}

export interface Snippet {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

const snippetLetters = 160;
const before = 50;

/** A piece of the text round its first match, on one line, never half a letter. Marks are those inside it. */
export function cutSnippet(text: string, marks: readonly Mark[]): Snippet {
  const first = marks[0]?.[0] ?? 0;
  const start = first <= before ? 0 : atWord(text, first - before, first);
  let end = Math.min(text.length, start + Math.max(snippetLetters, (marks[0]?.[1] ?? 0) + before));
  if (isLowSurrogate(text, end)) end -= 1;
  return {
    // A blank for a blank: the places of the marks stay.
    text: text.slice(start, end).replaceAll(/\s/g, ' '),
    marks: marks
      .filter(([at, length]) => at >= start && at + length <= end)
      .map(([at, length]) => [at - start, length]),
    cutBefore: start > 0,
    cutAfter: end < text.length,
  };
}

function atWord(text: string, from: number, until: number): number {
  for (let at = from; at < until; at += 1) if (/\s/.test(text[at]!)) return at + 1;
  return isLowSurrogate(text, from) ? from + 1 : from;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
