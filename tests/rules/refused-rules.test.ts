import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../team/open-team.ts';
import { id, openRules, ruleOf, type RulesHouse } from './rules-house.ts';

// P15: nothing in a rule can ask who wrote. What tries is refused with the reason, and nothing of it is repeated.

let open: RulesHouse;
beforeAll(async () => {
  open = await openRules();
});
afterAll(() => open?.the.stop());

const save = (part: object, who = open.lead) =>
  ask(who, 'POST', `/team/rules/${id()}`, { ...ruleOf(), ...part, version: null });

describe('a condition on the person is refused', () => {
  test.each([
    'person',
    'person.name',
    'personId',
    'name',
    'sender',
    'senderAddress',
    'senderVerdict',
    'from',
    'emailAddress',
    'phone',
    'identityCode',
    'address',
    'contactsBefore',
    'body',
    'text',
    '__proto__x',
  ])('%s', async (key) => {
    const secret = 'asa.lindqvist@example.fi';
    const answer = await save({ when: { hours: 'closed', [key]: secret } });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'rule-looks-at-person', details: { field: 'when' } },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/lindqvist|personId|senderAddress/);
    const tried = await ask(open.lead, 'POST', '/team/rule-trial', {
      queues: ['service'],
      when: { [key]: secret },
    });
    expect(tried.body).toMatchObject({ code: 'rule-looks-at-person' });
  });

  test.each([
    'From',
    'from',
    'Reply-To',
    'To',
    'Cc',
    'Sender',
    'Return-Path',
    'X-Originating-IP',
    'Received',
  ])('the header %s', async (header) => {
    const answer = await save({ when: { headers: { precedence: ['bulk'], [header]: ['asa@example.fi'] } } });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'rule-looks-at-person', details: { field: 'headers' } },
    });
  });

  test.each([
    ['asa.lindqvist@example.fi', 'email-address'],
    ['@example.fi', 'email-address'],
    ['040 123 4567', 'phone-number'],
    ['131052-9982', 'identity-code'],
    ['faktura 20261', 'number'],
    ['１３１０５', 'number'],
  ])('the subject word %s', async (word, kind) => {
    const answer = await save({ when: { subject: ['faktura', word] } });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'rule-looks-at-person', details: { field: 'subject', kind, index: 1 } },
    });
    // Trying it is asking, too.
    const tried = await ask(open.lead, 'POST', '/team/rule-trial', {
      queues: ['service'],
      when: { subject: ['faktura', word] },
    });
    expect(tried).toMatchObject({ status: 422, body: answer.body });
  });

  test('a list that is named like an address', async () => {
    expect(await save({ when: { headers: { 'list-id': ['asa@example.fi'] } } })).toMatchObject({
      status: 422,
      body: { code: 'rule-looks-at-person', details: { field: 'headers' } },
    });
  });

  test('the name of a rule is about nobody either', async () => {
    expect(await save({ name: 'Ring 040 123 4567' })).toMatchObject({
      status: 422,
      body: { code: 'personal-data-refused', details: { field: 'name' } },
    });
  });
});

describe('what is not there, or not right, is refused with its field', () => {
  test.each<[string, object, string]>([
    ['an undeclared queue to act in', { queues: ['no-such'] }, 'queues'],
    ['an undeclared queue to move to', { does: { queue: 'no-such' } }, 'queue'],
    ['an undeclared mailbox', { when: { mailboxes: ['no-such'] } }, 'mailboxes'],
    ['an unknown tag', { does: { tags: [id()] } }, 'tags'],
    ['an unknown canned reply', { does: { reply: id() } }, 'reply'],
    ['nothing to do', { does: {} }, 'does'],
    ['no header', { when: { headers: {} } }, 'headers'],
    ['no time', { when: { time: { from: '08:00', to: '08:00' } } }, 'time'],
    ['put aside and closed', { does: { snooze: 'opening', close: true } }, 'snooze'],
    ['a word without a letter', { when: { subject: ['!!'] } }, 'subject'],
    ['closing what people answer', { on: 'every-message', does: { close: true } }, 'close'],
    [
      'closing what comes by lists and what people answer',
      { on: 'every-message', when: { mail: ['automatic', 'ordinary'] }, does: { close: true } },
      'close',
    ],
  ])('%s', async (_, part, field) => {
    expect(await save(part)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', details: { field } },
    });
  });

  test.each<[string, object]>([
    ['no queue', { queues: [] }],
    [
      'too many words',
      { when: { subject: Array.from({ length: 21 }, (_, at) => `ord${'abcdefghijklmnopqrstuvwxyz'[at]}`) } },
    ],
    ['too long a word', { when: { subject: ['x'.repeat(61)] } }],
    ['a value that a header does not have', { when: { headers: { precedence: ['first-class'] } } }],
    ['an effect there is none of', { does: { decide: true } }],
    ['a key beside the rule’s own', { senderAddress: 'asa@example.fi' }],
    ['aside for longer than a month', { does: { snooze: { hours: 721 } } }],
  ])('%s', async (_, part) => {
    expect(await save(part)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });

  test('a canned reply that names its reader cannot go out by itself', async () => {
    for (const name of ['customer.name', 'agent.name', 'contact.subject']) {
      const reply = await open.canned({ text: { sv: `Hej {${name}}, vi har stängt.` } });
      expect(await save({ does: { reply } })).toMatchObject({
        status: 400,
        body: { code: 'invalid-input', details: { field: 'reply' } },
      });
    }
    const reply = await open.canned({ text: { sv: 'Ärende {contact.number} kom till {mailbox.name}.' } });
    expect(await save({ does: { reply } })).toMatchObject({ status: 200 });
    await open.removeAll();
  });
});

test('nobody without the task sees or changes them, and each try is on record', async () => {
  const [agent] = open.agents;
  for (const [method, path, body] of [
    ['GET', '/team/rules'],
    ['POST', `/team/rules/${id()}`, { ...ruleOf(), version: null }],
    ['DELETE', `/team/rules/${id()}`],
    ['POST', '/team/rule-order', { ids: [] }],
    ['POST', '/team/rule-trial', { queues: ['service'], when: {} }],
  ] as const)
    expect(await ask(agent!, method, path, body), path).toMatchObject({
      status: 403,
      body: { code: 'task-missing' },
    });
});

test('a rule does nothing that who saves it could not do by hand', async () => {
  const moving = { queues: ['privacy'], does: { queue: 'service' } };
  // To the lead the officer's queue is closed: no rule of theirs brings its contacts into sight.
  expect(await save(moving)).toMatchObject({ status: 403, body: { code: 'task-missing' } });
  expect(
    await save({ queues: ['service', 'privacy'], does: { tags: [await open.tag('VIP')] } }),
  ).toMatchObject({
    status: 403,
  });
  expect(await save({}, open.administrator)).toMatchObject({ status: 403 });
  expect(await open.list()).toEqual([]);
  expect(await save(moving, open.officer)).toMatchObject({ status: 200 });
  const [refused] = await open.the.house.storage.db.query<{ lines: number }>(
    `SELECT count(*) AS lines FROM log.entry WHERE action = 'refuse' AND act = 'assign-contact' AND details->>'queue' = 'privacy'`,
  );
  expect(refused!.lines).toBe(2);
  await open.removeAll();
});

test('a hundred and no more; two who change the same: the second is told', async () => {
  const first = await open.save({ name: 'Regel a' });
  const [kept] = await open.list();
  const { id: _, version, breaks: __, ...body } = kept!;
  expect(version).toBe(1);
  const change = (part: object) => ask(open.lead, 'POST', `/team/rules/${first}`, { ...body, ...part });
  expect(await change({ active: false, version: 1 })).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await change({ active: true, version: 1 })).toMatchObject({
    status: 409,
    body: { code: 'changed-meanwhile', details: { version: 2 } },
  });
  expect(await change({ version: null })).toMatchObject({ status: 409 });
  for (let count = 1; count < 100; count += 1) await open.save({ name: `Regel ${count}` });
  expect(await save({})).toMatchObject({
    status: 409,
    body: { code: 'limit-reached', details: { most: 100 } },
  });

  // The order is whole or refused.
  const ids = (await open.list()).map((rule) => rule.id);
  for (const wrong of [ids.slice(1), [...ids.slice(1), ids[1]], [...ids.slice(1), id()]])
    expect(await ask(open.lead, 'POST', '/team/rule-order', { ids: wrong })).toMatchObject({ status: 409 });
  const turned = ids.toReversed();
  expect(await ask(open.lead, 'POST', '/team/rule-order', { ids: turned })).toMatchObject({ status: 200 });
  expect((await open.list()).map((rule) => rule.id)).toEqual(turned);
  const lines = await open.the.house.storage.db.query<{ change: string; item: string | null }>(
    `SELECT details->>'change' AS change, details->>'item' AS item FROM log.entry
     WHERE details->>'setting' = 'rule' ORDER BY at DESC, id DESC LIMIT 2`,
  );
  expect(lines[0]).toEqual({ change: 'ordered', item: null });
  expect(lines[1]!.change).toBe('saved');
  await open.removeAll();
}, 60_000);
