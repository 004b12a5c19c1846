import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer } from '../../server/api/create-server.ts';
import { compose } from '../../server/compose.ts';
import { changeRegister, type Register, stopCollecting } from './change-register.ts';
import { handInMailWithFile } from './hand-in-raw.ts';
import { type MovableClock, movableClock } from './move-clock.ts';
import { countFields, type Desk, openDesk, welcome } from './one-customer.ts';
import { readPage, signInAgain } from './visit.ts';

// P26: a change takes effect when it is published, never before; the newest notice is always the one shown.

let desk: Desk;
let clock: MovableClock;
beforeAll(async () => {
  clock = movableClock('2026-01-15T08:00:00Z');
  desk = await openDesk({ clock });
});
afterAll(() => desk.the.stop());

const publish = (change: (register: Register) => void) =>
  desk.the.house.publish(changeRegister(change), null);
const months = (contact: number) => (register: Register) => {
  register.periods['contact']!.months = contact;
  register.periods['person']!.months = contact;
};
const withoutNames = (register: Register) => stopCollecting(register, 'email', 'name');
const kept = async (contactId: string) => {
  const [row] = await desk.the.house.storage.db.query<{ delete_after: Date; declaration_version: number }>(
    'SELECT delete_after, declaration_version FROM register.contact WHERE id = $1',
    [contactId],
  );
  return row && { until: row.delete_after.toISOString(), version: row.declaration_version };
};
const mail = (name: string, address: string) =>
  handInMailWithFile(desk.the.house, { from: `"${name}" <${address}>` });
const fieldsOf = async (contactId: string) => {
  const [row] = await desk.the.house.storage.db.query<{ person_id: string }>(
    'SELECT person_id FROM register.contact WHERE id = $1',
    [contactId],
  );
  return countFields(desk.the, row!.person_id);
};

test('what is refused, or written and not published, changes no rule', async () => {
  await expect(
    publish((register) => {
      withoutNames(register);
      register.controller.businessId = '2918721-8';
    }),
  ).rejects.toMatchObject({ code: 'declaration-invalid' });
  changeRegister(withoutNames);
  expect(await fieldsOf(await mail('Ville Ensimmainen', 'ville@example.fi'))).toEqual({
    emailAddress: 1,
    name: 1,
  });
  expect(await readPage(desk.the.app, '/en/notice')).toContain('Version 1');
});

test('from publishing on, a channel that may no longer collect names stores none; what is held stays', async () => {
  const before = await mail('Anna Aikaisempi', 'anna@example.fi');
  expect(await publish(withoutNames)).toBe(2);
  const after = await mail('Mauno Myohempi', 'mauno@example.fi');
  expect(await fieldsOf(before)).toEqual({ emailAddress: 1, name: 1 });
  expect(await fieldsOf(after)).toEqual({ emailAddress: 1 });
  expect([(await kept(before))!.version, (await kept(after))!.version]).toEqual([1, 2]);
});

test('an act taken out of a task is refused from that moment', async () => {
  const search = () =>
    desk.agent.ask('POST', '/api/console/contacts/search', { by: 'name', text: 'Aikaisempi' });
  expect((await search()).status).toBe(200);
  await publish((register) => {
    const task = register.tasks['answer-customers']!;
    task.acts = task.acts.filter((act) => act !== 'search-contacts');
  });
  expect(await search()).toMatchObject({ status: 403, body: { code: 'task-missing' } });
});

test('a shorter period reaches what is held at once, and the log says for how much', async () => {
  const held = await mail('Kaisa Kauan', 'kaisa@example.fi');
  expect(await kept(held)).toMatchObject({ until: '2028-01-14T22:00:00.000Z' });
  const version = await publish(months(12));
  expect(await kept(held)).toEqual({ until: '2027-01-14T22:00:00.000Z', version });
  const [line] = await desk.the.house.storage.db.query<{ details: { version: number; count: number } }>(
    "SELECT details FROM log.entry WHERE action = 'publish' AND details->>'version' = $1",
    [String(version)],
  );
  const [units] = await desk.the.house.storage.db.query<{ units: number }>(
    `SELECT (SELECT count(*) FROM register.contact) + (SELECT count(*) FROM register.person) AS units`,
  );
  expect(line!.details).toEqual({ version, count: units!.units });
});

test('a longer period does not reach what is held, only what comes after', async () => {
  const held = await mail('Liisa Lyhyt', 'liisa@example.fi');
  const before = await kept(held);
  expect(before).toMatchObject({ until: '2027-01-14T22:00:00.000Z' });
  const version = await publish(months(36));
  expect(await kept(held)).toEqual(before);
  const fresh = await mail('Uuno Uusi', 'uuno@example.fi');
  expect(await kept(fresh)).toEqual({ until: '2029-01-14T22:00:00.000Z', version });
  // Nor does work on what is held lengthen it: the person was not told of the longer period.
  const opened = await desk.agent.ask<{ version: number }>('GET', `/api/console/contacts/${held}`);
  const closing = { version: opened.body.version };
  expect((await desk.agent.ask('POST', `/api/console/contacts/${held}/close`, closing)).status).toBe(200);
  expect(await kept(held)).toEqual(before);
});

test('the portal shows the newest at once and the older ones on', async () => {
  const newest = await readPage(desk.the.app, '/en/notice');
  const version = await publish((register) => {
    months(7)(register);
    register.register.statedOn = '2026-01-20';
  });
  const now = await readPage(desk.the.app, '/en/notice');
  expect(now).not.toBe(newest);
  expect(now).toContain('7 months');
  expect(now).toContain('20 January 2026');
  expect((await desk.the.app.inject('/en/notice')).headers['cache-control']).toBe('no-cache');
  for (let each = 1; each <= version; each += 1)
    expect((await desk.the.app.inject(`/fi/notice/${each}`)).statusCode).toBe(200);
  expect(await readPage(desk.the.app, '/en/notice/1')).toContain('23 October 2019');
});

test('the sweep goes by the newest: what was shortened goes at its new moment', async () => {
  const { contactId } = await welcome(desk.the, { from: 'Pekka <pekka@example.fi>' });
  clock.set('2026-08-14T20:59:59Z');
  expect((await desk.the.house.sweep()).units).toEqual({});
  clock.pass(1_000);
  expect((await desk.the.house.sweep()).units['contact']).toBeGreaterThan(0);
  const ask = await signInAgain(desk.the.app, 'eero.virtanen');
  expect((await ask('GET', `/api/console/contacts/${contactId}`)).status).toBe(404);
});

test('a second process on the same database has the new version within a second', async () => {
  const { house } = desk.the;
  const second = await compose(Object.assign({}, house.settings, { attach: true }), {
    log: house.log,
    clock,
  });
  const app = await createServer(second);
  try {
    await second.start();
    expect(second.declarations.current().version).toBe(house.declarations.current().version);
    const version = await publish(months(5));
    const deadline = Date.now() + 1_500;
    while (second.declarations.current().version < version && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(second.declarations.current().version).toBe(version);
    expect(await readPage(app, '/en/notice')).toContain('5 months');
  } finally {
    await app.close();
    await second.stop();
  }
});
