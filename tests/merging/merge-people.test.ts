import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { countUnpointed, repointPersonContacts } from '../../server/register/people/repoint-person.ts';
import { recordingsOf } from '../../server/register/recordings/recordings-of-contacts.ts';
import { changeRegister } from '../promises/change-register.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import type { Person } from '../support/sign-in.ts';
import { type MergingHouse, open, startMergingHouse, subjectOf } from './merging-house.ts';

let world: MergingHouse;
beforeAll(async () => {
  world = await startMergingHouse();
});
afterAll(() => world.the.stop());

const db = () => world.the.house.storage.db;
let count = 0;

interface OpenedPerson {
  personId: Id<'person'>;
  version: number;
  notesDeclared: boolean;
  merging: number;
  merged: { personId: string }[];
  fields: {
    fieldId: string;
    category: string;
    value: string | null;
    source: string;
    verified: boolean;
    reason: string | null;
    collectedBy: string | null;
  }[];
  contacts: { contactId: string }[];
  counts: { channel: string; count: number }[];
  mayCollect: { category: string }[];
}

/** A person by a mail of theirs. */
async function person(from: string, mails = 1): Promise<Id<'person'>> {
  let contactId: Id<'contact'> | undefined;
  for (let each = 0; each < mails; each += 1) contactId = await handInMail(world.the.house, { from });
  return (await open(world.lead, contactId!)).person.personId;
}
const look = async (who: Person, id: string) =>
  (await who.ask<OpenedPerson>('GET', `/api/console/people/${id}?reason=earlier-matter`)).body;
const collect = async (id: string, category: string, value: string, more: Record<string, unknown> = {}) =>
  world.lead.ask<{ code?: string; fieldId: string }>('POST', `/api/console/people/${id}/fields`, {
    fieldId: crypto.randomUUID(),
    version: (await look(world.lead, id)).version,
    category,
    value,
    channel: 'phone',
    ...more,
  });
const merge = async (who: Person, kept: string, other: string, more: Record<string, unknown> = {}) =>
  who.ask('POST', `/api/console/people/${kept}/merge`, {
    version: (await look(world.lead, kept)).version,
    otherId: other,
    otherVersion: (await look(world.lead, other)).version,
    reason: 'correct-an-error',
    ...more,
  });
const duplicatesOf = async (who: Person, id: string) =>
  (
    await who.ask<{
      duplicates: {
        personId: string;
        name: string | null;
        sameName: boolean;
        grounds: { ground: string; kind: string }[];
      }[];
    }>('GET', `/api/console/people/${id}/duplicates`)
  ).body.duplicates;

describe('proposed', () => {
  test('by a looser form of an address, never by the name alone; the name shows to whoever may merge', async () => {
    const { agent, lead } = world;
    const one = await person('"Helmi Harju" <helmi.harju@example.fi>');
    const two = await person('"Helmi Harju" <helmi.harju+kivra@example.fi>');
    await person('"Helmi Harju" <toinen.helmi@example.fi>');
    expect(await duplicatesOf(lead, one)).toMatchObject([
      {
        personId: two,
        name: 'Helmi Harju',
        sameName: true,
        grounds: [{ ground: 'variant', kind: 'email-address' }],
      },
    ]);
    expect(await duplicatesOf(agent, one)).toMatchObject([{ personId: two, name: null, sameName: false }]);
    const apart = await lead.ask('POST', `/api/console/people/${one}/keep-apart`, { otherId: two });
    expect(apart.status).toBe(200);
    expect(await duplicatesOf(lead, two)).toEqual([]);
  });

  test('of very many the first fifty, and it says that there are more', async () => {
    const one = await person('monta@example.fi');
    const more = async () =>
      (
        await world.lead.ask<{ duplicates: object[]; more: boolean }>(
          'GET',
          `/api/console/people/${one}/duplicates`,
        )
      ).body;
    for (let each = 0; each < 50; each += 1) await person(`monta+${each}@example.fi`);
    expect(await more()).toMatchObject({ more: false });
    await person('monta+viimeinen@example.fi');
    const found = await more();
    expect([found.duplicates.length, found.more]).toEqual([50, true]);
  }, 60_000);

  test('by an identifier that was given for one and is the other’s', async () => {
    const one = await person('a.aro@example.fi');
    const two = await person('b.aro@example.fi');
    await collect(one, 'phone', '040 123 4567');
    const clash = await collect(two, 'phone', '+358 40 123 4567');
    expect(clash.body.code).toBe('value-taken');
    expect(await duplicatesOf(world.lead, one)).toMatchObject([
      { personId: two, grounds: [{ ground: 'clash', kind: 'phone' }] },
    ]);
    expect(await duplicatesOf(world.lead, two)).toMatchObject([{ personId: one }]);
  });
});

describe('merging people is refused', () => {
  test('without the task, without a reason, with oneself, with nobody', async () => {
    const { agent, lead } = world;
    const [one, two] = [await person('c1@example.fi'), await person('c2@example.fi')];
    expect((await merge(agent, one, two)).body).toMatchObject({ code: 'task-missing' });
    expect((await merge(lead, one, two, { reason: 'no-such-reason' })).body).toMatchObject({
      code: 'reason-needed',
    });
    const base = { version: 1, otherVersion: 1, reason: 'correct-an-error' };
    expect(
      (await lead.ask('POST', `/api/console/people/${one}/merge`, { ...base, otherId: one })).body,
    ).toMatchObject({ code: 'invalid-input' });
    expect(
      (await lead.ask('POST', `/api/console/people/${one}/merge`, { ...base, otherId: crypto.randomUUID() }))
        .body,
    ).toMatchObject({ code: 'not-found' });
    expect((await merge(lead, one, two, { version: 99 })).body).toMatchObject({ code: 'changed-meanwhile' });
  });

  test('with two identity codes: they are two people', async () => {
    const [one, two] = [await person('d1@example.fi'), await person('d2@example.fi')];
    await collect(one, 'identityCode', '131052-9982', { reason: 'verify-identity' });
    await collect(two, 'identityCode', '010190-900P', { reason: 'verify-identity' });
    expect((await merge(world.lead, one, two)).body).toMatchObject({ code: 'identity-codes-differ' });
    expect((await look(world.lead, two)).fields.map((field) => field.category)).toContain('identityCode');
  });

  test('until it is said which of two names stays', async () => {
    const { lead } = world;
    const one = await person('"Ada Vaara" <e1@example.fi>');
    const two = await person('"Ada Vaara-Koski" <e2@example.fi>');
    expect((await merge(lead, one, two)).body).toMatchObject({
      code: 'fields-differ',
      details: { category: 'name' },
    });
    const compared = await lead.ask<{
      conflicts: string[];
      people: { fields: { fieldId: string; category: string; value: string }[] }[];
    }>('POST', `/api/console/people/${one}/compare`, { otherId: two, reason: 'correct-an-error' });
    expect(compared.body.conflicts).toEqual(['name']);
    const names = compared.body.people.map((each) => each.fields.find((field) => field.category === 'name')!);
    expect((await merge(lead, one, two, { keep: names.map((name) => name.fieldId) })).body).toMatchObject({
      code: 'fields-differ',
    });
    expect((await merge(lead, one, two, { keep: [names[1]!.fieldId] })).status).toBe(200);
    const after = await look(lead, one);
    expect(after.fields.filter((field) => field.category === 'name').map((field) => field.value)).toEqual([
      'Ada Vaara-Koski',
    ]);
    expect(after.fields.filter((field) => field.category === 'emailAddress')).toHaveLength(2);
  });
});

test('merged: contacts, identifiers and log are the kept person’s; the old key is gone and the old id leads on', async () => {
  const { lead, the } = world;
  const one = await person('"Onni Oksa" <onni.oksa@example.fi>', 2);
  const two = await person('onni.oksa@example.com', 3);
  const theirs = (await look(lead, two)).contacts.map((card) => card.contactId as Id<'contact'>);
  const done = await merge(lead, one, two);
  expect(done.status).toBe(200);
  const after = await look(lead, one);
  expect(after.counts).toEqual([{ channel: 'email', count: 5 }]);
  expect(after.merged).toMatchObject([{ personId: two }]);
  expect((await lead.ask('GET', `/api/console/people/${two}`)).body).toMatchObject({
    code: 'merged',
    details: { personId: one },
  });
  expect(await db().query('SELECT rule FROM ring.tombstone WHERE unit_id = $1', [two])).toEqual([
    { rule: 'merged' },
  ]);
  expect(await db().query('SELECT 1 FROM register.person_field WHERE person_id = $1', [two])).toEqual([]);
  // A new mail from either address is theirs.
  expect(await person('onni.oksa@example.com')).toBe(one);
  await repointPersonContacts({ ...the.house.contacts, companionsOf: recordingsOf }, one);
  expect(await countUnpointed(the.house.contacts, one)).toBe(0);
  const subject = await subjectOf(the.house, one);
  for (const id of theirs) expect(await subjectOf(the.house, id)).toBe(subject);
  // What was read of the old record is read with the new one.
  const { body } = await lead.ask<{ readings: { act: string }[] }>(
    'GET',
    `/api/console/people/${one}/readings`,
  );
  expect(body.readings.some((reading) => reading.act === 'merge-people')).toBe(true);
});

test('the job may be run again after any batch, and crosses off what is gone or moved on', async () => {
  const { lead, the } = world;
  const one = await person('f1@example.fi');
  const two = await person('f2@example.fi', 2);
  const third = await person('f3@example.fi');
  const [gone, moved] = (await look(lead, two)).contacts.map((card) => card.contactId as Id<'contact'>);
  await merge(lead, one, two);
  await db().query(
    'INSERT INTO register.person_repoint (contact_id, person_id) VALUES ($1, $2), ($3, $2), ($4, $2) ON CONFLICT (contact_id) DO NOTHING',
    [gone, one, moved, crypto.randomUUID()],
  );
  await db().query('UPDATE register.contact SET person_id = $2 WHERE id = $1', [moved, third]);
  await repointPersonContacts({ ...the.house.contacts, companionsOf: recordingsOf }, one);
  await repointPersonContacts({ ...the.house.contacts, companionsOf: recordingsOf }, one);
  expect(await countUnpointed(the.house.contacts, one)).toBe(0);
  expect(await subjectOf(the.house, gone!)).toBe(await subjectOf(the.house, one));
});

test('a value put right needs a reason, and the old one is gone with all it was found by', async () => {
  const { lead } = world;
  const id = await person('"Kerttu Kari" <g1@example.fi>');
  const before = await look(lead, id);
  const name = before.fields.find((field) => field.category === 'name')!;
  const wrong = { instead: name.fieldId };
  expect((await collect(id, 'name', 'Kerttu Kaari', wrong)).body.code).toBe('reason-needed');
  expect((await collect(id, 'name', 'Kerttu Kaari', { ...wrong, reason: 'correct-an-error' })).status).toBe(
    200,
  );
  const after = await look(lead, id);
  expect(after.fields.filter((field) => field.category === 'name')).toMatchObject([
    { value: 'Kerttu Kaari', reason: 'correct-an-error', collectedBy: lead.staffId },
  ]);
  expect((await collect(id, 'name', 'Kerttu', { ...wrong, reason: 'correct-an-error' })).body.code).toBe(
    'not-found',
  );
  const search = await lead.ask<{ contacts: unknown[] }>('POST', '/api/console/contacts/search', {
    by: 'name',
    text: 'Kari',
  });
  expect(search.body.contacts ?? []).toEqual([]);
});

test('the history of thousands of contacts comes page by page, each a line in the log', async () => {
  const { lead } = world;
  const id = await person('h1@example.fi', 7);
  const seen: string[] = [];
  let cursor = '';
  const listed = () =>
    db().query("SELECT 1 FROM log.entry WHERE action = 'list' AND actor = $1", [lead.staffId]);
  const before = (await listed()).length;
  for (let page = 0; page < 4; page += 1) {
    const { body } = await lead.ask<{ contacts: { contactId: string }[]; next: string | null }>(
      'GET',
      `/api/console/people/${id}/history?limit=3${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...body.contacts.map((card) => card.contactId));
    if (body.next === null) break;
    cursor = body.next;
  }
  expect(new Set(seen).size).toBe(7);
  expect((await listed()).length - before).toBe(3);
  const none = await lead.ask<{ contacts: unknown[] }>(
    'GET',
    `/api/console/people/${id}/history?channel=phone`,
  );
  expect(none.body.contacts).toEqual([]);
});

test('notes about a person: not until the declaration has a category for them, then sealed, shown and masked', async () => {
  const { lead, the } = world;
  const id = await person(`n${++count}@example.fi`);
  expect((await look(lead, id)).notesDeclared).toBe(false);
  expect((await collect(id, 'personNotes', 'Kuulee huonosti')).body.code).toBe('category-not-declared');
  const words = () => ({
    sv: 'Anteckningar om personen',
    fi: 'Muistiinpanot henkilöstä',
    en: 'Notes about the person',
  });
  const declare = (origin: 'person' | 'staff') =>
    changeRegister((register) => {
      register.categories['personNotes'] = {
        name: words(),
        kind: 'text',
        purposes: ['service'],
        explanation: words(),
        origin,
      };
      register.channels.phone!.collects.push({
        category: 'personNotes',
        when: 'on-request',
        purposes: ['service'],
      });
      for (const task of Object.values(register.tasks))
        if (task.purposes.includes('service')) task.categories.push('personNotes');
    });
  await expect(the.house.publish(declare('person'), null)).rejects.toThrow();
  await the.house.publish(declare('staff'), null);
  const written = await collect(id, 'personNotes', 'Kuulee huonosti, koodi 131052-9982');
  expect(written.status).toBe(200);
  const after = await look(lead, id);
  expect(after.notesDeclared).toBe(true);
  expect(after.fields.find((field) => field.category === 'personNotes')).toMatchObject({
    value: 'Kuulee huonosti, koodi ••••••-••••',
    source: 'staff',
    collectedBy: lead.staffId,
  });
});
