import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { parseDeclaration } from '../../server/safeguards/declaration/parse-declaration.ts';
import { registerFile } from '../support/start-house.ts';
import { changeRegister, dropCategory, stopCollecting } from './change-register.ts';
import {
  collect,
  countFields,
  type Customer,
  type Desk,
  openDesk,
  type PersonAnswer,
  welcome,
} from './one-customer.ts';

// P3: every category has its purposes and their legal basis; what the declaration does not name cannot be stored.

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk();
  customer = await welcome(desk.the);
});
afterAll(() => desk.the.stop());

test.each([
  [
    'a category without purposes',
    (text: string) =>
      text.replace('kind: phone\n    purposes: [service, identification]', 'kind: phone\n    purposes: []'),
  ],
  [
    'a category with a purpose that is not declared',
    (text: string) =>
      text.replace(
        'kind: phone\n    purposes: [service, identification]',
        'kind: phone\n    purposes: [marketing]',
      ),
  ],
  ['a purpose without a legal basis', (text: string) => text.replace('    basis: contract\n', '')],
  [
    'a channel that collects for a purpose the category is not held for',
    (text: string) =>
      text.replace(
        '{ category: phone, when: automatic, purposes: [service, identification] }',
        '{ category: phone, when: automatic, purposes: [quality] }',
      ),
  ],
])('a declaration with %s is refused', async (_what, change) => {
  const source = readFileSync(registerFile, 'utf8');
  expect(change(source)).not.toBe(source);
  await expect(desk.the.house.publish(change(source), null)).rejects.toMatchObject({
    code: 'declaration-invalid',
  });
});

test.each(['shoeSize', 'religion', '__proto__', 'constructor', 'toString', '', ' name', 'Name'])(
  'a field that the declaration does not name cannot be written: %j',
  async (category) => {
    const before = await countFields(desk.the, customer.personId);
    const answer = await collect(desk.agent, customer.personId, {
      category,
      value: 'Hej',
      reason: 'verify-identity',
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'category-not-declared' } });
    expect(await countFields(desk.the, customer.personId)).toEqual(before);
  },
);

test('nor one that is declared but is no field of a person', async () => {
  for (const category of ['messages', 'files', 'recordings', 'contactMetadata']) {
    expect(await collect(desk.agent, customer.personId, { category, value: 'Hej' })).toMatchObject({
      status: 422,
      body: { code: 'category-not-declared' },
    });
  }
});

test('what is stored names its purposes, and each purpose has its legal basis on the notice', async () => {
  const { declaration } = desk.the.house.declarations.current();
  const { body } = await desk.agent.ask<PersonAnswer>('GET', `/api/console/people/${customer.personId}`);
  expect(body.fields.map(({ category }) => category).toSorted()).toEqual(['emailAddress', 'name']);
  for (const { category, purposes } of body.fields) {
    expect(purposes.length).toBeGreaterThan(0);
    for (const purpose of purposes) expect(declaration.categories[category]!.purposes).toContain(purpose);
  }
  const markdown = (await desk.the.app.inject('/en/notice.md')).body.toLowerCase();
  const bases = {
    contract: 'contract',
    'legitimate-interest': 'legitimate interest',
    'legal-obligation': 'legal obligation',
  } as const;
  for (const { name, basis } of Object.values(declaration.purposes)) {
    expect(markdown).toContain(name.en.toLowerCase());
    expect(markdown).toContain(bases[basis as keyof typeof bases]);
  }
});

test('a category that is taken out of the declaration cannot be written from that moment, by any door', async () => {
  const source = changeRegister((register) => {
    dropCategory(register, 'address');
    dropCategory(register, 'notes');
    dropCategory(register, 'identityCode');
    delete register.tasks['reveal-identity-codes'];
    for (const task of Object.values(register.tasks))
      task.acts = task.acts.filter((act) => act !== 'match-identity-code');
  });
  parseDeclaration(source);
  expect(
    await collect(desk.agent, customer.personId, {
      category: 'address',
      value: 'Provgatan 1, 00100 Helsingfors',
      reason: 'verify-identity',
    }),
  ).toMatchObject({ status: 200 });
  await desk.the.house.publish(source, null);

  expect(
    await collect(desk.agent, customer.personId, {
      category: 'address',
      value: 'Provgatan 2, 00100 Helsingfors',
      reason: 'verify-identity',
    }),
  ).toMatchObject({
    status: 422,
    body: { code: 'category-not-declared' },
  });
  const note = { noteId: crypto.randomUUID(), text: 'Ringer i morgon' };
  expect(
    await desk.agent.ask('POST', `/api/console/contacts/${customer.contactId}/notes`, note),
  ).toMatchObject({ status: 422 });
  expect(await desk.the.house.storage.db.query('SELECT 1 FROM register.contact_note')).toEqual([]);

  // A code that a customer writes is masked still, and kept nowhere.
  const { contactId } = await welcome(desk.the, {
    from: 'Pekka <pekka@example.fi>',
    text: 'Min kod är 131052-9982.',
  });
  const opened = await desk.agent.ask<{ messages: { text: string; maskedCodes: unknown[] }[] }>(
    'GET',
    `/api/console/contacts/${contactId}`,
  );
  expect(opened.body.messages[0]).toMatchObject({
    text: expect.stringContaining('Min kod är [[code:1]].'),
    maskedCodes: [],
  });
  expect(await desk.the.house.storage.db.query('SELECT 1 FROM register.masked_code')).toEqual([]);
});

function neverStored(): never {
  throw new Error('never stored');
}

test('the vault seals nothing under a category that is not declared', async () => {
  const { db, vault, access } = desk.the.house.contacts;
  const grant = access.systemGrant('intake', {
    units: [customer.personId as never],
    categories: ['shoeSize', 'name'],
  });
  const column = { table: 'register.person_field', column: 'value_sealed', category: 'shoeSize' };
  const write = db.transaction(async (tx) => {
    const sealer = await vault.change(tx, grant, 'change');
    sealer.seal(
      { ...column, encode: (value: string) => Buffer.from(value), decode: String, at: neverStored },
      customer.personId as never,
      customer.personId as never,
      '42',
    );
  });
  await expect(write).rejects.toMatchObject({ code: 'category-not-declared' });
});

test('a note on a channel that may hold none is refused', async () => {
  await desk.the.house.publish(
    changeRegister((register) => stopCollecting(register, 'email', 'notes')),
    null,
  );
  const note = { noteId: crypto.randomUUID(), text: 'Ringer i morgon' };
  expect(
    await desk.agent.ask('POST', `/api/console/contacts/${customer.contactId}/notes`, note),
  ).toMatchObject({
    status: 422,
    body: { code: 'category-not-allowed-on-channel' },
  });
});
