import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { wakeContact } from '../../server/register/contacts/snooze-contact.ts';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { listenLive } from '../promises/listen-live.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// The work shared out: queues, priorities, tags, snoozing, following, tasks, presence, many at once.

let the: TestHouse;
let clock: MovableClock;
let agent: Person;
let other: Person;
let officer: Person;
let auditor: Person;
let contactId: Id<'contact'>;

interface Card {
  contactId: string;
  queue: string;
  status: string;
  priority: string;
  unread: boolean;
  watching: boolean;
  mentioned: boolean;
  assigneeId: string | null;
  version: number;
}
interface Opened extends Card {
  seenAt: string | null;
  snoozedUntil: string | null;
  followers: { staffId: string; watching: boolean }[];
  todos: { todoId: string; text: string; ownerId: string; dueOn: string; doneAt: string | null }[];
}
const at = (rest = '') => `/api/console/contacts/${contactId}${rest}`;
const open = async (person: Person, id: string = contactId) =>
  (await person.ask<Opened>('GET', `/api/console/contacts/${id}`)).body;
const list = async (person: Person, query = '') =>
  (await person.ask<{ contacts: Card[]; next: string | null }>('GET', `/api/console/contacts${query}`)).body;
const cardOf = async (person: Person, query = '') =>
  (await list(person, query)).contacts.find((card) => card.contactId === contactId);
const version = async () => (await open(agent)).version;
const refusalOf = ({ status, body }: { status: number; body: unknown }) => ({
  status,
  code: (body as { code?: string }).code,
});

beforeAll(async () => {
  clock = movableClock('2026-03-02T08:00:00Z');
  the = await startHouse({ clock });
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, tasks: string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  agent = await make('saga.lindroth', 'Saga Lindroth', ['answer-customers']);
  other = await make('ilmo.rantala', 'Ilmo Rantala', ['answer-customers']);
  officer = await make('helmi.salo', 'Helmi Salo', ['handle-data-protection']);
  auditor = await make('sylvi.kuusi', 'Sylvi Kuusi', ['audit-access']);
});
afterAll(() => the.stop());
beforeEach(async () => {
  clock.pass(60_000);
  contactId = (await handInMail(the.house))!;
});

test('who holds no such task changes nothing', async () => {
  for (const [rest, body] of [
    ['/organise', { version: 1, priority: 'high' }],
    ['/snooze', { version: 1, until: '2026-03-05T08:00:00Z' }],
    ['/follow', { watching: true }],
    ['/unread', undefined],
    ['/presence', { doing: 'here' }],
    ['/todos', { todoId: crypto.randomUUID(), text: 'x', ownerId: agent.staffId, dueOn: '2026-03-05' }],
  ] as const) {
    expect(refusalOf(await auditor.ask('POST', at(rest), body)), rest).toEqual({
      status: 403,
      code: 'task-missing',
    });
  }
});

test('a contact in a queue that one’s tasks do not reach takes no mark, and answers no presence', async () => {
  contactId = (await handInMail(the.house, { mailbox: 'privacy' }))!;
  for (const [rest, body] of [
    ['/organise', { version: 1, priority: 'high' }],
    ['/follow', { watching: true }],
    ['/presence', { doing: 'typing' }],
    ['/unread', undefined],
  ] as const)
    expect((await agent.ask('POST', at(rest), body)).status, rest).toBe(403);
  expect((await open(officer)).followers).toEqual([]);
});

test('priority and queue: the newest version only, and whoever may not work there loses it', async () => {
  await agent.ask('POST', at('/assign'), { version: await version(), assigneeId: agent.staffId });
  const stale = await agent.ask('POST', at('/organise'), { version: 1, priority: 'urgent' });
  expect(refusalOf(stale)).toEqual({ status: 409, code: 'changed-meanwhile' });
  const urgent = await agent.ask('POST', at('/organise'), { version: await version(), priority: 'urgent' });
  expect(urgent.status).toBe(200);
  expect(await cardOf(agent, '?priority=urgent')).toMatchObject({ priority: 'urgent' });
  expect(await cardOf(agent, '?priority=low')).toBeUndefined();

  const live = await listenLive(the, officer.userName);
  const moved = await agent.ask('POST', at('/organise'), { version: await version(), queue: 'privacy' });
  expect(moved.status).toBe(200);
  for (const queue of ['service', 'privacy']) await live.until((event) => event.queue === queue);
  await live.stop();
  expect((await agent.ask('GET', at())).status).toBe(403);
  expect(await open(officer)).toMatchObject({ queue: 'privacy', assigneeId: null, priority: 'urgent' });
});

test('a moved contact goes on in its own mailbox’s thread', async () => {
  const messageId = `<moved-${crypto.randomUUID()}@example.fi>`;
  contactId = (await handInMail(the.house, { messageId }))!;
  await agent.ask('POST', at('/organise'), { version: await version(), queue: 'privacy' });
  const again = await handInMail(the.house, { headers: [`In-Reply-To: ${messageId}`] });
  expect(again).toBe(contactId);
});

test('a tag or queue that is not there is refused', async () => {
  const now = await version();
  for (const body of [
    { version: now, queue: 'no-such-queue' },
    { version: now, addTags: [crypto.randomUUID()] },
  ])
    expect(refusalOf(await agent.ask('POST', at('/organise'), body))).toMatchObject({
      code: 'invalid-input',
    });
});

test('snoozed: out of the open ones, back by itself and unread, or when the customer writes', async () => {
  const until = new Date(clock.now().getTime() + 600_000).toISOString();
  for (const wrong of ['2026-03-01T08:00:00Z', '2028-03-01T08:00:00Z'])
    expect(
      refusalOf(await agent.ask('POST', at('/snooze'), { version: await version(), until: wrong })),
    ).toMatchObject({ code: 'invalid-input' });
  expect((await agent.ask('POST', at('/snooze'), { version: await version(), until })).status).toBe(200);
  expect(await cardOf(agent, '?status=open')).toBeUndefined();
  expect(await cardOf(agent, '?status=snoozed')).toMatchObject({ status: 'snoozed', unread: false });

  await other.ask('POST', at('/follow'), { watching: true });
  const told: unknown[] = [];
  const stopHearing = the.house.contacts.live.subscribe((event) => {
    if (event.kind === 'for-you' && event.contactId === contactId) told.push([event.notice, event.staffId]);
  });
  await wakeContact(the.house.contacts, { contactId });
  expect(await cardOf(agent, '?status=snoozed')).toBeDefined();
  clock.pass(600_001);
  await wakeContact(the.house.contacts, { contactId });
  await wakeContact(the.house.contacts, { contactId });
  expect(await cardOf(agent, '?status=open')).toMatchObject({ unread: true });
  // Who put it aside and who watches it are told, once.
  const both = [agent, other].map(({ staffId }) => ['woken', staffId]);
  await expect.poll(() => told.toSorted(), { timeout: 5_000 }).toEqual(both.toSorted());
  stopHearing();

  const messageId = `<snoozed-${crypto.randomUUID()}@example.fi>`;
  contactId = (await handInMail(the.house, { messageId }))!;
  await agent.ask('POST', at('/snooze'), {
    version: await version(),
    until: new Date(clock.now().getTime() + 600_000).toISOString(),
  });
  await handInMail(the.house, { headers: [`In-Reply-To: ${messageId}`] });
  expect(await open(agent)).toMatchObject({ status: 'open', snoozedUntil: null });
});

test('unread until opened, each for themselves, and unread again on wish', async () => {
  expect(await cardOf(agent)).toMatchObject({ unread: true });
  expect((await open(agent)).seenAt).toBeNull();
  expect(await cardOf(agent)).toMatchObject({ unread: false });
  expect(await cardOf(other)).toMatchObject({ unread: true });
  await agent.ask('POST', at('/unread'));
  expect(await cardOf(agent)).toMatchObject({ unread: true });
});

test('watching is one’s own, and a view of its own', async () => {
  await agent.ask('POST', at('/follow'), { watching: true });
  expect(await cardOf(agent, '?view=watching')).toMatchObject({ watching: true });
  expect(await cardOf(other, '?view=watching')).toBeUndefined();
  expect((await open(other)).followers).toEqual([
    { staffId: agent.staffId, watching: true, mentionedAt: null },
  ]);
  const counts = await agent.ask<{ watching: number }>('GET', '/api/console/contacts/counts');
  expect(counts.body.watching).toBe(1);
  await agent.ask('POST', at('/follow'), { watching: false });
  expect(await cardOf(agent, '?view=watching')).toBeUndefined();
});

test('who is here and who types: seen by the other, gone when they leave or fall silent', async () => {
  const be = async (person: Person, doing: string) =>
    (await person.ask<{ present: unknown[] }>('POST', at('/presence'), { doing })).body.present;
  expect(await be(agent, 'here')).toEqual([]);
  expect(await be(other, 'here')).toEqual([{ staffId: agent.staffId, typing: false }]);
  const live = await listenLive(the, other.userName);
  await be(agent, 'typing');
  await live.until((event) => event.kind === 'presence-changed');
  await live.stop();
  expect(await be(other, 'here')).toEqual([{ staffId: agent.staffId, typing: true }]);
  await be(agent, 'gone');
  expect(await be(other, 'here')).toEqual([]);
  await be(agent, 'here');
  clock.pass(30_000);
  expect(await be(other, 'here')).toEqual([]);
});

test('a follow-up task: sealed, masked, for a colleague who may work there, done and undone', async () => {
  const todoId = crypto.randomUUID();
  const body = { todoId, text: 'Ring om 131052-9982', ownerId: other.staffId, dueOn: '2026-03-02' };
  expect(
    refusalOf(await agent.ask('POST', at('/todos'), { ...body, ownerId: auditor.staffId })),
  ).toMatchObject({ code: 'invalid-input' });
  await agent.ask('POST', at('/todos'), body);
  await agent.ask('POST', at('/todos'), body);
  const [todo, ...more] = (await open(agent)).todos;
  expect(more).toEqual([]);
  expect(todo).toMatchObject({ todoId, ownerId: other.staffId, dueOn: '2026-03-02', doneAt: null });
  expect(todo!.text).not.toContain('131052');
  const due = () => other.ask<{ todos: number }>('GET', '/api/console/contacts/counts');
  expect((await due()).body.todos).toBe(1);
  await other.ask('POST', at(`/todos/${todoId}`), { done: true });
  expect((await due()).body.todos).toBe(0);
  expect((await open(agent)).todos[0]!.doneAt).not.toBeNull();
  expect((await other.ask('POST', at(`/todos/${crypto.randomUUID()}`), { done: true })).status).toBe(404);
});

test('many at once: each by itself, and what is refused says why', async () => {
  const fresh = { contactId, version: await version() };
  const guarded = { contactId: (await handInMail(the.house, { mailbox: 'privacy' }))!, version: 1 };
  const gone = { contactId: crypto.randomUUID(), version: 1 };
  const { body } = await agent.ask<{ results: { version: number | null; code: string | null }[] }>(
    'POST',
    '/api/console/contacts/changes',
    { contacts: [fresh, guarded, gone], change: { kind: 'close' } },
  );
  expect(body.results.map(({ code }) => code)).toEqual([null, 'task-missing', 'not-found']);
  expect((await open(agent)).status).toBe('closed');
});

test('the order by waiting begins with who has waited longest, page by page without loss', async () => {
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { contacts: Card[]; next: string | null } = await list(
      agent,
      `?order=waiting&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    );
    seen.push(...page.contacts.map((card) => card.contactId));
    cursor = page.next;
  }
  const newest = (await list(agent, '?limit=100')).contacts.map((card) => card.contactId);
  expect(seen).toEqual(newest.filter((id) => seen.includes(id)).toReversed());
  expect(seen).toContain(contactId);
  expect(new Set(seen).size).toBe(seen.length);
});
