import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { receiveCall } from '../../server/register/contacts/receive-call.ts';
import { eventsOf } from '../calls/make-call.ts';
import { dumpTables, findPlain } from '../promises/find-plain.ts';
import { collect, type Desk, openDesk } from '../promises/one-customer.ts';
import { changeRegister, type Register } from '../promises/change-register.ts';
import { openAsOwner, runAll } from '../promises/probes/plant.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';
import { createCallers } from './ask-callers.ts';

// Who somebody on the telephone is: asked, compared, counted; what they said is kept nowhere.

const secret = 'a secret of both';
const code = '010190-900P';
const street = 'Karlavägen 9 C, 02150 Esbo';
let desk: Desk;
let lead: Person;
let register: Server;
/** What the register of customers does with the next question. */
let behave: (body: string) => { status?: number; text: string; signature?: string } | 'silent';
const sign = (text: string) => createHmac('sha256', secret).update(`answer.${text}`).digest('base64');
const right = (body: string, match: boolean) => {
  const text = JSON.stringify({ id: (JSON.parse(body) as { id: string }).id, match });
  return { text, signature: sign(text) };
};
const asked: { url: string; body: string; signature: string }[] = [];

beforeAll(async () => {
  register = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      asked.push({ url: request.url!, body, signature: String(request.headers['haltija-signature']) });
      const how = behave(body);
      if (how === 'silent') return;
      response.writeHead(how.status ?? 200, how.signature ? { 'haltija-signature': how.signature } : {});
      response.end(how.text);
    });
  });
  await new Promise<void>((resolve) => register.listen(0, '127.0.0.1', resolve));
  desk = await openDesk({
    settings: {
      HALTIJA_CUSTOMER_REGISTER_URL: `http://127.0.0.1:${(register.address() as AddressInfo).port}/match`,
      HALTIJA_CUSTOMER_REGISTER_SECRET: secret,
    },
  });
  lead = await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
}, 120_000);
afterAll(async () => {
  register?.closeAllConnections();
  register?.close();
  await desk?.the.stop();
});
beforeEach(() => {
  behave = (body) => right(body, true);
});

const sql = <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  desk.the.house.storage.db.query<Row>(text, values);
const { caller, identify, newNumber, state } = createCallers(() => desk);
const said = { identityCode: code, address: street };
/** Values as somebody identified said them. */
async function onFile(personId: string, identityCode = code) {
  for (const field of [
    { category: 'identityCode', value: identityCode },
    { category: 'address', value: street },
  ])
    expect(
      (await collect(desk.agent, personId, { ...field, channel: 'phone', reason: 'verify-identity' })).status,
    ).toBe(200);
}

test('refused: who has no task, what is not declared, less than is asked, more, and name with code alone', async () => {
  const { contactId } = await caller();
  expect((await identify(contactId, 'register', said, undefined, desk.administrator)).status).toBe(403);
  expect(await identify(contactId, 'constructor', said)).toMatchObject({
    body: { code: 'identification-not-declared' },
  });
  expect(await identify(contactId, 'register', { identityCode: code })).toMatchObject({
    body: { code: 'identification-not-enough', details: { category: 'address' } },
  });
  expect(await identify(contactId, 'register', { ...said, name: 'Åsa' })).toMatchObject({
    body: { code: 'invalid-input' },
  });
  expect(await identify(contactId, 'register', { ...said, identityCode: '010190-9000' })).toMatchObject({
    body: { code: 'value-not-valid', details: { field: 'identityCode' } },
  });
  expect(await identify(contactId, 'call-back')).toMatchObject({ body: { code: 'call-back-needed' } });
  // None of it was a try.
  expect(asked).toEqual([]);
  expect(await state(contactId)).toMatchObject({ newest: null, triesLeft: 3 });
  const weak = changeRegister((each: Register) => {
    each.identification!.ways['questions']!.asks = ['name', 'identityCode'];
  });
  await expect(desk.the.house.publish(weak, null)).rejects.toMatchObject({
    problems: [{ path: 'identification.ways.questions.asks' }],
  });
});

test('the register of customers is asked signed, with nothing in the address; the call’s end ends it', async () => {
  const { contactId, end } = await caller();
  expect((await state(contactId)).ways.map(({ way }) => way)).toEqual(['register', 'questions', 'call-back']);
  const id = crypto.randomUUID();
  const answer = await identify(contactId, 'register', said, id);
  expect(answer).toMatchObject({ status: 200, body: { outcome: 'matched' } });
  const [question] = asked.splice(0);
  expect(question!.url).toBe('/match');
  expect(JSON.parse(question!.body)).toMatchObject({ id, values: { identityCode: code } });
  expect(question!.signature).toBe(
    createHmac('sha256', secret).update(`ask.${question!.body}`).digest('base64'),
  );
  // The same again is the same, and asks nobody.
  expect((await identify(contactId, 'register', said, id)).body).toEqual(answer.body);
  expect(asked).toEqual([]);
  expect((await state(contactId)).newest).toMatchObject({ holds: true, inCall: true });
  expect(
    await sql("SELECT recipient, purpose, outcome FROM connections.disclosure WHERE what = 'identity-asked'"),
  ).toEqual([{ recipient: 'customer-register', purpose: 'identification', outcome: 'done' }]);
  await end();
  expect((await state(contactId)).newest).toMatchObject({ outcome: 'matched', holds: false });
});

test.each<[string, typeof behave]>([
  ['not signed', (body) => ({ text: right(body, true).text })],
  ['signed by another', (body) => ({ ...right(body, true), signature: sign('{}') })],
  [
    'about another question',
    () => {
      const text = '{"id":"1","match":true}';
      return { text, signature: sign(text) };
    },
  ],
  [
    'more than it may say',
    (body) => {
      const text = right(body, true).text.replace('}', ',"name":"Å"}');
      return { text, signature: sign(text) };
    },
  ],
  [
    'too large',
    (body) => {
      const text = right(body, true).text + ' '.repeat(2000);
      return { text, signature: sign(text) };
    },
  ],
  ['an error', (body) => ({ ...right(body, true), status: 500 })],
  ['no JSON', () => ({ text: '<html>', signature: sign('<html>') })],
])('an answer that is not to be believed identifies nobody: %s', async (_what, how) => {
  const { contactId, end } = await caller();
  behave = how;
  expect((await identify(contactId, 'register', said)).body).toEqual({ outcome: 'no-answer', until: null });
  expect(await state(contactId)).toMatchObject({ triesLeft: 2 });
  await end();
});

test('a register that is silent is waited for some seconds, and the try counts', async () => {
  const { contactId, end } = await caller();
  behave = () => 'silent';
  expect((await identify(contactId, 'register', said)).body).toMatchObject({ outcome: 'no-answer' });
  await end();
}, 15_000);

test('what an unknown caller says of themselves is no proof another time; what one identified says is', async () => {
  const unknown = await caller();
  await onFile(unknown.personId, '010190-901R');
  const own = { identityCode: '010190-901R', address: street };
  expect((await identify(unknown.contactId, 'questions', own)).body).toMatchObject({
    outcome: 'not-matched',
  });
  await unknown.end();

  const known = await caller();
  await identify(known.contactId, 'register', said);
  await onFile(known.personId);
  await known.end();
  // The register knows another customer: this is not their record.
  expect((await identify(known.contactId, 'register', own)).body).toMatchObject({ outcome: 'not-matched' });
  // As if those tries were of yesterday.
  const owner = openAsOwner(desk.the);
  await owner.query(
    `UPDATE register.identification SET begun_at = begun_at - interval '1 day', holds_until = holds_until - interval '1 day' WHERE contact_id = $1`,
    [known.contactId],
  );
  await owner.end();
  const ways = [
    ['karlavägen 9c 02150', code, 'matched'],
    ['Karlavägen 9 D, 02150 Esbo', code, 'not-matched'],
    [street, '010190-902S', 'not-matched'],
  ] as const;
  for (const [address, identityCode, outcome] of ways)
    expect((await identify(known.contactId, 'questions', { address, identityCode })).body).toMatchObject({
      outcome,
    });
});

test('of many at once no more are tried than are declared; a team lead sees it, each refusal stands in the log', async () => {
  const { contactId, personId } = await caller();
  behave = (body) => right(body, false);
  const all = await Promise.all(Array.from({ length: 8 }, () => identify(contactId, 'register', said)));
  expect(all.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 429, 429, 429, 429, 429]);
  expect(await identify(contactId, 'register', said)).toMatchObject({
    body: { code: 'identification-refused' },
  });
  expect(await state(contactId)).toMatchObject({ triesLeft: 0, newest: { outcome: 'not-matched' } });
  expect((await state(contactId)).refusedUntil).not.toBeNull();
  expect((await desk.agent.ask('GET', '/api/console/refused-identifications')).status).toBe(403);
  const seen = await lead.ask<{ contacts: { contactId: string; tries: number; by: string[] }[] }>(
    'GET',
    '/api/console/refused-identifications',
  );
  expect(seen.body.contacts).toEqual([
    expect.objectContaining({ contactId, tries: 3, by: [desk.agent.staffId] }),
  ]);
  const lines = await sql<{ refusal: string | null }>(
    "SELECT refusal FROM log.entry WHERE act = 'match-identity-code' AND $1 = ANY (units) AND refusal IS NOT NULL",
    [personId],
  );
  expect(lines).toEqual(Array.from({ length: 6 }, () => ({ refusal: 'identification-refused' })));
});

test('called back at a verified number: only out, only there', async () => {
  const known = await caller();
  await identify(known.contactId, 'register', said);
  const other = newNumber();
  expect(
    (await collect(desk.agent, known.personId, { category: 'phone', value: other, channel: 'phone' })).status,
  ).toBe(200);
  await known.end();
  const out = async (number: string) => {
    const [, answered, ended] = eventsOf({
      at: new Date(Date.now() - 9000),
      number,
      direction: 'outgoing',
      contactId: known.contactId as Id<'contact'>,
    });
    await receiveCall(desk.the.house.contacts, answered);
    const { body } = await identify(known.contactId, 'call-back');
    await receiveCall(desk.the.house.contacts, ended);
    return body.outcome;
  };
  // From which they called: nobody has verified it, until they say that it is theirs.
  expect(await out(known.number)).toBe('not-matched');
  expect(await out(other)).toBe('matched');
  await identify(known.contactId, 'register', said);
  const number = { category: 'phone', value: known.number, channel: 'phone' };
  expect((await collect(desk.agent, known.personId, number)).status).toBe(200);
  expect(await out(known.number)).toBe('matched');
  const [held] = await sql(
    "SELECT count(*)::int FROM register.person_field WHERE person_id = $1 AND category = 'phone'",
    [known.personId],
  );
  expect(held).toEqual({ count: 2 });
});

test('merged, the tries of both count; of another person it says nothing', async () => {
  const { contactId, end } = await caller();
  await identify(contactId, 'register', said);
  expect((await state(contactId)).newest).toMatchObject({ holds: true });
  const other = await caller();
  await sql('UPDATE register.contact SET person_id = $2 WHERE id = $1', [contactId, other.personId]);
  expect((await state(contactId)).newest).toMatchObject({ holds: false });
  await other.end();
  await end();
});

test('what was said stands nowhere: not in the tables, not in the log; the probes of the promise find nothing wrong with all that was tried', async () => {
  const { contactId } = await caller();
  await identify(contactId, 'register', { identityCode: '010190-903T', address: 'Hemliga gränden 7, 00100' });
  expect(findPlain(await dumpTables(desk.the), ['010190-903T', 'emliga gränden'])).toEqual([]);
  expect(desk.the.logLines.join('\n')).not.toMatch(/903T|gränden/);
  const kinds = ['identified-by-enough', 'tries-counted', 'said-is-stored-nowhere'].map((key) => `P6.${key}`);
  for (const result of (await runAll(desk.the, kinds)).values()) {
    expect(result).toMatchObject({ state: 'kept' });
    expect(result.denominator).toBeGreaterThan(10);
  }
});
