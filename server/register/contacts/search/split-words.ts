/** A word of a text; `start` and `end` (exclusive) in UTF-16 units of the text as it stands. */
export interface Word {
  /** Lower case, composed, without soft hyphens: equal words are equal here. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** An address: found as a whole, beside its parts. */
  readonly whole: boolean;
}

const letter = '[\\p{L}\\p{N}\\p{M}\\u00ad]';
const piece = new RegExp(`${letter}+`, 'gu');
const address = new RegExp(`${letter}+(?:[-._+]+${letter}+)*@${letter}+(?:[-.]${letter}+)+`, 'gu');

// No word of these languages is longer; what is longer is no word, and is cut alike on both sides.
const longestWord = 60;

export function normaliseWord(text: string): string {
  return text.replaceAll('\u00ad', '').normalize('NFKC').toLowerCase().normalize('NFC').slice(0, longestWord);
}

/** The words of a text in their order, and after them the addresses in it as wholes. Linear in the text. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (const found of text.matchAll(piece)) {
    const word = normaliseWord(found[0]);
    if (word !== '')
      words.push({ word, start: found.index, end: found.index + found[0].length, whole: false });
  }
  if (text.includes('@')) {
    for (const found of text.matchAll(address)) {
      // Longer than a word may be, and cut like one: an address is told apart within its first letters.
      const word = found[0].replaceAll('\u00ad', '').normalize('NFKC').toLowerCase().slice(0, 254);
      words.push({ word, start: found.index, end: found.index + found[0].length, whole: true });
    }
  }
  return words;
}

/** The text as it is searched and shown in pieces: the marks of hidden identity codes are no words of anybody's. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/\[\[code:\d+\]\]/g, '••••••-••••');
}
