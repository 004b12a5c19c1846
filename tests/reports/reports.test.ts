import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../contract/console/reports.ts';
import { movableClock, type MovableClock } from '../promises/move-clock.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { password, startHouse, type TestHouse } from '../support/start-house.ts';
import { send } from '../promises/visit.ts';

// Through the whole house: what happens is counted when it happens, and stays counted when those it was about are erased.

let the: TestHouse;
let clock: MovableClock;
let lead: Person;
let agent: Person;
let administrator: Person;
const march = '/api/console/reports?period=own&from=2026-03-01&to=2026-03-31&compare=none';

beforeAll(async () => {
  clock = movableClock('2026-03-02T08:00:00Z');
  the = await startHouse({ clock });
  const { house, app } = the;
  administrator = await makeAdministrator(house, app);
  lead = await makeColleague(house, app, administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
  agent = await makeColleague(house, app, administrator, {
    userName: 'anna.aalto',
    displayName: 'Anna Aalto',
    tasks: ['answer-customers'],
  });
  const contacts: string[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const contactId = await handInMail(house, { from: `Asiakas <asiakas-${turn}@example.fi>` });
    contacts.push(contactId!);
    clock.pass(60_000);
  }
  for (const contactId of contacts) {
    const { body } = await agent.ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`);
    clock.pass(60_000);
    const closed = await agent.ask('POST', `/api/console/contacts/${contactId}/close`, {
      version: body.version,
    });
    expect(closed.status).toBe(200);
  }
});
afterAll(() => the.stop());

let cookie = '';
async function signIn({ userName }: Person): Promise<string> {
  const answer = await send(the.app, 'POST', '/api/console/sign-in', { payload: { userName, password } });
  const { name, value } = answer.cookies[0]!;
  return `${name}=${value}`;
}
async function ask<Body = undefined>(address: string): Promise<{ text: string; body: Body }> {
  cookie ||= await signIn(lead);
  const answer = await send(the.app, 'GET', address, { headers: { cookie } });
  expect(answer.statusCode).toBe(200);
  const isJson = answer.headers['content-type']?.toString().startsWith('application/json') === true;
  return { text: answer.body, body: (isJson ? answer.json() : undefined) as Body };
}

const report = async (who: Person, address = march) => {
  const { status, body } = await who.ask<Report>('GET', address);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

test('reports are refused to whom no task gives them', async () => {
  for (const address of [march, '/api/console/reports/csv']) {
    const refused = await agent.ask('GET', address);
    expect([refused.status, refused.body]).toEqual([
      403,
      { code: 'task-missing', details: { act: 'read-reports' } },
    ]);
  }
});

test('what is no period, or no queue of one’s tasks, is refused', async () => {
  for (const query of [
    'period=own&from=2026-03-02',
    'period=own&from=2026-03-02&to=2026-03-01',
    'period=own&from=1900-01-01&to=2026-03-01',
    'period=own&from=2026-02-30&to=2026-03-01',
    'period=forever',
    'only=queue.nowhere',
    'only=person.1',
    // The team lead's tasks do not reach the officer's queue.
    'only=queue.privacy',
  ]) {
    const { status, body } = await lead.ask<{ code: string }>('GET', `/api/console/reports?${query}`);
    expect([status, body.code], query).toEqual([400, 'invalid-input']);
  }
});

test('one sees the queues of one’s tasks; the administration, which sees no contact, sees all figures', async () => {
  const keys = async (who: Person) => (await report(who)).choices.queue.map(({ key }) => key);
  expect(await keys(lead)).toEqual(['service']);
  expect(await keys(administrator)).toEqual(['service', 'privacy']);
});

test('what happened is counted, and erasing those it was about changes no figure', async () => {
  const before = await report(lead);
  expect(before.now.counts).toMatchObject({
    received: 10,
    messagesIn: 10,
    resolved: 10,
    reopened: 0,
  });
  clock.set('2030-01-01T00:00:00Z');
  await the.house.sweep();
  await the.house.sweep();
  const [left] = await the.house.storage.db.query<{ contacts: number; people: number }>(
    'SELECT (SELECT count(*) FROM register.contact) AS contacts, (SELECT count(*) FROM register.person) AS people',
  );
  expect(left).toEqual({ contacts: 0, people: 0 });
  clock.set('2026-03-20T08:00:00Z');
  // The years in between ended every session.
  cookie = await signIn(lead);
  expect((await ask<Report>(march)).body).toEqual(before);
});

test('the table is RFC 4180, marked when asked, and shows no more than the screen', async () => {
  const csv = async (query: string) =>
    (await ask(`/api/console/reports/csv?period=own&from=2026-03-01&to=2026-03-03&${query}`)).text;
  const steps = await csv('table=steps');
  expect(steps.split('\r\n')[0]).toMatch(/^from,received,message-in,first-answer,/);
  expect(steps).toContain('\r\n2026-03-02,10,10,');
  expect(await csv('table=steps&bom=true')).toBe(`\ufeff${steps}`);
  expect(await csv('table=queue&language=sv')).toContain('\r\nservice,Kundtjänst,10,');
});
