import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { tellTodosDue } from '../../server/register/contacts/tell-todos-due.ts';
import { listenLive } from '../promises/listen-live.ts';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// What is to be done later, by whom and by which day; and waiting for the customer by one's own word.

let the: TestHouse;
let clock: MovableClock;
let agent: Person;
let other: Person;
let officer: Person;
let auditor: Person;
let contactId: Id<'contact'>;

interface Listed {
  todoId: string;
  contactId: string;
  text: string;
  subject: string;
  name: string;
  ownerId: string;
  dueOn: string;
  status: string;
  late: boolean;
}
interface Page {
  todos: Listed[];
  next: string | null;
}
interface Opened {
  status: string;
  version: number;
  waitingSince: string | null;
  snoozedUntil: string | null;
}
const at = (rest = '') => `/api/console/contacts/${contactId}${rest}`;
const open = async (person: Person) => (await person.ask<Opened>('GET', at())).body;
const list = async (person: Person, query = '') =>
  (await person.ask<Page>('GET', `/api/console/todos${query}`)).body;
const refusalOf = ({ status, body }: { status: number; body: unknown }) => ({
  status,
  code: (body as { code?: string }).code,
});
/** @returns its id */
async function add(by: Person, owner: Person, dueOn: string, text = 'Ring kunden'): Promise<string> {
  const todoId = crypto.randomUUID();
  const { status } = await by.ask('POST', at('/todos'), { todoId, text, ownerId: owner.staffId, dueOn });
  expect(status).toBe(200);
  return todoId;
}
const countLines = async (action: string) => {
  const [row] = await the.house.storage.db.query<{ lines: number }>(
    `SELECT count(*) AS lines FROM log.entry WHERE action = $1`,
    [action],
  );
  return row!.lines;
};

beforeAll(async () => {
  // The evening of the first in London, past midnight in Helsinki.
  clock = movableClock('2026-03-01T22:30:00Z');
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
  clock.pass(1_000);
  contactId = (await handInMail(the.house))!;
});

test('who holds no such task sees no tasks, and what is no cursor of ours is refused', async () => {
  expect(refusalOf(await auditor.ask('GET', '/api/console/todos'))).toEqual({
    status: 403,
    code: 'task-missing',
  });
  for (const cursor of ['x', '2026-02-31_a_b', `2026-03-01_${contactId}`])
    expect(refusalOf(await agent.ask('GET', `/api/console/todos?cursor=${cursor}`)).code, cursor).toBe(
      'invalid-input',
    );
});

test('one’s own, earliest first, page by page: one line a page that names their contacts', async () => {
  const later = await add(agent, agent, '2026-03-09', 'Sen');
  const late = await add(agent, agent, '2026-03-01', 'Redan');
  await add(agent, other, '2026-03-02', 'Annans');
  const today = await add(agent, agent, '2026-03-02', 'I dag');
  const before = await countLines('list');
  const first = await list(agent, '?limit=2');
  expect(await countLines('list')).toBe(before + 1);
  // By the register's day it is the second already, whatever the clock in London says.
  expect(first.todos.map(({ todoId, late: isLate }) => [todoId, isLate])).toEqual([
    [late, true],
    [today, false],
  ]);
  expect(first.todos[0]).toMatchObject({
    contactId,
    text: 'Redan',
    subject: 'Brevet kom inte fram',
    name: 'Åsa Lindqvist',
    status: 'open',
  });
  const second = await list(agent, `?limit=2&cursor=${first.next}`);
  expect(second.todos.map(({ todoId }) => todoId)).toEqual([later]);
  expect(second.next).toBeNull();
  const [line] = await the.house.storage.db.query<{ units: string[] }>(
    `SELECT units FROM log.entry WHERE action = 'list' ORDER BY id DESC LIMIT 1`,
  );
  expect(line!.units).toEqual([contactId]);
});

test('a task on a contact that is closed or put aside is seen all the same; a done one is not', async () => {
  const todoId = await add(agent, agent, '2026-03-03');
  await agent.ask('POST', at('/close'), { version: (await open(agent)).version });
  expect((await list(agent)).todos.find((each) => each.todoId === todoId)).toMatchObject({
    status: 'closed',
  });
  await agent.ask('POST', at(`/todos/${todoId}`), { done: true });
  expect((await list(agent)).todos.map((each) => each.todoId)).not.toContain(todoId);
  await agent.ask('POST', at(`/todos/${todoId}`), { done: false });
  expect((await list(agent)).todos.map((each) => each.todoId)).toContain(todoId);
});

test('the team’s are those of queues one assigns in; out of one’s queues, out of list and count', async () => {
  const todoId = await add(agent, other, '2026-03-02');
  expect((await list(agent)).todos.map((each) => each.todoId)).not.toContain(todoId);
  expect((await list(agent, '?of=team')).todos.map((each) => each.todoId)).toContain(todoId);
  const counted = async () =>
    (await other.ask<{ todos: number }>('GET', '/api/console/contacts/counts')).body.todos;
  const before = await counted();
  const moved = await agent.ask('POST', at('/organise'), {
    version: (await open(agent)).version,
    queue: 'privacy',
  });
  expect(moved.status).toBe(200);
  expect(await counted()).toBe(before - 1);
  for (const [person, query] of [
    [other, ''],
    [agent, '?of=team'],
  ] as const)
    expect((await list(person, query)).todos.map((each) => each.todoId)).not.toContain(todoId);
  expect((await list(officer, '?of=team')).todos.map((each) => each.todoId)).toContain(todoId);
});

test('who is given a task is told, and nobody else; one’s own is not told', async () => {
  const [told, giver] = [await listenLive(the, other.userName), await listenLive(the, agent.userName)];
  await add(agent, agent, '2026-03-05');
  await add(agent, other, '2026-03-05');
  const heard = await told.until((each) => each.kind === 'for-you');
  expect(heard.at(-1)).toMatchObject({ notice: 'todo-given', contactId });
  let changes = 0;
  const all = await giver.until((each) => each.kind === 'todos-changed' && (changes += 1) === 2);
  expect(all.filter((each) => each.kind === 'for-you')).toEqual([]);
  await told.stop();
  await giver.stop();
});

test('waiting for the customer by one’s own word: refused without the task, on a closed one and on a stale version', async () => {
  const wait = (person: Person, version: number) =>
    person.ask<{ version: number }>('POST', at('/await'), { version, waiting: true });
  const { version } = await open(agent);
  expect(refusalOf(await wait(auditor, version)).code).toBe('task-missing');
  expect(refusalOf(await wait(agent, version - 1)).code).toBe('changed-meanwhile');
  const closed = await agent.ask<{ version: number }>('POST', at('/close'), { version });
  expect(refusalOf(await wait(agent, closed.body.version)).code).toBe('contact-closed');
});

test('waiting: nobody waits for us any more; taken back they wait as before; their mail opens it', async () => {
  const before = await open(agent);
  expect(before.waitingSince).not.toBeNull();
  const wait = async (waiting: boolean) =>
    agent.ask('POST', at('/await'), { version: (await open(agent)).version, waiting });
  expect((await wait(true)).status).toBe(200);
  expect(await open(agent)).toMatchObject({ status: 'waiting', waitingSince: null });
  const [line] = await the.house.storage.db.query<{ details: { change: string } }>(
    `SELECT details FROM log.entry WHERE action = 'change' AND actor_kind = 'staff' ORDER BY id DESC LIMIT 1`,
  );
  expect(line!.details.change).toBe('waiting');
  await wait(false);
  expect(await open(agent)).toMatchObject({ status: 'open', waitingSince: before.waitingSince });
  // Put aside before: taken back, it is put aside again.
  const until = new Date(clock.now().getTime() + 3_600_000).toISOString();
  await agent.ask('POST', at('/snooze'), { version: (await open(agent)).version, until });
  await wait(true);
  const undone = await agent.ask('POST', at('/undo'), { version: (await open(agent)).version });
  expect(undone.status).toBe(200);
  expect(await open(agent)).toMatchObject({
    status: 'snoozed',
    snoozedUntil: until,
    waitingSince: before.waitingSince,
  });

  const { body } = await agent.ask<{ results: { code: string | null; version: number }[] }>(
    'POST',
    '/api/console/contacts/changes',
    {
      contacts: [{ contactId, version: (await open(agent)).version }],
      change: { kind: 'await', waiting: true },
    },
  );
  expect(body.results[0]!.code).toBeNull();
  expect((await open(agent)).status).toBe('waiting');
});

test('in the morning of the day each is told once, whatever they are many of, and no contact is named', async () => {
  await add(agent, other, '2026-03-03');
  await add(agent, other, '2026-03-03');
  const agentToo = await add(agent, agent, '2026-03-03');
  await agent.ask('POST', at(`/todos/${agentToo}`), { done: true });
  clock.set('2026-03-03T05:59:00Z');
  const live = await listenLive(the, other.userName);
  const untold = async () => {
    const [row] = await the.house.storage.db.query<{ count: number }>(
      `SELECT count(*) AS count FROM register.contact_todo WHERE due_on = '2026-03-03' AND done_at IS NULL AND told_at IS NULL`,
    );
    return row!.count;
  };
  await tellTodosDue(the.house.contacts);
  expect(await untold()).toBeGreaterThan(0);
  // Eight in Helsinki.
  clock.pass(60_000);
  await tellTodosDue(the.house.contacts);
  await tellTodosDue(the.house.contacts);
  await live.until((each) => each.notice === 'todos-due');
  expect(await untold()).toBe(0);
  await the.house.contacts.db.transaction((tx) =>
    the.house.contacts.live.announce(tx, { kind: 'staff-changed', contactId: null, queue: null }),
  );
  const heard = await live.until((each) => each.kind === 'staff-changed');
  // What was given just now may be told here still.
  expect(heard.filter((each) => each.kind === 'for-you' && each.notice !== 'todo-given')).toEqual([
    { kind: 'for-you', contactId: null, queue: null, notice: 'todos-due' },
  ]);
  await live.stop();
});
