import { mkdtemp, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { secretsOf } from '../../server/compose-storage.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { type SmtpSink, startSmtpSink } from '../email/start-smtp-sink.ts';
import { findBrokenUnits } from './find-broken-units.ts';
import { freePort } from './free-port.ts';
import { makeSmallDisk, type SmallDisk } from './small-disk.ts';
import {
  freezeDatabase,
  keepDatabaseDown,
  killDatabase,
  lastWordsOf,
  postmasterOf,
} from './stop-database.ts';

const name = 'Åsa Lindqvist';
let folder: string;
let blobDir: string;
let disk: SmallDisk;
let the: TestHouse;
let agent: Person;
let owner: Database;
let sink: SmtpSink | undefined;
let sinkPort: number;
/** Milliseconds the mail server takes to say that it has a mail. */
let sinkPause = 0;

async function openSink(): Promise<void> {
  sink = await startSmtpSink({
    port: sinkPort,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        sink?.mails.push({ sender: '', recipients: [], raw: Buffer.concat(chunks) });
        setTimeout(() => done(null), sinkPause);
      });
    },
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-outage-'));
  blobDir = join(folder, 'blobs');
  disk = await makeSmallDisk(blobDir);
  sinkPort = Number(await freePort());
  the = await startHouse({
    folder,
    settings: {
      HALTIJA_SMTP_PORT: await freePort(),
      HALTIJA_BLOB_DIR: blobDir,
      HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sinkPort}`,
    },
  });
  await openSink();
  const administrator = await makeAdministrator(the.house, the.app);
  agent = await makeColleague(the.house, the.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
  const { connection, keeper } = the.house.storage;
  owner = createDatabase(
    { ...connection, user: 'haltija_owner', password: secretsOf(keeper)('owner') },
    { max: 2 },
  );
}, 60_000);

afterAll(async () => {
  await owner?.end();
  disk?.unmount();
  await the?.stop();
  await sink?.stop();
}, 60_000);

afterEach(async () => {
  // Slower than any machine that is only slow; and when it is not, the server's own words tell why.
  await expect
    .poll(readiness, { timeout: 60_000, interval: 200 })
    .toMatchObject({ status: 200 })
    .catch((error: unknown) => {
      throw new Error(lastWordsOf(join(folder, 'data')), { cause: error });
    });
  expect(await findBrokenUnits(the.house.storage.db, blobDir)).toEqual([]);
}, 90_000);

interface Readiness {
  readonly status: number;
  readonly bad: Record<string, string | null>;
}

async function readiness(): Promise<Readiness> {
  const answer = await the.app.inject({ method: 'GET', url: '/readyz' });
  const { parts } = answer.json<{ parts: { part: string; ok: boolean; code: string | null }[] }>();
  return {
    status: answer.statusCode,
    bad: Object.fromEntries(parts.filter(({ ok }) => !ok).map(({ part, code }) => [part, code])),
  };
}

/** As a mail server hands over. @returns its answer's code and text */
async function handOver(subject: string, bytes = 0): Promise<string> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: the.house.settings.smtpPort,
    secure: false,
    ignoreTLS: true,
  });
  try {
    const info = await transport.sendMail({
      from: '"Åsa Lindqvist" <asa.lindqvist@example.fi>',
      to: 'kundtjanst@posti.example',
      messageId: `<${subject}@example.fi>`,
      subject,
      text: 'Hej! Brevet saknas.',
      attachments: bytes === 0 ? [] : [{ filename: 'bilaga.pdf', content: Buffer.alloc(bytes, subject) }],
    });
    return info.response;
  } catch (error) {
    return (error as { response?: string }).response ?? 'broken off';
  } finally {
    transport.close();
  }
}

async function contactOf(subject: string): Promise<string[]> {
  const listed = await agent.ask<{ contacts: { contactId: string; subject: string }[] }>(
    'GET',
    '/api/console/contacts',
  );
  return listed.body.contacts.filter((each) => each.subject === subject).map(({ contactId }) => contactId);
}

async function answer(contactId: string): Promise<string> {
  const opened = await agent.ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`);
  const messageId = crypto.randomUUID();
  const answered = await agent.ask('POST', `/api/console/contacts/${contactId}/replies`, {
    messageId,
    version: opened.body.version,
    text: `Svar ${messageId}`,
    thenClose: false,
  });
  expect(answered).toMatchObject({ status: 200 });
  return messageId;
}

async function deliveryOf(messageId: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await the.house.storage.db.query<Record<string, unknown>>(
    'SELECT delivery, delivery_code AS code FROM register.contact_message WHERE id = $1',
    [messageId],
  );
  return row;
}

const sunk = (messageId: string) => sink!.mails.filter(({ raw }) => raw.includes(`Svar ${messageId}`));
const idOf = (raw: Buffer) => /^Message-ID: (.+)$/im.exec(raw.toString())?.[1];

async function expectNothingShown(contactId: string): Promise<void> {
  for (const url of ['/api/console/contacts', `/api/console/contacts/${contactId}`]) {
    const { status, body } = await agent.ask<{ code: string }>('GET', url);
    expect(status).toBe(503);
    expect(['storage-unavailable', 'log-unavailable']).toContain(body.code);
    expect(JSON.stringify(body)).not.toContain(name.split(' ')[1]);
  }
}

test('database gone and back: mail is asked for again, nothing is shown, /readyz says so, and all goes on by itself', async () => {
  const contactId = (await handInMail(the.house))!;
  const bringBack = keepDatabaseDown(join(folder, 'data'));
  try {
    await expect
      .poll(readiness, { timeout: 20_000, interval: 100 })
      .toMatchObject({ status: 503, bad: { database: 'storage-unavailable' } });
    expect(await handOver('bortom')).toMatch(/^452 /);
    await expectNothingShown(contactId);
    expect((await the.app.inject({ method: 'GET', url: '/healthz' })).statusCode).toBe(200);
  } finally {
    bringBack();
  }
  await expect.poll(readiness, { timeout: 30_000, interval: 100 }).toMatchObject({ status: 200 });
  expect(await handOver('bortom')).toMatch(/^250 /);
  await expect.poll(() => contactOf('bortom'), { timeout: 10_000 }).toHaveLength(1);
  const messageId = await answer(contactId);
  await expect
    .poll(() => deliveryOf(messageId), { timeout: 30_000 })
    .toEqual({ delivery: 'sent', code: null });
}, 90_000);

test('socket-lock-left-empty: a database killed while it wrote its socket’s lock starts again', async () => {
  await truncate(join(the.house.storage.connection.host!, '.s.PGSQL.5432.lock'));
  const before = postmasterOf(join(folder, 'data'));
  killDatabase(join(folder, 'data'));
  await expect
    .poll(() => ![undefined, before].includes(postmasterOf(join(folder, 'data'))), { timeout: 20_000 })
    .toBe(true);
  const asked = () => the.house.storage.db.query('SELECT 1 AS one').catch(() => []);
  await expect.poll(asked, { timeout: 20_000, interval: 100 }).toEqual([{ one: 1 }]);
}, 60_000);

test('database gone between the mail server having a reply and our noting it: the same mail goes again, and is noted once', async () => {
  const contactId = (await handInMail(the.house))!;
  sinkPause = 1_500;
  const messageId = await answer(contactId);
  await expect.poll(() => sunk(messageId), { timeout: 20_000, interval: 10 }).toHaveLength(1);
  const bringBack = keepDatabaseDown(join(folder, 'data'));
  await expect.poll(readiness, { timeout: 20_000, interval: 100 }).toMatchObject({ status: 503 });
  sinkPause = 0;
  bringBack();
  // The job was in hand when the database went: it is not left locked for the queue's own four hours.
  await expect
    .poll(() => deliveryOf(messageId), { timeout: 60_000, interval: 200 })
    .toEqual({ delivery: 'sent', code: null });
  const ids = sunk(messageId).map(({ raw }) => idOf(raw));
  expect(ids.length).toBeLessThanOrEqual(2);
  expect(new Set(ids).size).toBe(1);
}, 120_000);

test('database frozen: /readyz says so, nothing is shown; thawed it goes on', async () => {
  const contactId = (await handInMail(the.house))!;
  const thaw = freezeDatabase(join(folder, 'data'));
  let shown: unknown;
  const asked = agent.ask('GET', `/api/console/contacts/${contactId}`).then((given) => (shown = given));
  try {
    await expect
      .poll(readiness, { timeout: 20_000, interval: 100 })
      .toMatchObject({ status: 503, bad: { database: 'storage-unavailable' } });
    expect(shown).toBeUndefined();
  } finally {
    thaw();
  }
  await expect.poll(readiness, { timeout: 20_000, interval: 100 }).toMatchObject({ status: 200 });
  await asked;
  expect(await agent.ask('GET', `/api/console/contacts/${contactId}`)).toMatchObject({ status: 200 });
}, 60_000);

test('access log away: no record, no reading; mail is still taken', async () => {
  const contactId = (await handInMail(the.house))!;
  await owner.query('REVOKE INSERT ON log.entry FROM haltija_log_writer');
  try {
    await expectNothingShown(contactId);
    expect(await handOver('utan logg')).toMatch(/^250 /);
  } finally {
    await owner.query('GRANT INSERT ON log.entry TO haltija_log_writer');
  }
  expect(await agent.ask('GET', `/api/console/contacts/${contactId}`)).toMatchObject({ status: 200 });
  await expect.poll(() => contactOf('utan logg'), { timeout: 30_000 }).toHaveLength(1);
}, 60_000);

test('mail server gone and back: the reply waits and says why; it goes once, and at once, when the server is back', async () => {
  const contactId = (await handInMail(the.house))!;
  await sink!.stop();
  const messageId = await answer(contactId);
  await expect
    .poll(() => deliveryOf(messageId), { timeout: 20_000 })
    .toEqual({ delivery: 'queued', code: 'server-out-of-reach' });
  // To staff too; the house is ready all the same, since nothing is lost.
  await expect
    .poll(readiness, { timeout: 20_000 })
    .toEqual({ status: 200, bad: { 'mail-out': 'server-out-of-reach' } });
  const told = await agent.ask<{ conditions: { part: string }[] }>('GET', '/api/console/conditions');
  expect(told.body.conditions).toContainEqual(
    expect.objectContaining({ part: 'mail-out', ok: false, code: 'server-out-of-reach' }),
  );
  // As after a night: the queue's own next try would be hours away.
  await owner.query(
    "UPDATE graphile_worker._private_jobs SET run_at = now() + interval '6 hours', attempts = 10 WHERE key = $1",
    [`send:${messageId}`],
  );
  await openSink();
  await expect
    .poll(() => deliveryOf(messageId), { timeout: 30_000, interval: 200 })
    .toEqual({ delivery: 'sent', code: null });
  expect(sunk(messageId)).toHaveLength(1);
  await expect.poll(readiness, { timeout: 20_000 }).toEqual({ status: 200, bad: {} });
}, 90_000);

test.each(['full', 'unusable'] as const)(
  'blobs folder %s: large mail is asked for again, small mail is taken, nothing kept is lost',
  async (how) => {
    const full = how === 'full' && disk.real;
    const mend = await (how === 'full' ? disk.fill() : disk.spoil());
    const code = full ? 'storage-full' : 'storage-unavailable';
    try {
      expect(await handOver(`stor-${how}`, 200_000)).toMatch(full ? /^452 4\.3\.1 / : /^452 4\.3\.0 /);
      // Its raw mail fits in its row, its attachment does not: kept now, a contact later.
      expect(await handOver(`mellan-${how}`, 40_000)).toMatch(/^250 /);
      expect(await handOver(`liten-${how}`)).toMatch(/^250 /);
      await expect.poll(() => contactOf(`liten-${how}`), { timeout: 10_000 }).toHaveLength(1);
      await expect.poll(readiness, { timeout: 20_000 }).toMatchObject({ status: 503, bad: { blobs: code } });
      expect(await contactOf(`mellan-${how}`)).toEqual([]);
    } finally {
      await mend();
    }
    await expect.poll(readiness, { timeout: 20_000 }).toMatchObject({ status: 200 });
    expect(await handOver(`stor-${how}`, 200_000)).toMatch(/^250 /);
    await expect.poll(() => contactOf(`stor-${how}`), { timeout: 10_000 }).toHaveLength(1);
    await expect.poll(() => contactOf(`mellan-${how}`), { timeout: 40_000, interval: 500 }).toHaveLength(1);
  },
  90_000,
);
