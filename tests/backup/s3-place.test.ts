import { afterAll, beforeAll, expect } from 'vitest';
import { readSettings } from '../../server/base/settings.ts';
import { blobName } from '../../server/operations/backup/format.ts';
import { openBucket } from '../../server/storage/bucket/open-bucket.ts';
import { openBucketPlace } from '../../server/storage/place/bucket-place.ts';
import type { Place } from '../../server/storage/place/place.ts';
import { findPlain } from '../promises/find-plain.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { startSwift, type TestSwift } from '../support/s3/start-swift.ts';
import { isSwiftMissing, testWithSwift as test } from '../support/s3/test-with-swift.ts';
import { registerFile, startHouse, type TestHouse } from '../support/start-house.ts';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { readWith } from './backup-house.ts';

let swift: TestSwift;
let the: TestHouse;
let place: Place;
let identity: string;

beforeAll(async () => {
  if (isSwiftMissing) return;
  swift = await startSwift();
  const given = await swift.makeBucket('backups', { prefix: 'haltija' });
  identity = await generateIdentity();
  const settings = {
    HALTIJA_BACKUP_URL: given['HALTIJA_BLOB_URL']!,
    HALTIJA_BACKUP_S3_ENDPOINT: given['HALTIJA_S3_ENDPOINT']!,
    HALTIJA_BACKUP_S3_REGION: given['HALTIJA_S3_REGION']!,
    HALTIJA_BACKUP_S3_ACCESS_KEY: given['HALTIJA_S3_ACCESS_KEY']!,
    HALTIJA_BACKUP_S3_SECRET_KEY: given['HALTIJA_S3_SECRET_KEY']!,
    HALTIJA_BACKUP_RECIPIENTS: await identityToRecipient(identity),
  };
  the = await startHouse({ start: false, settings });
  const { backup } = readSettings(settings, { registerFile });
  if (!backup || !('bucket' in backup.place)) throw new Error('no bucket');
  const { bucket } = backup.place;
  place = openBucketPlace(openBucket(bucket, { mayConnect: () => Promise.resolve() }), bucket.prefix);
}, 240_000);
afterAll(async () => {
  await the?.stop();
  await swift?.stop();
});

test('a backup in a bucket: whole, sealed, incremental; old parts of an upload that was cut short are ended', async () => {
  await handInMail(the.house, { text: 'fölsökningskod '.repeat(12_000) });
  const { id } = await the.house.backups.make();
  const read = readWith(place, identity);
  const statement = await read.backup(id);
  expect(statement.tables.length).toBeGreaterThan(40);
  expect(statement.blobs.blobs).toBeGreaterThan(0);
  const objects = await Array.fromAsync(place.list(''));
  const bytes = await Promise.all(
    objects.map(async ({ name, bytes: size }) => ({ name, bytes: await place.read(name, 0, size) })),
  );
  expect(findPlain(bytes, ['Åsa Lindqvist', 'Brevet kom inte fram', 'fölsökningskod'])).toEqual([]);

  // An upload that nobody will finish, of a blob.
  const cut = place.begin(blobName('01890000-0000-7000-8000-00000000aa11'));
  await cut.write([Buffer.alloc(6 * 1024 * 1024)]);
  expect(await swift.listUploads('backups')).toHaveLength(1);
  const stamps = (all: typeof objects) =>
    all.filter(({ name }) => name.startsWith('blobs/')).map(({ name, at }) => [name, at.getTime()]);
  await the.house.backups.make();
  expect(await swift.listUploads('backups')).toEqual([]);
  expect(stamps(await Array.fromAsync(place.list('')))).toEqual(stamps(objects));
}, 240_000);

test('the server is away: refused with its word, the condition says so; back again it goes on', async () => {
  await swift.kill();
  await expect(the.house.backups.make()).rejects.toMatchObject({
    code: 'storage-unavailable',
    details: { backup: 'server-out-of-reach' },
  });
  expect(the.house.conditions.list()).toContainEqual(
    expect.objectContaining({
      part: 'backups',
      about: 'backup',
      code: 'storage-unavailable:server-out-of-reach',
    }),
  );
  await swift.start();
  await the.house.backups.make();
}, 120_000);
