import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { password } from '../support/start-house.ts';
import { dumpTables, findPlain, type Place, readFiles } from './find-plain.ts';
import { handInMailWithFile, handInRaw } from './hand-in-raw.ts';
import { collect, type Desk, openDesk } from './one-customer.ts';
import { send } from './visit.ts';

// P7, at rest: a stolen dump, data folder, blob or log holds no personal data. Planted data, then grep.

let desk: Desk;
let dump: Place[];
let files: Place[];
let logs: Place;
const tokens: string[] = [];

const large = Buffer.concat(
  Array.from({ length: 4000 }, () => Buffer.from('%PDF Salaisuusliite kohta kolme\n')),
);
const planted = {
  name: 'Tellervo Piilopirtti',
  emailAddress: 'tellervo.piilopirtti@example.fi',
  phone: '+358457900451',
  phoneAsTyped: '0457 900 451',
  address: 'Kätkökuja 7 C, 99999 Piilola',
  identityCode: '131052-9982',
  subject: 'Ilmoitus kadonneesta kirjekuoresta',
  message: 'Vaarini vanha kirjekuori on kateissa',
  fileName: 'salaisuusliite.pdf',
  fileContent: 'Salaisuusliite kohta kolme',
  note: 'Soitettu naapurin Jalmarille',
  reply: 'Kuori löytyi keittiön kaapista',
  searched: 'Hilpeä Hakusana',
  unreadable: 'Rikkinainen viesti Rauhalasta',
  staffName: 'Eero Virtanen',
  userName: 'eero.virtanen',
  password,
  guessedUser: 'arvattu.kayttaja',
  guessedPassword: 'arvattu salasana sekin',
};

beforeAll(async () => {
  desk = await openDesk();
  const { the, agent } = desk;
  const contactId = await handInMailWithFile(the.house, {
    from: `"${planted.name}" <${planted.emailAddress}>`,
    subject: planted.subject,
    text: `${planted.message}. Tunnukseni on ${planted.identityCode}.`,
    file: { name: planted.fileName, content: large },
  });
  const { state } = await handInRaw(
    the.house,
    Buffer.from(`Subject: ${planted.unreadable}\r\n\r\n${planted.unreadable}\r\n`),
  );
  expect(state).toBe('unreadable');
  const { body: contact } = await agent.ask<{
    version: number;
    person: { personId: string };
    messages: { files: { fileId: string }[] }[];
  }>('GET', `/api/console/contacts/${contactId}`);
  const { personId } = contact.person;
  for (const field of [
    { category: 'phone', value: planted.phoneAsTyped, channel: 'phone' },
    { category: 'address', value: planted.address, reason: 'check-delivery-address' },
    { category: 'identityCode', value: planted.identityCode, reason: 'verify-identity' },
  ]) {
    expect(await collect(agent, personId, field)).toMatchObject({ status: 200 });
  }
  await agent.ask('POST', `/api/console/contacts/${contactId}/notes`, {
    noteId: crypto.randomUUID(),
    text: planted.note,
  });
  await agent.ask('POST', `/api/console/contacts/${contactId}/replies`, {
    messageId: crypto.randomUUID(),
    version: contact.version + 1,
    text: planted.reply,
  });
  for (const [by, text] of [
    ['name', planted.searched],
    ['name', planted.name],
    ['email', planted.emailAddress],
    ['phone', planted.phoneAsTyped],
    ['any', planted.identityCode],
  ]) {
    expect((await agent.ask('POST', '/api/console/contacts/search', { by, text })).status).toBe(200);
  }
  const said = [
    { category: 'identityCode', value: planted.identityCode },
    { category: 'address', value: planted.address },
  ];
  const asked = { identificationId: crypto.randomUUID(), way: 'questions', answers: said };
  expect((await agent.ask('POST', `/api/console/contacts/${contactId}/identification`, asked)).status).toBe(
    200,
  );
  await agent.ask('GET', `/api/console/contacts/${contactId}/files/${contact.messages[0]!.files[0]!.fileId}`);
  await send(the.app, 'POST', '/api/console/sign-in', {
    payload: { userName: planted.guessedUser, password: planted.guessedPassword },
  });
  // What goes wrong is where values slip into logs: wrong values in every place.
  await collect(agent, personId, { category: 'phone', value: planted.address, channel: 'phone' });
  await send(
    the.app,
    'GET',
    `/api/console/contacts/${encodeURIComponent(planted.name)}?reason=${encodeURIComponent(planted.emailAddress)}`,
  );
  await send(the.app, 'POST', '/api/console/sign-in', {
    headers: { 'content-type': 'application/json' },
    payload: `{"userName": "${planted.name}`,
  });

  const signedIn = await send(the.app, 'POST', '/api/console/sign-in', {
    payload: { userName: planted.userName, password },
  });
  tokens.push(signedIn.cookies[0]!.value);
  const invited = await desk.administrator.ask<{ link: string }>('POST', '/api/console/staff', {
    userName: 'maija.salainen',
    displayName: 'Maija Salainen',
    language: 'fi',
  });
  tokens.push(invited.body.link.split('#')[1]!);

  dump = await dumpTables(the);
  // The database lies beside the rest, or in a system folder where its user may enter.
  files = [
    ...(await readFiles(the.house.settings.dataDir)),
    ...(await readFiles(dirname(the.house.storage.databaseLog!))),
  ];
  logs = { name: 'log', bytes: Buffer.from(the.logLines.join('')) };
});
afterAll(() => desk.the.stop());

test('the search finds what does stand in the open: it is no search of nothing', () => {
  expect(findPlain(dump, ['answer-customers'])).not.toEqual([]);
  expect(findPlain(files, ['answer-customers']).some((found) => found.includes('pg_wal'))).toBe(true);
  expect(
    findPlain(
      [{ name: 'one', bytes: Buffer.from(Buffer.from(`x${planted.message}y`).toString('base64')) }],
      [planted.message],
    ),
  ).toHaveLength(1);
  expect(logs.bytes.length).toBeGreaterThan(100);
});

test('a dump of every table holds none of it', () => {
  expect(dump.map(({ name }) => name)).toContain('register.contact_message');
  expect(findPlain(dump, Object.values(planted))).toEqual([]);
});

test('the data folder - tables, write-ahead log, PostgreSQL’s own log, blobs - holds none of it', () => {
  for (const part of ['/blobs/', '/pg_wal/', '/base/', '/postgres.log'])
    expect(
      files.some(({ name }) => name.includes(part)),
      part,
    ).toBe(true);
  expect(findPlain(files, Object.values(planted))).toEqual([]);
});

test('the process’s log holds none of it', () => {
  expect(findPlain([logs], Object.values(planted))).toEqual([]);
});

test('neither session nor invitation can be taken from a dump', () => {
  expect(tokens.every((token) => token.length >= 40)).toBe(true);
  expect(findPlain([...dump, ...files, logs], tokens)).toEqual([]);
});

test('the keys lie outside the data folder, for their owner only', async () => {
  const { keeperDir, dataDir, blobDir } = desk.the.house.settings;
  expect(keeperDir.startsWith(`${dataDir}/`)).toBe(false);
  for (const folder of [keeperDir, blobDir]) expect((await stat(folder)).mode & 0o077).toBe(0);
  for (const { name } of await readFiles(keeperDir))
    expect((await stat(join(keeperDir, name))).mode & 0o077).toBe(0);
});
