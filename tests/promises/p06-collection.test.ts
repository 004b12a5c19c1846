import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeRegister } from './change-register.ts';
import {
  collect,
  countFields,
  type Customer,
  type Desk,
  openDesk,
  type PersonAnswer,
  welcome,
} from './one-customer.ts';

// P6: which channel stores what by itself, what is asked for, and when asking needs a stated reason.

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk();
  customer = await welcome(desk.the, { from: '"Åsa Lindqvist" <asa.lindqvist@example.fi>' });
});
afterAll(() => desk.the.stop());

const address = { category: 'address', value: 'Provgatan 1, 00100 Helsingfors' };
const code = { category: 'identityCode', value: '131052-9982' };

interface Line {
  action: string;
  act: string;
  task: string | null;
  categories: string[];
  units: string[];
  reason: string | null;
  refusal: string | null;
  declaration_version: number;
  details: Record<string, unknown>;
}
const newestLine = async (): Promise<Line> => {
  const [line] = await desk.the.house.storage.db.query<Line>(
    `SELECT action, act, task, categories, units, reason, refusal, declaration_version, details
     FROM log.entry WHERE act = 'collect-field' ORDER BY at DESC, id DESC LIMIT 1`,
  );
  return line!;
};

test.each([address, code])('asking for it needs a stated reason: $category', async (field) => {
  const before = await countFields(desk.the, customer.personId);
  for (const reason of [undefined, 'because', 'asa-lindqvist']) {
    for (const channel of ['email', 'phone', 'chat']) {
      const answer = await collect(desk.agent, customer.personId, {
        ...field,
        channel,
        ...(reason === undefined ? {} : { reason }),
      });
      expect(answer).toMatchObject({ status: 403, body: { code: 'reason-needed' } });
    }
  }
  expect(await newestLine()).toMatchObject({
    action: 'refuse',
    refusal: 'reason-needed',
    reason: null,
    units: [customer.personId],
  });
  expect(await countFields(desk.the, customer.personId)).toEqual(before);
});

test('a mail stores its sender’s address and name by itself, and nothing more', async () => {
  const { body } = await desk.agent.ask<PersonAnswer>('GET', `/api/console/people/${customer.personId}`);
  expect(body.fields.toSorted((a, b) => a.category.localeCompare(b.category))).toMatchObject([
    {
      category: 'emailAddress',
      value: 'asa.lindqvist@example.fi',
      source: 'email',
      reason: null,
      purposes: ['service', 'identification', 'rights'],
    },
    { category: 'name', value: 'Åsa Lindqvist', source: 'email', reason: null },
  ]);
  const found = await desk.agent.ask<{ contacts: { contactId: string }[] }>(
    'POST',
    '/api/console/contacts/search',
    { by: 'email', text: 'ASA.Lindqvist@example.fi' },
  );
  expect(found.body.contacts).toMatchObject([{ contactId: customer.contactId }]);
});

test('the form offers what the declaration lets ask for and is not held, and says where a reason is needed', async () => {
  const offered = async (personId: string) => {
    const { body } = await desk.agent.ask<PersonAnswer>('GET', `/api/console/people/${personId}`);
    return Object.fromEntries(body.mayCollect.map(({ category, needsReason }) => [category, needsReason]));
  };
  const rules = { identityCode: true, address: true, phone: false, emailAddress: false };
  expect(await offered(customer.personId)).toEqual(rules);
  const nameless = await welcome(desk.the, { from: 'kalle@example.fi' });
  expect(await offered(nameless.personId)).toEqual({ ...rules, name: false });
});

test.each([
  { ...address, purposes: ['service', 'identification', 'rights'] },
  { ...code, purposes: ['identification'] },
])(
  'with a reason it is stored with source, purposes, reason and version, and logged: $category',
  async ({ purposes, ...field }) => {
    const answer = await collect(desk.agent, customer.personId, { ...field, reason: 'verify-identity' });
    expect(answer.status).toBe(200);
    const [row] = await desk.the.house.storage.db.query(
      'SELECT category, source, purposes, reason, collected_by, declaration_version, verified FROM register.person_field WHERE id = $1',
      [answer.body.fieldId],
    );
    expect(row).toEqual({
      category: field.category,
      source: 'email',
      purposes,
      reason: 'verify-identity',
      collected_by: desk.agent.staffId,
      declaration_version: 1,
      verified: false,
    });
    const line = await newestLine();
    expect(line).toMatchObject({
      action: 'change',
      task: 'answer-customers',
      categories: [field.category],
      units: [customer.personId],
      reason: 'verify-identity',
      refusal: null,
      declaration_version: 1,
      details: { change: 'collected', channel: 'email' },
    });
    expect(JSON.stringify(line)).not.toContain(field.value);
  },
);

test('a telephone number comes with a call, a name is asked for: no reason, and each purpose once', async () => {
  const phone = await collect(desk.agent, customer.personId, {
    category: 'phone',
    value: '0457 900 017',
    channel: 'phone',
  });
  const name = await collect(desk.agent, customer.personId, {
    category: 'name',
    value: 'Åsa Lindqvist-Ek',
    channel: 'phone',
  });
  expect([phone.status, name.status]).toEqual([200, 200]);
  const rows = await desk.the.house.storage.db.query(
    'SELECT category, source, purposes, reason FROM register.person_field WHERE id = ANY ($1) ORDER BY category',
    [[phone.body.fieldId, name.body.fieldId]],
  );
  expect(rows).toEqual([
    { category: 'name', source: 'phone', purposes: ['service', 'identification'], reason: null },
    { category: 'phone', source: 'phone', purposes: ['service', 'identification'], reason: null },
  ]);
});

test('a reason that is not declared is kept nowhere, even where none is needed', async () => {
  const answer = await collect(desk.agent, customer.personId, {
    category: 'name',
    value: 'Åsa',
    reason: 'asa-lindqvist',
  });
  expect(answer.status).toBe(200);
  const [row] = await desk.the.house.storage.db.query(
    'SELECT reason FROM register.person_field WHERE id = $1',
    [answer.body.fieldId],
  );
  expect(row).toEqual({ reason: null });
  expect(await newestLine()).toMatchObject({ reason: null });
});

test('the same field again changes nothing; an older view of the person is told', async () => {
  const fieldId = crypto.randomUUID();
  const { body: person } = await desk.agent.ask<PersonAnswer>(
    'GET',
    `/api/console/people/${customer.personId}`,
  );
  const once = { ...address, fieldId, version: person.version, channel: 'email', reason: 'verify-identity' };
  const ask = (body: object) =>
    desk.agent.ask('POST', `/api/console/people/${customer.personId}/fields`, body);
  expect((await ask(once)).status).toBe(200);
  const after = await countFields(desk.the, customer.personId);
  expect((await ask(once)).status).toBe(200);
  expect(await ask({ ...once, fieldId: crypto.randomUUID() })).toMatchObject({
    status: 409,
    body: { code: 'changed-meanwhile' },
  });
  expect(await countFields(desk.the, customer.personId)).toEqual(after);
});

test('the rule is the declaration’s: published without the reason, the address is asked for without one', async () => {
  const source = changeRegister((register) => {
    for (const channel of Object.values(register.channels)) {
      for (const rule of channel.collects) if (rule.category === 'address') rule.when = 'on-request';
    }
  });
  await desk.the.house.publish(source, null);
  const answer = await collect(desk.agent, customer.personId, {
    ...address,
    value: 'Provgatan 3, 00100 Helsingfors',
  });
  expect(answer.status).toBe(200);
  const [row] = await desk.the.house.storage.db.query(
    'SELECT reason, declaration_version FROM register.person_field WHERE id = $1',
    [answer.body.fieldId],
  );
  expect(row).toEqual({ reason: null, declaration_version: 2 });
  expect(await collect(desk.agent, customer.personId, code)).toMatchObject({ status: 403 });
});
