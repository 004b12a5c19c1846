import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import { Refusal } from '../../server/base/errors.ts';
import { newId } from '../../server/base/new-id.ts';
import { readSettings } from '../../server/base/settings.ts';
import { keepBlobsInBucket } from '../../server/storage/blob-bucket.ts';
import type { Blobs } from '../../server/storage/blobs.ts';
import type { MayConnect } from '../../server/storage/bucket/ask-before-connecting.ts';
import { type Bucket, openBucket } from '../../server/storage/bucket/open-bucket.ts';
import { startBetween } from '../support/s3/start-between.ts';
import { startSwift, type TestSwift } from '../support/s3/start-swift.ts';
import { isSwiftMissing, testWithSwift as test } from '../support/s3/test-with-swift.ts';

const mebibyte = 1024 * 1024;
const patience = 700;

let swift: TestSwift;
let given: Record<string, string>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-bucket-'));
  if (isSwiftMissing) return;
  swift = await startSwift();
  given = await swift.makeBucket('failures', { prefix: 'blobs' });
}, 30_000);
afterAll(async () => {
  await swift?.stop();
  await rm(folder, { recursive: true, force: true });
});

function open(changed: Record<string, string> = {}, mayConnect: MayConnect = () => Promise.resolve()) {
  const { bucket: setting } = readSettings({ ...given, ...changed }, { registerFile: 'register.yaml' });
  const bucket: Bucket = openBucket(setting!, { mayConnect, patience });
  const blobs: Blobs = keepBlobsInBucket(bucket, setting!.prefix, changed['owner'] ?? 'this-register');
  return { bucket, blobs };
}

async function write(blobs: Blobs, bytes: Buffer) {
  const writing = await blobs.begin();
  await writing.write([bytes]);
  return writing.finish();
}

/** Milliseconds until it was refused. */
async function timeOf(asked: Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await expect(asked).rejects.toMatchObject({ details: { blobs: 'server-not-answering' } });
  return performance.now() - begun;
}

/** Everything one may ask, and the word that each is refused with. */
async function refusalsOf(blobs: Blobs): Promise<unknown[]> {
  const id = newId<'blob'>();
  const asked = await Promise.allSettled([
    write(blobs, Buffer.alloc(10)),
    write(blobs, Buffer.alloc(6 * mebibyte)),
    blobs.size(id),
    blobs.read(id, 0, 10),
    blobs.remove(id),
    Array.fromAsync(blobs.list()),
    blobs.check(),
  ]);
  for (const each of asked) {
    expect(each).toMatchObject({ status: 'rejected', reason: { code: 'storage-unavailable' } });
    const { reason } = each as PromiseRejectedResult;
    const told = JSON.stringify([reason, String(reason), (reason as Error).stack, (reason as Error).cause]);
    for (const secret of ['not-a-secret', 'test:haltija', 'failures', id]) expect(told).not.toContain(secret);
  }
  return [...new Set(asked.map((each) => (each as { reason: Refusal }).reason.details['blobs']))];
}

test('keys that are refused, a bucket that is missing, a server that is away: each has its word, and tells no secret', async () => {
  expect(await refusalsOf(open({ HALTIJA_S3_SECRET_KEY: 'of-somebody-else' }).blobs)).toEqual(
    // A HEAD has no body to say why.
    expect.arrayContaining(['keys-refused', 'not-allowed']),
  );
  expect(await refusalsOf(open({ HALTIJA_S3_ACCESS_KEY: 'test:nobody' }).blobs)).toEqual(
    expect.arrayContaining(['keys-refused']),
  );
  expect(await refusalsOf(open({ HALTIJA_BLOB_URL: 's3://not-there/blobs' }).blobs)).toEqual([
    'bucket-missing',
  ]);
  expect(await refusalsOf(open({ HALTIJA_S3_ENDPOINT: 'http://127.0.0.1:1' }).blobs)).toEqual([
    'server-out-of-reach',
  ]);
  expect(await refusalsOf(open({ HALTIJA_S3_ENDPOINT: 'https://s3.invalid' }).blobs)).toEqual([
    'server-out-of-reach',
  ]);
  const { port } = new URL(swift.endpoint);
  expect(await refusalsOf(open({ HALTIJA_S3_ENDPOINT: `https://127.0.0.1:${port}` }).blobs)).toEqual([
    'tls-unavailable',
  ]);
}, 60_000);

test('a server that stalls is given up; when it answers again, so do we', async () => {
  const { blobs } = open();
  const id = await write(blobs, Buffer.from('kept'));
  swift.freeze();
  const begun = performance.now();
  try {
    expect(await refusalsOf(blobs)).toEqual(['server-not-answering']);
    expect(performance.now() - begun).toBeLessThan(12 * patience);
    // Known to stall, it is waited for by nobody, then by one at a time.
    const times = await Promise.all(Array.from({ length: 5 }, () => timeOf(blobs.read(id, 0, 10))));
    expect(Math.max(...times)).toBeLessThan(patience);
    await sleep(2_000);
    const later = await Promise.all(Array.from({ length: 5 }, () => timeOf(blobs.read(id, 0, 10))));
    expect(later.filter((time) => time >= patience)).toHaveLength(1);
  } finally {
    swift.thaw();
  }
  await expect.poll(() => blobs.read(id, 0, 10).then(String, String), { timeout: 10_000 }).toBe('kept');
  const many = await Promise.all(Array.from({ length: 5 }, () => blobs.read(id, 0, 10)));
  expect(many.map(String)).toEqual(Array(5).fill('kept'));
}, 60_000);

test('a server that went and came back has what was stored; nothing has to be started anew', async () => {
  const { blobs } = open();
  const id = await write(blobs, Buffer.from('kept'));
  await swift.kill();
  expect(await refusalsOf(blobs)).toEqual(['server-out-of-reach']);
  await swift.start();
  expect((await blobs.read(id, 0, 10)).toString()).toBe('kept');
}, 60_000);

test('a host that may not be reached is not connected to, and its refusal says why', async () => {
  const between = await startBetween(swift.endpoint, () => false);
  const asked: unknown[] = [];
  try {
    const refused = open({ HALTIJA_S3_ENDPOINT: between.endpoint }, (...host) => {
      asked.push(host);
      return Promise.reject(new Refusal('recipient-not-declared', { host: 'of a name that is not told' }));
    });
    expect(await refusalsOf(refused.blobs)).toEqual(['recipient-not-declared']);
    const byTls = open({ HALTIJA_S3_ENDPOINT: between.endpoint.replace('http:', 'https:') }, () =>
      Promise.reject(new Refusal('recipient-country-not-allowed')),
    );
    expect(await refusalsOf(byTls.blobs)).toEqual(['recipient-country-not-allowed']);
    expect(between.connections()).toBe(0);
    expect(asked).toContainEqual(['127.0.0.1', Number(new URL(between.endpoint).port)]);
  } finally {
    await between.stop();
  }
});

test('killed in the middle of an upload: nothing can be read, and what was begun is named as a stray and goes', async () => {
  const place = await swift.makeBucket('killed');
  const { blobs } = open(place);
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'write-until-killed.ts'), JSON.stringify(place)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let written = 0;
  for await (const _ of createInterface(child.stdout)) {
    written += 1;
    if (written === 13) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  const [stray, ...others] = await Array.fromAsync(blobs.list());
  expect(others).toEqual([]);
  await expect(blobs.size(stray!.id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(blobs.read(stray!.id, 0, 10)).rejects.toMatchObject({ code: 'not-found' });
  expect(Math.abs(Date.now() - stray!.at.getTime())).toBeLessThan(30_000);
  expect(await swift.listUploads('killed')).toHaveLength(1);
  await blobs.remove(stray!.id);
  expect(await swift.listUploads('killed')).toEqual([]);
  expect((await swift.listObjects('killed')).map(({ name }) => name)).toEqual(['haltija-register']);
}, 30_000);

test('an answer that is lost or cut short is asked for again: nothing is doubled, nothing is short', async () => {
  const bytes = randomBytes(11 * mebibyte);
  const place = await swift.makeBucket('lost');
  let meddled = 0;
  const lost = new Set<string>();
  const between = await startBetween(swift.endpoint, async (asked, answer, pass) => {
    const kind = `${asked.method} ${asked.url!.replace(/[0-9a-f-]{36}.*?(?=\?|$)/, '').replace(/=[^&]*/g, '')}`;
    if (lost.has(kind)) {
      // Asked to finish what it finished, Amazon's knows of no such upload; this one says yes again.
      if (!kind.startsWith('POST') || !kind.endsWith('?uploadId')) return false;
      answer.writeHead(404, { 'content-type': 'application/xml' });
      answer.end('<Error><Code>NoSuchUpload</Code></Error>');
      return true;
    }
    lost.add(kind);
    meddled += 1;
    // The server did it, and nobody hears of it; of what is read, half is heard.
    const { status, headers, body } = await pass();
    if (asked.method === 'GET' && status === 206) {
      answer.writeHead(status, headers);
      answer.write(body.subarray(0, body.length / 2));
      setTimeout(() => answer.destroy(), 50);
    } else answer.destroy();
    return true;
  });
  try {
    const { blobs } = open({ ...place, HALTIJA_S3_ENDPOINT: between.endpoint });
    await blobs.check();
    const id = await write(blobs, bytes);
    expect((await blobs.read(id, 5, bytes.length)).equals(bytes.subarray(5))).toBe(true);
    expect(await blobs.size(id)).toBe(bytes.length);
    expect(new Set((await Array.fromAsync(blobs.list())).map((each) => each.id))).toEqual(new Set([id]));
    await blobs.remove(id);
    await expect(blobs.size(id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await swift.listUploads('lost')).toEqual([]);
    expect(meddled).toBeGreaterThan(8);
  } finally {
    await between.stop();
  }
}, 60_000);

test('a server that leads elsewhere is not followed; one that knows no ranges is not taken at its word', async () => {
  const elsewhere = await startBetween(swift.endpoint, () => false);
  const between = await startBetween(swift.endpoint, async (asked, answer, pass) => {
    if (asked.url?.includes('leads-on')) {
      answer.writeHead(307, { location: `${elsewhere.endpoint}${asked.url}` }).end();
      return true;
    }
    if (asked.method !== 'GET' || asked.url?.includes('list-type')) return false;
    await pass();
    answer.writeHead(200, { 'content-length': '1000' }).end(Buffer.alloc(1000));
    return true;
  });
  try {
    const { bucket, blobs } = open({ HALTIJA_S3_ENDPOINT: between.endpoint });
    await expect(bucket.size('leads-on')).rejects.toMatchObject({ details: { blobs: 'region-differs' } });
    expect(elsewhere.asked).toEqual([]);
    const id = await write(blobs, Buffer.alloc(1000, 1));
    await expect(blobs.read(id, 10, 20)).rejects.toMatchObject({ details: { blobs: 'no-ranges' } });
  } finally {
    await between.stop();
    await elsewhere.stop();
  }
}, 30_000);

test("another register's blobs are never taken for strays", async () => {
  const place = { HALTIJA_BLOB_URL: 's3://failures/shared' };
  const [first, second] = [open({ ...place, owner: 'first' }), open({ ...place, owner: 'second' })];
  const id = await write(first.blobs, Buffer.from('of the first'));
  await first.blobs.check();
  const refused = { code: 'storage-unavailable', details: { blobs: 'of-another-register' } };
  await expect(second.blobs.check()).rejects.toMatchObject(refused);
  await expect(Array.fromAsync(second.blobs.list())).rejects.toMatchObject(refused);
  expect((await Array.fromAsync(first.blobs.list())).map((each) => each.id)).toEqual([id]);
  // Beside it, in the same bucket, there is room for both.
  const beside = open({ HALTIJA_BLOB_URL: 's3://failures/shared/second', owner: 'second' });
  await beside.blobs.check();
  expect(await Array.fromAsync(beside.blobs.list())).toEqual([]);
});

test('keys in files are read anew, so that they change without a restart', async () => {
  const file = join(folder, 'secret-key');
  await writeFile(file, 'of-somebody-else\n');
  const { HALTIJA_S3_SECRET_KEY: right, ...others } = given;
  const { bucket: setting } = readSettings(
    { ...others, HALTIJA_S3_SECRET_KEY_FILE: file },
    { registerFile: 'register.yaml' },
  );
  const bucket = openBucket(setting!, { mayConnect: () => Promise.resolve(), patience });
  await expect(bucket.read('any', 0, 1)).rejects.toMatchObject({ details: { blobs: 'keys-refused' } });
  await writeFile(file, `${right}\n`);
  await expect(bucket.read('any', 0, 1)).rejects.toMatchObject({ code: 'not-found' });
  await rm(file);
  await expect(bucket.read('any', 0, 1)).rejects.toMatchObject({ details: { blobs: 'secret-unreadable' } });
});

test('what the server keeps of the removed is known; and nobody sees it without keys', async () => {
  const { bucket } = open();
  expect(await bucket.keepsRemoved()).toBe(false);
  const kept = await swift.makeBucket('keeps', { versioned: true });
  expect(await open(kept).bucket.keepsRemoved()).toBe(true);
  expect(await bucket.showsStrangers('blobs/haltija-register')).toBe(false);
});
