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
const isLetter = new RegExp(`^${letter}$`, 'u');
// From the sign on. An expression for the whole would begin anew at every letter of a long word: a mail of one such
// word would hold the process for minutes.
const host = new RegExp(`${letter}+(?:[-.]${letter}+)+`, 'uy');

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
    for (const { start, end } of findAddresses(text)) {
      // Longer than a word may be, and cut like one: an address is told apart within its first letters.
      const word = text
        .slice(start, end)
        .replaceAll('\u00ad', '')
        .normalize('NFKC')
        .toLowerCase()
        .slice(0, 254);
      words.push({ word, start, end, whole: true });
    }
  }
  return words;
}

// RFC 5321 allows 64 bytes before the @; what is longer is found by its end.
const longestLocal = 320;

function* findAddresses(text: string): Generator<{ start: number; end: number }> {
  let from = 0;
  for (let sign = text.indexOf('@'); sign !== -1; sign = text.indexOf('@', sign + 1)) {
    if (sign < from) continue;
    const start = beginOfLocal(text, sign, Math.max(from, sign - longestLocal));
    if (start === sign) continue;
    host.lastIndex = sign + 1;
    if (!host.test(text)) continue;
    from = host.lastIndex;
    yield { start, end: from };
  }
}

/** Where the letters, and the signs between them, before the @ begin; `sign` itself when no letter stands before it. */
function beginOfLocal(text: string, sign: number, least: number): number {
  let start = sign;
  for (let at = sign; at > least;) {
    const before = at - (isLowSurrogate(text, at - 1) && at - 2 >= least ? 2 : 1);
    const sound = text.slice(before, at);
    if (isLetter.test(sound)) start = before;
    else if (at === sign || !/^[-._+]$/.test(sound)) return start;
    at = before;
  }
  return start;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The text as it is searched and shown in pieces: the marks of hidden identity codes are no words of anybody's. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/\[\[code:\d+\]\]/g, '••••••-••••');
}
