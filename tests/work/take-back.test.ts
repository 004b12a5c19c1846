import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { wakeContact } from '../../server/register/contacts/snooze-contact.ts';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// A finger slipped: what was closed or put aside stands again as it stood, in every list that had it.

let the: TestHouse;
let clock: MovableClock;
let agent: Person;
let lead: Person;
let auditor: Person;
let contactId: Id<'contact'>;
let messageId: string;

interface Standing {
  version: number;
  status: string;
  waitingSince: string | null;
  answerDueAt: string | null;
  snoozedUntil: string | null;
  assigneeId: string | null;
  kept: { deleteAfter: string };
}
const at = (rest = '') => `/api/console/contacts/${contactId}${rest}`;
const open = async () => (await agent.ask<Standing>('GET', at('?reason=earlier-matter'))).body;
const standing = async () => {
  const { status, waitingSince, answerDueAt, snoozedUntil, assigneeId, kept } = await open();
  return { status, waitingSince, answerDueAt, snoozedUntil, assigneeId, deleteAfter: kept.deleteAfter };
};
const act = async (rest: string, body: object = {}) => {
  const { version } = await open();
  const done = await agent.ask<{ version: number }>('POST', at(rest), { version, ...body });
  expect(done.status, rest).toBe(200);
  return done.body.version;
};
const undo = (version: number, who = agent) => who.ask('POST', at('/undo'), { version });
const minute = 60_000;
const within = (minutes: number) => new Date(clock.now().getTime() + minutes * minute).toISOString();
const listed = async (query: string) => {
  const { body } = await agent.ask<{ contacts: { contactId: string }[] }>(
    'GET',
    `/api/console/contacts?limit=100&${query}`,
  );
  return body.contacts.some((card) => card.contactId === contactId);
};

beforeAll(async () => {
  // Jobs keep the real time: what is due later must not be due already.
  clock = movableClock(new Date().toISOString());
  the = await startHouse({ clock });
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, tasks: string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  agent = await make('saga.lindroth', 'Saga Lindroth', ['answer-customers']);
  lead = await make('liisa.laine', 'Liisa Laine', ['lead-team']);
  auditor = await make('sylvi.kuusi', 'Sylvi Kuusi', ['audit-access']);
  const day = [{ from: '00:00', to: '24:00' }];
  const answer = { firstAnswer: 30, resolution: null };
  const none = { firstAnswer: null, resolution: null };
  const saved = await lead.ask('POST', '/api/console/team/queues/service', {
    version: null,
    settings: {
      hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
      holidays: [],
      days: [],
      targets: { low: answer, high: none, urgent: none, normal: answer },
      assignment: { rule: 'by-hand', ceiling: null, inHoursOnly: false },
    },
  });
  expect(saved.status).toBe(200);
});
afterAll(() => the.stop());
beforeEach(async () => {
  clock.pass(60_000);
  messageId = `<slip-${crypto.randomUUID()}@example.fi>`;
  contactId = (await handInMail(the.house, { messageId }))!;
});

test('nothing to take back, taken back twice, changed since, or no leave: refused', async () => {
  expect(await undo((await open()).version)).toMatchObject({ status: 409 });
  const closed = await act('/close');
  expect((await undo(closed, auditor)).status).toBe(403);
  expect(await undo(closed - 1)).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
  expect((await undo(closed)).status).toBe(200);
  expect((await undo(closed)).status).toBe(409);
  expect(await undo(closed + 1)).toMatchObject({ status: 409 });

  const again = await act('/close');
  await act('/organise', { priority: 'low' });
  expect(await undo(again)).toMatchObject({ status: 409 });
  expect(await undo(again + 1)).toMatchObject({ status: 409 });
});

test('closed by a slip: late and waiting as before, in every order, with the day it goes', async () => {
  await act('/assign', { assigneeId: agent.staffId });
  clock.pass(40 * minute);
  const before = await standing();
  expect([before.waitingSince, before.answerDueAt]).not.toContain(null);
  const closed = await act('/close');
  expect(await listed('status=any&order=waiting')).toBe(false);
  expect((await undo(closed)).status).toBe(200);
  expect(await standing()).toEqual(before);
  for (const query of ['order=waiting', 'order=due', 'overdue=yes'])
    expect(await listed(query), query).toBe(true);
});

test('one that waits for the customer waits for them again, and one put aside sleeps on until its day', async () => {
  await act('/replies', { messageId: crypto.randomUUID(), text: 'Tack!', thenClose: false });
  const waiting = await standing();
  expect(waiting.status).toBe('waiting');
  for (const [rest, body] of [
    ['/close', {}],
    ['/snooze', { until: within(30) }],
  ] as const) {
    expect((await undo(await act(rest, body))).status).toBe(200);
    expect(await standing(), rest).toEqual(waiting);
  }

  await act('/snooze', { until: within(20) });
  const asleep = await standing();
  for (const [rest, body] of [
    ['/close', {}],
    ['/snooze', { until: within(90) }],
  ] as const) {
    expect((await undo(await act(rest, body))).status).toBe(200);
    expect(await standing(), rest).toEqual(asleep);
  }
  const [job] = await the.house.storage.db.query<{ run_at: Date }>(
    'SELECT run_at FROM graphile_worker.jobs WHERE key = $1',
    [`wake:${contactId}`],
  );
  expect(job!.run_at.toISOString()).toBe(asleep.snoozedUntil);
  clock.pass(20 * minute + 1);
  await wakeContact(the.house.contacts, { contactId });
  expect((await standing()).status).toBe('open');
});

test('many taken back at once, each by itself', async () => {
  const before = await standing();
  const version = await act('/close');
  const gone = { contactId: crypto.randomUUID(), version: 1 };
  const { body } = await agent.ask<{ results: { code: string | null }[] }>(
    'POST',
    '/api/console/contacts/changes',
    { contacts: [{ contactId, version }, gone], change: { kind: 'undo' } },
  );
  expect(body.results.map(({ code }) => code)).toEqual([null, 'not-found']);
  expect(await standing()).toEqual(before);
});

test('opened again later: whoever waited then waits again, whoever was answered does not', async () => {
  const { waitingSince, answerDueAt } = await standing();
  await act('/close');
  clock.pass(40 * minute);
  await act('/organise', { priority: 'low' });
  await act('/reopen');
  expect(await standing()).toMatchObject({ status: 'open', waitingSince, answerDueAt });

  await act('/close');
  await act('/replies', { messageId: crypto.randomUUID(), text: 'Tack!', thenClose: true });
  await act('/reopen');
  expect(await standing()).toMatchObject({ status: 'open', waitingSince: null, answerDueAt: null });
});
