/*
 * The words a rule is known by. A clue is terms, all of which must be in the sentence; a term is one or more
 * choices (`|`), or with `!` none of them may be there; a choice is a word, or words that stand
 * together (`_`). `*` stands for any ending or beginning. `$name` is a list of the language. Words are compared
 * whole, so time is bounded by the words of the sentence times those of the clues: no expression backtracks.
 */

type Test = (words: readonly string[]) => boolean;
export type Clue = Test;

export function compileClue(clue: string, lists: Readonly<Record<string, string>>): Clue {
  const terms = clue.split(' ').map((term) => compileTerm(term, lists));
  return (words) => terms.every((holds) => holds(words));
}

function compileTerm(term: string, lists: Readonly<Record<string, string>>): Test {
  const without = term.startsWith('!');
  const choices = (without ? term.slice(1) : term)
    .split('|')
    .flatMap((choice) => (choice.startsWith('$') ? lists[choice.slice(1)]!.split('|') : [choice]))
    .map((choice) => choice.split('_').map(compileWord));
  return (words) => choices.some((choice) => findPhrase(words, choice, 0) >= 0) !== without;
}

export type WordTest = (word: string) => boolean;

function compileWord(pattern: string): WordTest {
  const core = pattern.replaceAll('*', '');
  const open = pattern.startsWith('*');
  const ended = !pattern.endsWith('*');
  if (open && !ended) return (word) => word.includes(core);
  if (open) return (word) => word.endsWith(core);
  return ended ? (word) => word === core : (word) => word.startsWith(core);
}

/** Phrases of a list with the same notation, for finding where they stand. */
export function compilePhrases(list: string): WordTest[][] {
  return list.split('|').map((phrase) => phrase.split('_').map(compileWord));
}

/** Where the words of a phrase first stand together; -1 for nowhere. */
export function findPhrase(words: readonly string[], phrase: readonly WordTest[], from: number): number {
  for (let at = from; at + phrase.length <= words.length; at += 1) {
    if (phrase.every((test, step) => test(words[at + step]!))) return at;
  }
  return -1;
}

/** The words of a sentence in small letters, hyphens within kept, hyphens of a broken line taken away. */
export function wordsOf(sentence: string): string[] {
  return (
    sentence
      .normalize('NFKC')
      .replaceAll('\u00ad', '')
      .replaceAll(/-[ \t]{0,8}\r?\n[ \t]{0,8}(?=\p{Ll})/gu, '')
      .replaceAll(/[‐‑]/g, '-')
      .replaceAll('’', "'")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*/gu) ?? []
  );
}
