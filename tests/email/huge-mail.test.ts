import { open as openPath, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { freePort } from '../crash/free-port.ts';
import { dumpTables, findPlain, readFiles } from '../promises/find-plain.ts';
import { type Desk, openDesk } from '../promises/one-customer.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { writeDocument, writeHugeMail } from './write-huge-mail.ts';

const secret = 'Salaisuusliite kohta kolme';
const document = writeDocument(9_000_001, secret);
const mail = writeHugeMail({
  messageId: 'huge-1@example.fi',
  file: { name: 'todistus.pdf', content: document },
});

let desk: Desk;
let lead: Person;
let base: string;
let cookie: string;
let smtpPort: number;
let lmtpPort: number;

beforeAll(async () => {
  [smtpPort, lmtpPort] = [Number(await freePort()), Number(await freePort())];
  desk = await openDesk({
    settings: { HALTIJA_SMTP_PORT: String(smtpPort), HALTIJA_LMTP_PORT: String(lmtpPort) },
  });
  const { the, administrator } = desk;
  lead = await makeColleague(the.house, the.app, administrator, {
    userName: 'liisa.lahti',
    displayName: 'Liisa Lahti',
    tasks: ['lead-team'],
  });
  base = await the.app.listen({ host: '127.0.0.1', port: 0 });
  const signedIn = await fetch(`${base}/api/console/sign-in`, {
    method: 'POST',
    headers: { 'x-haltija': 'console', 'content-type': 'application/json' },
    body: JSON.stringify({ userName: 'eero.virtanen', password }),
  });
  cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
}, 60_000);
afterAll(() => desk?.the.stop());

const query = <Row extends object>(text: string, values: readonly unknown[] = []) =>
  desk.the.house.storage.db.query<Row>(text, values);

function hand(raw: Buffer, to: readonly string[], lmtp = false) {
  const port = lmtp ? lmtpPort : smtpPort;
  const transport = createTransport({ host: '127.0.0.1', port, lmtp, secure: false, ignoreTLS: true });
  return transport.sendMail({ raw, envelope: { from: 'maija.mallinen@example.fi', to: [...to] } });
}

interface Raw {
  id: string;
  mailbox: string;
  state: string;
  size: number;
  blob: string;
  contact_id: string | null;
}

async function settled(count: number): Promise<Raw[]> {
  await expect
    .poll(() => query("SELECT 1 FROM mail.raw WHERE state <> 'kept'"), { timeout: 60_000, interval: 50 })
    .toHaveLength(count);
  return query<Raw>('SELECT id, mailbox, state, size, blob, contact_id FROM mail.raw ORDER BY id');
}

interface Opened {
  messages: { files: { fileId: string; name: string; size: number; contentType: string }[] }[];
}

async function filesOf(contactId: string): Promise<Opened['messages'][number]['files']> {
  const { status, body } = await desk.agent.ask<Opened>('GET', `/api/console/contacts/${contactId}`);
  expect(status).toBe(200);
  return body.messages.flatMap(({ files }) => files);
}

const urlOf = (contactId: string, fileId: string) =>
  `${base}/api/console/contacts/${contactId}/files/${fileId}`;
const download = (contactId: string, fileId: string) =>
  fetch(urlOf(contactId, fileId), { headers: { cookie } });

const pathOf = (blob: string) =>
  join(desk.the.house.settings.blobDir, blob.slice(-2), blob.slice(-4, -2), blob);

const blobCount = async () => (await Array.fromAsync(desk.the.house.storage.blobs.list())).length;

let contactId: string;
let fileId: string;

test('a huge mail handed over becomes a contact, and its file comes back byte for byte', async () => {
  await hand(mail, ['asiakaspalvelu@posti.example']);
  const [row] = await settled(1);
  expect(row).toMatchObject({ state: 'done' });
  // The library that sends ends the last line once more.
  expect(row!.size - mail.length).toBeLessThan(3);
  contactId = row!.contact_id!;
  const files = await filesOf(contactId);
  expect(files).toMatchObject([
    { name: 'todistus.pdf', size: document.length, contentType: 'application/pdf' },
    { name: 'lopuksi.txt', contentType: 'text/plain' },
  ]);
  ({ fileId } = files[0]!);
  const answer = await download(contactId, fileId);
  expect([answer.status, Number(answer.headers.get('content-length'))]).toEqual([200, document.length]);
  expect(Buffer.from(await answer.arrayBuffer()).equals(document)).toBe(true);
  const small = await download(contactId, files[1]!.fileId);
  expect((await small.text()).trim()).toBe('Pieni liite suuren jälkeen.');
}, 90_000);

test('nothing of it stands anywhere in plain: not in the database, not in a file, not in the log', async () => {
  const { the } = desk;
  const places = [
    ...(await dumpTables(the)),
    ...(await readFiles(the.folder)),
    { name: 'the log', bytes: Buffer.from(the.logLines.join('\n')) },
  ];
  expect(places.filter(({ name }) => name.includes('/blobs/')).length).toBeGreaterThan(1);
  const values = [secret, 'todistus.pdf', 'maija.mallinen', 'Liite tulee'];
  expect(findPlain(places, values)).toEqual([]);
}, 60_000);

test('the reading was logged before the first byte, and is refused to who may not read', async () => {
  const lines = () =>
    query<{ details: { file?: string } }>(
      "SELECT details FROM log.entry WHERE action = 'view' AND details ->> 'file' = $1",
      [fileId],
    );
  expect(await lines()).toHaveLength(1);
  const stranger = await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'outi.outo',
    displayName: 'Outi Outo',
    tasks: [],
  });
  expect((await stranger.ask('GET', `/api/console/contacts/${contactId}/files/${fileId}`)).status).toBe(403);
  expect((await fetch(urlOf(contactId, fileId))).status).toBe(401);
  expect((await download(contactId, newId())).status).toBe(404);
  // Broken off by who asked: the log had it before.
  const leave = new AbortController();
  const answer = await fetch(urlOf(contactId, fileId), { headers: { cookie }, signal: leave.signal });
  await answer.body!.getReader().read();
  leave.abort();
  expect(await lines()).toHaveLength(2);
});

test('the same mail again, by whichever way and with other line ends, changes nothing and leaves no blob', async () => {
  const before = await query(
    'SELECT (SELECT count(*) FROM mail.raw) AS mails, (SELECT count(*) FROM log.entry) AS lines',
  );
  const blobs = await blobCount();
  await hand(mail, ['asiakaspalvelu@posti.example'], true);
  const { house } = desk.the;
  const kept = await house.mail.pump.keep({
    mailbox: 'service',
    raw: Buffer.from(mail.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
    envelope: { recipients: [] },
    source: { kind: 'smtp' },
  });
  expect(kept.state).toBe('done');
  expect(
    await query('SELECT (SELECT count(*) FROM mail.raw) AS mails, (SELECT count(*) FROM log.entry) AS lines'),
  ).toEqual(before);
  expect(await blobCount()).toBe(blobs);
}, 60_000);

test('one mail to two mailboxes is kept by each under a key of its own', async () => {
  const raw = writeHugeMail({
    messageId: 'huge-2@example.fi',
    to: 'asiakaspalvelu@posti.example, kundtjanst@posti.example',
    file: { name: 'kaksi.pdf', content: document.subarray(0, 2_000_000) },
  });
  await hand(raw, ['asiakaspalvelu@posti.example', 'kundtjanst@posti.example'], true);
  const [one, two] = (await settled(3)).slice(1);
  expect(one!.mailbox).not.toBe(two!.mailbox);
  expect(one!.contact_id).not.toBe(two!.contact_id);
  const sealed = await Promise.all([one!, two!].map(({ blob }) => readFile(pathOf(blob))));
  expect(sealed[0]!.subarray(200).includes(sealed[1]!.subarray(5_000, 5_064))).toBe(false);
  for (const { contact_id } of [one!, two!]) {
    const [file] = await filesOf(contact_id!);
    const bytes = await (await download(contact_id!, file!.fileId)).arrayBuffer();
    expect(Buffer.from(bytes).equals(document.subarray(0, 2_000_000))).toBe(true);
  }
}, 90_000);

test('a huge mail that names no sender waits in the tray; made a contact of, it hangs on it whole', async () => {
  const raw = writeHugeMail({
    messageId: 'huge-3@example.fi',
    from: '',
    file: { name: 'kolme.pdf', content: document.subarray(0, 3_000_000) },
  });
  await hand(raw, ['asiakaspalvelu@posti.example']);
  const row = (await settled(4)).at(-1)!;
  expect(row.state).toBe('unreadable');
  const shown = await lead.ask<{ beginning: string; truncated: boolean }>(
    'GET',
    `/api/console/tray/${row.id}`,
  );
  expect(shown.body).toMatchObject({
    truncated: true,
    beginning: expect.stringContaining('Message-ID: <huge-3@example.fi>'),
  });
  const made = await lead.ask<{ contactId: string }>('POST', `/api/console/tray/${row.id}/settle`, {
    act: 'make-contact',
    emailAddress: 'maija.mallinen@example.fi',
    name: 'Maija Mallinen',
    subject: 'Todistus',
  });
  expect(made.status).toBe(200);
  const [file] = await filesOf(made.body.contactId);
  const bytes = Buffer.from(await (await download(made.body.contactId, file!.fileId)).arrayBuffer());
  expect(bytes.subarray(0, raw.length - 2).equals(raw.subarray(0, raw.length - 2))).toBe(true);
}, 90_000);

test('a file that was tampered with ends the answer with an error, never short; one cut off is not begun', async () => {
  const [file] = await query<{ blob: string }>('SELECT blob FROM register.contact_file WHERE id = $1', [
    fileId,
  ]);
  const path = pathOf(file!.blob);
  const whole = await readFile(path);
  const alter = async (at: number) => {
    const handle = await openPath(path, 'r+');
    await handle.write(Buffer.from([whole[at]! ^ 1]), 0, 1, at);
    await handle.close();
  };
  const restore = async () => {
    const handle = await openPath(path, 'r+');
    await handle.write(whole, 0, whole.length, 0);
    await handle.close();
  };
  await alter(6_000_000);
  const broken = await download(contactId, fileId);
  expect(broken.status).toBe(200);
  await expect(broken.arrayBuffer()).rejects.toThrow();
  await restore();
  // At the border of two chunks, and within one.
  for (const length of [35 + 20 * (256 * 1024 + 16), 5_000_000, 20, 0]) {
    await truncate(path, length);
    const short = await download(contactId, fileId);
    expect([length, short.status, ((await short.json()) as { code: string }).code]).toEqual([
      length,
      500,
      'internal',
    ]);
    await restore();
  }
  const mended = await download(contactId, fileId);
  expect(Buffer.from(await mended.arrayBuffer()).equals(document)).toBe(true);
}, 60_000);
