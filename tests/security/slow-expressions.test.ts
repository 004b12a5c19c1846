import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldQuoted } from '../../server/channels/email/fold-quoted.ts';
import { htmlToText } from '../../server/channels/email/html-to-text.ts';
import { recogniseBounce } from '../../server/channels/email/recognise-bounce.ts';
import { sanitizeMailHtml } from '../../server/channels/email/sanitize-html.ts';
import { splitWords } from '../../server/register/contacts/search/split-words.ts';
import { findPersonalData } from '../../server/register/team/find-personal-data.ts';
import { findLinks } from '../../web/console/contact/find-links.ts';

// Text that strangers write is looked through by expressions: none may take a time that grows with more than its length.
// The limits are wide: what they guard against takes minutes.

const size = 200_000;
const long = (piece: string, length = size) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

function milliseconds(act: () => unknown): number {
  const before = performance.now();
  act();
  return performance.now() - before;
}

const pieces = [
  'a',
  'a.',
  '-',
  '> ',
  ' \t',
  '\n',
  '\n>',
  '@',
  'a@',
  'a@b.',
  '(',
  ')',
  'www.',
  'wrote: ',
  'x:',
  '_',
  '𝒶',
];

test.each(pieces)('a mail full of %j', (piece) => {
  const text = `${long(piece)} x@example.fi`;
  expect(milliseconds(() => splitWords(text))).toBeLessThan(3_000);
  expect(milliseconds(() => splitWords(`x@${text}`))).toBeLessThan(3_000);
  expect(milliseconds(() => foldQuoted(text))).toBeLessThan(3_000);
  expect(milliseconds(() => findLinks(`https://a.fi${text}`))).toBeLessThan(3_000);
  expect(milliseconds(() => findPersonalData(text.slice(0, 20_000)))).toBeLessThan(3_000);
  expect(milliseconds(() => sanitizeMailHtml(text))).toBeLessThan(6_000);
  expect(milliseconds(() => htmlToText(text))).toBeLessThan(6_000);
});

test.each([...pieces, 'received: ', 'message-id :', 'user ', '5.1.1 ', '- ', '=-'])(
  'a notice full of %j',
  (piece) => {
    const email = {
      subject: 'Undelivered mail',
      text: `${long(piece)}\nend`,
      headers: [{ key: 'return-path', value: '<>' }],
      attachments: [],
      from: { address: 'mailer-daemon@example.fi', name: '' },
    };
    expect(milliseconds(() => recogniseBounce(email as never))).toBeLessThan(5_000);
  },
);

test('links that end in thousands of brackets do not hold the page', () => {
  const text = `www.a.fi${')'.repeat(1_980)} `.repeat(500);
  expect(milliseconds(() => findLinks(text))).toBeLessThan(3_000);
  expect(findLinks('(see https://a.fi/b_(c)).')).toContainEqual(
    expect.objectContaining({ text: 'https://a.fi/b_(c)' }),
  );
});

// How addresses were found before; right, and slow.
const letter = '[\\p{L}\\p{N}\\p{M}\\u00ad]';
const asBefore = new RegExp(`${letter}+(?:[-._+]+${letter}+)*@${letter}+(?:[-.]${letter}+)+`, 'gu');

test('addresses are found where one expression would find them', () => {
  const text = fc.array(fc.constantFrom('a', 'ä', '𝒶', '.', '-', '+', '@', ' ', 'b.fi', '..', '<', '1'), {
    maxLength: 25,
  });
  fc.assert(
    fc.property(text, (parts) => {
      const joined = parts.join('');
      const found = splitWords(joined).filter(({ whole }) => whole);
      expect(found.map(({ start, end }) => joined.slice(start, end))).toEqual(
        [...joined.matchAll(asBefore)].map(([whole]) => whole),
      );
    }),
    { numRuns: 2_000 },
  );
});
