import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QueueSettings } from '../../contract/console/team.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import type { Person } from '../support/sign-in.ts';
import { ask } from '../team/open-team.ts';
import { id, openRules, type RulesHouse } from './rules-house.ts';

// What rules do to contacts as they arrive, in the transaction in which they arrive.

let open: RulesHouse;
beforeAll(async () => {
  open = await openRules();
});
afterAll(() => open?.the.stop());
beforeEach(() => open.removeAll());

interface Opened {
  version: number;
  status: string;
  queue: string;
  priority: string;
  tags: string[];
  assigneeId: string | null;
  snoozedUntil: string | null;
  events: { kind: string; by: string | null; rule: { name: string | null; effects: string[] } | null }[];
}
const read = async (contact: string | undefined, who: Person = open.lead) => {
  const answer = await ask<Opened>(who, 'GET', `/contacts/${contact}?reason=earlier-matter`);
  expect(answer.status).toBe(200);
  return answer.body;
};
/** Facts, and what of them has been folded already. */
const counted =
  '(SELECT queue, kind, times FROM figures.fact UNION ALL SELECT queue, kind, times FROM figures.total) counted';
const db = () => open.the.house.storage.db;
const from = () => `"Kund" <kund-${id().slice(0, 8)}@example.fi>`;
/** A contact that an agent has answered, and the headers of what continues it. */
async function answered(agent: Person) {
  const messageId = `<${id()}@example.fi>`;
  const sender = from();
  const contact = await handInMail(open.the.house, { from: sender, messageId });
  const { version } = await read(contact, agent);
  const body = { messageId: id(), version, text: 'Vi tittar på saken.', thenClose: false };
  expect((await ask(agent, 'POST', `/contacts/${contact}/replies`, body)).status).toBe(200);
  const again = (headers: string[] = []) =>
    handInMail(open.the.house, { from: sender, headers: [`In-Reply-To: ${messageId}`, ...headers] });
  return { contact, again };
}
const hours = (openings: QueueSettings['hours']['mon']) =>
  open.setQueue((settings) => ({
    ...settings,
    holidays: [],
    days: [],
    hours: Object.fromEntries(
      Object.keys(settings.hours).map((day) => [day, openings]),
    ) as QueueSettings['hours'],
  }));

test('a new contact is tagged, moved, raised and put aside; its history and the log say by which rules', async () => {
  const tag = await open.tag('Faktura');
  const tagging = await open.save({
    name: 'Fakturor',
    when: { subject: ['faktura'], languages: ['sv'] },
    does: { tags: [tag], priority: 'urgent' },
  });
  await open.save({
    name: 'Till dataskydd',
    when: { mailboxes: ['service-sv'], channels: ['email'] },
    does: { queue: 'privacy', snooze: { hours: 2 } },
    stop: true,
  });
  await open.save({ name: 'Prövas inte', queues: ['service'], does: { priority: 'low' } });
  const contact = await handInMail(open.the.house, { from: from(), subject: 'Fakturan är fel' });
  const opened = await read(contact, open.officer);
  expect(opened).toMatchObject({ queue: 'privacy', priority: 'urgent', tags: [tag], status: 'snoozed' });
  expect(opened.events.map(({ kind, by, rule }) => [kind, by, rule])).toEqual([
    ['rule', null, { name: 'Fakturor', effects: ['prioritised', 'tagged'] }],
    ['rule', null, { name: 'Till dataskydd', effects: ['moved', 'snoozed'] }],
  ]);
  // What was moved at once is not to be seen in the queue it came to.
  expect((await ask(open.lead, 'GET', `/contacts/${contact}`)).status).not.toBe(200);
  const lines = await db().query<{ item: string; task: string }>(
    `SELECT details->>'item' AS item, task FROM log.entry WHERE details->>'change' = 'by-rule' AND $1 = ANY (units) ORDER BY at, id`,
    [contact],
  );
  expect(lines.map(({ item }) => item)).toContain(tagging);
  expect(lines).toHaveLength(2);
  // It was received in the queue in which it began, and put aside there.
  const figures = await db().query<{ queue: string; kind: string; times: number }>(
    `SELECT queue, kind, sum(times)::int AS times FROM ${counted} WHERE queue = 'privacy' GROUP BY 1, 2 ORDER BY 2`,
  );
  expect(figures).toEqual([
    { queue: 'privacy', kind: 'message-in', times: 1 },
    { queue: 'privacy', kind: 'received', times: 1 },
    { queue: 'privacy', kind: 'snoozed', times: 1 },
  ]);
  await ask(open.lead, 'DELETE', `/team/rules/${tagging}`);
  expect((await read(contact, open.officer)).events[0]!.rule!.name).toBeNull();
});

test('of people who differ only in who they are, the rules make the same', async () => {
  const tag = await open.tag('Samma');
  await open.save({ when: { subject: ['brev'] }, does: { tags: [tag], priority: 'high' } });
  const people = [
    '"Åsa Lindqvist" <asa.l@example.fi>',
    '"VIP" <direktor@storbolag.example>',
    '<x@1.example>',
  ];
  const made = [];
  for (const each of people) made.push(await read(await handInMail(open.the.house, { from: each })));
  // The second time they are known, and have a contact already.
  for (const each of people) made.push(await read(await handInMail(open.the.house, { from: each })));
  const seen = made.map(({ queue, priority, tags, status, events }) =>
    JSON.stringify({ queue, priority, tags, status, effects: events.map(({ rule }) => rule?.effects) }),
  );
  expect(new Set(seen).size).toBe(1);
  expect(made[0]).toMatchObject({ priority: 'high', tags: [tag] });
});

test('a rule of the hours acts by the opening hours of the queue, and puts aside until it opens', async () => {
  await open.save({
    name: 'Stängt',
    when: { hours: 'closed' },
    does: { snooze: 'opening', priority: 'low' },
  });
  await hours([{ from: '00:00', to: '24:00' }]);
  expect(await read(await handInMail(open.the.house, { from: from() }))).toMatchObject({
    status: 'open',
    priority: 'normal',
    events: [],
  });
  // Open in some minutes of the day in which it is not now.
  const now = new Date();
  const hour = Number(now.toLocaleString('sv-SE', { timeZone: 'Europe/Helsinki', hour: '2-digit' }));
  const other = String((hour + 12) % 24).padStart(2, '0');
  await hours([{ from: `${other}:00`, to: `${other}:30` }]);
  const closed = await read(await handInMail(open.the.house, { from: from() }));
  expect(closed).toMatchObject({ status: 'snoozed', priority: 'low' });
  const until = new Date(closed.snoozedUntil!);
  expect(until.getTime()).toBeGreaterThan(now.getTime());
  expect(until.toLocaleTimeString('sv-SE', { timeZone: 'Europe/Helsinki' })).toBe(`${other}:00:00`);
  const jobs = await db().query(`SELECT 1 FROM graphile_worker.jobs WHERE key LIKE 'wake:%'`);
  expect(jobs.length).toBeGreaterThan(0);
});

describe('a thread', () => {
  test('goes back to whoever answered last, unless somebody on duty has it', async () => {
    const [anna, bengt] = open.agents as [Person, Person];
    await open.save({
      on: 'every-message',
      when: { answeredBefore: true },
      does: { toLastAnswerer: true },
    });
    const { contact, again } = await answered(anna);
    const assign = async (assigneeId: string | null) => {
      const { version } = await read(contact);
      expect(
        (await ask(open.lead, 'POST', `/contacts/${contact}/assign`, { version, assigneeId })).status,
      ).toBe(200);
    };
    await assign(bengt.staffId);
    expect(await again()).toBe(contact);
    expect((await read(contact)).assigneeId).toBe(bengt.staffId);
    await assign(null);
    await again();
    const opened = await read(contact);
    expect(opened.assigneeId).toBe(anna.staffId);
    expect(opened.events.at(-1)!.rule!.effects).toEqual(['assigned']);
    // Whoever has it is away: it goes to who answered, if they are there.
    await assign(bengt.staffId);
    await ask(bengt, 'POST', '/me/duty', { onDuty: false });
    await ask(anna, 'POST', '/me/duty', { onDuty: false });
    await again();
    expect((await read(contact)).assigneeId).toBe(bengt.staffId);
    await ask(anna, 'POST', '/me/duty', { onDuty: true });
    await again();
    expect((await read(contact)).assigneeId).toBe(anna.staffId);
    await ask(bengt, 'POST', '/me/duty', { onDuty: true });
    // And never to somebody whose task here has ended.
    await assign(null);
    await db().query('UPDATE staff.task_grant SET revoked_at = now() WHERE staff_id = $1', [anna.staffId]);
    await again();
    expect((await read(contact)).assigneeId).toBeNull();
  });

  test('what a person answers is never closed by a rule; what a program sends is', async () => {
    const [, bengt] = open.agents as [Person, Person];
    await open.save({
      name: 'Frånvaro',
      on: 'every-message',
      when: { mail: ['automatic'] },
      does: { close: true },
    });
    const { contact, again } = await answered(bengt);
    await again();
    expect((await read(contact)).status).toBe('open');
    await again(['Auto-Submitted: auto-replied']);
    const closed = await read(contact);
    expect(closed.status).toBe('closed');
    expect(closed.events.at(-1)!.rule).toEqual({ name: 'Frånvaro', effects: ['closed'] });
    await again();
    expect((await read(contact)).status).toBe('open');
    // Even where the condition were lost on its way: the house asks once more.
    await db().query(`UPDATE team.rule SET body = jsonb_set(body, '{when}', '{}'), version = version + 1`);
    await open.the.house.team.refresh();
    await again();
    expect((await read(contact)).status).toBe('open');
  });
});

test('a new contact that is closed at once is given to nobody, counts as resolved, and opens when its writer writes again', async () => {
  await open.setQueue((settings) => ({
    ...settings,
    assignment: { rule: 'in-turn', ceiling: null, inHoursOnly: false },
  }));
  const count = async () =>
    (
      await db().query<{ times: number | null }>(
        `SELECT sum(times)::int AS times FROM ${counted} WHERE kind = 'resolved'`,
      )
    )[0]!.times ?? 0;
  const before = await count();
  await open.save({ when: { headers: { precedence: ['bulk'] } }, does: { close: true } });
  const messageId = `<${id()}@example.fi>`;
  const sender = from();
  const contact = await handInMail(open.the.house, {
    from: sender,
    messageId,
    headers: ['Precedence: bulk'],
  });
  expect(await read(contact)).toMatchObject({ status: 'closed', assigneeId: null });
  expect(await count()).toBe(before + 1);
  expect(await handInMail(open.the.house, { from: sender, headers: [`In-Reply-To: ${messageId}`] })).toBe(
    contact,
  );
  expect((await read(contact)).status).toBe('open');
});

test('a rule whose target is gone does nothing and says so; the mail arrives, and the rule can be switched off', async () => {
  const [tag, gone] = [await open.tag('Kvar'), await open.tag('Borta')];
  const reply = await open.canned();
  const broken = await open.save({ name: 'Trasig', does: { tags: [gone] }, stop: true });
  const answering = await open.save({ name: 'Svarar', does: { reply } });
  await open.save({ name: 'Hel', does: { tags: [tag] } });
  expect((await ask(open.lead, 'DELETE', `/team/tags/${gone}`)).status).toBe(200);
  // The reply now asks for its reader's name: nobody looks at it before it goes.
  expect(
    await ask(open.lead, 'POST', `/team/canned/${reply}`, {
      title: 'Vi har stängt',
      shortcut: `t${id().slice(0, 8)}`,
      text: { sv: 'Hej {customer.name}' },
      queues: [],
      version: 1,
    }),
  ).toMatchObject({ status: 200 });
  const list = await open.list();
  expect(list.map(({ name, breaks }) => [name, breaks])).toEqual([
    ['Trasig', ['tags']],
    ['Svarar', ['reply']],
    ['Hel', []],
  ]);
  const contact = await handInMail(open.the.house, { from: from() });
  expect(await read(contact)).toMatchObject({ tags: [tag], status: 'open' });
  const { id: _, breaks: __, ...body } = list[0]!;
  expect(await ask(open.lead, 'POST', `/team/rules/${broken}`, { ...body, active: false })).toMatchObject({
    status: 200,
  });
  expect(
    await ask(open.lead, 'POST', `/team/rules/${broken}`, { ...body, name: 'Ändrad', version: 2 }),
  ).toMatchObject({ status: 400, body: { details: { field: 'tags' } } });
  await ask(open.lead, 'DELETE', `/team/canned/${reply}`);
  expect((await open.list()).find((rule) => rule.id === answering)!.breaks).toEqual(['reply']);
  // A queue that is declared no more: put there by hand, as a later declaration would.
  await db().query(`UPDATE team.rule SET queues = '{service,no-such}' WHERE name = 'Hel'`);
  await open.the.house.team.refresh();
  expect((await open.list()).at(-1)!.breaks).toEqual(['queues']);
  expect(await read(await handInMail(open.the.house, { from: from() }))).toMatchObject({ tags: [] });
});

test('the try-out counts what stands openly, in fives, says what it left out, and reveals nothing of another queue', async () => {
  for (let count = 0; count < 12; count += 1) await handInMail(open.the.house, { from: from() });
  for (let count = 0; count < 6; count += 1)
    await handInMail(open.the.house, { from: from(), mailbox: 'privacy' });
  const tried = async (when: object, who = open.lead, queues = ['service', 'privacy']) =>
    (await ask<Record<string, unknown>>(who, 'POST', '/team/rule-trial', { queues, when })).body;
  const [began] = await db().query<{ service: number; privacy: number }>(
    `SELECT count(*) FILTER (WHERE mailbox <> 'privacy' AND queue = 'service')::int AS service, count(*)::int AS privacy FROM register.contact`,
  );
  const inFives = (count: number) => count - (count % 5);
  const all = await tried({});
  expect(all).toEqual({
    met: inFives(began!.service),
    of: inFives(began!.service),
    days: 30,
    limited: false,
    sealed: [],
  });
  expect(await tried({}, open.officer, ['privacy'])).toMatchObject({ of: inFives(began!.privacy) });
  expect(await tried({ languages: ['fi'] })).toMatchObject({ met: 0 });
  expect(await tried({ languages: ['sv'], subject: ['faktura'], mail: ['list'] })).toMatchObject({
    met: inFives(began!.service),
    sealed: ['mail', 'subject'],
  });
  const today = new Date().toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'Europe/Helsinki' });
  expect(await tried({ weekdays: [today.toLowerCase()] })).toMatchObject({ met: inFives(began!.service) });
  expect(await tried({ time: { from: '00:00', to: '24:00' } })).toMatchObject({
    met: inFives(began!.service),
  });
  await hours([]);
  expect(await tried({ hours: 'closed' })).toMatchObject({ met: inFives(began!.service) });
  expect(await tried({ hours: 'open' })).toMatchObject({ met: 0 });
});
