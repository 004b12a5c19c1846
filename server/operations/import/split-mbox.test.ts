import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FoundMail } from './found-mail.ts';
import { readMailFile } from './read-mail-file.ts';
import { splitMbox } from './split-mbox.ts';

const separator = 'From a@example.fi Mon Sep 17 00:00:00 2001\n';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function split(
  text: string,
  options: { size?: number; sizeLimit?: number } = {},
): Promise<FoundMail[]> {
  const source = inPieces(Buffer.from(text), options.size ?? 7);
  return Array.fromAsync(splitMbox(source, { sizeLimit: options.sizeLimit ?? 10_000 }));
}
const textsOf = (found: readonly FoundMail[]) =>
  found.map((each) => ('raw' in each ? each.raw.toString() : each.problem));

test('what stands before the first message is no mail, and a file without any is not read on', async () => {
  expect(textsOf(await split(`junk\n\n${separator}A: 1\n\nx\n`))).toEqual(['not-mail', 'A: 1\n\nx\n']);
  expect(await split('no line of that kind\n')).toEqual([{ number: 0, offset: 0, problem: 'not-mail' }]);
  expect(await split('')).toEqual([]);
});

test('a message over the limit is told by its place, and the next is whole', async () => {
  const long = `${'y'.repeat(300)}\n`;
  const found = await split(`${separator}A: 1\n\n${long}\n${separator}B: 2\n\nz\n`, { sizeLimit: 100 });
  expect(found).toMatchObject([
    { number: 1, offset: 0, problem: 'too-large' },
    { number: 2, offset: separator.length + 6 + long.length + 1 },
  ]);
});

test('a line with "From " inside a paragraph divides nothing; one after a blank line only with a moment', async () => {
  const text = `${separator}A: 1\n\nhello\nFrom a@b Mon Sep 17 00:00:00 2001\n\nFrom here on all is well.\n`;
  expect(await split(text)).toHaveLength(1);
});

test.each(['mboxrd', 'cut off'])('marks of "From " lines are taken off (%s)', async (way) => {
  const body = '>From a\n>>From b\n > From c\n>From';
  const [mail] = await split(`${separator}A: 1\n\n${body}${way === 'mboxrd' ? '\n' : ''}`);
  expect(textsOf([mail!])[0]).toBe(
    `A: 1\n\nFrom a\n>From b\n > From c\n>From${way === 'mboxrd' ? '\n' : ''}`,
  );
});

test('whatever was written as mboxrd is read as it was, however the bytes come', async () => {
  const line = fc.oneof(
    fc.constantFrom('', 'From ', '>From x', '>>From y', separator.trim(), 'Subject: s', '\r'),
    fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/[\r\n]/g, '')),
  );
  const mail = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => `H: 1\n${lines.join('\n')}\n`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(mail, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 90 }),
      async (mails, size) => {
        const file = mails.map((each) => `${separator}${each.replaceAll(/^(>*From )/gm, '>$1')}\n`).join('');
        expect(textsOf(await split(file, { size }))).toEqual(mails.map((each) => `${each}\n`));
      },
    ),
  );
});

test('any bytes end, in order and without loss of place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 2000 }),
      fc.integer({ min: 1, max: 300 }),
      async (bytes, size) => {
        for (const kind of ['mail', 'any'] as const) {
          const source = inPieces(Buffer.from(bytes), size);
          const found = await Array.fromAsync(readMailFile(source, kind, { sizeLimit: 500 }));
          expect(found.length).toBeGreaterThan(0);
          for (const each of found) expect(each.offset).toBeLessThanOrEqual(bytes.length);
        }
      },
    ),
  );
});

test('a line that never ends is not gathered: a gigabyte passes in little memory', async () => {
  const mebibyte = Buffer.alloc(1024 * 1024, 0x78);
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${separator}A: 1\n\n`);
    for (let sent = 0; sent < 1024; sent += 1) yield mebibyte;
    yield Buffer.from(`\n\n${separator}B: 2\n\nafter\n`);
  }
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const found = await Array.fromAsync(splitMbox(endless(), { sizeLimit: 25 * 1024 * 1024 }));
  expect(textsOf(found)).toEqual(['too-large', 'B: 2\n\nafter\n']);
  expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024);
});
