import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect } from 'vitest';
import { Refusal } from '../../server/base/errors.ts';
import { removeStrayBlobs } from '../../server/safeguards/retention/remove-stray-blobs.ts';
import { freePort } from '../crash/free-port.ts';
import { changeRegister } from '../promises/change-register.ts';
import { findPlain, type Place } from '../promises/find-plain.ts';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { type Desk, openDesk } from '../promises/one-customer.ts';
import { downloadAs } from '../support/download-as.ts';
import { startSwift, type TestSwift } from '../support/s3/start-swift.ts';
import { isSwiftMissing, testWithSwift as test } from '../support/s3/test-with-swift.ts';
import { writeDocument, writeHugeMail } from './write-huge-mail.ts';

// The whole house with its blobs in a real S3 server.

const bucket = 'of-the-house';
const secret = 'Salaisuusliite kohta kolme';
const document = writeDocument(12_000_001, secret);

let swift: TestSwift;
let desk: Desk;
let clock: MovableClock;
let smtpPort: string;
/** What the gate out says of the bucket's host now. */
let refused = false;

beforeAll(async () => {
  if (isSwiftMissing) return;
  swift = await startSwift();
  smtpPort = await freePort();
  clock = movableClock('2026-01-15T08:00:00Z');
  desk = await openDesk({
    clock,
    settings: { HALTIJA_SMTP_PORT: smtpPort, ...(await swift.makeBucket(bucket, { prefix: 'blobs' })) },
    mayConnect: () => (refused ? Promise.reject(new Refusal('recipient-not-declared')) : Promise.resolve()),
  });
  await desk.the.house.publish(
    changeRegister((register) => void (register.periods['contact']!.months = 3)),
    null,
  );
}, 60_000);
afterAll(async () => {
  await desk?.the.stop();
  await swift?.stop();
});

/** @returns the answer's code and text */
async function hand(name: string, content: Buffer): Promise<string> {
  const raw = writeHugeMail({ messageId: `${name}@example.fi`, file: { name: `${name}.pdf`, content } });
  const transport = createTransport({
    host: '127.0.0.1',
    port: Number(smtpPort),
    secure: false,
    ignoreTLS: true,
  });
  try {
    const envelope = { from: 'maija.mallinen@example.fi', to: ['asiakaspalvelu@posti.example'] };
    return (await transport.sendMail({ raw, envelope })).response;
  } catch (error) {
    return (error as { response?: string }).response ?? 'broken off';
  } finally {
    transport.close();
  }
}

interface File {
  readonly contactId: string;
  readonly fileId: string;
}

const query = <Row extends object>(text: string, values: readonly unknown[] = []) =>
  desk.the.house.storage.db.query<Row>(text, values);

/** The file of that size, once the mail that brought it is a contact. */
async function fileOf(size: number): Promise<File> {
  const find = () =>
    query<File>(
      'SELECT contact_id AS "contactId", id AS "fileId" FROM register.contact_file WHERE size = $1',
      [size],
    );
  await expect.poll(find, { timeout: 40_000, interval: 100 }).toHaveLength(1);
  return (await find())[0]!;
}

const urlOf = ({ contactId, fileId }: File) => `/api/console/contacts/${contactId}/files/${fileId}`;

async function download(file: File): Promise<Buffer> {
  const answer = await (await downloadAs(desk.the.app, 'eero.virtanen'))(urlOf(file));
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}

const readiness = async () => {
  const answer = await desk.the.app.inject({ method: 'GET', url: '/readyz' });
  const { parts } = answer.json<{ parts: { part: string; ok: boolean; code: string | null }[] }>();
  const blobs = parts.find(({ part }) => part === 'blobs');
  return [answer.statusCode, blobs?.code];
};

test('a mail with a large attachment comes in by SMTP, stands sealed in the bucket, and is opened by HTTP byte for byte', async () => {
  expect(await hand('yksi', document)).toMatch(/^250 /);
  const file = await fileOf(document.length);
  expect((await download(file)).equals(document)).toBe(true);

  const objects = await swift.listObjects(bucket);
  const blobs = objects.filter(({ name }) => name !== 'blobs/haltija-register');
  // Its raw form and its file; each a few bytes longer than what it seals.
  expect(blobs.map(({ size }) => size > document.length)).toEqual([true, true]);
  for (const { name } of blobs) expect(name).toMatch(/^blobs\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f-]{36}$/);
  const places: Place[] = await Promise.all(
    objects.map(async ({ name }) => {
      const { Body } = await swift.client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
      return { name, bytes: Buffer.from(await Body!.transformToByteArray()) };
    }),
  );
  expect(findPlain(places, [secret, 'yksi.pdf', 'maija.mallinen', 'Liite tulee'])).toEqual([]);
  expect(await readdir(desk.the.house.settings.blobDir).catch(() => 'no folder')).toBe('no folder');
}, 60_000);

test('a host that may not be reached: large mail is asked for again, small mail is taken, and nothing is lost', async () => {
  const large = document.subarray(0, 3_000_000);
  const file = await fileOf(document.length);
  // A connection that is open is left within a minute; here at once.
  refused = true;
  await swift.kill();
  await swift.start();
  try {
    expect(await hand('kaksi', large)).toMatch(/^452 4\.3\.0 /);
    expect(await hand('pieni', Buffer.alloc(0))).toMatch(/^250 /);
    const unread = await (await downloadAs(desk.the.app, 'eero.virtanen'))(urlOf(file));
    expect([unread.statusCode, unread.json<{ code: string }>().code]).toEqual([503, 'storage-unavailable']);
    await expect.poll(readiness, { timeout: 20_000 }).toEqual([503, 'storage-unavailable']);
  } finally {
    refused = false;
  }
  expect(await hand('kaksi', large)).toMatch(/^250 /);
  expect((await download(await fileOf(large.length))).equals(large)).toBe(true);
  await expect.poll(readiness, { timeout: 20_000 }).toEqual([200, null]);
}, 120_000);

test('a server that is away: large mail is asked for again, and comes in when it is back', async () => {
  const large = document.subarray(0, 2_000_000);
  await swift.kill();
  expect(await hand('kolme', large)).toMatch(/^452 4\.3\.0 /);
  // Its raw mail fits in its row, its attachment does not: kept now, a contact later.
  expect(await hand('nelja', document.subarray(0, 40_000))).toMatch(/^250 /);
  await expect.poll(readiness, { timeout: 20_000 }).toEqual([503, 'storage-unavailable']);
  await swift.start();
  expect(await hand('kolme', large)).toMatch(/^250 /);
  expect((await download(await fileOf(large.length))).equals(large)).toBe(true);
  clock.pass(60_000);
  expect(await fileOf(40_000)).toBeDefined();
}, 120_000);

test('a server that stalls holds up large mail alone: the console answers, small mail is taken', async () => {
  const large = document.subarray(0, 200_000);
  swift.freeze();
  try {
    // More than there are connections to the database.
    const handed = Array.from({ length: 14 }, (_, at) => hand(`stilla-${at}`, large));
    await sleep(1_000);
    const begun = performance.now();
    expect((await desk.agent.ask('GET', '/api/console/contacts')).status).toBe(200);
    expect(await hand('liten', Buffer.alloc(0))).toMatch(/^250 /);
    expect(performance.now() - begun).toBeLessThan(15_000);
    for (const answer of await Promise.all(handed)) expect(answer).toMatch(/^452 4\.3\.0 /);
  } finally {
    swift.thaw();
  }
  await expect.poll(readiness, { timeout: 30_000 }).toEqual([200, null]);
  expect(await hand('stilla-0', large)).toMatch(/^250 /);
  expect((await download(await fileOf(large.length))).equals(large)).toBe(true);
}, 120_000);

test('when the contacts go, their objects go; what nobody names goes as a stray', async () => {
  const { house } = desk.the;
  const stray = await house.storage.blobs.begin();
  await stray.write([Buffer.alloc(6 * 1024 * 1024)]);
  const named = await query<{ blob: string }>(
    'SELECT blob FROM mail.raw WHERE blob IS NOT NULL UNION SELECT blob FROM register.contact_file WHERE blob IS NOT NULL',
  );
  const listed = async () => (await swift.listObjects(bucket)).map(({ name }) => name.split('/').at(-1)!);
  expect(named.length).toBeGreaterThan(7);
  expect(await listed()).toEqual(expect.arrayContaining(named.map(({ blob }) => blob)));
  clock.set('2026-04-15T08:00:00Z');
  const { units } = await house.sweep();
  expect(units['contact']).toBe(7);
  await expect
    .poll(async () => (await listed()).filter((id) => named.some(({ blob }) => blob === id)), {
      timeout: 30_000,
    })
    .toEqual([]);
  expect(await swift.listUploads(bucket)).not.toEqual([]);
  const twoDaysOn = { now: () => new Date(Date.now() + 2 * 86_400_000) };
  const { db, blobs } = house.storage;
  await removeStrayBlobs({ db, blobs, clock: twoDaysOn, holdings: house.holdings });
  expect(await swift.listUploads(bucket)).toEqual([]);
  // What the stalled server stored, and nobody heard of, has gone as well.
  expect(await listed()).toEqual(['haltija-register']);
}, 60_000);

test('the log names no bucket, no object and no key', () => {
  const log = desk.the.logLines.join('\n');
  for (const word of [bucket, swift.secretKey, swift.accessKey, 'blobs/', 'maija.mallinen'])
    expect(log).not.toContain(word);
});
