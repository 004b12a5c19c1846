import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer } from '../../server/api/create-server.ts';
import { password } from '../support/start-house.ts';
import { type MovableClock, movableClock } from './move-clock.ts';
import { type Desk, openDesk, welcome } from './one-customer.ts';
import { send } from './visit.ts';

// P7, against change and deletion without right: the database roles of the running product, and the session.

let desk: Desk;
let clock: MovableClock;
beforeAll(async () => {
  clock = movableClock('2026-04-07T06:00:00Z');
  desk = await openDesk({ clock });
});
afterAll(() => desk.the.stop());

const signIn = () =>
  send(desk.the.app, 'POST', '/api/console/sign-in', { payload: { userName: 'eero.virtanen', password } });
const me = (name: string, value: string) =>
  send(desk.the.app, 'GET', '/api/console/me', { cookies: { [name]: value } });

test.each([
  'DELETE FROM log.entry',
  'UPDATE log.entry SET actor = actor',
  'TRUNCATE log.entry',
  'SELECT * FROM ring.unit_key',
  'UPDATE ring.unit_key SET wrapped = wrapped',
  'DELETE FROM ring.tombstone',
  'UPDATE declaration.version SET source = source',
  'DELETE FROM staff.task_grant',
  'UPDATE staff.task_grant SET until = until',
  'DELETE FROM staff.undertaking_acceptance',
  'DELETE FROM staff.member',
  'CREATE TABLE register.mine (id int)',
  'ALTER TABLE register.contact DROP COLUMN delete_after',
  'CREATE ROLE another LOGIN',
  'SET ROLE haltija_owner',
  "COPY register.contact TO PROGRAM 'cat'",
])('the running product may not: %s', async (statement) => {
  await expect(desk.the.house.storage.db.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test.each(['SELECT * FROM log.entry', 'SELECT * FROM register.contact', 'SELECT ring.hold_epoch(1)'])(
  'who writes the log may not: %s',
  async (statement) => {
    await expect(desk.the.house.storage.logDb.query(statement)).rejects.toMatchObject({ code: '42501' });
  },
);

test('a sealed value that is moved to another row, or altered, does not open', async () => {
  const [one, other] = [
    await welcome(desk.the),
    await welcome(desk.the, { from: 'Pekka <pekka@example.fi>' }),
  ];
  const { db } = desk.the.house.storage;
  await db.query(
    'UPDATE register.contact SET card_sealed = (SELECT card_sealed FROM register.contact WHERE id = $1) WHERE id = $2',
    [one.contactId, other.contactId],
  );
  const opened = await desk.agent.ask('GET', `/api/console/contacts/${other.contactId}`);
  expect(opened.status).toBe(500);
  expect(opened.body).toEqual({
    code: 'internal',
    ...(opened.body['details'] === undefined ? {} : { details: opened.body['details'] }),
  });
  expect(JSON.stringify(opened.body)).not.toContain('Brevet');
  await db.query('DELETE FROM register.contact_message WHERE contact_id = $1', [other.contactId]);
});

test('the session cookie is for our pages only, out of reach of scripts, and safe under TLS', async () => {
  const plain = (await signIn()).cookies[0]!;
  expect(plain).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  const { house } = desk.the;
  const secure = await createServer({
    ...house,
    settings: { ...house.settings, publicUrl: 'https://register.example' },
  });
  const answer = await send(secure, 'POST', '/api/console/sign-in', {
    payload: { userName: 'eero.virtanen', password },
  });
  expect(answer.cookies[0]).toMatchObject({
    name: '__Host-haltija',
    httpOnly: true,
    sameSite: 'Strict',
    secure: true,
    path: '/',
  });
  expect(answer.cookies[0]).not.toHaveProperty('domain');
  expect(answer.headers['strict-transport-security']).toContain('max-age=31536000');
  await secure.close();
});

test('a page of somebody else cannot write in our name', async () => {
  const { name, value } = (await signIn()).cookies[0]!;
  const ask = (headers: Record<string, string>) =>
    desk.the.app.inject({
      method: 'POST',
      url: '/api/console/sign-out',
      headers,
      cookies: { [name]: value },
    });
  for (const headers of [
    {} as Record<string, string>,
    { 'x-haltija': 'console', origin: 'https://elsewhere.example' },
    { 'x-haltija': 'console', origin: 'null' },
    { 'x-haltija': 'console', 'sec-fetch-site': 'cross-site' },
    { 'x-haltija': 'console', 'sec-fetch-site': 'same-site' },
  ]) {
    expect((await ask(headers)).json(), JSON.stringify(headers)).toMatchObject({ code: 'wrong-origin' });
  }
  expect((await me(name, value)).statusCode).toBe(200);
});

test('a session ends when signed out, after an hour unused, and after twelve hours in any case', async () => {
  const out = (await signIn()).cookies[0]!;
  await send(desk.the.app, 'POST', '/api/console/sign-out', { cookies: { [out.name]: out.value } });
  expect((await me(out.name, out.value)).statusCode).toBe(401);

  const idle = (await signIn()).cookies[0]!;
  clock.pass(59 * 60_000);
  expect((await me(idle.name, idle.value)).statusCode).toBe(200);
  clock.pass(60 * 60_000);
  expect((await me(idle.name, idle.value)).statusCode).toBe(401);

  const busy = (await signIn()).cookies[0]!;
  for (let minutes = 0; minutes < 12 * 60 - 30; minutes += 30) {
    clock.pass(30 * 60_000);
    expect((await me(busy.name, busy.value)).statusCode).toBe(200);
  }
  clock.pass(30 * 60_000);
  expect((await me(busy.name, busy.value)).statusCode).toBe(401);
});

test('an altered or invented cookie opens nothing', async () => {
  const { name, value } = (await signIn()).cookies[0]!;
  const other = value.startsWith('A') ? `B${value.slice(1)}` : `A${value.slice(1)}`;
  for (const wrong of [
    other,
    value.slice(0, -1),
    `${value}A`,
    '',
    'null',
    "' OR 1=1 --",
    'a'.repeat(5_000),
  ]) {
    expect((await me(name, wrong)).statusCode).toBe(401);
  }
});

test('guessing a password locks for longer and longer, known user or not', async () => {
  for (const userName of ['eero.virtanen', 'ei.kukaan']) {
    const guess = () =>
      send(desk.the.app, 'POST', '/api/console/sign-in', {
        payload: { userName, password: 'väärä salasana taas' },
        remoteAddress: '127.0.0.9',
      });
    const codes: string[] = [];
    for (let tries = 0; tries < 6; tries += 1) codes.push((await guess()).json<{ code: string }>().code);
    expect(codes).toEqual([...Array<string>(5).fill('sign-in-failed'), 'sign-in-locked']);
  }
  expect((await signIn()).json()).toMatchObject({ code: 'sign-in-locked' });
  clock.pass(31_000);
  expect((await signIn()).statusCode).toBe(200);
});
