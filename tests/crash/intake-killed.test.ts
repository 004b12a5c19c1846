import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyColumn } from '../../server/register/contacts/contact-columns.ts';
import { verifyEntries } from '../../server/safeguards/access-log/verify-entries.ts';
import { startDovecot, type TestDovecot } from '../email/start-dovecot.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { findBrokenUnits } from './find-broken-units.ts';
import { freePort } from './free-port.ts';
import { startHouseProcess } from './house-process.ts';
import { killDatabase } from './stop-database.ts';

const user = 'service';
const count = 1_000;
const kills = 10;

let dovecot: TestDovecot;
let folder: string;
let settings: Record<string, string>;
let the: TestHouse | undefined;

const messageId = (number: number) => `<kill-${number}@example.fi>`;

/** Every twentieth has an attachment that becomes a blob, every fifth comes from a sender seen before. */
function makeMail(number: number): string {
  const sender = number % 5 === 0 ? number - 1 : number;
  const head = [
    `Message-ID: ${messageId(number)}`,
    `From: "Maija Meikäläinen ${sender}" <maija.${sender}@example.fi>`,
    'To: asiakaspalvelu@posti.example',
    'Date: Fri, 20 Nov 2026 10:00:00 +0000',
    `Subject: Kirje ${number} puuttuu`,
    'MIME-Version: 1.0',
  ];
  const text = [
    `Content-Type: text/plain; charset=utf-8`,
    '',
    `Hei! Kirje numero ${number} ei ole tullut. Tunnukseni on 131052-9982.`,
  ];
  if (number % 20 !== 0) return [...head, ...text, ''].join('\r\n');
  const content = Buffer.alloc(60_000, `liite ${number} `).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  return [
    ...head,
    'Content-Type: multipart/mixed; boundary=osa',
    '',
    '--osa',
    ...text,
    '--osa',
    'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename=liite.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    content,
    '--osa--',
    '',
  ].join('\r\n');
}

beforeAll(async () => {
  dovecot = await startDovecot([user]);
  const mails = Array.from({ length: count }, (_, at) => makeMail(at + 1));
  await Promise.all(
    Array.from({ length: 4 }, (_, lane) =>
      dovecot.append(user, mails.slice((lane * count) / 4, ((lane + 1) * count) / 4)),
    ),
  );
  folder = await mkdtemp(join(tmpdir(), 'haltija-killed-'));
  // As root the database server runs as another user, who must get through.
  await chmod(folder, 0o711);
  settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_SMTP_PORT: '0',
    HALTIJA_IMAP_SERVICE_URL: `imap://${user}:${dovecot.password}@${dovecot.host}:${dovecot.port}/INBOX`,
  };
}, 60_000);

afterAll(async () => {
  await the?.stop();
  await dovecot?.stop();
}, 60_000);

test('killed ten times during intake: each mail is one contact, each unit has its key and each key its unit', async () => {
  const found: { kept: number; done: number }[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    const child = await startHouseProcess(settings);
    found.push(child.found);
    await sleep(100 + Math.random() * 700);
    // A third of the times the database falls first, as in a power cut.
    if (kill % 3 === 0) killDatabase(join(folder, 'data'));
    await child.kill();
  }
  // What each start found grows, and the last kill came before the end: the kills were during intake.
  const counts = found.map(({ kept, done }) => kept + done);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(new Set(counts).size).toBeGreaterThan(kills / 2);
  expect(counts.at(-1)).toBeLessThan(count);
  expect(found.some(({ kept }) => kept > 0)).toBe(true);

  the = await startHouse({
    folder,
    settings: { ...settings, HALTIJA_SMTP_PORT: await freePort(), HALTIJA_LMTP_PORT: await freePort() },
  });
  const { db } = the.house.storage;
  const states = () => db.query('SELECT state, count(*) AS mails FROM mail.raw GROUP BY state');
  await expect.poll(states, { timeout: 60_000, interval: 500 }).toEqual([{ state: 'done', mails: count }]);

  expect(await messageIdsOfContacts(the)).toEqual(
    Array.from({ length: count }, (_, at) => messageId(at + 1)).toSorted(),
  );
  expect(
    await db.query('SELECT count(*) AS contacts, sum(messages) AS messages FROM register.contact'),
  ).toEqual([{ contacts: count, messages: count }]);
  expect(await db.query('SELECT count(*) AS people FROM register.person')).toEqual([
    { people: (count * 4) / 5 },
  ]);
  expect(await findBrokenUnits(db, the.house.settings.blobDir)).toEqual([]);
  expect(await verifyEntries({ db, clock: the.house.clock })).toMatchObject({ bad: 0 });
  const flags = await dovecot.listFlags(user);
  expect([...flags.values()].filter((each) => !each.has('$HaltijaKept'))).toEqual([]);
}, 150_000);

test('the same mails handed over by SMTP and by LMTP change nothing', async () => {
  const { house } = the!;
  const look = () =>
    house.storage.db.query(
      `SELECT (SELECT count(*) FROM mail.raw) AS mails, (SELECT count(*) FROM register.contact_message) AS messages,
              (SELECT count(*) FROM register.contact) AS contacts, (SELECT count(*) FROM log.entry) AS lines`,
    );
  const before = await look();
  for (const [port, lmtp] of [
    [house.settings.smtpPort, false],
    [house.settings.lmtpPort, true],
  ] as const) {
    const transport = createTransport({
      host: '127.0.0.1',
      port,
      lmtp,
      secure: false,
      ignoreTLS: true,
      pool: true,
      maxConnections: 4,
      maxMessages: Infinity,
    });
    const answers = await Promise.all(
      Array.from({ length: count }, (_, at) =>
        transport.sendMail({
          raw: makeMail(at + 1),
          envelope: { from: 'maija@example.fi', to: ['asiakaspalvelu@posti.example'] },
        }),
      ),
    );
    expect(answers.filter(({ accepted }) => accepted.length === 1)).toHaveLength(count);
    transport.close();
  }
  expect(await look()).toEqual(before);
}, 60_000);

/** Opened through the vault, as the system: a contact whose key were lost would fail here. */
async function messageIdsOfContacts({ house }: TestHouse): Promise<string[]> {
  const rows = await house.storage.db.query<{ contact_id: string; id: string; body_sealed: Buffer }>(
    'SELECT contact_id, id, body_sealed FROM register.contact_message',
  );
  const { access, vault } = house.contacts;
  const ids = rows.map((row) => row.contact_id) as Parameters<typeof bodyColumn.at>[0][];
  const grant = access.systemGrant('rebuild', { units: ids, categories: ['messages'] });
  const found = await vault.open(
    grant,
    'view',
    () => Promise.resolve(rows),
    (opener) =>
      rows.map(
        (row, at) =>
          opener.open(bodyColumn, bodyColumn.at(ids[at]!, row.id as (typeof ids)[number], row.body_sealed))
            .mailMessageId ?? '',
      ),
  );
  return found.toSorted();
}
