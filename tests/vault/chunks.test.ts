import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { chunksHeaderLength, openInChunks, sealInChunks } from '../../server/safeguards/vault/chunks.ts';
import { openBytes, sealBytes } from '../../server/safeguards/vault/envelope.ts';

const place = { table: 'register.contact_file', column: 'content_sealed', category: 'files' };
const key = randomBytes(32);
const unit = newId();
const row = newId();
/** The smallest chunks, so that a few kilobytes are several. */
const power = 12;
const chunk = 2 ** power;
const tag = 16;

const broken = expect.objectContaining({
  code: 'internal',
  details: expect.objectContaining({ reason: 'seal-broken' }),
});
const replaced = expect.objectContaining({
  code: 'internal',
  details: expect.objectContaining({ reason: 'key-replaced' }),
});
/** The byte that says by which version of the key it was sealed: another one sends its reader for that key. */
const versionAt = 1;

/** Any size about the borders of chunks, up to some four of them. */
const anySize = fc.oneof(
  fc.integer({ min: 0, max: 4 * chunk + 3 }),
  fc.constantFrom(0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk, 3 * chunk + 1),
);

/** @param cuts where the plain bytes are cut before they are sealed */
function seal(plain: Buffer, cuts: readonly number[] = [], more: { keyVersion?: number } = {}): Buffer {
  const sealer = sealInChunks(key, place, unit, row, { power, ...more });
  const at = [0, ...cuts.map((cut) => cut % (plain.length + 1)).toSorted((a, b) => a - b), plain.length];
  const pieces = at.slice(1).flatMap((end, index) => {
    // Handed over in memory that is used again at once.
    const lent = Buffer.from(plain.subarray(at[index], end));
    const ready = sealer.seal(lent).map((each) => Buffer.from(each));
    lent.fill(0);
    return ready;
  });
  return Buffer.concat([...pieces, ...sealer.end()]);
}

function open(envelope: Buffer, from = { key, place, unit, row }, keyVersion = 1): Buffer {
  const header = envelope.subarray(0, chunksHeaderLength);
  const opener = openInChunks(from.key, from.place, from.unit, from.row, header, envelope.length, keyVersion);
  const chunks = Array.from({ length: opener.chunks }, (_, index) => {
    const { from: at, length } = opener.place(index);
    return opener.open(index, envelope.subarray(at, at + length));
  });
  expect(Buffer.concat(chunks).length).toBe(opener.size);
  return Buffer.concat(chunks);
}

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
}

/** The chunks of an envelope, with their tags. */
function chunksOf(envelope: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = chunksHeaderLength; at < envelope.length; at += chunk + tag)
    chunks.push(envelope.subarray(at, at + chunk + tag));
  return chunks;
}

const withChunks = (envelope: Buffer, chunks: readonly Buffer[]) =>
  Buffer.concat([envelope.subarray(0, chunksHeaderLength), ...chunks]);

describe('what was sealed in chunks does not open', () => {
  const envelope = seal(randomBytes(2 * chunk + 100));
  const own = { key, place, unit, row };
  test.each([
    ['with another key', () => open(envelope, { ...own, key: randomBytes(32) })],
    ['in another table', () => open(envelope, { ...own, place: { ...place, table: 'mail.raw' } })],
    ['in another column', () => open(envelope, { ...own, place: { ...place, column: 'raw_sealed' } })],
    ['for another unit', () => open(envelope, { ...own, unit: newId() })],
    ['in another row', () => open(envelope, { ...own, row: newId() })],
    ['as a value in one piece', () => openBytes(key, place, unit, row, envelope)],
    ['when it is a value in one piece', () => open(sealBytes(key, place, unit, row, randomBytes(500)))],
    ['empty', () => open(Buffer.alloc(0))],
    ['with nothing but its header', () => open(envelope.subarray(0, chunksHeaderLength))],
    [
      'with a chunk asked for that it has not',
      () => {
        const opener = openInChunks(
          key,
          place,
          unit,
          row,
          envelope.subarray(0, chunksHeaderLength),
          envelope.length,
        );
        return opener.open(3, envelope.subarray(-116));
      },
    ],
  ])('%s', (_how, act) => {
    expect(thrownBy(act)).toEqual(broken);
  });
});

test('any bytes come back as they were, wherever they were cut when they came', () => {
  fc.assert(
    fc.property(anySize, fc.array(fc.nat(), { maxLength: 6 }), (size, cuts) => {
      const plain = randomBytes(size);
      const envelope = seal(plain, cuts);
      const chunks = Math.max(1, Math.ceil(size / chunk));
      expect(envelope.length).toBe(chunksHeaderLength + size + chunks * tag);
      expect(open(envelope).equals(plain)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('any flipped bit is noticed', () => {
  fc.assert(
    fc.property(anySize, fc.nat(), fc.integer({ min: 0, max: 7 }), (size, at, bit) => {
      const envelope = seal(randomBytes(size));
      envelope[at % envelope.length]! ^= 1 << bit;
      expect(thrownBy(() => open(envelope))).toEqual(at % envelope.length === versionAt ? replaced : broken);
    }),
    { numRuns: 300 },
  );
});

test('each bit of the header is noticed', () => {
  const envelope = seal(randomBytes(chunk + 7));
  for (let bit = 0; bit < chunksHeaderLength * 8; bit += 1) {
    const altered = Buffer.from(envelope);
    altered[bit >> 3]! ^= 1 << (bit & 7);
    expect(
      thrownBy(() => open(altered)),
      `bit ${bit}`,
    ).toEqual(bit >> 3 === versionAt ? replaced : broken);
  }
});

test('cut short anywhere, between chunks too, or with bytes added, it is noticed', () => {
  fc.assert(
    fc.property(anySize, fc.nat(), fc.integer({ min: 1, max: 2 * chunk }), (size, at, more) => {
      const envelope = seal(randomBytes(size));
      expect(thrownBy(() => open(envelope.subarray(0, at % envelope.length)))).toEqual(broken);
      expect(thrownBy(() => open(Buffer.concat([envelope, randomBytes(more)])))).toEqual(broken);
      for (let drop = chunksOf(envelope).length - 1; drop > 0; drop -= 1)
        expect(thrownBy(() => open(withChunks(envelope, chunksOf(envelope).slice(0, drop))))).toEqual(broken);
    }),
    { numRuns: 150 },
  );
});

test('chunks that changed places, came twice, are missing or are of another value are noticed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: chunk + 1, max: 4 * chunk }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom('swap', 'double', 'drop', 'other'),
      (size, one, two, how) => {
        const plain = randomBytes(size);
        const envelope = seal(plain);
        const chunks = chunksOf(envelope);
        const [at, to] = [one % chunks.length, two % chunks.length];
        const changed = [...chunks];
        if (how === 'swap') [changed[at], changed[to]] = [chunks[to]!, chunks[at]!];
        if (how === 'double') changed.splice(at, 0, chunks[at]!);
        if (how === 'drop') changed.splice(at, 1);
        // The same bytes, sealed once more for the same place.
        if (how === 'other') changed[at] = chunksOf(seal(plain))[at]!;
        if (how === 'swap' && at === to) return;
        expect(thrownBy(() => open(withChunks(envelope, changed)))).toEqual(broken);
      },
    ),
    { numRuns: 300 },
  );
});

test('a chunk from the middle opens by itself, as what it is and as no other', () => {
  const plain = randomBytes(3 * chunk + 5);
  const envelope = seal(plain);
  const header = envelope.subarray(0, chunksHeaderLength);
  const opener = openInChunks(key, place, unit, row, header, envelope.length);
  expect([opener.size, opener.chunks, opener.chunkSize]).toEqual([plain.length, 4, chunk]);
  const { from, length } = opener.place(2);
  const sealed = envelope.subarray(from, from + length);
  expect(opener.open(2, sealed).equals(plain.subarray(2 * chunk, 3 * chunk))).toBe(true);
  for (const index of [0, 1, 3, -1, 4]) expect(thrownBy(() => opener.open(index, sealed))).toEqual(broken);
  // One said to be shorter would make of it the last.
  const shorter = openInChunks(key, place, unit, row, header, envelope.length - (5 + tag));
  expect(thrownBy(() => shorter.open(2, sealed))).toEqual(broken);
});

test('the same value sealed twice looks different, chunk by chunk', () => {
  const plain = Buffer.alloc(4 * chunk, 'samma');
  const all = Array.from({ length: 20 }, () => chunksOf(seal(plain))).flat();
  expect(new Set(all.map((each) => each.toString('latin1'))).size).toBe(all.length);
  expect(all.every((each) => !each.includes('samma'))).toBe(true);
});

test('a later version of a key is bound in, and whoever comes with another is sent for it', () => {
  const envelope = seal(randomBytes(100), [], { keyVersion: 2 });
  expect(open(envelope, undefined, 2).length).toBe(100);
  expect(thrownBy(() => open(envelope))).toEqual(replaced);
  expect(thrownBy(() => open(envelope, undefined, 3))).toEqual(replaced);
  // The very key, under the number of another version.
  envelope[versionAt] = 1;
  expect(thrownBy(() => open(envelope))).toEqual(broken);
});
