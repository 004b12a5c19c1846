/** A piece of the notice: `text.slice(start, end)`. Pieces follow each other without a gap, so that nothing is lost. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly shape: 'sentence' | 'heading' | 'item';
}

/** A longer "sentence" is a list without stops, or an attack: it is cut at a space. */
const longestPiece = 1_500;
/** A heading is short and stands alone. */
const longestHeading = 110;

// After these a full stop ends nothing.
const abbreviations = new Set(
  (
    'art kap mom nr tel puh s sid kl klo ca vrt ks ko ns esim t.ex e.g i.e dvs d.v.s bl.a s.k jfr ' +
    'enl exkl inkl max min mr mrs ms dr prof st alak kohd incl approx cf'
  ).split(' '),
);
const segmenter = new Intl.Segmenter('sv', { granularity: 'sentence' });

interface Line {
  readonly start: number;
  /** After its line break. */
  readonly end: number;
  readonly words: string;
}

/**
 * Splits a notice, however it was pasted: lines that a page broke are read on, headings and list items stand alone,
 * abbreviations and dates end nothing. Every character belongs to exactly one piece. Time is linear in the text.
 */
export function splitSentences(text: string): Piece[] {
  const lines = readLines(text);
  const widest = lines.reduce((most, { words }) => (words.length > most ? words.length : most), 0);
  const wrapped = widest >= 50 && widest <= 160;
  const pieces: Piece[] = [];
  for (let first = 0; first < lines.length;) {
    let last = first;
    while (last + 1 < lines.length && goesOn(lines, last, last + 1, wrapped ? widest : undefined)) last += 1;
    pieces.push(...splitBlock(text, lines, first, last));
    first = last + 1;
  }
  return pieces;
}

function readLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const stop = text.indexOf('\n', start);
    const end = stop < 0 ? text.length : stop + 1;
    lines.push({ start, end, words: text.slice(start, end).trim() });
    start = end;
  }
  return lines;
}

const bullet = /^(?:[•◦▪‣·●○■–—*+-]\s|\(?(?:\d{1,2}|[a-zåäö])[.)]\s)/iu;
const startsSmall = /^\p{Ll}/u;
const endsClosed = /[.!?:;…][)"”’»]?$/u;

/** Whether the next line belongs to the sentence of this one: the page broke it, not the writer. */
function goesOn(lines: readonly Line[], at: number, next: number, width: number | undefined): boolean {
  const before = lines[at]!.words;
  const after = lines[next]!.words;
  // An empty line is taken with what stands above it; a sentence broken by a page goes on after it.
  if (after === '') return true;
  if (before === '') {
    const above = lines[at - 1]?.words ?? '';
    return above.length >= 40 && !endsClosed.test(above) && startsSmall.test(after) && !bullet.test(after);
  }
  if (bullet.test(after)) return false;
  if (endsClosed.test(before)) return false;
  if (before.endsWith('-') && startsSmall.test(after)) return true;
  if (bullet.test(before)) return startsSmall.test(after) && before.length >= 40;
  if (startsSmall.test(after) && before.length >= 40) return true;
  return width !== undefined && before.length >= width * 0.75 && before.length >= 50;
}

function splitBlock(text: string, lines: readonly Line[], first: number, last: number): Piece[] {
  const { start, words } = lines[first]!;
  const { end } = lines[last]!;
  const block = text.slice(start, end);
  if (isNumberedHeading(lines, first, last)) return [{ start, end, shape: 'heading' }];
  if (bullet.test(words)) {
    // The bullet itself is no sentence: "1." would end one.
    const mark = block.length - block.trimStart().length + (bullet.exec(words)?.[0].length ?? 0);
    return cut(text, start, end, mark).map((piece) => ({ ...piece, shape: 'item' as const }));
  }
  const pieces = cut(text, start, end, 0);
  const [only] = pieces;
  const bare = block.trim();
  if (pieces.length === 1 && only && bare.length <= longestHeading && isHeading(bare))
    return [{ ...only, shape: 'heading' }];
  return pieces;
}

const number = /^\(?\d{1,2}[.)]\s/u;

/** "3. Ändamål" over a text; in a list of numbers the next one, or the one before, follows at once. */
function isNumberedHeading(lines: readonly Line[], first: number, last: number): boolean {
  const { words } = lines[first]!;
  if (!number.test(words) || words.length > longestHeading || /[.!;,:]$/u.test(words)) return false;
  if (lines.slice(first + 1, last + 1).some((line) => line.words !== '')) return false;
  return !number.test(lines[first - 1]?.words ?? '') && !number.test(lines[last + 1]?.words ?? '');
}

function isHeading(bare: string): boolean {
  // "Namn: Bolaget Ab" tells something; "Hur länge?" and "3.2 Ändamål" are headings.
  if (/^[#=]+\s/u.test(bare)) return true;
  if (/[.!…;,]$/u.test(bare) || /:\s+\S/u.test(bare) || bare.includes('@')) return false;
  return bare.length > 0;
}

/** Sentences of a block, with the abbreviations joined and the endless cut. */
function cut(text: string, start: number, end: number, skip: number): Piece[] {
  // A line break within a block is no end of a sentence. The same length, so that places stay.
  const flat = text.slice(start + skip, end).replaceAll(/[\n\r\u2028\u2029\u0085\v\f]/g, ' ');
  const ends: number[] = [];
  for (const { index, segment } of segmenter.segment(flat)) {
    const stop = start + skip + index + segment.length;
    const tail = flat.slice(Math.max(0, index + segment.length - 24), index + segment.length).trimEnd();
    const next = flat.slice(index + segment.length, index + segment.length + 1);
    if (stop < end && endsOnlyAbbreviation(tail, next)) continue;
    ends.push(stop);
  }
  if (ends.at(-1) !== end) ends.push(end);
  const pieces: Piece[] = [];
  let from = start;
  for (const stop of ends) {
    while (stop - from > longestPiece) {
      const place = placeToCut(text, from);
      pieces.push({ start: from, end: place, shape: 'sentence' });
      from = place;
    }
    if (stop > from) pieces.push({ start: from, end: stop, shape: 'sentence' });
    from = stop;
  }
  return joinEmpty(text, pieces);
}

function endsOnlyAbbreviation(tail: string, next: string): boolean {
  if (!tail.endsWith('.')) return false;
  const word = /([\p{L}\p{N}.]{1,12})\.$/u.exec(tail)?.[1];
  if (word === undefined) return false;
  if (abbreviations.has(word.toLowerCase())) return true;
  // "6." before "1 f", an initial before a name.
  if (/^\p{Lu}$/u.test(word)) return true;
  return /^\d{1,2}$/u.test(word) && /^[\d\p{Ll}]/u.test(next);
}

function placeToCut(text: string, from: number): number {
  const limit = from + longestPiece;
  const space = text.lastIndexOf(' ', limit);
  if (space > from + longestPiece / 2) return space + 1;
  // Not in the middle of a character of two halves.
  const code = text.charCodeAt(limit);
  return code >= 0xdc00 && code <= 0xdfff ? limit - 1 : limit;
}

/** White space alone is no sentence: it goes with the one before it. */
function joinEmpty(text: string, pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    if (before && text.slice(piece.start, piece.end).trim() === '')
      joined[joined.length - 1] = { ...before, end: piece.end };
    else joined.push(piece);
  }
  return joined;
}
