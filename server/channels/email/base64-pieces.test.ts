import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { decodeBase64Pieces } from './base64-pieces.ts';

async function decode(text: Buffer, cuts: readonly number[]): Promise<Buffer> {
  const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  const pieces = at.slice(1).map((end, index) => text.subarray(at[index], end));
  return Buffer.concat(await Array.fromAsync(decodeBase64Pieces(toAsync(pieces))));
}

async function* toAsync<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

/** What the library makes of the same text. */
async function byLibrary(text: Buffer): Promise<Buffer> {
  const head =
    'Content-Type: application/pdf\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n';
  const email = await PostalMime.parse(Buffer.concat([Buffer.from(head), text]));
  return Buffer.from(email.attachments[0]!.content as ArrayBuffer);
}

test('whatever stands between and wherever it is cut: the bytes that the parser makes of it', async () => {
  const part = fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    fc.constantFrom('\r\n', '\n', '=', '==', '====', ' ', '-_', 'ä', '!', 'A', 'AB', 'ABC', '\0'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 20 }).map((parts) => Buffer.from(parts.join(''))),
      fc.array(fc.nat(), { maxLength: 8 }),
      async (text, cuts) => {
        expect((await decode(text, cuts)).equals(await byLibrary(text))).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});

test('more than is decoded at once', async () => {
  const plain = randomBytes(400_001);
  const text = Buffer.from(plain.toString('base64').replace(/.{76}/g, '$&\r\n'));
  expect((await decode(text, [1, 99_999, 100_000, 300_001])).equals(plain)).toBe(true);
});
