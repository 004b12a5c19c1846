import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBetween } from '../support/s3/start-between.ts';
import { startSwift, type TestSwift } from '../support/s3/start-swift.ts';
import { isSwiftMissing, testWithSwift as test } from '../support/s3/test-with-swift.ts';
import { type Installation, makeInstallation } from './run-haltija.ts';

let here: Installation;
let swift: TestSwift;
let given: Record<string, string>;

beforeAll(async () => {
  if (isSwiftMissing) return;
  [here, swift] = await Promise.all([makeInstallation(), startSwift()]);
  given = await swift.makeBucket('doctored', { prefix: 'blobs' });
}, 30_000);
afterAll(async () => {
  await here?.remove();
  await swift?.stop();
});

interface Finding {
  readonly about: string;
  readonly result: string;
  readonly says: string;
  readonly write?: string;
}

/** What the doctor says of the bucket. */
async function ask(changed: Record<string, string> = {}): Promise<Finding[]> {
  const { stdout } = await here.run(['doctor', '--json'], { ...given, ...changed });
  for (const secret of [swift.secretKey, 'of-somebody-else', 'doctored', 'not-there'])
    expect(stdout).not.toContain(secret);
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return findings.filter(({ about }) => about === 'HALTIJA_BLOB_URL');
}

const problem = (says: RegExp) => [
  expect.objectContaining({
    result: 'problem',
    says: expect.stringMatching(says),
    write: expect.any(String),
  }),
];

test('what is wrong with a bucket is told, with what to do', async () => {
  const before = await swift.listObjects('doctored');
  expect(await ask({ HALTIJA_S3_SECRET_KEY: 'of-somebody-else' })).toEqual(problem(/refuses the keys/));
  expect(await ask({ HALTIJA_BLOB_URL: 's3://not-there' })).toEqual(problem(/no such bucket/));
  expect(await ask({ HALTIJA_S3_ENDPOINT: 'http://127.0.0.1:1' })).toEqual(problem(/cannot be reached/));
  const { host } = new URL(swift.endpoint);
  expect(await ask({ HALTIJA_S3_ENDPOINT: `https://${host}` })).toEqual(problem(/no TLS/));
  expect(await swift.listObjects('doctored')).toEqual(before);
}, 120_000);

test('a bucket that is well: it is said, and nothing is left in it', async () => {
  const findings = await ask();
  expect(findings.map(({ result, says }) => [result, says])).toEqual([
    ['ok', `${new URL(swift.endpoint).host} answers, and lets us list, write, read and remove`],
    ['ok', 'it answers nobody without keys'],
    ['ok', 'it keeps no versions: what is removed is gone'],
  ]);
  expect(await swift.listObjects('doctored')).toEqual([]);
}, 120_000);

test('one that keeps what is removed, and one that answers everybody, are warned of', async () => {
  const kept = await swift.makeBucket('versions', { versioned: true });
  expect(await ask(kept)).toContainEqual(
    expect.objectContaining({ result: 'warning', says: expect.stringContaining('keeps versions') }),
  );
  // Swift answers no S3 question without keys; this one in front of it does.
  const open = await startBetween(swift.endpoint, (asked, answer) => {
    if (asked.headers.authorization !== undefined || asked.method !== 'GET') return false;
    answer
      .writeHead(200, { 'content-type': 'application/xml' })
      .end('<ListBucketResult><Name>doctored</Name></ListBucketResult>');
    return true;
  });
  try {
    expect(await ask({ HALTIJA_S3_ENDPOINT: open.endpoint })).toContainEqual(
      expect.objectContaining({ result: 'warning', says: expect.stringContaining('answers everybody') }),
    );
  } finally {
    await open.stop();
  }
}, 120_000);

test("blobs left in the folder, and another register's place, are noticed", async () => {
  const folder = join(here.dataDir, 'blobs', 'aa', 'bb');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'left'), '');
  expect(await ask()).toContainEqual(
    expect.objectContaining({ result: 'warning', says: expect.stringContaining('holds blobs too') }),
  );
  const service = await here.start(undefined, given);
  service.child.kill('SIGTERM');
  await service.ended;
  expect((await swift.listObjects('doctored')).map(({ name }) => name)).toEqual(['blobs/haltija-register']);
  expect((await ask()).filter(({ result }) => result === 'problem')).toEqual([]);
  const other = await makeInstallation();
  try {
    const second = await other.start(undefined, { ...given, HALTIJA_BLOB_URL: 's3://doctored/second' });
    second.child.kill('SIGTERM');
    await second.ended;
    expect(await ask({ HALTIJA_BLOB_URL: 's3://doctored/second' })).toContainEqual(
      problem(/another register/)[0],
    );
  } finally {
    await other.remove();
  }
}, 240_000);
