import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { createErasure } from '../../server/safeguards/retention/erase-person.ts';
import { dumpTables, findPlain } from '../promises/find-plain.ts';
import { handInRaw, writeMail } from '../promises/hand-in-raw.ts';
import { type Customer, type Desk, openDesk, welcome } from '../promises/one-customer.ts';

// Somebody is erased with all that is theirs: at once for every reader, and to the last row soon after (GDPR Art. 17).

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 60_000);
afterAll(() => desk?.the.stop());

const sql = <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  desk.the.house.storage.db.query<Row>(text, values);
const keysOf = async (units: readonly string[]) =>
  (await sql<{ unit_id: string }>('SELECT unit_id FROM ring.read_keys($1)', [units])).map(
    ({ unit_id }) => unit_id,
  );
const grantFor = (units: readonly Id[]) =>
  desk.the.house.contacts.access.systemGrant('sweep', { units, categories: [] });
const begin = (person: string) => desk.the.house.erasure.begin(person as Id<'person'>, 'erasure', grantFor);
const unitsOf = async (person: string) =>
  (
    await sql<{ id: string }>(
      `SELECT id FROM register.contact WHERE person_id = $1 UNION ALL
       SELECT m.id FROM mail.raw m JOIN register.contact c ON c.id = m.contact_id WHERE c.person_id = $1`,
      [person],
    )
  ).map(({ id }) => id);

/** Many contacts by the register's own SQL would be no contacts: each is a mail. */
async function writeOften(from: string, times: number): Promise<Customer[]> {
  const written: Customer[] = [];
  for (let time = 0; time < times; time += 1)
    written.push(await welcome(desk.the, { from, subject: `Ärende ${time}` }));
  return written;
}

/** The house's own, with a smaller first bite, so that few contacts are many. */
function erasureOf(atOnce: number) {
  const { house } = desk.the;
  const { db, vault, access, clock } = house.contacts;
  const isBusy = () => Promise.resolve(false);
  return createErasure({ db, vault, access, clock, holdings: house.holdings, isBusy, atOnce });
}

test('nobody that is not there, merged or restricted is erased', async () => {
  const { personId } = await welcome(desk.the, { from: 'Maija <maija@example.fi>' });
  await expect(begin(crypto.randomUUID())).rejects.toMatchObject({ code: 'not-found' });
  await sql("UPDATE register.person SET state = 'restricted' WHERE id = $1", [personId]);
  await expect(begin(personId)).rejects.toMatchObject({ code: 'unit-restricted' });
  expect(await keysOf([personId, ...(await unitsOf(personId))])).toHaveLength(3);
});

test('whoever has few contacts is gone with the one transaction: rows, keys, what they are found by', async () => {
  const from = 'Åsa Planterad <asa.planterad@example.fi>';
  const [first] = await writeOften(from, 3);
  const units = [first!.personId, ...(await unitsOf(first!.personId))];
  expect(await begin(first!.personId)).toEqual({ done: true });
  expect(await keysOf(units)).toEqual([]);
  expect(await sql('SELECT 1 FROM ring.tombstone WHERE unit_id = ANY ($1)', [units])).toHaveLength(7);
  for (const table of ['contact', 'person_field', 'identifier', 'name_token', 'contact_message', 'thread_id'])
    expect(
      await sql(
        `SELECT 1 FROM register.${table} WHERE ${table === 'contact' || table.startsWith('contact') || table === 'thread_id' ? (table === 'contact' ? 'id' : 'contact_id') : 'person_id'} = ANY ($1)`,
        [units],
      ),
      table,
    ).toEqual([]);
  expect(await sql('SELECT 1 FROM search.text WHERE contact_id = ANY ($1)', [units])).toEqual([]);
  // Each unit stands in one line of the log as erased.
  const lines = await sql<{ times: number }>(
    "SELECT count(*) AS times FROM log.entry, unnest(units) AS unit WHERE action = 'erase' AND unit = ANY ($1) GROUP BY unit",
    [units],
  );
  expect(lines).toEqual(units.map(() => ({ times: 1 })));
  expect(findPlain(await dumpTables(desk.the), ['Planterad', 'asa.planterad'])).toEqual([]);
});

test('whoever has many is unreadable at once, and what is left follows; what they write meanwhile is somebody new', async () => {
  const from = 'Pekka <pekka.monta@example.fi>';
  const contacts = await writeOften(from, 6);
  const { personId } = contacts[0]!;
  const units = [personId, ...(await unitsOf(personId))];
  // A colleague has one of them in hand: no job takes it while we look.
  const held = Promise.withResolvers<void>();
  const holding = desk.the.house.storage.db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM register.contact WHERE id = $1 FOR UPDATE', [contacts[0]!.contactId]);
    await held.promise;
  });
  const erasure = erasureOf(2);
  expect(await erasure.begin(personId as Id<'person'>, 'erasure', grantFor)).toEqual({ done: false });
  expect(await sql('SELECT rule FROM register.erasure')).toEqual([{ rule: 'erasure' }]);
  expect(await unitsOf(personId)).toContain(contacts[0]!.contactId);
  expect(await keysOf(units)).toEqual([]);
  for (const { contactId } of contacts)
    expect([404, 410]).toContain(
      (await desk.agent.ask('GET', `/api/console/contacts/${contactId}?reason=earlier-matter`)).status,
    );
  const inbox = await desk.agent.ask<{ contacts: { contactId: string }[] }>(
    'GET',
    '/api/console/contacts?status=any',
  );
  const shown = new Set(inbox.body.contacts.map(({ contactId }) => contactId));
  expect(contacts.filter(({ contactId }) => shown.has(contactId))).toEqual([]);

  const again = await handInRaw(desk.the.house, writeMail({ from: 'Pekka <pekka.monta@example.fi>' }));
  const [fresh] = await sql<{ person_id: string }>('SELECT person_id FROM register.contact WHERE id = $1', [
    again.contactId,
  ]);
  expect(fresh!.person_id).not.toBe(personId);

  expect(await erasure.finish(personId as Id<'person'>)).toBe(false);
  held.resolve();
  await holding;
  expect(await erasure.finish(personId as Id<'person'>)).toBe(true);
  expect(await unitsOf(personId)).toEqual([]);
  expect(await sql('SELECT 1 FROM register.erasure')).toEqual([]);
  expect(await sql('SELECT 1 FROM ring.tombstone WHERE unit_id = ANY ($1)', [units])).toHaveLength(
    units.length,
  );
  expect(await keysOf([fresh!.person_id, again.contactId!])).toHaveLength(2);
  // Asked again, for a job may run twice.
  expect(await erasure.finish(personId as Id<'person'>)).toBe(true);
});
