import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { outcomeOf, withEvent } from '../../server/register/contacts/call-event.ts';
import { receiveCall } from '../../server/register/contacts/receive-call.ts';
import { changeRegister, stopCollecting } from '../promises/change-register.ts';
import { dumpTables, findPlain } from '../promises/find-plain.ts';
import { type Desk, openDesk } from '../promises/one-customer.ts';
import { makeColleague } from '../support/sign-in.ts';
import { eventsOf, recordCall } from './make-call.ts';

// What an exchange tells of calls: in any order, and again. One call, one contact, one person by the number.

let desk: Desk;
let leadId: Id<'staff'>;
beforeAll(async () => {
  desk = await openDesk();
  const lead = await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
  leadId = lead.staffId;
}, 60_000);
afterAll(() => desk.the.stop());

const deps = () => desk.the.house.contacts;
const sql = <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  desk.the.house.storage.db.query<Row>(text, values);
let count = 0;
const freshNumber = () => `+35840${String(1_000_000 + (count += 1))}`;
const minutesAgo = (minutes: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000);
const callsOf = async (contactId: string) =>
  (
    await desk.agent.ask<{ calls: Record<string, unknown>[] }>(
      'GET',
      `/api/console/contacts/${contactId}/calls`,
    )
  ).body.calls;

describe('refused', () => {
  test('a call that the phone channel may keep nothing of', async () => {
    const { house } = desk.the;
    await house.publish(
      changeRegister((register) => stopCollecting(register, 'phone', 'contactMetadata')),
      null,
    );
    expect(() => receiveCall(deps(), eventsOf({ at: minutesAgo(1), number: freshNumber() })[0])).toThrow(
      expect.objectContaining({ code: 'category-not-allowed-on-channel' }),
    );
    await house.publish(
      changeRegister((register) => void (register.register.statedOn = '2026-02-01')),
      null,
    );
  });

  test('a queue that is not declared', () => {
    expect(() => receiveCall(deps(), eventsOf({ at: minutesAgo(1), queue: 'nowhere' })[0])).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});

test('three events in any order, some of them again: the same facts', () => {
  const events = eventsOf({ at: new Date('2026-04-07T08:00:00Z'), number: '040 123 4567', staffId: leadId });
  const known = events.reduce(withEvent, undefined as ReturnType<typeof withEvent> | undefined);
  fc.assert(
    fc.property(
      fc
        .array(fc.integer({ min: 0, max: 2 }), { maxLength: 6 })
        .chain((more) => fc.shuffledSubarray([0, 1, 2, ...more], { minLength: 3 + more.length })),
      (order) => {
        const facts = order.map((index) => events[index]!).reduce(withEvent, undefined as typeof known);
        expect(facts).toEqual(known);
        expect(outcomeOf(facts!)).toBe('answered');
      },
    ),
  );
});

test('the same in the database: the call, how its contact stands, and whose it is', async () => {
  const seen: unknown[] = [];
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2, 1],
    [2, 0, 1, 0, 2],
  ]) {
    const at = minutesAgo(30);
    const events = eventsOf({ at, number: freshNumber(), staffId: leadId });
    let contactId = '';
    for (const index of order) ({ contactId } = (await receiveCall(deps(), events[index]!))!);
    const [row] = await sql(
      `SELECT status, waiting_since, underway_since = $2 AS underway, opened_at = $2 AS opened, last_at - $2 AS last, assignee_id, channel,
         (SELECT count(*) FROM register.contact_call k WHERE k.contact_id = c.id) AS calls
       FROM register.contact c WHERE id = $1`,
      [contactId, at],
    );
    const [call] = await callsOf(contactId);
    const { outcome, number, legs } = call as { outcome: string; number: string; legs: unknown[] };
    seen.push({ row, outcome, number, legs: legs.length });
  }
  for (const each of seen) expect(each).toEqual(seen[0]);
  expect(seen[0]).toMatchObject({
    row: { status: 'open', waiting_since: null, underway: true, opened: true, assignee_id: leadId, calls: 1 },
    outcome: 'answered',
    number: 'known',
    legs: 1,
  });
});

test('two processes that hear of the same call at once make one', async () => {
  const number = freshNumber();
  const events = eventsOf({ at: minutesAgo(5), number });
  const received = await Promise.all([...events, ...events].map((event) => receiveCall(deps(), event)));
  expect(new Set(received.map((each) => each!.contactId)).size).toBe(1);
  expect(received.filter((each) => each!.isNew)).toHaveLength(1);
});

test('a missed call waits to be called back; the next one joins it; calling back answers it', async () => {
  const number = freshNumber();
  const [ringing, , ended] = eventsOf({ at: minutesAgo(60), number });
  await receiveCall(deps(), ringing);
  const { contactId } = (await receiveCall(deps(), ended))!;
  const [again, , overAgain] = eventsOf({ at: minutesAgo(40), number });
  await receiveCall(deps(), again);
  expect((await receiveCall(deps(), overAgain))!.contactId).toBe(contactId);
  const standing = async () =>
    (await sql('SELECT status, waiting_since FROM register.contact WHERE id = $1', [contactId]))[0];
  expect(await standing()).toEqual({ status: 'open', waiting_since: ringing.at });
  const list = await desk.agent.ask<{ contacts: { contactId: string; name: string; channel: string }[] }>(
    'GET',
    '/api/console/contacts?order=waiting',
  );
  expect(list.body.contacts.find((each) => each.contactId === contactId)).toMatchObject({
    // Without a name, the number says who.
    name: number,
    channel: 'phone',
  });
  const back = eventsOf({
    at: minutesAgo(10),
    number,
    direction: 'outgoing',
    contactId,
    staffId: desk.agent.staffId,
  });
  for (const event of back) expect((await receiveCall(deps(), event))!.contactId).toBe(contactId);
  expect(await standing()).toEqual({ status: 'open', waiting_since: null });
  expect((await callsOf(contactId)).map(({ outcome }) => outcome)).toEqual(['missed', 'missed', 'answered']);
});

test('who has called before is found by the number, however it is written; who hides it is nobody in particular', async () => {
  const one = (await receiveCall(deps(), eventsOf({ at: minutesAgo(9), number: '+358 50 555 0101' })[1]))!;
  const two = (await receiveCall(deps(), eventsOf({ at: minutesAgo(8), number: '0505550101' })[1]))!;
  const people = await sql<{ person_id: string }>(
    'SELECT DISTINCT person_id FROM register.contact WHERE id = ANY ($1)',
    [[one.contactId, two.contactId]],
  );
  expect(people).toHaveLength(1);
  for (const hidden of ['withheld', 'unknown'] as const) {
    const { contactId } = (await receiveCall(deps(), eventsOf({ at: minutesAgo(7), hidden })[0]))!;
    expect((await callsOf(contactId))[0]).toMatchObject({ number: hidden, customers: [] });
    expect(
      await sql(
        'SELECT p.provisional FROM register.person p JOIN register.contact c ON c.person_id = p.id WHERE c.id = $1',
        [contactId],
      ),
    ).toEqual([{ provisional: true }]);
  }
});

test('where the phone channel may keep no number, none is kept', async () => {
  const { house } = desk.the;
  await house.publish(
    changeRegister((register) => {
      const rule = register.channels.phone!.collects.find(({ category }) => category === 'phone')!;
      rule.when = 'on-request';
    }),
    null,
  );
  const { contactId } = (await receiveCall(
    deps(),
    eventsOf({ at: minutesAgo(3), number: freshNumber() })[0],
  ))!;
  expect((await callsOf(contactId))[0]).toMatchObject({ number: 'not-kept', customers: [] });
  await house.publish(
    changeRegister((register) => void (register.register.statedOn = '2026-02-02')),
    null,
  );
});

test('wrapped up once it has ended, with a note of the contact', async () => {
  const [ringing, answered, ended] = eventsOf({ at: minutesAgo(6), number: freshNumber() });
  await receiveCall(deps(), ringing);
  const { contactId, callId } = (await receiveCall(deps(), answered))!;
  const url = `/api/console/contacts/${contactId}/calls/${callId}/wrap-up`;
  const body = { code: 'resolved', note: { noteId: crypto.randomUUID(), text: 'Adressen rättad' } };
  expect(await desk.agent.ask('POST', url, body)).toMatchObject({
    status: 409,
    body: { code: 'call-going-on' },
  });
  await receiveCall(deps(), ended);
  expect((await desk.agent.ask('POST', url, body)).status).toBe(200);
  expect((await callsOf(contactId))[0]).toMatchObject({
    wrapUp: { code: 'resolved', by: desk.agent.staffId },
  });
  const opened = await desk.agent.ask<{ notes: { text: string }[] }>(
    'GET',
    `/api/console/contacts/${contactId}`,
  );
  expect(opened.body.notes).toMatchObject([{ text: 'Adressen rättad' }]);
  expect(await desk.agent.ask('POST', url.replace(callId, crypto.randomUUID()), body)).toMatchObject({
    status: 404,
  });
});

test('the log of calls: newest first, by pages, each reading logged', async () => {
  const first = await desk.agent.ask<{ calls: { callId: string; beganAt: string }[]; next: string }>(
    'GET',
    '/api/console/calls?limit=3',
  );
  expect(first.status).toBe(200);
  expect(first.body.calls).toHaveLength(3);
  const next = await desk.agent.ask<typeof first.body>(
    'GET',
    `/api/console/calls?limit=100&cursor=${encodeURIComponent(first.body.next)}`,
  );
  const all = [...first.body.calls, ...next.body.calls];
  expect(new Set(all.map(({ callId }) => callId)).size).toBe(all.length);
  expect(all.map(({ beganAt }) => beganAt)).toEqual(
    all
      .map(({ beganAt }) => beganAt)
      .toSorted()
      .toReversed(),
  );
  const missed = await desk.agent.ask<{ calls: { outcome: string }[] }>(
    'GET',
    '/api/console/calls?outcome=missed',
  );
  expect(new Set(missed.body.calls.map(({ outcome }) => outcome))).toEqual(new Set(['missed']));
  expect(
    await sql("SELECT 1 FROM log.entry WHERE action = 'list' AND details->>'channel' = 'phone'"),
  ).not.toEqual([]);
});

test('what is erased does not come back when its exchange tells of it again', async () => {
  const number = freshNumber();
  const events = eventsOf({ at: minutesAgo(20), number });
  const { contactId } = (await receiveCall(deps(), events[0]))!;
  const [{ person_id }] = (await sql<{ person_id: Id<'person'> }>(
    'SELECT person_id FROM register.contact WHERE id = $1',
    [contactId],
  )) as [{ person_id: Id<'person'> }];
  await desk.the.house.erasure.begin(person_id, 'erasure', (units) =>
    deps().access.systemGrant('sweep', { units, categories: [] }),
  );
  for (const event of events) expect(await receiveCall(deps(), event)).toBeUndefined();
  expect(await sql('SELECT 1 FROM register.contact WHERE id = $1', [contactId])).toEqual([]);
});

test('merged, the calls and their recordings are the one contact’s, and the log names the kept person', async () => {
  const { house } = desk.the;
  const [one, two] = [
    await recordCall(house, { at: minutesAgo(15), number: freshNumber() }),
    await recordCall(house, { at: minutesAgo(14), number: freshNumber() }),
  ];
  const versionOf = async (id: string) =>
    (
      await sql<{ version: number; person_id: string }>(
        'SELECT version, person_id FROM register.contact WHERE id = $1',
        [id],
      )
    )[0]!;
  const [kept, other] = [await versionOf(one.contactId), await versionOf(two.contactId)];
  const merged = await desk.agent.ask('POST', `/api/console/contacts/${one.contactId}/merge`, {
    version: kept.version,
    others: [{ contactId: two.contactId, version: other.version }],
    personId: kept.person_id,
  });
  expect(merged).toMatchObject({ status: 200 });
  const calls = await callsOf(one.contactId);
  expect(calls).toHaveLength(2);
  expect(
    calls.every(({ number, customers }) => number === 'known' && (customers as string[]).length === 1),
  ).toBe(true);
  const grant = deps().access.systemGrant('reseal', {
    units: [one.contactId, two.recordingId, one.recordingId],
    categories: [],
  });
  const subjects = await house.storage.db.transaction(async (tx) => {
    const sealer = await deps().vault.change(tx, grant, 'change');
    return grant.units.map((unit) => sealer.subjectOf(unit));
  });
  expect(new Set(subjects).size).toBe(1);
});

test('nothing of a call stands readable in the database, the blobs or our log', async () => {
  const number = freshNumber();
  await recordCall(desk.the.house, { at: minutesAgo(2), number });
  const plain = [number, number.slice(4), 'Salainen puhelu'];
  expect(findPlain(await dumpTables(desk.the), plain)).toEqual([]);
  expect(findPlain([{ name: 'log', bytes: Buffer.from(desk.the.logLines.join('\n')) }], plain)).toEqual([]);
  for await (const { id } of deps().blobs.list()) {
    const bytes = await deps().blobs.read(id, 0, 1_000_000);
    expect(bytes.includes('Salainen')).toBe(false);
  }
});
