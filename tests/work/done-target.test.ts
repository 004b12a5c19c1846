import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { tellDueSoon } from '../../server/register/contacts/tell-colleagues.ts';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// By when a contact is to be done: an hour from its opening, half of that when it is urgent.

let the: TestHouse;
let clock: MovableClock;
let agent: Person;
let contactId: Id<'contact'>;
let messageId: string;
const minute = 60_000;

interface Opened {
  version: number;
  status: string;
  openedAt: string;
  answerDueAt: string | null;
  doneDueAt: string | null;
}
const at = (rest = '') => `/api/console/contacts/${contactId}${rest}`;
const open = async () => (await agent.ask<Opened>('GET', at('?reason=earlier-matter'))).body;
const act = async (rest: string, body: object = {}) => {
  const { version } = await open();
  const done = await agent.ask<{ version: number }>('POST', at(rest), { version, ...body });
  expect(done.status, rest).toBe(200);
  return done.body.version;
};
const answer = (thenClose = false) =>
  act('/replies', { messageId: crypto.randomUUID(), text: 'Tack!', thenClose });
const inMinutes = (minutes: number, from = clock.now()) =>
  new Date(from.getTime() + minutes * minute).toISOString();
const writeAgain = () => handInMail(the.house, { headers: [`In-Reply-To: ${messageId}`] });
const isLate = async () => {
  const list = await agent.ask<{ contacts: { contactId: string }[] }>(
    'GET',
    '/api/console/contacts?status=any&overdue=yes&order=due&limit=100',
  );
  const open = await agent.ask<{ contacts: { contactId: string; doneDueAt: string | null }[] }>(
    'GET',
    '/api/console/contacts?status=open&overdue=yes&order=due&limit=100',
  );
  const counts = await agent.ask<{ overdue: number }>('GET', '/api/console/contacts/counts');
  expect(counts.body.overdue).toBe(open.body.contacts.length);
  return {
    past: list.body.contacts.some((card) => card.contactId === contactId),
    late: open.body.contacts.some((card) => card.contactId === contactId && card.doneDueAt !== null),
  };
};

beforeAll(async () => {
  clock = movableClock('2026-03-02T08:00:00Z');
  the = await startHouse({ clock });
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, task: string) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks: [task] });
  agent = await make('saga.lindroth', 'Saga Lindroth', 'answer-customers');
  const lead = await make('liisa.laine', 'Liisa Laine', 'lead-team');
  const day = [{ from: '00:00', to: '24:00' }];
  const done = (resolution: number | null) => ({ firstAnswer: null, resolution });
  const saved = await lead.ask('POST', '/api/console/team/queues/service', {
    version: null,
    settings: {
      hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
      holidays: [],
      days: [],
      targets: { low: done(null), high: done(60), urgent: done(30), normal: done(60) },
      assignment: { rule: 'by-hand', ceiling: null, inHoursOnly: false },
    },
  });
  expect(saved.status).toBe(200);
});
afterAll(() => the.stop());
beforeEach(async () => {
  clock.pass(minute);
  messageId = `<done-${crypto.randomUUID()}@example.fi>`;
  contactId = (await handInMail(the.house, { messageId }))!;
});

test('it runs from the opening, moves with the priority, and stops for nobody', async () => {
  const { openedAt, doneDueAt } = await open();
  expect(doneDueAt).toBe(inMinutes(60, new Date(openedAt)));
  await act('/organise', { priority: 'low' });
  expect((await open()).doneDueAt).toBeNull();
  await act('/organise', { priority: 'urgent' });
  expect((await open()).doneDueAt).toBe(inMinutes(30, new Date(openedAt)));

  clock.pass(20 * minute);
  await answer();
  expect(await open()).toMatchObject({ status: 'waiting', doneDueAt: inMinutes(30, new Date(openedAt)) });
  clock.pass(20 * minute);
  // While the customer is awaited it is past, but nobody's to hurry with.
  expect(await isLate()).toEqual({ past: true, late: false });
  await writeAgain();
  expect(await open()).toMatchObject({ status: 'open', doneDueAt: inMinutes(30, new Date(openedAt)) });
  expect(await isLate()).toEqual({ past: true, late: true });
});

test('closed nothing is due; taken back it is due as before; opened again it begins anew', async () => {
  const { doneDueAt } = await open();
  const closed = await act('/close');
  expect((await open()).doneDueAt).toBeNull();
  expect(await isLate()).toEqual({ past: false, late: false });
  expect((await agent.ask('POST', at('/undo'), { version: closed })).status).toBe(200);
  expect((await open()).doneDueAt).toBe(doneDueAt);

  // Closed while somebody waits it was not done; closed when answered it was.
  await act('/close');
  clock.pass(10 * minute);
  await act('/reopen');
  expect((await open()).doneDueAt).toBe(doneDueAt);
  await answer(true);
  expect((await open()).doneDueAt).toBeNull();
  clock.pass(10 * minute);
  await act('/reopen');
  expect((await open()).doneDueAt).toBe(inMinutes(60));
  await act('/close');
  clock.pass(10 * minute);
  await writeAgain();
  expect((await open()).doneDueAt).toBe(inMinutes(60));
});

test('an answer with closing that is taken back gives it back', async () => {
  const { doneDueAt, version } = await open();
  const reply = crypto.randomUUID();
  const body = { messageId: reply, version, text: 'Tack!', thenClose: true, delaySeconds: 30 };
  expect((await agent.ask('POST', at('/replies'), body)).status).toBe(200);
  expect((await open()).doneDueAt).toBeNull();
  expect((await agent.ask('POST', at(`/messages/${reply}/cancel`))).status).toBe(200);
  expect(await open()).toMatchObject({ status: 'open', doneDueAt });
});

test('whoever has it is told before it is due, once', async () => {
  await act('/assign', { assigneeId: agent.staffId });
  const told: unknown[] = [];
  const stopHearing = the.house.contacts.live.subscribe((event) => {
    if (event.kind === 'for-you' && event.contactId === contactId) told.push([event.notice, event.staffId]);
  });
  for (let looks = 0; looks < 10; looks += 1) {
    await tellDueSoon(the.house.contacts);
    clock.pass(5 * minute);
  }
  await expect.poll(() => told, { timeout: 5_000 }).toEqual([['due-soon', agent.staffId]]);
  stopHearing();
});

test('what is closed is counted by it: in time, or not; taken back at once it is not', async () => {
  const counted = async () => {
    const rows = await the.house.storage.db.query<{ kind: string; times: number }>(
      "SELECT kind, sum(times)::integer AS times FROM figures.fact WHERE kind LIKE 'done-%' GROUP BY 1",
    );
    const of = (kind: string) => rows.find((row) => row.kind === kind)?.times ?? 0;
    return [of('done-within-target'), of('done-outside-target')];
  };
  const [within = 0, outside = 0] = await counted();
  const closed = await act('/close');
  expect(await counted()).toEqual([within + 1, outside]);
  await agent.ask('POST', at('/undo'), { version: closed });
  expect(await counted()).toEqual([within, outside]);
  clock.pass(40 * minute);
  await open();
  clock.pass(40 * minute);
  await act('/close');
  expect(await counted()).toEqual([within, outside + 1]);
});
