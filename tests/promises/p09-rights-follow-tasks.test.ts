import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeColleague, type Person } from '../support/sign-in.ts';
import { changeRegister } from './change-register.ts';
import { type MovableClock, movableClock } from './move-clock.ts';
import { collect, type Customer, type Desk, openDesk, type PersonAnswer, welcome } from './one-customer.ts';
import { signInAgain } from './visit.ts';

// P9: rights follow work tasks, user names are personal, nothing opens before the undertaking is accepted.

let desk: Desk;
let clock: MovableClock;
let customer: Customer;
let newcomer: Person;
beforeAll(async () => {
  clock = movableClock('2026-04-07T06:00:00Z');
  desk = await openDesk({ clock });
  customer = await welcome(desk.the);
  newcomer = await colleague('maija.makinen', ['answer-customers'], false);
});
afterAll(() => desk.the.stop());

const colleague = (userName: string, tasks: string[], accept = true) =>
  makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName,
    displayName: 'Maija Mäkinen',
    tasks,
    accept,
  });
/** What an agent does all day, each with what it is refused with. */
const doors = (): [string, 'GET' | 'POST', string, unknown?][] => [
  ['list', 'GET', '/api/console/contacts'],
  ['counts', 'GET', '/api/console/contacts/counts'],
  ['search', 'POST', '/api/console/contacts/search', { by: 'name', text: 'Åsa Lindqvist' }],
  ['open', 'GET', `/api/console/contacts/${customer.contactId}`],
  ['readings', 'GET', `/api/console/contacts/${customer.contactId}/readings`],
  ['person', 'GET', `/api/console/people/${customer.personId}`],
  [
    'note',
    'POST',
    `/api/console/contacts/${customer.contactId}/notes`,
    { noteId: crypto.randomUUID(), text: 'Hej' },
  ],
  [
    'reply',
    'POST',
    `/api/console/contacts/${customer.contactId}/replies`,
    { messageId: crypto.randomUUID(), version: 1, text: 'Hej' },
  ],
  ['colleagues', 'GET', '/api/console/colleagues'],
];
async function refusedEverywhere(ask: Person['ask'], code: string): Promise<void> {
  for (const [door, method, url, body] of doors()) {
    const answer = await ask(method, url, body);
    expect(answer, door).toMatchObject({ status: 403, body: { code } });
    expect(JSON.stringify(answer.body)).not.toMatch(/Lindqvist|Brevet/);
  }
}

test.each([
  ['asiakaspalvelu@posti.example', 'address'],
  ['eero.virtanen@example.fi', 'address'],
  ['asiakas.palvelu', 'shared'],
  ['info', 'shared'],
  ['team.support2', 'shared'],
  ['virtanen', 'shape'],
])('no account for several people: the user name %s is refused', async (userName, reason) => {
  const answer = await desk.administrator.ask('POST', '/api/console/staff', {
    userName,
    displayName: 'Maija Mäkinen',
    language: 'fi',
  });
  expect(answer).toMatchObject({
    status: 422,
    body: { code: 'user-name-not-personal', details: { reason } },
  });
});

test('a user name belongs to one person, for good', async () => {
  const answer = await desk.administrator.ask('POST', '/api/console/staff', {
    userName: 'Eero.Virtanen',
    displayName: 'Eero Virtanen',
    language: 'fi',
  });
  expect(answer).toMatchObject({ status: 409, body: { code: 'user-name-taken' } });
});

test('nobody gives themselves a task, and only who may grant gives one', async () => {
  const until = '2026-05-31';
  const give = (by: Person, to: string, task = 'audit-access') =>
    by.ask('POST', `/api/console/staff/${to}/tasks`, { task, until });
  expect(await give(desk.administrator, desk.administrator.staffId)).toMatchObject({
    status: 403,
    body: { code: 'task-of-own' },
  });
  expect(await give(desk.agent, desk.agent.staffId)).toMatchObject({
    status: 403,
    body: { code: 'task-missing' },
  });
  expect(await give(desk.administrator, desk.agent.staffId, 'see-everything')).toMatchObject({
    status: 422,
    body: { code: 'task-not-declared' },
  });
  expect(
    await desk.administrator.ask('POST', `/api/console/staff/${desk.agent.staffId}/tasks`, {
      task: 'audit-access',
      until: '2028-04-08',
    }),
  ).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
});

test('before the undertaking is accepted, who has signed in sees nothing; each try is logged', async () => {
  await refusedEverywhere(newcomer.ask, 'undertaking-not-accepted');
  const me = await newcomer.ask('GET', '/api/console/me');
  expect(me.body).toMatchObject({ acts: [], queues: [], undertaking: { version: 1, accepted: false } });
  const [row] = await desk.the.house.storage.db.query<{ count: number }>(
    "SELECT count(*) AS count FROM log.entry WHERE actor = $1 AND refusal = 'undertaking-not-accepted'",
    [newcomer.staffId],
  );
  expect(row!.count).toBe(doors().length);
});

test('accepting another version than the one in force is no accepting', async () => {
  expect(await newcomer.ask('POST', '/api/console/undertaking/accept', { version: 2 })).toMatchObject({
    status: 409,
  });
  await refusedEverywhere(newcomer.ask, 'undertaking-not-accepted');
  expect((await newcomer.ask('POST', '/api/console/undertaking/accept', { version: 1 })).status).toBe(200);
  expect((await newcomer.ask('GET', '/api/console/contacts')).status).toBe(200);
});

test('without a task there is nothing to see', async () => {
  const idle = await colleague('olli.niemi', []);
  await refusedEverywhere(idle.ask, 'task-missing');
});

test('what is outside the task’s categories stays sealed in lists, contacts, files and profiles', async () => {
  await collect(desk.agent, customer.personId, {
    category: 'phone',
    value: '0457 900 018',
    channel: 'phone',
  });
  const everything = changeRegister(() => undefined);
  await desk.the.house.publish(
    changeRegister((register) => {
      register.tasks['answer-customers']!.categories = ['messages', 'contactMetadata'];
    }),
    null,
  );
  const opened = await desk.agent.ask<{
    person: { name: string | null; emailAddresses: string[] };
    messages: { from: object }[];
    notes: unknown[];
  }>('GET', `/api/console/contacts/${customer.contactId}`);
  expect(opened.body.person).toMatchObject({ name: null, emailAddresses: [] });
  expect(opened.body.messages[0]!.from).toEqual({ name: '', address: '' });
  const listed = await desk.agent.ask<{ contacts: { name: string }[] }>('GET', '/api/console/contacts');
  expect(listed.body.contacts[0]!.name).toBe('');
  const person = await desk.agent.ask<PersonAnswer>('GET', `/api/console/people/${customer.personId}`);
  expect(person.body.fields.length).toBeGreaterThan(2);
  expect(person.body.fields.map(({ value }) => value)).toEqual(person.body.fields.map(() => null));
  for (const answer of [opened, listed, person])
    expect(JSON.stringify(answer.body)).not.toMatch(/Lindqvist|lindqvist@|\+358457/);
  const found = await desk.agent.ask<{ contacts: unknown[] }>('POST', '/api/console/contacts/search', {
    by: 'name',
    text: 'Lindqvist',
  });
  expect(found.body.contacts).toEqual([]);
  const note = { noteId: crypto.randomUUID(), text: 'Ringer i morgon' };
  expect(
    (await desk.agent.ask('POST', `/api/console/contacts/${customer.contactId}/notes`, note)).status,
  ).toBe(403);
  const [field] = person.body.fields.filter(({ category }) => category === 'phone');
  expect(
    await desk.agent.ask('POST', `/api/console/people/${customer.personId}/reveal`, {
      fieldId: field!.fieldId,
      reason: 'verify-identity',
    }),
  ).toMatchObject({ status: 403, body: { code: 'task-missing' } });
  await desk.the.house.publish(everything, null);
});

test('the stored identity code is shown to its own task only, and only for a reason', async () => {
  const collected = await collect(desk.agent, customer.personId, {
    category: 'identityCode',
    value: '131052-9982',
    reason: 'verify-identity',
  });
  const reveal = (by: Person, reason: string) =>
    by.ask('POST', `/api/console/people/${customer.personId}/reveal`, {
      fieldId: collected.body.fieldId,
      reason,
    });
  expect(await reveal(desk.agent, 'verify-identity')).toMatchObject({
    status: 403,
    body: { code: 'task-missing' },
  });
  const revealer = await colleague('helmi.salo', ['reveal-identity-codes']);
  expect(await reveal(revealer, 'because')).toMatchObject({ status: 403, body: { code: 'reason-needed' } });
  expect(await reveal(revealer, 'verify-identity')).toMatchObject({
    status: 200,
    body: { value: '131052-9982' },
  });
});

test('a new version of the undertaking asks everybody again, at once', async () => {
  await desk.the.house.publish(
    changeRegister((register) => void (register.undertaking.version = 2)),
    null,
  );
  await refusedEverywhere(desk.agent.ask, 'undertaking-not-accepted');
  await desk.agent.ask('POST', '/api/console/undertaking/accept', { version: 2 });
  expect((await desk.agent.ask('GET', '/api/console/contacts')).status).toBe(200);
});

test('a task taken back ends at once', async () => {
  await desk.administrator.ask('POST', '/api/console/undertaking/accept', { version: 2 });
  const { body } = await desk.administrator.ask<{
    staff: { staffId: string; tasks: { grantId: string }[] }[];
  }>('GET', '/api/console/staff');
  const { grantId } = body.staff.find(({ staffId }) => staffId === newcomer.staffId)!.tasks[0]!;
  await newcomer.ask('POST', '/api/console/undertaking/accept', { version: 2 });
  expect((await newcomer.ask('GET', '/api/console/contacts')).status).toBe(200);
  await desk.administrator.ask('DELETE', `/api/console/staff/${newcomer.staffId}/tasks/${grantId}`);
  await refusedEverywhere(newcomer.ask, 'task-missing');
});

test('a task ends with its last day in the register’s time zone, not a moment later', async () => {
  const until = '2026-04-20';
  await desk.administrator.ask('POST', `/api/console/staff/${newcomer.staffId}/tasks`, {
    task: 'answer-customers',
    until,
  });
  // Helsinki is three hours ahead of UTC: the day ends at 21:00.
  clock.set('2026-04-20T20:59:58Z');
  let ask = await signInAgain(desk.the.app, 'maija.makinen');
  expect((await ask('GET', '/api/console/contacts')).status).toBe(200);
  clock.set('2026-04-20T21:00:00Z');
  await refusedEverywhere(ask, 'task-missing');
  clock.set('2026-06-20T08:00:00Z');
  ask = await signInAgain(desk.the.app, 'maija.makinen');
  await refusedEverywhere(ask, 'task-missing');
});

test('who leaves is out at once: session, password and tasks', async () => {
  const admin = await signInAgain(desk.the.app, 'aino.korhonen');
  const agent = await signInAgain(desk.the.app, 'eero.virtanen');
  expect((await agent('GET', '/api/console/contacts')).status).toBe(200);
  expect((await admin('POST', `/api/console/staff/${desk.agent.staffId}/close`)).status).toBe(200);
  expect((await agent('GET', '/api/console/contacts')).status).toBe(401);
  await expect(signInAgain(desk.the.app, 'eero.virtanen')).rejects.toThrow('sign-in-failed');
});
