import { afterAll, beforeAll, expect } from 'vitest';
import { isWell } from '../../server/operations/restore/report.ts';
import { type Customer, welcome } from '../promises/one-customer.ts';
import { signInAgain } from '../promises/visit.ts';
import { startSwift, type TestSwift } from '../support/s3/start-swift.ts';
import { isSwiftMissing, testWithSwift as test } from '../support/s3/test-with-swift.ts';
import type { TestHouse } from '../support/start-house.ts';
import { close, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';

// Backups in one bucket, blobs in another: both are asked of a real server, and what comes back is what was there.

let swift: TestSwift;
let fire: FirePlace;
let the: TestHouse;
let asa: Customer;
const long = 'Granatäpple '.repeat(12_000);

beforeAll(async () => {
  if (isSwiftMissing) return;
  swift = await startSwift();
  const place = await swift.makeBucket('backups', { prefix: 'haltija' });
  fire = await makeFirePlace({
    ...(await swift.makeBucket('blobs')),
    HALTIJA_BACKUP_URL: place['HALTIJA_BLOB_URL']!,
    HALTIJA_BACKUP_S3_ENDPOINT: place['HALTIJA_S3_ENDPOINT']!,
    HALTIJA_BACKUP_S3_REGION: place['HALTIJA_S3_REGION']!,
    HALTIJA_BACKUP_S3_ACCESS_KEY: place['HALTIJA_S3_ACCESS_KEY']!,
    HALTIJA_BACKUP_S3_SECRET_KEY: place['HALTIJA_S3_SECRET_KEY']!,
  });
  ({ the } = await fire.open());
  asa = await welcome(the, { from: 'Åsa <asa@example.fi>', text: long });
  await makeBackup(the);
  await close(the);
  await fire.burn();
}, 240_000);
afterAll(async () => {
  await the?.stop().catch(() => undefined);
  await fire?.end();
  await swift?.stop();
});

/** By their names, which are ids; what else stands there is how the bucket is known for ours. */
const listBlobs = async () =>
  (await swift.listObjects('blobs'))
    .filter(({ name }) => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));

test('into a bucket that holds blobs nothing is restored', async () => {
  await expect(fire.restore({ from: undefined })).rejects.toMatchObject({
    details: { reason: 'blobs-not-empty' },
  });
}, 120_000);

test('a register comes back out of a bucket, its blobs into a bucket', async () => {
  const before = await listBlobs();
  expect(before.length).toBeGreaterThan(0);
  for (const { name } of before) await swift.removeObject('blobs', name);
  const { statement } = await fire.restore({ from: undefined });
  expect(isWell(statement)).toBe(true);
  expect(statement.blobs).toBe(before.length);
  expect(await listBlobs()).toEqual(before);
  the = await fire.reopen();
  const agent = await signInAgain(the.app, 'eero.virtanen');
  const { body } = await agent('GET', `/api/console/contacts/${asa.contactId}`);
  expect(JSON.stringify(body)).toContain('Granatäpple Granatäpple');
}, 240_000);
