import { afterAll, beforeAll, expect, test } from 'vitest';
import { collect, type Customer, type Desk, openDesk, welcome } from '../promises/one-customer.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';

// An identity code that a customer wrote: it finds a record, identifies nobody, and is not to be tried through.

let desk: Desk;
let lead: Person;
let known: Customer;
beforeAll(async () => {
  desk = await openDesk();
  lead = await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
  known = await welcome(desk.the, { from: 'Åsa <asa@example.fi>' });
  const field = { category: 'identityCode', value: '010190-904U', reason: 'verify-identity' };
  expect((await collect(desk.agent, known.personId, field)).status).toBe(200);
}, 120_000);
afterAll(() => desk?.the.stop());

const sql = <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  desk.the.house.storage.db.query<Row>(text, values);
const codes = ['010190-904U', '010190-905V', '010190-906W', '010190-907X'];

test('found for who may, counted once a code, refused after too many, and no proof', async () => {
  const { contactId } = await welcome(desk.the, {
    from: 'Kalle <kalle@example.fi>',
    text: codes.join(' ja '),
  });
  const masks = await sql<{ id: string }>(
    'SELECT id FROM register.masked_code WHERE contact_id = $1 ORDER BY mark',
    [contactId],
  );
  const at = `/api/console/contacts/${contactId}`;
  const look = (mask: string | undefined, who = desk.agent) =>
    who.ask<{ personId?: string | null; code?: string }>('POST', `${at}/masked-codes/${mask}/look-up`);
  const state = async () =>
    (await desk.agent.ask<{ newest: object | null; triesLeft: number }>('GET', `${at}/identification`)).body;

  expect(await look(masks[0]?.id, desk.administrator)).toMatchObject({ status: 403 });
  expect(await look(crypto.randomUUID())).toMatchObject({ body: { code: 'not-found' } });
  expect(await state()).toMatchObject({ triesLeft: 3 });
  expect((await look(masks[0]?.id)).body).toEqual({ personId: known.personId });
  expect((await look(masks[0]?.id, lead)).body).toEqual({ personId: known.personId });
  expect(await state()).toMatchObject({ newest: null, triesLeft: 2 });
  expect((await look(masks[1]?.id)).body).toEqual({ personId: null });
  expect((await look(masks[2]?.id)).status).toBe(200);
  expect(await look(masks[3]?.id)).toMatchObject({ status: 429, body: { code: 'identification-refused' } });
  // Nor is anything else tried then; what was found before is found again.
  const said = [
    { category: 'identityCode', value: codes[0]! },
    { category: 'address', value: 'Karlavägen 9 C, 02150 Esbo' },
  ];
  const tried = { identificationId: crypto.randomUUID(), way: 'questions', answers: said };
  expect(await desk.agent.ask('POST', `${at}/identification`, tried)).toMatchObject({
    body: { code: 'identification-refused' },
  });
  expect((await look(masks[0]?.id)).body).toEqual({ personId: known.personId });
});

test('a colleague who goes from contact to contact is stopped as well', async () => {
  await sql(
    `INSERT INTO register.identification (contact_id, id, person_id, begun_at, begun_by, declaration_version, outcome)
     SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), $1, 1, 'not-matched' FROM generate_series(1, 20)`,
    [desk.agent.staffId],
  );
  const { contactId } = await welcome(desk.the, { from: 'Pia <pia@example.fi>', text: codes[1]! });
  const [mask] = await sql<{ id: string }>('SELECT id FROM register.masked_code WHERE contact_id = $1', [
    contactId,
  ]);
  const url = `/api/console/contacts/${contactId}/masked-codes/${mask!.id}/look-up`;
  expect(await desk.agent.ask('POST', url)).toMatchObject({ body: { code: 'too-many-requests' } });
  expect((await lead.ask('POST', url)).status).toBe(200);
});
