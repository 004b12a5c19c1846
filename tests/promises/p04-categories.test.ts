import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  collect,
  countFields,
  type Customer,
  type Desk,
  openDesk,
  type PersonAnswer,
  welcome,
} from './one-customer.ts';

// P4: each category is a typed, sealed field with the validation of its kind.

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk();
  customer = await welcome(desk.the);
});
afterAll(() => desk.the.stop());

const give = (category: string, value: string) =>
  collect(desk.agent, customer.personId, {
    category,
    value,
    channel: category === 'phone' ? 'phone' : 'email',
    reason: 'verify-identity',
  });

test.each([
  ['identityCode', '131052-9983'], // wrong check character
  ['identityCode', '310299-901A'], // no such day
  ['identityCode', '131052Z9982'], // no such century sign
  ['identityCode', ['131052', '001K'].join('-')], // an individual number that is never given
  ['identityCode', '1310529982'],
  ['phone', '12'],
  ['phone', '+999 123 4567'],
  ['phone', 'ring mig'],
  ['phone', '+358 40 123 456 789 012'],
  ['emailAddress', 'asa.example.fi'],
  ['emailAddress', 'asa@localhost'],
  ['emailAddress', '"asa lindqvist"@example.fi'],
  ['emailAddress', 'asa@example.fi, eero@example.fi'],
  ['emailAddress', `${'a'.repeat(65)}@example.fi`],
  ['name', '12345'],
  ['name', '— —'],
  ['address', 'A 1'],
  ['address', '00100 1'],
])('what is no %s is not stored: %s', async (category, value) => {
  const before = await countFields(desk.the, customer.personId);
  const answer = await give(category, value);
  expect(answer).toMatchObject({ status: 422, body: { code: 'value-not-valid' } });
  expect(JSON.stringify(answer.body)).not.toContain(value);
  expect(await countFields(desk.the, customer.personId)).toEqual(before);
});

test.each([
  ['phone', ' 0457 900 017 ', '+358457900017'],
  ['phone', '+46 70-174 06 05', '+46701740605'],
  ['emailAddress', ' Asa.Lindqvist@EXAMPLE.se ', 'Asa.Lindqvist@example.se'],
  ['name', 'Åsa-Maria O’Lindqvist', 'Åsa-Maria O’Lindqvist'],
  ['address', 'Provgatan 1 B 2, 00100 Helsingfors', 'Provgatan 1 B 2, 00100 Helsingfors'],
])('a %s is stored in the form of its kind: %s', async (category, given, stored) => {
  const answer = await give(category, given);
  expect(answer.status).toBe(200);
  const { body } = await desk.agent.ask<PersonAnswer>('GET', `/api/console/people/${customer.personId}`);
  expect(body.fields.find(({ fieldId }) => fieldId === answer.body.fieldId)).toMatchObject({
    category,
    value: stored,
  });
});

test('an identity code is taken in any spelling and never shown', async () => {
  const answer = await give('identityCode', ' 131052-9982 ');
  expect(answer.status).toBe(200);
  const { body } = await desk.agent.ask<PersonAnswer>('GET', `/api/console/people/${customer.personId}`);
  expect(body.fields.find(({ category }) => category === 'identityCode')).toMatchObject({ value: null });
  expect(JSON.stringify(body)).not.toContain('9982');
});

test('one identifier belongs to one person', async () => {
  const other = await welcome(desk.the, { from: 'Pekka <pekka@example.fi>' });
  expect(
    await collect(desk.agent, other.personId, {
      category: 'identityCode',
      value: '131052-9982',
      reason: 'verify-identity',
    }),
  ).toMatchObject({
    status: 409,
    body: { code: 'value-taken' },
  });
  expect(await countFields(desk.the, other.personId)).not.toHaveProperty('identityCode');
});

test('each value is sealed by itself: no two rows are alike, none holds what it says', async () => {
  const rows = await desk.the.house.storage.db.query<{ category: string; value_sealed: Buffer }>(
    'SELECT category, value_sealed FROM register.person_field WHERE person_id = $1',
    [customer.personId],
  );
  expect(new Set(rows.map(({ category }) => category))).toEqual(
    new Set(['identityCode', 'name', 'address', 'phone', 'emailAddress']),
  );
  expect(new Set(rows.map(({ value_sealed }) => value_sealed.toString('hex'))).size).toBe(rows.length);
  const all = Buffer.concat(rows.map(({ value_sealed }) => value_sealed))
    .toString('latin1')
    .toLowerCase();
  for (const plain of ['131052', '9982', 'provgatan', 'example', 'lindqvist', '358457'])
    expect(all).not.toContain(plain);
});
