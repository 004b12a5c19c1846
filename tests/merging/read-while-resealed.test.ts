import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import type { Db } from '../../server/storage/database.ts';
import { openQueuedMessage } from '../../server/register/contacts/deliver-message.ts';
import { keepSearchIndex } from '../../server/register/contacts/search/rebuild-index.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { findUnreadable } from '../support/read-sealed-values.ts';
import { type Furnished, furnishContact } from './furnish-contact.ts';
import { type MergingHouse, open, startMergingHouse } from './merging-house.ts';

// Readers take no lock. Each test lets a split commit between two questions of one reader.

let world: MergingHouse;
beforeAll(async () => {
  world = await startMergingHouse();
});
afterAll(() => world.the.stop());

const url = (contactId: string, rest = '') => `/api/console/contacts/${contactId}${rest}`;

async function splitOff(contactId: string, messageId: string): Promise<void> {
  const { version } = await open(world.lead, contactId);
  const done = await world.lead.ask('POST', url(contactId, '/split'), {
    version,
    messageIds: [messageId],
    person: 'same',
  });
  expect(done.status).toBe(200);
}

/** Lets `act` happen just before the reader's question that holds `words`; asserts that the question came. */
async function during<T>(words: string, act: () => Promise<void>, read: () => Promise<T>): Promise<T> {
  const { db } = world.the.house.storage;
  const { query, together } = db;
  let came = false;
  const before =
    (ask: Db['query']): Db['query'] =>
    async (text, values) => {
      if (!came && text.includes(words)) {
        came = true;
        Object.assign(db, { query, together });
        await act();
      }
      return ask(text, values);
    };
  db.query = before(query.bind(db));
  db.together = (work) => together.call(db, (one) => work({ query: before(one.query.bind(one)) })) as never;
  try {
    return await read();
  } finally {
    Object.assign(db, { query, together });
    expect(came, words).toBe(true);
  }
}

let made: Furnished;
const contact = async () => (made = await furnishContact(world)).contactId;
const splits = () => splitOff(made.contactId, made.messageIds[1]!);
const readings = async (contactId: Id) =>
  (
    await world.the.house.storage.db.query<{ lines: number }>(
      "SELECT count(*) AS lines FROM log.entry WHERE act = 'open-contact' AND action = 'view' AND $1 = ANY (units) AND actor = $2",
      [contactId, world.agent.staffId],
    )
  )[0]!.lines;

test('one who opens it, with the row of before and the key of after: reads it as it is, and each reading is logged', async () => {
  const contactId = await contact();
  const before = await readings(contactId);
  const { status, body } = await during('ring.read_keys', splits, () =>
    world.agent.ask<{ messages: unknown[] }>('GET', url(contactId)),
  );
  expect([status, body.messages.length]).toEqual([200, 1]);
  expect(await readings(contactId)).toBe(before + 2);
});

test('with the row of before, after it went to another person: reads it as theirs', async () => {
  const contactId = await contact();
  const theirs = await handInMail(world.the.house, {
    from: `toinen-${contactId}@example.fi`,
    text: 'oma asia',
  });
  const other = (await open(world.agent, theirs!)).person.personId;
  const { version } = await open(world.agent, contactId);
  const moves = async () => {
    const moved = await world.agent.ask('POST', url(contactId, '/person'), { version, personId: other });
    expect(moved.status).toBe(200);
  };
  const { status, body } = await during('ring.read_keys', moves, () =>
    world.agent.ask<{ messages: unknown[]; person: { personId: string } }>('GET', url(contactId)),
  );
  expect([status, body.messages.length, body.person.personId]).toEqual([200, 2, other]);
});

test('with the key of before and the text of after', async () => {
  const contactId = await contact();
  const { status, body } = await during('body_sealed', splits, () =>
    world.agent.ask<{ messages: unknown[] }>('GET', url(contactId)),
  );
  expect([status, body.messages.length]).toEqual([200, 1]);
});

test('the list, a person’s contacts and their history', async () => {
  for (const path of [
    '/api/console/contacts?status=any&limit=100',
    '/api/console/people/:personId',
    '/api/console/people/:personId/history',
  ]) {
    const contactId = await contact();
    const { personId } = (await open(world.agent, contactId)).person;
    const address = path.replace(':personId', personId);
    // A person's page opens the person first.
    const words = path.endsWith(':personId') ? 'FROM register.contact WHERE person_id' : 'ring.read_keys';
    const got = await during(words, splits, () => world.agent.ask('GET', address));
    expect([got.status, path]).toEqual([200, path]);
  }
});

test('a search', async () => {
  const contactId = await contact();
  const { status, body } = await during('ring.read_keys', splits, () =>
    world.agent.ask<{ contacts: { contactId: string }[] }>('POST', '/api/console/contacts/search', {
      text: '"paketti on kadonnut"',
    }),
  );
  expect(status).toBe(200);
  expect(body.contacts.map((each) => each.contactId)).toContain(contactId);
});

test('a masked code', async () => {
  const contactId = await contact();
  const mask = (await open(world.agent, contactId)).messages[0]!.maskedCodes[0]!;
  const { status } = await during('FROM register.masked_code', splits, () =>
    world.agent.ask('POST', url(contactId, `/masked-codes/${mask.maskId}/look-up`), {}),
  );
  expect(status).toBe(200);
});

test.each([
  ['found', 1],
  ['opened', 2],
])('a file whose blob is gone by the time it is %s', async (_when, at) => {
  const contactId = await contact();
  const { fileId } = (await open(world.agent, contactId)).messages[0]!.files[0]!;
  const { blobs } = world.the.house.contacts;
  const { read } = blobs;
  let reads = 0;
  blobs.read = async (id, ...where) => {
    reads += 1;
    if (reads === at) {
      blobs.read = read;
      await splits();
      await blobs.remove(id);
    }
    return read(id, ...where);
  };
  const { status, body } = await world.agent.ask<string>('GET', url(contactId, `/files/${fileId}`));
  blobs.read = read;
  expect([reads, status, body.length]).toEqual([at, 200, 50_000]);
});

test('an answer on its way out', async () => {
  const contactId = await contact();
  const messageId = crypto.randomUUID() as Id<'message'>;
  const { version } = await open(world.agent, contactId);
  const sent = await world.agent.ask('POST', url(contactId, '/replies'), {
    messageId,
    version,
    text: 'Vastaus matkalla',
    thenClose: false,
  });
  expect(sent.status).toBe(200);
  const message = await during('ring.read_keys', splits, () =>
    openQueuedMessage(world.the.house.contacts, contactId, messageId),
  );
  expect(message!.body.text).toBe('Vastaus matkalla');
});

test('all at once: readers, a writer of drafts with files, mail coming in and an index being rebuilt, while it is split again and again', async () => {
  const { the, agent, lead } = world;
  const from = 'Vilkas Vuo <vilkas.vuo@example.fi>';
  const first = '<vilkas@example.fi>';
  const contactId = (await handInMail(the.house, { from, text: 'alku', messageId: first }))!;
  const mail = (text: string) => handInMail(the.house, { from, text, headers: [`In-Reply-To: ${first}`] });
  for (let index = 0; index < 12; index += 1) await mail(`viesti ${index}`);
  let done = false;
  const problems: string[] = [];
  const again = async (what: string, act: () => Promise<number>) => {
    while (!done) {
      const status = await act();
      if (status !== 200) problems.push(`${what}: ${status}`);
    }
  };
  const draftId = crypto.randomUUID();
  let saved = 0;
  const busy = [
    again('open', async () => (await agent.ask('GET', url(contactId))).status),
    again('list', async () => (await agent.ask('GET', '/api/console/contacts?status=any')).status),
    again(
      'search',
      async () => (await agent.ask('POST', '/api/console/contacts/search', { text: 'viesti' })).status,
    ),
    again('draft', async () => {
      const text = `luonnos ${saved}`;
      const { status } = await agent.ask('POST', url(contactId, `/drafts/${draftId}`), {
        kind: 'reply',
        version: saved,
        text,
      });
      saved += 1;
      return status;
    }),
    again('index', async () => {
      await the.house.storage.db.query(
        "UPDATE search.progress SET whole = false, at = now() + interval '1 day'",
      );
      await keepSearchIndex(the.house.contacts);
      return 200;
    }),
  ];
  const arriving: Promise<unknown>[] = [];
  let splitsDone = 0;
  for (let turn = 0; turn < 100 && splitsDone < 8; turn += 1) {
    if (turn % 3 === 0) arriving.push(mail(`myöhäinen ${turn}`));
    const seen = await open(lead, contactId);
    const { status } = await lead.ask('POST', url(contactId, '/split'), {
      version: seen.version,
      messageIds: [seen.messages.at(1)!.messageId],
      person: 'same',
    });
    // Mail that came between makes it another version: told, and tried again.
    expect([200, 409]).toContain(status);
    if (status === 200) splitsDone += 1;
  }
  done = true;
  await Promise.all([...busy, ...arriving]);
  expect(splitsDone).toBe(8);
  expect(problems).toEqual([]);
  const all = await the.house.storage.db.query<{ id: Id<'contact'> }>('SELECT id FROM register.contact');
  expect((await Promise.all(all.map(({ id }) => findUnreadable(the.house, id)))).flat()).toEqual([]);
  expect(await open(agent, contactId)).toMatchObject({ drafts: [{ text: `luonnos ${saved - 1}` }] });
}, 60_000);
