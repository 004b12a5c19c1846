import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Words } from '../../server/safeguards/declaration/declaration.ts';
import { changeRegister, dropCategory, type Register } from '../promises/change-register.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// What the simulator counts is what then happens; and it opens nothing.

let the: TestHouse;
let lead: Person;
beforeAll(async () => {
  the = await startHouse();
  const administrator = await makeAdministrator(the.house, the.app);
  lead = await makeColleague(the.house, the.app, administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
  for (let index = 0; index < 12; index += 1)
    await handInMail(the.house, {
      from: `"Kalle Koe" <kalle${index % 5}@example.fi>`,
      text: `asia ${index}`,
    });
  // A third of them closed long ago.
  await the.house.storage.db.query(
    `UPDATE register.contact SET closed_at = past, last_at = past, status = 'closed',
       delete_after = (date_trunc('day', past AT TIME ZONE 'Europe/Helsinki') + interval '24 months') AT TIME ZONE 'Europe/Helsinki'
     FROM (SELECT now() - interval '11 months' AS past) long_ago
     WHERE id IN (SELECT id FROM register.contact ORDER BY id LIMIT 4)`,
  );
});
afterAll(() => the.stop());

interface Counts {
  terms: { kind: string; earlier: number; later: number; dueAtOnce: number }[];
  groundless: { category: { key: string }; values: number }[];
  furthered: { category: { key: string }; values: number; purposes: { key: string }[] }[];
  tasks: {
    task: { key: string };
    holders: number;
    sees: { more: { key: string }[]; less: { key: string }[] };
    does: { more: string[]; less: string[] };
  }[];
  recipients: Words[];
  toInform: { people: number; byMail: number };
}
const simulate = async (change: (register: Register) => void) =>
  (await lead.ask<Counts>('POST', '/api/console/register/simulate', { source: changeRegister(change) })).body;
const db = () => the.house.storage.db;
const count = async (sql: string) =>
  (await db().query<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`))[0]!.n;

test('a text with a problem is refused, with its line', async () => {
  const answer = await lead.ask('POST', '/api/console/register/simulate', { source: 'register: {}' });
  expect([answer.status, answer.body['code']]).toEqual([422, 'declaration-invalid']);
});

test('the text in force changes nothing; and nothing was opened or written to count it', async () => {
  const before = await count('log.entry');
  expect(await simulate(() => undefined)).toEqual({
    refused: [],
    terms: [],
    groundless: [],
    furthered: [],
    toInform: { people: 0, byMail: 0 },
    tasks: [],
    recipients: [],
  });
  expect(await count('log.entry')).toBe(before);
});

test('a longer period moves nothing now, and says how many it would reach once they are told', async () => {
  const { terms, toInform } = await simulate((register) => (register.periods['contact']!.months = 36));
  expect(toInform).toEqual({ people: 5, byMail: 5 });
  expect(terms).toEqual([{ kind: 'contact', earlier: 0, later: 12, dueAtOnce: 0 }]);
});

test('what a task sees and may do, with how many hold it', async () => {
  const { tasks } = await simulate((register) => {
    const task = register.tasks['lead-team']!;
    task.categories = task.categories.filter((key) => key !== 'address');
    task.acts = task.acts.filter((act) => act !== 'merge-people');
  });
  expect(tasks).toEqual([
    expect.objectContaining({
      task: expect.objectContaining({ key: 'lead-team' }),
      holders: 1,
      sees: { more: [], less: [expect.objectContaining({ key: 'address' })] },
      does: { more: [], less: ['merge-people'] },
    }),
  ]);
});

test('a category that goes, and a purpose that comes, name how many stored values they concern; a processor that goes is to be told', async () => {
  const names = await count("register.person_field WHERE category = 'name'");
  const found = await simulate((register) => {
    dropCategory(register, 'name');
    register.categories['emailAddress']!.purposes.push('quality');
    register.periods['person']!.purposes!.push('quality');
    delete register.processors;
    delete register.identification;
  });
  expect(found.groundless).toEqual([{ category: expect.objectContaining({ key: 'name' }), values: names }]);
  expect(found.furthered).toEqual([
    {
      category: expect.objectContaining({ key: 'emailAddress' }),
      values: await count("register.person_field WHERE category = 'emailAddress'"),
      purposes: [expect.objectContaining({ key: 'quality' })],
    },
  ]);
  expect(found.recipients).toEqual([
    expect.objectContaining({ sv: 'Työtahti Oy (demonstration)' }),
    expect.objectContaining({ sv: 'Linjavaihde Oy (demonstration)' }),
    expect.objectContaining({ sv: 'Asiakastieto-ohjelma Oy (demonstration)' }),
  ]);
});

test('a shorter period: the counts are what then happens, and what the next sweep takes', async () => {
  const change = (register: Register) => {
    register.periods['contact']!.months = 6;
    register.periods['person']!.months = 12;
  };
  const { terms } = await simulate(change);
  const dates = () =>
    db().query<{ kind: string; id: string; at: Date }>(
      "SELECT 'contact' AS kind, id, delete_after AS at FROM register.contact UNION ALL SELECT 'person', id, delete_after FROM register.person",
    );
  const before = new Map((await dates()).map(({ id, at }) => [id, at.getTime()]));
  await the.house.publish(changeRegister(change), null);
  const earlier = (await dates()).filter(({ id, at }) => at.getTime() < before.get(id)!);
  for (const kind of ['contact', 'person'])
    expect(terms.find((each) => each.kind === kind)).toMatchObject({
      earlier: earlier.filter((each) => each.kind === kind).length,
      later: 0,
    });
  const { units } = await the.house.sweep();
  expect(units['contact']).toBe(terms.find(({ kind }) => kind === 'contact')!.dueAtOnce);
  expect(units['contact']).toBe(4);
});
