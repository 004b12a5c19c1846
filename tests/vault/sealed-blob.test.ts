import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { chunksHeaderLength, openInChunks, sealInChunks } from '../../server/safeguards/vault/chunks.ts';
import { sealedBytes } from '../../server/safeguards/vault/sealed.ts';
import { openBlob, readWhole } from '../../server/safeguards/vault/sealed-blob.ts';
import type { Opener } from '../../server/safeguards/vault/vault.ts';
import type { Blobs } from '../../server/storage/blobs.ts';

const column = sealedBytes('register.contact_file', 'content_sealed', 'files');
const key = randomBytes(32);
const [unit, row] = [newId(), newId()];
/** The smallest chunks, so that a few kilobytes are several. */
const power = 12;
const chunk = 2 ** power;

/** Bytes sealed and held here, with what was asked of them. */
function hold(plain: Buffer, bestRead: number) {
  const sealer = sealInChunks(key, column, unit, row, { power });
  const sealed = Buffer.concat([...sealer.seal(plain), ...sealer.end()]);
  const asked: number[] = [];
  const blobs = {
    bestRead,
    read: (_: unknown, from: number, length: number, into?: Buffer) => {
      asked.push(length);
      const found = sealed.subarray(from, from + length);
      if (into === undefined) return Promise.resolve(Buffer.from(found));
      found.copy(into);
      return Promise.resolve(into.subarray(0, found.length));
    },
  } as unknown as Blobs;
  const opener = {
    openChunks: (...[, unit, row, { header, bytes }]: Parameters<Opener['openChunks']>) =>
      openInChunks(key, column, unit, row, header, bytes),
  } as unknown as Opener;
  const header = sealed.subarray(0, chunksHeaderLength);
  const found = { blob: newId<'blob'>(), header, bytes: sealed.length };
  return { asked, sealed, open: () => openBlob(blobs, opener, column, unit, row, found) };
}

test('any part comes back as it was, however much is asked for at once; never more is held than that', async () => {
  const edge = fc.oneof(
    fc.integer({ min: 0, max: 9 * chunk }),
    fc.constantFrom(0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 8 * chunk),
  );
  await fc.assert(
    fc.asyncProperty(edge, edge, edge, fc.integer({ min: 1, max: 12 }), async (size, from, to, chunks) => {
      const plain = randomBytes(size);
      const bestRead = chunks * (chunk + 16);
      const held = hold(plain, bestRead);
      const opened = await held.open();
      expect(opened.size).toBe(size);
      const part = await readWhole(opened.read(from, to));
      expect(part.equals(plain.subarray(from, Math.max(from, to)))).toBe(true);
      expect((await readWhole(opened.read())).equals(plain)).toBe(true);
      expect(Math.max(...held.asked)).toBeLessThanOrEqual(bestRead);
    }),
  );
});

test('a whole of many chunks is asked for in as few questions as it may', async () => {
  const held = hold(randomBytes(9 * chunk), 4 * (chunk + 16));
  const opened = await held.open();
  await readWhole(opened.read());
  // The last by itself, then twice four.
  expect(held.asked).toHaveLength(3);
});

test('a chunk that is altered in the middle of what was asked for is not told, nor anything after it', async () => {
  const plain = randomBytes(9 * chunk);
  const held = hold(plain, 4 * (chunk + 16));
  held.sealed[chunksHeaderLength + 2 * (chunk + 16) + 5]! ^= 1;
  const pieces: Buffer[] = [];
  const reading = async () => {
    for await (const piece of (await held.open()).read()) pieces.push(piece);
  };
  await expect(reading()).rejects.toMatchObject({ code: 'internal', details: { reason: 'seal-broken' } });
  expect(Buffer.concat(pieces).equals(plain.subarray(0, 2 * chunk))).toBe(true);
});
