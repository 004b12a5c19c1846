import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../server/base/settings.ts';
import { newId, type Id } from '../../server/base/new-id.ts';
import { keepBlobsInBucket } from '../../server/storage/blob-bucket.ts';
import { openBlobFolder } from '../../server/storage/blob-folder.ts';
import type { Blobs } from '../../server/storage/blobs.ts';
import { openBucket } from '../../server/storage/bucket/open-bucket.ts';
import { startSwift, type TestSwift } from '../support/s3/start-swift.ts';
import { isSwiftMissing } from '../support/s3/test-with-swift.ts';

const mebibyte = 1024 * 1024;

let folder: string;
let swift: TestSwift | undefined;

const kinds: readonly (readonly [string, () => Promise<Blobs>])[] = [
  [
    'a folder',
    async () => {
      const blobs = await openBlobFolder(folder);
      await writeFile(join(folder, 'not-a-blob'), '');
      return blobs;
    },
  ],
  [
    'a bucket',
    async () => {
      swift = await startSwift();
      const given = await swift.makeBucket('contract', { prefix: 'blobs' });
      const { bucket: setting } = readSettings(given, { registerFile: 'register.yaml' });
      const bucket = openBucket(setting!, { mayConnect: () => Promise.resolve() });
      await bucket.begin('blobs/aa/bb/not-a-blob').finish();
      await bucket.begin(`another/place/${newId()}`).finish();
      return keepBlobsInBucket(bucket, setting!.prefix, 'this-register');
    },
  ],
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-blobs-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await swift?.stop();
});

for (const [kind, open] of kinds) {
  describe.skipIf(kind === 'a bucket' && isSwiftMissing)(`blobs in ${kind}`, () => {
    let blobs: Blobs;
    beforeAll(async () => {
      blobs = await open();
    }, 30_000);

    async function write(pieces: readonly Uint8Array[]): Promise<Id<'blob'>> {
      const writing = await blobs.begin();
      for (const piece of pieces) await writing.write([piece]);
      return writing.finish();
    }
    const named = async () => (await Array.fromAsync(blobs.list())).map(({ id }) => id);

    test('what is not there is refused as not found, and removing it is no error', async () => {
      const absent = newId<'blob'>();
      await expect(blobs.size(absent)).rejects.toMatchObject({ code: 'not-found' });
      await expect(blobs.read(absent, 0, 10)).rejects.toMatchObject({ code: 'not-found' });
      await blobs.remove(absent);
      for (const odd of ['', '../keeper/master.key', `${absent}/x`, `${absent}?versions`]) {
        await expect(blobs.size(odd)).rejects.toMatchObject({ code: 'not-found' });
        await expect(blobs.read(odd, 0, 1)).rejects.toMatchObject({ code: 'not-found' });
        await blobs.remove(odd);
      }
    });

    test('until it is finished nothing can be read; abandoned, nothing is left', async () => {
      const before = await named();
      const writing = await blobs.begin();
      await writing.write([randomBytes(6 * mebibyte)]);
      await writing.write([randomBytes(6 * mebibyte)]);
      await writing.abandon();
      const never = await blobs.begin();
      await never.abandon();
      expect(await named()).toEqual(before);
    });

    test('it comes back byte for byte, whole and from anywhere, however it was cut into pieces', async () => {
      const bytes = randomBytes(2 * mebibyte);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 6 }),
          fc.integer({ min: 0, max: 2 * mebibyte }),
          fc.integer({ min: 0, max: 2 * mebibyte }),
          async (lengths, from, length) => {
            let total = 0;
            const pieces = lengths.map((each) => bytes.subarray(total, (total += each)));
            const id = await write(pieces);
            expect(await blobs.size(id)).toBe(total);
            const expected = bytes.subarray(0, total).subarray(from, from + length);
            expect((await blobs.read(id, from, length)).equals(expected)).toBe(true);
            const room = Buffer.alloc(length + 10);
            const found = await blobs.read(id, from, length, room);
            expect(found.equals(expected) && (length === 0 || found.buffer === room.buffer)).toBe(true);
          },
        ),
        { numRuns: 15 },
      );
    }, 30_000);

    test('one of several parts is whole, and read over their borders', async () => {
      const bytes = randomBytes(17 * mebibyte);
      const pieces = Array.from({ length: 34 }, (_, at) =>
        bytes.subarray((at * mebibyte) / 2, ((at + 1) * mebibyte) / 2),
      );
      const id = await write(pieces);
      expect(await blobs.size(id)).toBe(bytes.length);
      expect((await blobs.read(id, 0, bytes.length + 5)).equals(bytes)).toBe(true);
      const border = 5 * mebibyte - 7;
      expect((await blobs.read(id, border, 20)).equals(bytes.subarray(border, border + 20))).toBe(true);
    }, 30_000);

    test('each is listed with its moment, over several pages, and nothing else is', async () => {
      const before = Date.now() - 2_000;
      const made = await Promise.all(Array.from({ length: 20 }, () => write([randomBytes(100)])));
      const listed = new Map<string, Date>();
      for await (const { id, at } of blobs.list()) listed.set(id, at);
      for (const id of made) expect(listed.get(id)!.getTime()).toBeGreaterThan(before);
      expect([...listed.keys()].every((id) => /^[0-9a-f-]{36}$/.test(id))).toBe(true);
    }, 30_000);

    test('removed, it is gone; removed again, all is well', async () => {
      const [one, other] = [await write([randomBytes(10)]), await write([randomBytes(11)])];
      await blobs.remove(one);
      await blobs.remove(one);
      await expect(blobs.read(one, 0, 10)).rejects.toMatchObject({ code: 'not-found' });
      expect(await named()).not.toContain(one);
      expect(await blobs.size(other)).toBe(11);
    });

    test('says that it can be used', () => expect(blobs.check()).resolves.toBeUndefined());
  });
}
