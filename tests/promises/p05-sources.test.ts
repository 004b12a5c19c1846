import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChannelKey } from '../../server/safeguards/declaration/declaration.ts';
import { changeRegister, stopCollecting } from './change-register.ts';
import { handInMailWithFile, handInRaw, writeMail } from './hand-in-raw.ts';
import {
  collect,
  countFields,
  type Customer,
  type Desk,
  openDesk,
  type PersonAnswer,
  welcome,
} from './one-customer.ts';

// P5: the customer is the source, by e-mail, telephone or chat; each channel collects only what the declaration lets it.

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk();
  customer = await welcome(desk.the);
});
afterAll(() => desk.the.stop());

const file = { name: 'kvitto.pdf', content: Buffer.from('%PDF-1.4 kvitto') };
const publishWithout = (channel: ChannelKey, ...categories: string[]) =>
  desk.the.house.publish(
    changeRegister((register) => {
      for (const category of categories) stopCollecting(register, channel, category);
    }),
    null,
  );
const personOf = async (contactId: string) => {
  const [row] = await desk.the.house.storage.db.query<{ person_id: string }>(
    'SELECT person_id FROM register.contact WHERE id = $1',
    [contactId],
  );
  return row!.person_id;
};

test.each([
  ['chat', 'phone', '0457 900 017'],
  ['email', 'phone', '0457 900 017'],
  ['phone', 'emailAddress', 'asa@example.se'],
])('%s may not store a value of %s', async (channel, category, value) => {
  const before = await countFields(desk.the, customer.personId);
  expect(
    await collect(desk.agent, customer.personId, { category, value, channel, reason: 'verify-identity' }),
  ).toMatchObject({
    status: 422,
    body: { code: 'category-not-allowed-on-channel', details: { category, channel } },
  });
  expect(await countFields(desk.the, customer.personId)).toEqual(before);
});

test.each(['fax', 'staff', 'import', ''])(
  'a source that is no declared channel is refused: %j',
  async (channel) => {
    expect(
      await collect(desk.agent, customer.personId, { category: 'name', value: 'Åsa', channel }),
    ).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  },
);

test('a mail gives what the declaration lets e-mail collect, and each field names its source', async () => {
  const contactId = await handInMailWithFile(desk.the.house, {
    from: '"Maija Meikäläinen" <maija@example.fi>',
    file,
  });
  const { body } = await desk.agent.ask<PersonAnswer>(
    'GET',
    `/api/console/people/${await personOf(contactId)}`,
  );
  expect(body.fields.map(({ category, source }) => [category, source]).toSorted()).toEqual([
    ['emailAddress', 'email'],
    ['name', 'email'],
  ]);
  const opened = await desk.agent.ask<{ messages: { files: { name: string }[] }[] }>(
    'GET',
    `/api/console/contacts/${contactId}`,
  );
  expect(opened.body.messages[0]!.files).toMatchObject([{ name: 'kvitto.pdf' }]);
});

test('without files on the channel, a file that comes with a mail is not stored', async () => {
  await publishWithout('email', 'files');
  const contactId = await handInMailWithFile(desk.the.house, { from: 'kalle@example.fi', file });
  const opened = await desk.agent.ask<{ messages: { files: unknown[] }[] }>(
    'GET',
    `/api/console/contacts/${contactId}`,
  );
  expect(opened.body.messages).toMatchObject([{ files: [] }]);
  expect(
    await desk.the.house.storage.db.query('SELECT 1 FROM register.contact_file WHERE contact_id = $1', [
      contactId,
    ]),
  ).toEqual([]);
});

test('without names on the channel no name is stored, on the person, the message or the list', async () => {
  await publishWithout('email', 'name');
  const contactId = await handInMailWithFile(desk.the.house, { from: '"Ville Vallaton" <ville@example.fi>' });
  expect(await countFields(desk.the, await personOf(contactId))).toEqual({ emailAddress: 1 });
  const [opened, listed, found] = [
    await desk.agent.ask('GET', `/api/console/contacts/${contactId}`),
    await desk.agent.ask('GET', '/api/console/contacts?limit=1'),
    await desk.agent.ask<{ contacts: unknown[] }>('POST', '/api/console/contacts/search', {
      by: 'name',
      text: 'Vallaton',
    }),
  ];
  expect(JSON.stringify([opened.body, listed.body])).not.toContain('Vallaton');
  expect(found.body.contacts).toEqual([]);
});

test('without addresses on the channel the sender stays a provisional person whom nothing identifies', async () => {
  await publishWithout('email', 'emailAddress', 'name');
  const contactId = await handInMailWithFile(desk.the.house, {
    from: '"Ville Vallaton" <ville.vallaton@example.fi>',
  });
  const personId = await personOf(contactId);
  expect(await countFields(desk.the, personId)).toEqual({});
  expect(
    await desk.the.house.storage.db.query('SELECT 1 FROM register.identifier WHERE person_id = $1', [
      personId,
    ]),
  ).toEqual([]);
  const opened = await desk.agent.ask<{ person: { provisional: boolean } }>(
    'GET',
    `/api/console/contacts/${contactId}`,
  );
  expect(opened.body.person.provisional).toBe(true);
  expect(JSON.stringify(opened.body)).not.toContain('allaton');
});

test('a channel that may keep no messages at all makes no contact: the mail waits in the tray', async () => {
  const count = async () => (await desk.the.house.storage.db.query('SELECT 1 FROM register.contact')).length;
  const before = await count();
  await publishWithout('email', 'messages');
  const kept = await handInRaw(desk.the.house, writeMail({ from: 'kalle@example.fi' }));
  expect(kept).toMatchObject({ state: 'unreadable', contactId: null });
  expect(await count()).toBe(before);
});
