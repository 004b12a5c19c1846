import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { endCutCalls } from '../../server/register/recordings/end-cut-calls.ts';
import { receiveCall } from '../../server/register/contacts/receive-call.ts';
import { beginRecording } from '../../server/register/recordings/begin-recording.ts';
import { normaliseExtension } from '../../server/safeguards/access/extensions.ts';
import { type Desk, openDesk } from '../promises/one-customer.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';
import { dumpTables, findPlain } from '../promises/find-plain.ts';
import { eventsOf, type GivenCall } from './make-call.ts';

// Calls as the console asks for them: who has them, what is to be returned, whose contact a call out belongs to.

let desk: Desk;
let lead: Person;
beforeAll(async () => {
  desk = await openDesk();
  lead = await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
}, 120_000);
afterAll(() => desk?.the.stop());

const deps = () => desk.the.house.contacts;
const sql = <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  desk.the.house.storage.db.query<Row>(text, values);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
let last = 5_550_200;
const freshNumber = () => `+35850${(last += 1)}`;

interface Call {
  callId: string;
  contactId: string;
  name: string;
  number: string;
  customers: string[];
  outcome: string | null;
  toReturn: boolean;
  alike: number;
  legs: { staffId: string; endedAt: string | null }[];
  recording: { state: string; code: string | null } | null;
}
const around = async (who: Person) =>
  (await who.ask<{ calls: Call[] }>('GET', '/api/console/calls/around')).body.calls;
const aroundOf = async (who: Person, contactId: string) =>
  (await around(who)).find((each) => each.contactId === contactId);
const log = async (query: string) =>
  (await desk.agent.ask<{ calls: Call[] }>('GET', `/api/console/calls?${query}`)).body.calls;
/** The events of a call up to one of them. */
async function tell(call: GivenCall, upTo: 'ringing' | 'answered' | 'ended' | 'missed') {
  const [ringing, answered, ended] = eventsOf(call);
  const told = {
    ringing: [ringing],
    answered: [ringing, answered],
    ended: [ringing, answered, ended],
    missed: [ringing, ended],
  }[upTo];
  let received;
  for (const event of told) received = await receiveCall(deps(), event);
  return received!;
}

test('an extension: one colleague’s, said by who administers staff, written nowhere in plain', async () => {
  const { agent, administrator } = desk;
  const set = (by: Person, whose: string, extension: string | null) =>
    by.ask('POST', `/api/console/staff/${whose}/extension`, { extension });
  expect(await set(agent, agent.staffId, '7301')).toMatchObject({ body: { code: 'task-missing' } });
  expect(await set(administrator, agent.staffId, 'a b@c')).toMatchObject({
    body: { code: 'value-not-valid' },
  });
  expect((await set(administrator, agent.staffId, '09 4245 7301')).status).toBe(200);
  expect(await set(administrator, lead.staffId, '+358942457301')).toMatchObject({
    status: 409,
    body: { code: 'value-taken' },
  });
  const { ownerOf } = desk.the.house.staff.extensions;
  expect(await ownerOf(['7301', '+358 9 42457301'])).toBe(agent.staffId);
  expect(await ownerOf(['7301'])).toBeUndefined();
  const { body } = await administrator.ask<{ staff: { staffId: string; extension: string | null }[] }>(
    'GET',
    '/api/console/staff',
  );
  expect(body.staff.find(({ staffId }) => staffId === agent.staffId)?.extension).toBe('+358942457301');
  const held = await agent.ask<{ account: object }>('GET', '/api/console/me/held?language=sv');
  expect(held.body.account).toMatchObject({ extension: '+358942457301' });
  expect(findPlain(await dumpTables(desk.the), ['358942457301', '42457301'])).toEqual([]);
  expect((await set(administrator, agent.staffId, null)).status).toBe(200);
  expect(await ownerOf(['+358942457301'])).toBeUndefined();
});

test.each([
  ['7301', '7301'],
  [' 73-01 ', '7301'],
  ['Eero.Virtanen', 'eero.virtanen'],
  ['040 123 4567', '+358401234567'],
  ['0', undefined],
  ['sip:7301', undefined],
  ['73\u000001', undefined],
  ['7'.repeat(41), undefined],
])('an extension %j is found as %j', (given, found) => {
  expect(normaliseExtension(given)).toBe(found);
});

test('what rings concerns whose queue it is; what is answered only who has it; what ended, until it is wrapped up', async () => {
  const number = freshNumber();
  const call = {
    at: minutesAgo(2),
    number,
    staffId: lead.staffId,
    externalId: crypto.randomUUID(),
    seconds: 30,
  };
  expect((await desk.administrator.ask('GET', '/api/console/calls/around')).status).toBe(403);
  const lines = async () =>
    (await sql<{ count: number }>("SELECT count(*) AS count FROM log.entry WHERE action = 'list'"))[0]!.count;
  const before = await lines();
  expect(await around(desk.agent)).toEqual([]);
  expect(await lines()).toBe(before);

  const { contactId, callId } = await tell(call, 'ringing');
  for (const who of [desk.agent, lead])
    expect(await around(who)).toMatchObject([
      { contactId, name: number, customers: [number], outcome: null, recording: null, alike: 0 },
    ]);
  expect(await lines()).toBe(before + 2);

  await tell(call, 'answered');
  await beginRecording(deps(), callId, { at: minutesAgo(1), announcement: { kind: 'not-told' } });
  expect(await around(desk.agent)).toEqual([]);
  expect(await around(lead)).toMatchObject([
    { contactId, recording: { state: 'withheld', code: 'not-told' }, legs: [{ staffId: lead.staffId }] },
  ]);

  await tell(call, 'ended');
  expect(await around(lead)).toMatchObject([{ contactId, outcome: 'answered' }]);
  await lead.ask('POST', `/api/console/contacts/${contactId}/calls/${callId}/wrap-up`, { code: 'resolved' });
  expect(await around(lead)).toEqual([]);
});

test('answered at nobody’s known telephone: shown to the queue until somebody takes the contact', async () => {
  const call = { at: minutesAgo(1), hidden: 'withheld', externalId: crypto.randomUUID() } as const;
  const { contactId } = await tell(call, 'answered');
  expect(await aroundOf(desk.agent, contactId)).toMatchObject({
    number: 'withheld',
    customers: [],
    name: '',
  });
  const { body } = await desk.agent.ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`);
  const { version } = body;
  const assigned = { version, assigneeId: lead.staffId };
  expect((await desk.agent.ask('POST', `/api/console/contacts/${contactId}/assign`, assigned)).status).toBe(
    200,
  );
  expect(await aroundOf(desk.agent, contactId)).toBeUndefined();
  expect(await aroundOf(lead, contactId)).toBeDefined();
  await tell(call, 'ended');
  // Who calls again into a colleague's contact rings for all: nobody knows who will answer.
  const number = freshNumber();
  const missed = await tell({ at: minutesAgo(30), number }, 'missed');
  await sql('UPDATE register.contact SET assignee_id = $2 WHERE id = $1', [missed.contactId, lead.staffId]);
  const again = await tell({ at: minutesAgo(1), number }, 'ringing');
  expect(again.contactId).toBe(missed.contactId);
  expect(await aroundOf(desk.agent, again.contactId)).toBeDefined();
  await sql('UPDATE register.contact_call SET ended_at = now() WHERE id = $1', [again.callId]);
});

test('whose number is like another’s: said by how many records, to who may open people', async () => {
  const [one, two] = [freshNumber(), freshNumber()];
  await tell({ at: minutesAgo(9), number: one }, 'missed');
  const { contactId } = await tell({ at: minutesAgo(1), number: two }, 'ringing');
  const personOf = async (id: string) =>
    (await sql<{ person_id: string }>('SELECT person_id FROM register.contact WHERE id = $1', [id]))[0]!
      .person_id;
  const other = (await log('toReturn=yes')).find(({ customers }) => customers[0] === one)!;
  await sql(
    "INSERT INTO register.person_clash (person_id, other_id, category, at, by) VALUES ($1, $2, 'phone', now(), $3)",
    [await personOf(contactId), await personOf(other.contactId), lead.staffId],
  );
  expect(await aroundOf(desk.agent, contactId)).toMatchObject({ alike: 1 });
});

test('missed calls wait to be returned, of each contact the newest; called back they wait no more', async () => {
  const number = freshNumber();
  await tell({ at: minutesAgo(50), number }, 'missed');
  const { contactId, callId } = await tell({ at: minutesAgo(40), number }, 'missed');
  const waiting = async () => (await log('toReturn=yes')).filter((each) => each.contactId === contactId);
  expect(await waiting()).toMatchObject([{ callId, outcome: 'missed', toReturn: true }]);
  const url = `/api/console/contacts/${contactId}/calls/${callId}/wrap-up`;
  // Still to be called: that is no answer.
  await desk.agent.ask('POST', url, { code: 'no-answer' });
  expect(await waiting()).toHaveLength(1);
  await desk.agent.ask('POST', url, { code: 'resolved' });
  expect(await waiting()).toEqual([]);
  expect(
    await sql('SELECT status, waiting_since, answer_due_at FROM register.contact WHERE id = $1', [contactId]),
  ).toEqual([{ status: 'open', waiting_since: null, answer_due_at: null }]);
});

test('the log narrows to a day of the register’s zone, a queue, a colleague', async () => {
  const at = new Date('2026-03-29T21:30:00Z');
  const { callId } = await tell({ at, number: freshNumber(), staffId: lead.staffId }, 'ended');
  const ids = async (query: string) => (await log(query)).map((each) => each.callId);
  // Half past midnight in Helsinki, in summer time by then.
  expect(await ids('day=2026-03-30')).toEqual([callId]);
  expect(await ids('day=2026-03-29')).toEqual([]);
  expect(await ids('day=2026-03-30&queue=service')).toEqual([callId]);
  expect(await ids('day=2026-03-30&queue=privacy')).toEqual([]);
  expect(await ids(`day=2026-03-30&staffId=${lead.staffId}`)).toEqual([callId]);
  expect(await ids(`day=2026-03-30&staffId=${desk.agent.staffId}`)).toEqual([]);
});

test('a call out belongs to the contact it was meant for: once, by the same colleague, within ten minutes', async () => {
  const number = freshNumber();
  const { contactId } = await tell({ at: minutesAgo(100), number }, 'ended');
  const intend = (who: Person, to = number) =>
    who.ask('POST', `/api/console/contacts/${contactId}/call-intents`, { number: to });
  const out = async (more: Partial<GivenCall> = {}) => {
    const [, answered] = eventsOf({ at: new Date(), number, direction: 'outgoing', ...more });
    return (await receiveCall(deps(), answered))!.contactId;
  };
  expect((await intend(desk.administrator)).status).toBe(403);
  expect((await intend(desk.agent, 'ingen')).body).toMatchObject({ code: 'value-not-valid' });
  expect(await out()).not.toBe(contactId);

  await intend(desk.agent);
  expect(await out({ staffId: lead.staffId })).not.toBe(contactId);
  expect(await out({ number: freshNumber() })).not.toBe(contactId);
  expect(await out()).toBe(contactId);
  // Who meant it is who calls; and it was meant once.
  const calls = await desk.agent.ask<{ calls: Call[] }>('GET', `/api/console/contacts/${contactId}/calls`);
  expect(calls.body.calls.at(-1)!.legs).toMatchObject([{ staffId: desk.agent.staffId }]);
  expect(await aroundOf(desk.agent, contactId)).toMatchObject({ customers: [number] });
  expect(await out()).not.toBe(contactId);

  await intend(desk.agent);
  await sql("UPDATE live.call_intent SET at = at - interval '11 minutes'");
  expect(await out()).not.toBe(contactId);
});

test('the live view tells what goes on and what waits, and of nobody who they are', async () => {
  const number = freshNumber();
  const { callId } = await tell({ at: minutesAgo(1), number, staffId: desk.agent.staffId }, 'answered');
  expect((await desk.agent.ask('GET', '/api/console/calls/live')).status).toBe(403);
  const { body } = await lead.ask<{ calls: Call[]; toReturn: number; exchanges: null }>(
    'GET',
    '/api/console/calls/live',
  );
  expect(body.calls.find((each) => each.callId === callId)).toMatchObject({
    number: 'known',
    legs: [{ staffId: desk.agent.staffId, endedAt: null }],
  });
  expect(body.toReturn).toBe((await log('toReturn=yes')).length);
  expect(body.exchanges).toBeNull();
  expect(JSON.stringify(body)).not.toContain(number.slice(4));
  // Whose figures are of no queue sees no call.
  const none = await desk.administrator.ask('GET', '/api/console/calls/live');
  expect(none.body).toMatchObject({ calls: [], toReturn: 0 });
});

test('what an earlier life left going on is over when the exchange’s next begins: answered, or missed', async () => {
  const [answered, ringing] = [freshNumber(), freshNumber()];
  const one = await tell({ at: minutesAgo(3), number: answered, staffId: desk.agent.staffId }, 'answered');
  const two = await tell({ at: minutesAgo(3), number: ringing }, 'ringing');
  const outcomes = async () => {
    const rows = await sql(
      'SELECT outcome FROM register.contact_call WHERE id = ANY ($1) ORDER BY began_at, id',
      [[one.callId, two.callId] as Id[]],
    );
    return rows.map(({ outcome }) => outcome);
  };
  await endCutCalls(deps(), silentLogger, ['another'], []);
  expect(await outcomes()).toEqual([null, null]);
  await endCutCalls(deps(), silentLogger, ['exchange'], []);
  expect(await outcomes()).toEqual(['answered', 'missed']);
  expect((await log('toReturn=yes')).some(({ contactId }) => contactId === two.contactId)).toBe(true);
});
