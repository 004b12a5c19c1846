import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDedupeDigest, makeDedupeKeys, type MailSource } from './make-dedupe-keys.ts';

const mailbox = 'service';
const key = Buffer.alloc(32, 7);
const smtp: MailSource = { kind: 'smtp' };

const keysOf = (raw: Buffer | string, source: MailSource = smtp) =>
  makeDedupeKeys({ mailbox, raw: Buffer.from(raw), source, key });

function inPieces(raw: Buffer, cuts: readonly number[], source: MailSource = smtp): string[] {
  const digest = createDedupeDigest({ mailbox, source, key });
  const at = [0, ...cuts.map((cut) => cut % (raw.length + 1)).toSorted((a, b) => a - b), raw.length];
  for (const [index, end] of at.slice(1).entries()) {
    // Handed over in memory that is used again at once.
    const lent = Buffer.from(raw.subarray(at[index], end));
    digest.update(lent);
    lent.fill(0x78);
  }
  return digest.keys();
}

/** Bodies out of what makes a difference: line ends, blanks, marks of a file of mails. */
const anyBody = fc
  .array(
    fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      ' ',
      '\t',
      '>',
      '>From ',
      'From ',
      '>>From x',
      'x',
      'Text',
      '\r\n\r\n',
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));
const anyHead = fc.constantFrom(
  'Message-ID: <a@example.fi>\r\nFrom: a@example.fi\r\n\r\n',
  'Message-ID: <a@example.fi>\nSubject: x\n y\n\n',
  'Date: Mon, 2 Nov 2026 10:00:00 +0200\r\nFrom: a@example.fi\n\r\n',
  'Message-ID: <a@example.fi>',
  'Subject: neither\n\n',
  '\n\n',
  '',
);

test('wherever a mail is cut as it comes, it is the same mail', () => {
  fc.assert(
    fc.property(
      anyHead,
      anyBody,
      fc.array(fc.nat(), { maxLength: 12 }),
      fc.constantFrom<MailSource>(smtp, { kind: 'import' }, { kind: 'imap', uidValidity: 1n, uid: 2 }),
      (head, body, cuts, source) => {
        const raw = Buffer.from(head + body);
        expect(inPieces(raw, cuts, source)).toEqual(keysOf(raw, source));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('a huge one too, with lines longer than are held', () => {
  const head = 'Message-ID: <huge@example.fi>\r\n\r\n';
  for (const body of ['x'.repeat(300_000), `${'x y\r\n'.repeat(60_000)}\r\n\r\n`, '>'.repeat(200_000)]) {
    const raw = Buffer.from(head + body);
    const cuts = Array.from({ length: 40 }, (_, at) => at * 7_919);
    expect(inPieces(raw, cuts)).toEqual(keysOf(raw));
  }
});

test('line ends, blank lines at the end and marks of a file make no other mail of it; a changed word does', () => {
  const head = 'Message-ID: <a@example.fi>\n\n';
  const [one] = keysOf(`${head}Hej\nFrom oss\n`);
  expect(keysOf(`${head}Hej\n>From oss\n`.replaceAll('\n', '\r\n'))).toEqual([one]);
  expect(keysOf(`${head}Hej\nFrom oss\n\n \t\n`)).toEqual([one]);
  expect(keysOf(`${head}Hej\nFrom dem\n`)).not.toEqual([one]);
  expect(keysOf(`${head}Hej\n\nFrom oss\n`)).not.toEqual([one]);
  expect(keysOf('Subject: neither id nor date\n\nHej')).toEqual([]);
});

test('what a header without an end is made of does not matter: it ends somewhere', () => {
  const raw = Buffer.from(`Message-ID: <a@example.fi>\n${'X-Long: x\n'.repeat(120_000)}`);
  expect(inPieces(raw, [10, 500_000, 600_000])).toEqual(keysOf(raw));
  expect(keysOf(raw)).toHaveLength(1);
});
