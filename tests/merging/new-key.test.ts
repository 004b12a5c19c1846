import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { findUnreadable, readSealedValues } from '../support/read-sealed-values.ts';
import { type Furnished, furnishContact, readThrough } from './furnish-contact.ts';
import { merge, type MergingHouse, open, startMergingHouse, subjectOf } from './merging-house.ts';
import { opens, stealKey } from './steal-key.ts';

let world: MergingHouse;
beforeAll(async () => {
  world = await startMergingHouse();
});
afterAll(() => world.the.stop());

const db = () => world.the.house.storage.db;

const keyOf = (unit: Id) => stealKey(world.the.house, unit);

const split = (contactId: string, body: Record<string, unknown>) =>
  world.agent.ask<{ newContactId: Id<'contact'> }>('POST', `/api/console/contacts/${contactId}/split`, body);

async function splitOff({ contactId, messageIds, noteIds }: Furnished): Promise<Id<'contact'>> {
  const { version } = await open(world.agent, contactId);
  const done = await split(contactId, {
    version,
    messageIds: [messageIds[1]],
    noteIds: [noteIds[1]],
    person: 'same',
  });
  expect(done.status).toBe(200);
  return done.body.newContactId;
}

describe('the old key opens nothing that is there now, and what is there now does not open what was there', () => {
  async function expectRenewed(contacts: readonly Id<'contact'>[], act: () => Promise<Id<'contact'>[]>) {
    const { house } = world.the;
    const [kept] = contacts;
    const before = await keyOf(kept!);
    const then = await readSealedValues(house, kept!);
    // The thief's key is the right one: it opens all of it.
    expect(then.filter((value) => !opens(before.key, value))).toEqual([]);
    const after = await act();
    for (const contact of after) {
      const now = await readSealedValues(house, contact);
      const held = await keyOf(contact);
      expect(held.wrapped.equals(before.wrapped)).toBe(false);
      expect(now.length).toBeGreaterThan(0);
      expect(now.filter((value) => opens(before.key, value))).toEqual([]);
      expect(then.filter((value) => opens(held.key, value))).toEqual([]);
      expect(await findUnreadable(house, contact)).toEqual([]);
    }
    return then;
  }

  test('after a split, and everything that stayed is read as before', async () => {
    const made = await furnishContact(world);
    const { contactId } = made;
    const subject = await subjectOf(world.the.house, contactId);
    const blobs = await db().query<{ blob: Id<'blob'> }>(
      'SELECT blob FROM register.contact_file WHERE contact_id = $1 AND blob IS NOT NULL',
      [contactId],
    );
    let taken: Id<'contact'>;
    const then = await expectRenewed([contactId], async () => {
      taken = await splitOff(made);
      return [contactId, taken];
    });
    // Card, two messages, file and its description, two codes, two notes, a task, a draft.
    expect(then).toHaveLength(11);
    await readThrough(world, contactId, made);
    const seen = await open(world.agent, taken!);
    expect(seen.messages.map(({ text }) => text.trim())).toEqual([
      'Toinen asia: lasku on maksettu kahdesti, koodi [[code:1]].',
    ]);
    expect(seen.notes.map(({ text }) => text)).toEqual(['Muistiinpano joka lähtee']);
    expect(await subjectOf(world.the.house, contactId)).toBe(subject);
    // The old blob is unreadable, and goes.
    const left = () =>
      world.the.house.storage.blobs.size(blobs[0]!.blob).then(
        () => 'there',
        () => 'gone',
      );
    await expect.poll(left).toBe('gone');
    // The unit lives: it has no tombstone.
    expect(await db().query('SELECT 1 FROM ring.tombstone WHERE unit_id = $1', [contactId])).toEqual([]);
  });

  test('after a move to another person, under whose pseudonym the log now names it', async () => {
    const made = await furnishContact(world);
    const other = await open(
      world.agent,
      (await handInMail(world.the.house, { from: 'Oikea Omistaja <oikea.omistaja@example.fi>' }))!,
    );
    await expectRenewed([made.contactId], async () => {
      const { version } = await open(world.agent, made.contactId);
      const moved = await world.agent.ask('POST', `/api/console/contacts/${made.contactId}/person`, {
        version,
        personId: other.person.personId,
      });
      expect(moved.status).toBe(200);
      return [made.contactId];
    });
    await readThrough(world, made.contactId, made);
    expect(await subjectOf(world.the.house, made.contactId)).toBe(
      await subjectOf(world.the.house, other.person.personId),
    );
  });

  test('after a merging by which it becomes another person’s', async () => {
    const made = await furnishContact(world);
    const theirs = (await handInMail(world.the.house, {
      from: 'Toinen Taho <toinen.taho@example.fi>',
      text: 'Tämä kuuluu samaan asiaan',
    }))!;
    const { personId } = (await open(world.agent, theirs)).person;
    await expectRenewed([made.contactId], async () => {
      expect((await merge(world.agent, made.contactId, [theirs], personId)).status).toBe(200);
      return [made.contactId];
    });
    await readThrough(world, made.contactId, made);
    expect((await open(world.agent, made.contactId)).messages.map(({ text }) => text.trim())).toContain(
      'Tämä kuuluu samaan asiaan',
    );
  });
});

test('a key that was replaced more often than its version can count is still told from the one before', async () => {
  const { house } = world.the;
  const { access, vault } = house.contacts;
  const contactId = (await handInMail(house, { from: 'Usein Uusittu <usein.uusittu@example.fi>' }))!;
  const grant = access.systemGrant('reseal', { units: [contactId], categories: ['messages'] });
  const [version] = [(await keyOf(contactId)).key.version];
  expect(version).toBe(1);
  const versions: number[] = [];
  for (let turn = 0; turn < 256; turn += 1) {
    await db().transaction((tx) => vault.replaceKey(tx, grant, contactId));
    versions.push((await keyOf(contactId)).key.version);
  }
  expect(versions.slice(0, 2)).toEqual([2, 3]);
  expect(versions.slice(-3)).toEqual([255, 1, 2]);
});

test('a draft that is saved on after a split is sealed by the new key, by whoever had it open', async () => {
  const made = await furnishContact(world);
  const save = (version: number, text: string) =>
    world.agent.ask('POST', `/api/console/contacts/${made.contactId}/drafts/${made.draftId}`, {
      kind: 'reply',
      version,
      text,
    });
  expect((await save(1, 'Vastaus edistyy')).status).toBe(200);
  await splitOff(made);
  expect((await save(2, 'Vastaus on valmis')).status).toBe(200);
  expect(await findUnreadable(world.the.house, made.contactId)).toEqual([]);
  expect(await open(world.agent, made.contactId)).toMatchObject({ drafts: [{ text: 'Vastaus on valmis' }] });
});

test('a contact of 400 messages is split in a moment', async () => {
  const { the, agent } = world;
  const from = 'Pitkä Ketju <pitka.ketju@example.fi>';
  const first = '<ketju-0@example.fi>';
  const contactId = (await handInMail(the.house, { from, text: 'viesti 0', messageId: first }))!;
  for (let batch = 0; batch < 19; batch += 1)
    await Promise.all(
      Array.from({ length: 21 }, (_, index) =>
        handInMail(the.house, {
          from,
          text: `viesti ${batch * 21 + index + 1}`,
          headers: [`In-Reply-To: ${first}`],
        }),
      ),
    );
  const seen = await open(agent, contactId);
  // It opens with the newest of them.
  const held = async () =>
    (await db().query('SELECT 1 FROM register.contact_message WHERE contact_id = $1', [contactId])).length;
  expect(await held()).toBe(400);
  const begun = performance.now();
  const done = await split(contactId, {
    version: seen.version,
    messageIds: seen.messages.slice(0, 3).map(({ messageId }) => messageId),
    person: 'same',
  });
  const took = performance.now() - begun;
  expect(done.status).toBe(200);
  expect(await findUnreadable(the.house, contactId)).toEqual([]);
  expect(await held()).toBe(397);
  expect(took).toBeLessThan(5_000);
}, 120_000);
