import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNotice } from '../../server/safeguards/declaration/reverse/read-notice.ts';
import { splitSentences } from '../../server/safeguards/declaration/reverse/split-sentences.ts';

const textsOf = (text: string) =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end).replaceAll(/\s+/g, ' ').trim());

/** The text is the pieces, one after the other. */
function expectWhole(text: string): void {
  let at = 0;
  for (const { start, end } of splitSentences(text)) {
    expect(start).toBe(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBe(text.length);
}

describe('a full stop that ends nothing', () => {
  test.each([
    'Vi sparar t.ex. Namn och adress.',
    'Käytämme esim. Helsingissä olevaa palvelinta.',
    'We store data, e.g. Names and addresses.',
    'Grunden är art. 6.1 f i förordningen.',
    'The basis is Art. 6 of the regulation.',
    'Beskrivningen ändrades 23.10.2019 av oss.',
    'Seloste on laadittu 2. toukokuuta 2023.',
    'Yhteyshenkilö on A. Virtanen.',
  ])('%s', (text) => expect(textsOf(text)).toEqual([text]));
});

test('sentences, lists and headings stand apart; what a page broke is read on', () => {
  const text = [
    '3. Uppgifter',
    '',
    'Vi sparar namn. Vi sparar inte mer.',
    '',
    '• Namn',
    '• Adress',
    'Den här raden är så lång att sidan bryter den just här, mitt i',
    'meningen som går vidare.',
  ].join('\n');
  expect(textsOf(text)).toEqual([
    '3. Uppgifter',
    'Vi sparar namn.',
    'Vi sparar inte mer.',
    '• Namn',
    '• Adress',
    'Den här raden är så lång att sidan bryter den just här, mitt i meningen som går vidare.',
  ]);
  const shapes = ['heading', 'sentence', 'sentence', 'item', 'item', 'sentence'];
  expect(splitSentences(text).map(({ shape }) => shape)).toEqual(shapes);
});

const pieces = fc.constantFrom(
  'Vi säljer aldrig uppgifter. ',
  'Säilytämme niitä 3 kk. ',
  'We keep it for a year. ',
  't.ex. ',
  '1. ',
  '• ',
  '\n',
  '\n\n',
  '\r\n',
  ' ',
  '.',
  '...',
  '(1) månad',
  '0000001-9',
  'a@b.fi',
  '\ud83d\ude00',
  '\ud800',
  '\u00ad',
  '-\n',
  ':',
  'personbeteckning ',
  '<fyll i>',
  '"',
  '#',
  '\u2028',
  '\u0000',
);
const notices = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(pieces, { maxLength: 80 }).map((parts) => parts.join('')),
);

test('whatever the text, it is read, and every character stands in exactly one sentence', () => {
  fc.assert(
    fc.property(notices, fc.constantFrom('sv', 'fi', 'en'), (text, language) => {
      expectWhole(text);
      const reading = readNotice(text, language)!;
      expect(reading.sentences.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      const counted = Object.values(reading.totals).reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(reading.sentences.length);
    }),
    { numRuns: 300 },
  );
});

// Each of these makes an expression that goes back and forth hang for ever; the limit is the test's own.
test.each<[string, string]>([
  ['dots', '.'.repeat(1_000_000)],
  ['one line of words', 'personuppgifter '.repeat(30_000)],
  ['digits', '0'.repeat(300_000)],
  ['digits and dashes', '1234567-'.repeat(40_000)],
  ['at signs', 'a@'.repeat(100_000)],
  ['capitals', 'A '.repeat(100_000)],
  ['names of companies that end in nothing', 'Bolaget '.repeat(40_000)],
  ['bullets', '- a\n'.repeat(10_000)],
  ['white space', ' '.repeat(1_000_000)],
  ['empty lines', '\n'.repeat(500_000)],
  ['hyphens at line ends', `ord-${' '.repeat(20)}\n`.repeat(20_000)],
  ['www', 'www.'.repeat(60_000)],
])('very much of nothing but %s is read whole', (_what, text) => {
  expectWhole(text);
  expect(readNotice(text, 'sv')).toBeDefined();
});
