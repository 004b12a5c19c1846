import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';

import type { Database } from '../../server/storage/database.ts';
import { dropCategory, stopCollecting } from '../promises/change-register.ts';
import { handInMailWithFile } from '../promises/hand-in-raw.ts';
import {
  collect,
  type Customer,
  type Desk,
  openDesk,
  type PersonAnswer,
  welcome,
} from '../promises/one-customer.ts';
import { openAsOwner } from '../promises/probes/plant.ts';
import { addPurpose, count, holdRemoval, publishChanged, removed, serveOnly } from './grounds-house.ts';

// GDPR Art. 5(1)(b) and (e): what has lost its ground is read by nobody from the publishing on, and is then removed with all
// by which it could be found or read; what has ground stays as it was.

let desk: Desk;
let owner: Database;
beforeAll(async () => {
  desk = await openDesk();
  owner = openAsOwner(desk.the);
});
afterAll(async () => {
  await owner.end();
  await desk.the.stop();
});

const db = () => desk.the.house.storage.db;
const personOf = (id: string) => desk.agent.ask<PersonAnswer>('GET', `/api/console/people/${id}`);
const search = async (by: string, text: string) =>
  (await desk.agent.ask<{ contacts: unknown[] }>('POST', '/api/console/contacts/search', { by, text })).body
    .contacts;
const keyOf = async (unit: string) =>
  (await owner.query<{ wrapped: Buffer }>('SELECT wrapped FROM ring.unit_key WHERE unit_id = $1', [unit]))[0]
    ?.wrapped;
const erasures = (unit: string) =>
  db().query<{ categories: string[]; rule: string; subjects: string[] }>(
    "SELECT categories, details->>'rule' AS rule, subjects FROM log.entry WHERE action = 'erase' AND units @> ARRAY[$1::uuid] ORDER BY at",
    [unit],
  );
const atHome = async (customer: Customer) => {
  const answer = await collect(desk.agent, customer.personId, {
    category: 'address',
    value: 'Kivikatu 3, 00100 Helsinki',
    channel: 'email',
    reason: 'check-delivery-address',
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};

test('a category that comes back before anything is removed is kept, and can be read again', async () => {
  const asa = await welcome(desk.the, { from: '"Åsa Återkommen" <asa.ater@example.fi>' });
  await atHome(asa);
  const key = await keyOf(asa.personId);
  const release = await holdRemoval(desk.the);
  await publishChanged(desk.the, (register) => dropCategory(register, 'address'));
  expect((await personOf(asa.personId)).body.fields.map(({ category }) => category)).not.toContain('address');
  await publishChanged(desk.the, () => undefined);
  await release();
  await removed(desk.the);
  const fields = (await personOf(asa.personId)).body.fields;
  expect(fields.find(({ category }) => category === 'address')?.value).toBe('Kivikatu 3, 00100 Helsinki');
  expect(await keyOf(asa.personId)).toEqual(key);
  expect(await erasures(asa.personId)).toEqual([]);
});

test('of a person: not read, not found and not matched at once; then gone, and the rest under a new key', async () => {
  const mail = { from: '"Kalle Kadonnut" <kalle.kadonnut@example.fi>' };
  const kalle = await welcome(desk.the, mail);
  await atHome(kalle);
  expect(await search('name', 'Kadonnut')).toHaveLength(1);
  expect(await search('email', 'kalle.kadonnut@example.fi')).toHaveLength(1);
  const key = await keyOf(kalle.personId);
  const [old] = await db().query<{ id: Id<'field'>; value_sealed: Buffer }>(
    "SELECT id, value_sealed FROM register.person_field WHERE person_id = $1 AND category = 'emailAddress'",
    [kalle.personId],
  );

  const release = await holdRemoval(desk.the);
  await publishChanged(desk.the, (register) => {
    stopCollecting(register, 'email', 'name');
    dropCategory(register, 'name');
    addPurpose(register, 'matching');
    serveOnly(register, 'emailAddress', ['matching']);
  });
  // As the agent's next request finds it, whatever has been removed yet.
  expect((await personOf(kalle.personId)).body.fields.map(({ category }) => category)).toEqual(['address']);
  expect(await search('name', 'Kadonnut')).toEqual([]);
  expect(await search('email', 'kalle.kadonnut@example.fi')).toEqual([]);
  // Whoever writes from that address now is found by nothing that was kept for another purpose.
  const again = await welcome(desk.the, { ...mail, subject: 'Igen' });
  expect(again.personId).not.toBe(kalle.personId);
  expect(await count(db(), 'register.person_field WHERE person_id = $1', [kalle.personId])).toBe(3);
  await release();
  await removed(desk.the);

  expect(
    await db().query('SELECT category FROM register.person_field WHERE person_id = $1', [kalle.personId]),
  ).toEqual([{ category: 'address' }]);
  for (const table of ['identifier', 'name_token', 'identifier_variant'])
    expect(await count(db(), `register.${table} WHERE person_id = $1`, [kalle.personId]), table).toBe(0);
  expect((await personOf(kalle.personId)).body.fields.map(({ value }) => value)).toEqual([
    'Kivikatu 3, 00100 Helsinki',
  ]);
  expect(await keyOf(kalle.personId)).not.toEqual(key);
  expect(await erasures(kalle.personId)).toMatchObject([
    { categories: ['emailAddress', 'name'], rule: 'ground-ended' },
  ]);
  // A copy of the row as it was, put back under the key there is now, opens no more.
  await owner.query(
    `INSERT INTO register.person_field (person_id, id, category, value_sealed, length_class, source, collected_at, purposes, declaration_version)
     SELECT person_id, $2, 'emailAddress', $3, length_class, source, collected_at, '{matching}', declaration_version
     FROM register.person_field WHERE person_id = $1`,
    [kalle.personId, old!.id, old!.value_sealed],
  );
  expect((await personOf(kalle.personId)).status).toBe(500);
  await owner.query('DELETE FROM register.person_field WHERE id = $1', [old!.id]);
  // The one who wrote since is kept for what they were told.
  expect(await search('email', 'kalle.kadonnut@example.fi')).toHaveLength(1);
});

test('whoever has nothing left and no contact goes whole, with a tombstone', async () => {
  await publishChanged(desk.the, () => undefined);
  const liisa = await welcome(desk.the, { from: '"Liisa Lähtevä" <liisa.lahteva@example.fi>' });
  await owner.query("UPDATE register.contact SET delete_after = '2020-01-01' WHERE person_id = $1", [
    liisa.personId,
  ]);
  await desk.the.house.sweep();
  await publishChanged(desk.the, (register) => {
    for (const category of ['name', 'emailAddress']) dropCategory(register, category);
  });
  await removed(desk.the);
  expect(await count(db(), 'register.person WHERE id = $1', [liisa.personId])).toBe(0);
  expect(await keyOf(liisa.personId)).toBeUndefined();
  expect(await db().query('SELECT rule FROM ring.tombstone WHERE unit_id = $1', [liisa.personId])).toEqual([
    { rule: 'ground-ended' },
  ]);
  expect(await erasures(liisa.personId)).toMatchObject([{ rule: 'ground-ended', subjects: [] }]);
});

test('files of a conversation: gone with their words and with the mail they came in; what was written stays', async () => {
  await publishChanged(desk.the, () => undefined);
  const contactId = await handInMailWithFile(desk.the.house, {
    from: '"Pia Paperi" <pia.paperi@example.fi>',
    text: 'Avtalet ligger i bilagan.',
    file: { name: 'hemlighetsavtal.pdf', content: Buffer.alloc(300_000, '%PDF-1.4 avtal') },
  });
  const [mail] = await db().query<{ id: string; blob: Id<'blob'> }>(
    'SELECT id, blob FROM mail.raw WHERE contact_id = $1',
    [contactId],
  );
  const [file] = await db().query<{ blob: Id<'blob'> | null }>(
    'SELECT blob FROM register.contact_file WHERE contact_id = $1',
    [contactId],
  );
  const key = await keyOf(contactId);
  expect(await search('any', 'hemlighetsavtal')).toHaveLength(1);
  const release = await holdRemoval(desk.the);
  await publishChanged(desk.the, (register) => dropCategory(register, 'files'));
  expect(await search('any', 'hemlighetsavtal')).toEqual([]);
  const opened = await desk.agent.ask<{ messages: { files: unknown[] }[] }>(
    'GET',
    `/api/console/contacts/${contactId}`,
  );
  expect(opened.status).toBe(200);
  expect(JSON.stringify(opened.body)).not.toContain('hemlighetsavtal');
  await release();
  await removed(desk.the);

  expect(await count(db(), 'register.contact_file WHERE contact_id = $1', [contactId])).toBe(0);
  expect(await count(db(), 'mail.raw WHERE contact_id = $1', [contactId])).toBe(0);
  expect(await keyOf(mail!.id)).toBeUndefined();
  expect(await keyOf(contactId)).not.toEqual(key);
  expect(JSON.stringify((await desk.agent.ask('GET', `/api/console/contacts/${contactId}`)).body)).toContain(
    'Avtalet ligger i bilagan.',
  );
  expect(await search('any', 'avtalet')).toHaveLength(1);
  for (const blob of [mail!.blob, file!.blob])
    if (blob !== null)
      await expect
        .poll(async () => {
          for await (const each of desk.the.house.storage.blobs.list()) if (each.id === blob) return 'there';
          return 'gone';
        })
        .toBe('gone');
});

test('a whole conversation: erased to every reader at once, then gone with its raw mail; those of restricted people stay sealed', async () => {
  await publishChanged(desk.the, () => undefined);
  const veli = await welcome(desk.the, { from: '"Veli Viesti" <veli.viesti@example.fi>' });
  const held = await welcome(desk.the, { from: '"Rauha Rajattu" <rauha.rajattu@example.fi>' });
  await owner.query("UPDATE register.person SET state = 'restricted' WHERE id = $1", [held.personId]);
  const release = await holdRemoval(desk.the);
  await publishChanged(desk.the, (register) => {
    addPurpose(register, 'archiving');
    serveOnly(register, 'messages', ['archiving']);
  });
  const page = await desk.agent.ask<{ contacts: unknown[] }>('GET', '/api/console/contacts');
  expect(page.body.contacts).toEqual([]);
  expect((await desk.agent.ask('GET', `/api/console/contacts/${veli.contactId}`)).body).toMatchObject({
    code: 'unit-erased',
  });
  const late = await welcome(desk.the, { from: '"Veli Viesti" <veli.viesti@example.fi>', subject: 'Uusi' });
  await release();
  await removed(desk.the);
  expect(await count(db(), 'register.contact WHERE id = $1', [veli.contactId])).toBe(0);
  expect(await count(db(), 'mail.raw WHERE contact_id = $1', [veli.contactId])).toBe(0);
  expect(await keyOf(veli.contactId)).toBeUndefined();
  expect(await keyOf(held.contactId)).toBeDefined();
  expect((await desk.agent.ask('GET', `/api/console/contacts/${held.contactId}`)).body).toMatchObject({
    code: 'unit-erased',
  });
  expect((await desk.agent.ask('GET', `/api/console/contacts/${late.contactId}`)).status).toBe(200);
});

test('figures stay as they are, and no probe finds anything wrong afterwards', async () => {
  const { results } = await desk.the.house.promises.run({ evenIfFresh: true });
  expect(results.filter(({ state }) => state !== 'kept').map(({ probe, sample }) => [probe, sample])).toEqual(
    [],
  );
});
