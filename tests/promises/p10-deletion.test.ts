import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { jobQueue } from '../../server/storage/job-queue.ts';
import { makeColleague } from '../support/sign-in.ts';
import { changeRegister, stopCollecting } from './change-register.ts';
import { dumpTables, findPlain } from './find-plain.ts';
import { handInMailWithFile, handInRaw } from './hand-in-raw.ts';
import { type MovableClock, movableClock } from './move-clock.ts';
import { type Customer, type Desk, openDesk, welcome } from './one-customer.ts';
import { signInAgain } from './visit.ts';

// P10: everything stored has an end and the rule that set it; the sweep keeps to it, to the second, and shows it.

let desk: Desk;
let clock: MovableClock;
let asa: Customer;
let pekka: Customer;
let nobody: Customer;
let restricted: Customer;
let unread: string;
let leaver: Id<'staff'>;

const ofRegister = (change: Parameters<typeof changeRegister>[0] = () => undefined) =>
  changeRegister((register) => {
    register.periods['contact']!.months = 3;
    register.periods['person']!.months = 5;
    register.periods['mail']!.months = 2;
    change(register);
  });
const planted = ['Åsa Lindqvist', 'asa.lindqvist@example.fi', 'Salaisuusliite', 'Brevet om arvet'];

beforeAll(async () => {
  clock = movableClock('2026-01-15T08:00:00Z');
  desk = await openDesk({ clock });
  const { the, agent, administrator } = desk;
  await the.house.publish(ofRegister(), null);
  asa = await customerOf(
    await handInMailWithFile(the.house, {
      from: '=?utf-8?q?=C3=85sa_Lindqvist?= <asa.lindqvist@example.fi>',
      subject: 'Brevet om arvet',
      text: 'Min kod är 131052-9982.',
      file: { name: 'salaisuus.pdf', content: Buffer.alloc(100_000, 'Salaisuusliite ') },
    }),
  );
  const { body } = await agent.ask<{ version: number }>('GET', `/api/console/contacts/${asa.contactId}`);
  await agent.ask('POST', `/api/console/contacts/${asa.contactId}/notes`, {
    noteId: crypto.randomUUID(),
    text: 'Ringt till Åsa Lindqvist',
  });
  expect(
    (await agent.ask('POST', `/api/console/contacts/${asa.contactId}/close`, { version: body.version + 1 }))
      .status,
  ).toBe(200);
  pekka = await welcome(the, { from: 'Pekka <pekka@example.fi>' });
  restricted = await welcome(the, { from: 'Maija <maija@example.fi>' });
  await the.house.storage.db.query("UPDATE register.person SET state = 'restricted' WHERE id = $1", [
    restricted.personId,
  ]);
  unread = (await handInRaw(the.house, Buffer.from('Subject: rikki\r\n\r\nSalaisuusliite\r\n'))).rawId;
  await the.house.publish(
    ofRegister((register) =>
      ['emailAddress', 'name'].forEach((category) => stopCollecting(register, 'email', category)),
    ),
    null,
  );
  nobody = await welcome(the, { from: 'Kukaan <kukaan@example.fi>' });
  await the.house.publish(
    ofRegister((register) => void (register.register.statedOn = '2026-01-15')),
    null,
  );
  leaver = (
    await makeColleague(the.house, the.app, administrator, {
      userName: 'olli.niemi',
      displayName: 'Olli Niemi',
      tasks: [],
    })
  ).staffId;
});
afterAll(() => desk.the.stop());

async function customerOf(contactId: string): Promise<Customer> {
  const [row] = await sql<{ person_id: string }>('SELECT person_id FROM register.contact WHERE id = $1', [
    contactId,
  ]);
  return { contactId, personId: row!.person_id };
}
const sql = <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  desk.the.house.storage.db.query<Row>(text, values);
const holdsKey = async (unit: string) =>
  (await sql('SELECT 1 FROM ring.read_keys($1)', [[unit]])).length === 1;
const sweep = async () => (await desk.the.house.sweep()).units;
const agentNow = () => signInAgain(desk.the.app, 'eero.virtanen');
const blobs = async () => (await Array.fromAsync(desk.the.house.contacts.blobs.list())).length;
async function soon(met: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await met()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen in time');
}

test.each(['register.contact', 'register.person', 'mail.raw'])(
  'nothing in %s can be stored without an end and its rule',
  async (table) => {
    for (const column of ['delete_after', 'delete_rule', 'declaration_version']) {
      await expect(sql(`UPDATE ${table} SET ${column} = NULL`)).rejects.toMatchObject({ code: '23502' });
    }
  },
);

test('a register that leaves a period out is refused', async () => {
  for (const unit of ['contact', 'person', 'mail', 'staff', 'access-log']) {
    const source = changeRegister((register) => void delete register.periods[unit]);
    await expect(desk.the.house.publish(source, null)).rejects.toMatchObject({ code: 'declaration-invalid' });
  }
});

test('staff see until when a contact and a person are kept, and by which rule', async () => {
  const ask = await agentNow();
  expect(
    (await ask('GET', `/api/console/contacts/${asa.contactId}?reason=earlier-matter`)).body,
  ).toMatchObject({
    // The first moment of 15 April in Helsinki.
    kept: { deleteAfter: '2026-04-14T21:00:00.000Z', rule: 'contact', declarationVersion: 2 },
  });
  expect((await ask('GET', `/api/console/people/${asa.personId}?reason=earlier-matter`)).body).toMatchObject({
    kept: { deleteAfter: '2026-06-14T21:00:00.000Z', rule: 'person', declarationVersion: 2 },
  });
});

test('mail that could not be read goes at its moment and not a second before', async () => {
  clock.set('2026-03-14T21:59:59Z');
  expect(await sweep()).toEqual({});
  expect(await holdsKey(unread)).toBe(true);
  clock.pass(1_000);
  expect(await sweep()).toEqual({ mail: 1 });
  expect(await holdsKey(unread)).toBe(false);
  expect(await sql('SELECT 1 FROM mail.raw WHERE id = $1', [unread])).toEqual([]);
});

test('contacts are whole until their moment: not a second before', async () => {
  clock.set('2026-04-14T20:59:59Z');
  expect(await sweep()).toEqual({});
  const ask = await agentNow();
  expect((await ask('GET', `/api/console/contacts/${asa.contactId}?reason=earlier-matter`)).status).toBe(200);
  expect(await blobs()).toBe(2);
});

test('at their moment they go with everything that hangs on them, and their raw mail', async () => {
  const [mail] = await sql<{ id: string }>('SELECT id FROM mail.raw WHERE contact_id = $1', [asa.contactId]);
  // Pekka has written again since: that contact and he himself stay.
  clock.set('2026-04-14T20:59:59Z');
  const later = await welcome(desk.the, { from: 'Pekka <pekka@example.fi>', subject: 'En annan sak' });
  expect(later.personId).toBe(pekka.personId);

  clock.set('2026-04-14T21:00:00Z');
  // Three contacts; of the people only the one who has nothing left and whom nothing identifies.
  expect(await sweep()).toEqual({ contact: 3, person: 1 });
  for (const table of ['contact_message', 'contact_note', 'contact_file', 'masked_code', 'thread_id']) {
    expect(
      await sql(`SELECT 1 FROM register.${table} WHERE contact_id = ANY ($1)`, [
        [asa.contactId, pekka.contactId, nobody.contactId],
      ]),
      table,
    ).toEqual([]);
  }
  expect(await sql('SELECT 1 FROM mail.raw WHERE id = $1', [mail!.id])).toEqual([]);
  for (const unit of [asa.contactId, pekka.contactId, nobody.contactId, nobody.personId, mail!.id])
    expect(await holdsKey(unit)).toBe(false);
  for (const unit of [asa.personId, pekka.personId, later.contactId]) expect(await holdsKey(unit)).toBe(true);

  const ask = await agentNow();
  expect(await ask('GET', `/api/console/contacts/${asa.contactId}`)).toMatchObject({
    status: 404,
    body: { code: 'not-found' },
  });
  const found = await ask<{ contacts: unknown[] }>('POST', '/api/console/contacts/search', {
    by: 'name',
    text: 'Lindqvist',
  });
  expect(found.body.contacts).toEqual([]);
  expect(
    (
      await ask<{ contacts: { contactId: string }[] }>('GET', '/api/console/contacts?status=any')
    ).body.contacts
      .map(({ contactId }) => contactId)
      .toSorted(),
  ).toEqual([later.contactId, restricted.contactId].toSorted());
});

test('a contact of somebody whose data are restricted is not swept', async () => {
  clock.set('2026-04-20T08:00:00Z');
  expect(await sweep()).toEqual({});
  expect(await holdsKey(restricted.contactId)).toBe(true);
  await sql("UPDATE register.person SET state = 'active' WHERE id = $1", [restricted.personId]);
  expect(await sweep()).toEqual({ contact: 1 });
});

test('blobs follow by a job', async () => {
  await soon(async () => (await blobs()) === 0);
});

test('each leaves a tombstone with its rule and version, and a log line that names no person', async () => {
  const stones = await sql(
    'SELECT kind, rule, declaration_version FROM ring.tombstone WHERE unit_id = ANY ($1) ORDER BY kind',
    [[asa.contactId, nobody.personId, unread]],
  );
  expect(stones).toMatchObject([
    { kind: 'contact', rule: 'contact' },
    { kind: 'mail', rule: 'mail' },
    { kind: 'person', rule: 'person' },
  ]);
  const lines = await sql<{ units: string[] }>(
    `SELECT actor_kind, actor, act, subjects, categories, reason, details, units FROM log.entry WHERE action = 'erase' AND $1 = ANY (units)`,
    [asa.contactId],
  );
  expect(lines).toMatchObject([
    {
      actor_kind: 'system',
      actor: 'sweep',
      act: 'sweep',
      subjects: [],
      categories: [],
      reason: null,
      details: { rule: 'contact' },
    },
  ]);
  expect(lines[0]!.units).toContain(asa.contactId);
});

test('a person goes when nothing is left and their own period is over: not a second before', async () => {
  clock.set('2026-06-14T20:59:59Z');
  expect((await sweep())['person'] ?? 0).toBe(0);
  expect(await holdsKey(asa.personId)).toBe(true);
  clock.pass(1_000);
  await sweep();
  expect(await holdsKey(asa.personId)).toBe(false);
  for (const table of ['person_field', 'identifier', 'name_token']) {
    expect(await sql(`SELECT 1 FROM register.${table} WHERE person_id = $1`, [asa.personId]), table).toEqual(
      [],
    );
  }
  const ask = await agentNow();
  expect((await ask('GET', `/api/console/people/${asa.personId}`)).status).toBe(404);
});

test('a person who still has a contact stays, however long their own period is over', async () => {
  await sql('UPDATE register.person SET delete_after = $2 WHERE id = $1', [
    pekka.personId,
    new Date('2026-02-01T00:00:00Z'),
  ]);
  await sweep();
  expect(await holdsKey(pekka.personId)).toBe(true);
});

test('nothing of what was erased stands anywhere in the database in the open', async () => {
  expect(findPlain(await dumpTables(desk.the), planted)).toEqual([]);
});

test('who writes again later is a new person', async () => {
  const again = await welcome(desk.the, { from: 'Åsa <asa.lindqvist@example.fi>' });
  expect(again.personId).not.toBe(asa.personId);
});

test('the scheduled sweep also erases the names of staff who left, at their moment', async () => {
  const admin = await signInAgain(desk.the.app, 'aino.korhonen');
  expect((await admin('POST', `/api/console/staff/${leaver}/close`)).status).toBe(200);
  const state = async () =>
    (await sql<{ state: string }>('SELECT state FROM staff.member WHERE id = $1', [leaver]))[0]!.state;
  clock.set('2028-06-14T20:59:59Z');
  expect(await desk.the.house.staff.closing.eraseDue(10)).toBe(0);
  clock.pass(1_000);
  await jobQueue.enqueue(desk.the.house.storage.db, 'sweep', {});
  await soon(async () => (await state()) === 'erased');
  expect(await holdsKey(leaver)).toBe(false);
});
