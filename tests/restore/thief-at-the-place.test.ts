import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isId, newId } from '../../server/base/new-id.ts';
import { createFileSealer } from '../../server/operations/backup/age-file.ts';
import {
  type BackupStatement,
  blobLine,
  blobOfName,
  blobName,
  blobStem,
  lateSet,
  readBlobLine,
  statementName,
} from '../../server/operations/backup/format.ts';
import { putSealed } from '../../server/operations/backup/write-set.ts';
import { createSetReader, type SetReader } from '../../server/operations/restore/read-sets.ts';
import { restoreBlobs } from '../../server/operations/restore/restore-blobs.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { openBlobFolder } from '../../server/storage/blob-folder.ts';
import { openFolderPlace } from '../../server/storage/place/folder-place.ts';
import type { Place } from '../../server/storage/place/place.ts';

// Whoever writes at the place of the backups knows the public key, and nothing else. What they lay there is neither believed
// nor read to its end, and names nothing outside.

let folder: string;
let place: Place;
let reader: SetReader;
let taken = 0;
const mebibyte = 1024 * 1024;
const mostTaken = 10 * mebibyte;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-thief-'));
  const identity = await generateIdentity();
  const keeper = await openKeeper(join(folder, 'keeper'), { create: true });
  const real = openFolderPlace(join(folder, 'place'));
  place = {
    ...real,
    async read(name, from, length) {
      const piece = await real.read(name, from, length);
      taken += piece.length;
      return piece;
    },
  };
  reader = createSetReader({ place, identities: [identity], keeper });
  const seal = await createFileSealer([await identityToRecipient(identity)]);
  async function* much() {
    for (let each = 0; each < 48; each += 1) yield await Promise.resolve(Buffer.alloc(mebibyte));
  }
  for (const name of [`${lateSet(1)}${statementName}`, 'late/table.age'])
    await putSealed({ place, seal, keeper, wrote: () => undefined }, name, much());
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('swollen-statement: a huge file in place of a statement is refused before it fills the memory', async () => {
  taken = 0;
  await expect(reader.late(1)).rejects.toMatchObject({ details: { reason: 'statement-altered' } });
  expect(taken).toBeLessThan(mostTaken);
}, 120_000);

test('swollen-file: a file that is longer than it was signed is not read to its end', async () => {
  const file = { name: 'table.age', bytes: 1_000, sha256: '0'.repeat(64) };
  for (const read of [() => reader.check('late/', file), () => Array.fromAsync(reader.read('late/', file))]) {
    taken = 0;
    await expect(read()).rejects.toMatchObject({ details: { reason: 'file-altered' } });
    expect(taken).toBeLessThan(mostTaken);
  }
}, 120_000);

test('blob-list-paths: a list laid there after it was checked names no file outside', async () => {
  const blobs = await openBlobFolder(join(folder, 'blobs'));
  const lists = [
    `../../../../etc/passwd 1 ${'0'.repeat(64)}\n`,
    `${newId()}/../x 1 ${'0'.repeat(64)}\n`,
    `${newId()} 1 nothing\n`,
    `${newId()} -1 ${'0'.repeat(64)}\n`,
  ];
  for (const list of lists) {
    const asked: string[] = [];
    const altered: SetReader = {
      ...reader,
      async *read(set, file) {
        if (set === '') asked.push(file.name);
        yield await Promise.resolve(Buffer.from(list));
      },
    };
    const backup = { id: '20261201T000000Z-00000000', blobs: { name: 'blobs.age' } } as BackupStatement;
    await expect(restoreBlobs(altered, backup, blobs, 0, () => Promise.resolve())).rejects.toMatchObject({
      details: { reason: 'file-altered' },
    });
    expect(asked).toEqual([]);
  }
});

test('a line of the list is read as it was written, and nothing else is read', () => {
  const mark = fc.oneof(fc.constant(''), fc.stringMatching(/^[0-9a-f]{8}$/));
  fc.assert(
    fc.property(mark, fc.nat(), fc.stringMatching(/^[0-9a-f]{64}$/), (given, bytes, sha256) => {
      const blob = { blob: newId(), mark: given, bytes, sha256 };
      expect(readBlobLine(blobLine(blob).trimEnd())).toEqual(blob);
      expect(blobOfName(blobName(blobStem(blob)))).toEqual({ blob: blob.blob, mark: given });
    }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      const read = readBlobLine(text);
      if (read === undefined) return;
      expect(isId(read.blob)).toBe(true);
      expect(blobStem(read)).not.toMatch(/[/.\\]/);
    }),
  );
});
