import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { handInMailWithFile } from '../promises/hand-in-raw.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { merge, type MergingHouse, open, startMergingHouse, subjectOf } from './merging-house.ts';

let world: MergingHouse;
beforeAll(async () => {
  world = await startMergingHouse();
});
afterAll(() => world.the.stop());

const db = () => world.the.house.storage.db;
const mail = async (from: string, text: string, headers: string[] = [], messageId?: string) =>
  (await handInMail(world.the.house, { from, text, headers, ...(messageId ? { messageId } : {}) }))!;
let count = 0;
const address = () => `sini.salo${++count}@example.fi`;

/** A contact of several mails by one sender; the last may be by another. */
async function thread(texts: readonly string[], from = address(), lastFrom = from) {
  const ids = texts.map(() => `<thread-${++count}@example.fi>`);
  let contactId: Id<'contact'> | undefined;
  for (const [index, text] of texts.entries()) {
    const by = index === texts.length - 1 ? lastFrom : from;
    contactId = await mail(by, text, index === 0 ? [] : [`In-Reply-To: ${ids[index - 1]}`], ids[index]);
  }
  return { contactId: contactId!, ids };
}

const split = (contactId: string, body: Record<string, unknown>) =>
  world.agent.ask<{ newContactId: Id<'contact'>; version: number; code: string }>(
    'POST',
    `/api/console/contacts/${contactId}/split`,
    body,
  );

describe('splitting', () => {
  test('is refused with all messages, with none, with foreign ones, and with one on its way', async () => {
    const { agent } = world;
    const { contactId } = await thread(['ett', 'två']);
    const seen = await open(agent, contactId);
    const { version } = seen;
    const all = seen.messages.map((message) => message.messageId);
    const codeOf = async (messageIds: unknown) =>
      (await split(contactId, { version, messageIds, person: 'same' })).body.code;
    expect(await codeOf(all)).toBe('invalid-input');
    expect(await codeOf([])).toBe('invalid-input');
    expect(await codeOf([crypto.randomUUID()])).toBe('invalid-input');
    await db().query("UPDATE register.contact_message SET delivery = 'queued' WHERE id = $1", [all[1]]);
    expect(await codeOf([all[1]])).toBe('message-on-its-way');
    expect((await split(contactId, { version: 99, messageIds: [all[0]], person: 'same' })).body.code).toBe(
      'changed-meanwhile',
    );
    expect(
      (await split(contactId, { version, messageIds: [all[0]], person: crypto.randomUUID() })).body.code,
    ).toBe('not-found');
  });

  test('each waits since its own first mail without an answer, and is due by the target', async () => {
    const { agent, lead } = world;
    const day = [{ from: '00:00', to: '24:00' }];
    const none = { firstAnswer: null, resolution: null };
    const saved = await lead.ask('POST', '/api/console/team/queues/service', {
      version: null,
      settings: {
        hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
        holidays: [],
        days: [],
        targets: { low: none, high: none, urgent: none, normal: { ...none, firstAnswer: 90 } },
        assignment: { rule: 'by-hand', ceiling: null, inHoursOnly: false },
      },
    });
    expect(saved.status).toBe(200);
    const { contactId } = await thread(['yksi', 'kaksi', 'kolme', 'neljä']);
    const { version, messages } = await open(agent, contactId);
    const messageIds = [messages[0]!, messages[2]!, messages[3]!].map((each) => each.messageId);
    const done = await split(contactId, { version, messageIds, person: 'same' });
    expect(done.status).toBe(200);
    const dueFrom = (at: string) => ({
      status: 'open',
      waitingSince: at,
      answerDueAt: new Date(Date.parse(at) + 90 * 60_000).toISOString(),
    });
    expect(await open(agent, done.body.newContactId)).toMatchObject(dueFrom(messages[0]!.at));
    expect(await open(agent, contactId)).toMatchObject(dueFrom(messages[1]!.at));
  });

  test('takes the chosen with their files under a new key; the rest stays; answers find the right one', async () => {
    const { agent, the } = world;
    const from = address();
    const contactId = await handInMailWithFile(the.house, {
      from,
      text: 'Ensimmäinen asia',
      file: { name: 'a.pdf', content: Buffer.alloc(70_000, 'a') },
    });
    const second = '<toinen-asia@example.fi>';
    const [first] = await db().query<{ id: string }>(
      'SELECT id FROM register.contact_message WHERE contact_id = $1',
      [contactId],
    );
    await db().query('INSERT INTO register.thread_id (digest, contact_id) VALUES ($1, $2)', [
      the.house.contacts.blindIndex.lastingDigest('message-id', '<alku@example.fi>'),
      contactId,
    ]);
    await mail(from, 'Toinen asia, koodi 131052-9982', ['In-Reply-To: <alku@example.fi>'], second);
    const before = await open(agent, contactId);
    expect(before.messages).toHaveLength(2);
    const done = await split(contactId, {
      version: before.version,
      messageIds: [before.messages[1]!.messageId],
      person: 'same',
    });
    expect(done.status).toBe(200);
    const { newContactId } = done.body;
    const [left, taken] = [await open(agent, contactId), await open(agent, newContactId)];
    expect(left.messages.map((message) => message.messageId)).toEqual([first!.id]);
    expect(left.messages[0]!.files).toHaveLength(1);
    expect(taken.messages.map((message) => message.text.trim())).toEqual(['Toinen asia, koodi [[code:1]]']);
    expect(taken.messages[0]!.maskedCodes).toHaveLength(1);
    expect(left.events).toMatchObject([
      { kind: 'split-into', otherId: newContactId, otherNumber: taken.number },
    ]);
    expect(taken.events).toMatchObject([
      { kind: 'split-from', otherId: contactId, otherNumber: left.number },
    ]);
    expect(taken.kept.deleteAfter).toBe(before.kept.deleteAfter);
    expect(await subjectOf(the.house, newContactId)).toBe(await subjectOf(the.house, contactId));
    const mails = await db().query('SELECT 1 FROM mail.raw WHERE contact_id = $1', [newContactId]);
    expect(mails).toHaveLength(1);
    expect(await mail(from, 'lisää', [`In-Reply-To: ${second}`])).toBe(newContactId);
  });

  test('to whoever sent it: the new contact and its log pseudonym are theirs', async () => {
    const { agent, the } = world;
    const [mine, theirs] = [address(), address()];
    const { contactId } = await thread(['oma', 'vieras'], mine, theirs);
    const before = await open(agent, contactId);
    const { body } = await split(contactId, {
      version: before.version,
      messageIds: [before.messages[1]!.messageId],
      person: 'sender',
    });
    const taken = await open(agent, body.newContactId);
    expect(taken.person.personId).not.toBe(before.person.personId);
    expect(await subjectOf(the.house, body.newContactId)).toBe(
      await subjectOf(the.house, taken.person.personId),
    );
    // Their next mail is the same person's.
    expect((await open(agent, await mail(theirs, 'taas'))).person.personId).toBe(taken.person.personId);
  });

  test('and merging in any order keep every message exactly once, and readable', async () => {
    const { agent } = world;
    const from = address();
    const made = await Promise.all([1, 2, 3].map((each) => thread([`a${each}`, `b${each}`], from)));
    const alive = new Set<string>(made.map((each) => each.contactId));
    const texts = made.flatMap((_, index) => [`a${index + 1}`, `b${index + 1}`]).toSorted();
    const steps = fc.sample(fc.record({ merging: fc.boolean(), one: fc.nat(99), two: fc.nat(99) }), {
      numRuns: 14,
      seed: 5,
    });
    for (const step of steps) {
      const ids = [...alive];
      const one = ids[step.one % ids.length]!;
      const two = ids[step.two % ids.length]!;
      if (step.merging && one !== two) {
        expect((await merge(agent, one, [two])).status).toBe(200);
        alive.delete(two);
      } else if (!step.merging) {
        const seen = await open(agent, one);
        const half = seen.messages
          .slice(0, Math.floor(seen.messages.length / 2))
          .map((message) => message.messageId);
        if (half.length === 0) continue;
        const { status, body } = await split(one, {
          version: seen.version,
          messageIds: half,
          person: 'same',
        });
        expect(status).toBe(200);
        alive.add(body.newContactId);
      }
      const opened = await Promise.all([...alive].map((id) => open(agent, id)));
      expect(
        opened.flatMap((each) => each.messages.map((message) => message.text.trim())).toSorted(),
      ).toEqual(texts);
      const counts = await db().query<{ id: string; messages: number; held: number }>(
        'SELECT id, messages, (SELECT count(*) FROM register.contact_message m WHERE m.contact_id = c.id) AS held FROM register.contact c WHERE id = ANY ($1)',
        [[...alive]],
      );
      expect(counts.filter((row) => row.messages !== row.held)).toEqual([]);
    }
  });
});

describe('moving to another person', () => {
  test('is refused for nobody and for a restricted person; else the contact and its pseudonym are theirs', async () => {
    const { agent, the } = world;
    const one = await mail(address(), 'ett');
    const other = await open(agent, await mail('"Oiva Oja" <oiva.oja@example.fi>', 'två'));
    const { version } = await open(agent, one);
    const ask = (personId: string) =>
      agent.ask('POST', `/api/console/contacts/${one}/person`, { version, personId });
    expect((await ask(crypto.randomUUID())).body).toMatchObject({ code: 'not-found' });
    await db().query("UPDATE register.person SET state = 'restricted' WHERE id = $1", [
      other.person.personId,
    ]);
    expect((await ask(other.person.personId)).body).toMatchObject({ code: 'unit-restricted' });
    await db().query("UPDATE register.person SET state = 'active' WHERE id = $1", [other.person.personId]);
    expect((await ask(other.person.personId)).status).toBe(200);
    const after = await open(agent, one);
    expect(after.person).toMatchObject({ personId: other.person.personId, contacts: 2 });
    expect(after.events).toMatchObject([{ kind: 'moved-to-person' }]);
    expect(await subjectOf(the.house, one)).toBe(await subjectOf(the.house, other.person.personId));
  });

  test('erases who was only provisional and has nothing left', async () => {
    const { agent } = world;
    const one = await open(agent, await mail(address(), 'ett'));
    const other = await open(agent, await mail(address(), 'två'));
    await db().query('UPDATE register.person SET provisional = true WHERE id = $1', [one.person.personId]);
    await agent.ask('POST', `/api/console/contacts/${one.contactId}/person`, {
      version: one.version,
      personId: other.person.personId,
    });
    expect(await db().query('SELECT 1 FROM register.person WHERE id = $1', [one.person.personId])).toEqual(
      [],
    );
    expect(
      await db().query('SELECT 1 FROM ring.tombstone WHERE unit_id = $1', [one.person.personId]),
    ).toHaveLength(1);
  });
});

test('merging while mail for both arrives: nothing is lost, nothing waits in a ring', async () => {
  const { agent } = world;
  const from = address();
  const [a, b] = [await thread(['alku a'], from), await thread(['alku b'], from)];
  const arriving = Array.from({ length: 24 }, (_, index) =>
    mail(from, `myöhäinen ${index}`, [`In-Reply-To: ${index % 2 ? a.ids[0] : b.ids[0]}`]),
  );
  let merged = 0;
  for (let tries = 0; tries < 60 && merged !== 200; tries += 1)
    merged = (await merge(agent, a.contactId, [b.contactId])).status;
  await Promise.all(arriving);
  if (merged !== 200) merged = (await merge(agent, a.contactId, [b.contactId])).status;
  expect(merged).toBe(200);
  const after = await open(agent, a.contactId);
  expect(after.messages).toHaveLength(26);
  expect(new Set(after.messages.map((message) => message.text.trim())).size).toBe(26);
});

test('two who merge the same contacts crosswise: one does it, the other is told', async () => {
  const { agent, lead } = world;
  const from = address();
  const [one, two] = [await mail(from, 'ett'), await mail(from, 'två')];
  const [first, second] = await Promise.all([merge(agent, one, [two]), merge(lead, two, [one])]);
  expect([first.status, second.status].toSorted()).toEqual([200, 410]);
});

test('every table that names a contact says how it is merged', async () => {
  const rows = await db().query<{ table: string }>(
    `SELECT c.table_schema || '.' || c.table_name AS "table" FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE column_name = 'contact_id' AND t.table_type = 'BASE TABLE'
       AND NOT (c.table_schema = 'search' AND c.table_name LIKE 'text\\_%')`,
  );
  const { sealedParts } = await import('../../server/register/contacts/contact-parts.ts');
  const plain: Record<string, string> = {
    'register.contact_follower': 'joined',
    'register.contact_seen': 'joined',
    'register.thread_id': 'moved',
    'register.contact_event': 'moved',
    'register.contact_forward': 'moved',
    'register.incident': 'moved',
    'register.contact_call_leg': 'moved with its call',
    'register.recording': 'moved by the room of recordings',
    'register.complaint_contact': 'moved by the room of recordings',
    'register.identification': 'moved by the room of identification',
    'register.contact_scheduled': 'a contact with one is not merged',
    'register.person_repoint': 'crossed off: the contact is gone',
    'search.text': 'moved',
    'mail.raw': 'moved with its contact',
    'live.presence': 'forgotten',
    'live.call_intent': 'for ten minutes; found by what the contact was merged into',
    'live.event': 'told of what happened then',
    'connections.delivery': 'told of what happened then',
    'connections.disclosure': 'told of what happened then',
  };
  const known = new Set([...Object.keys(plain), ...sealedParts.map((part) => part.table)]);
  expect(rows.map((row) => row.table).filter((table) => !known.has(table))).toEqual([]);
  const places = world.the.house.holdings.find((holding) => holding.kind === 'contact')!.places;
  const covered = new Set(
    sealedParts.flatMap((part) => part.columns.map((column) => `${column.table}.${column.column}`)),
  );
  expect(
    places
      .map((place) => `${place.table}.${place.column}`)
      .filter((place) => !covered.has(place) && place !== 'register.contact.card_sealed'),
  ).toEqual([]);
});
