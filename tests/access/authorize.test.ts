import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Id, newId } from '../../server/base/new-id.ts';
import type { Act } from '../../server/safeguards/declaration/declaration.ts';
import type { Grant } from '../../server/safeguards/vault/grant.ts';
import { buildAccess, type TestAccess } from './build-access.ts';
import { refusalOf } from './refusal-of.ts';
import { revised, smallDeclaration } from './small-declaration.ts';

let house: TestAccess;
beforeAll(async () => {
  house = await buildAccess(smallDeclaration);
});
beforeEach(() => house.publish(smallDeclaration));
afterAll(() => house.end());

const unit: Id = newId();
const open = { act: 'open-contact', queue: 'service', units: [unit], inHand: true } as const;

test('before the undertaking is accepted everything is refused, and the refusal is in the log', async () => {
  const { one, newColleague, logLines } = house;
  const actor = await newColleague({ tasks: ['answer'], accept: false });
  const refusal = await refusalOf(one.access.authorize(actor, open));
  expect([refusal.code, refusal.status]).toEqual(['undertaking-not-accepted', 403]);
  expect(await one.access.actsOf(actor)).toEqual([]);
  expect(await one.access.queuesFor(actor, 'open-contact')).toEqual([]);
  expect(await one.undertaking.hasAccepted(actor.staffId)).toBe(false);
  const [line] = await logLines(`action = 'refuse' AND actor = $1`, [actor.staffId]);
  expect(line).toMatchObject({
    act: 'open-contact',
    refusal: 'undertaking-not-accepted',
    units: [unit],
    task: null,
  });
  expect((await refusalOf(one.undertaking.accept(actor, 2, 'sv'))).code).toBe('changed-meanwhile');
  await one.undertaking.accept(actor, 1, 'sv');
  await one.undertaking.accept(actor, 1, 'fi');
  await one.access.authorize(actor, open);
  const accepted = await logLines(`action = 'make' AND details->>'change' = 'undertaking' AND actor = $1`, [
    actor.staffId,
  ]);
  expect(accepted).toHaveLength(1);
});

test('a new version of the undertaking asks again', async () => {
  const { one, newColleague } = house;
  const actor = await newColleague({ tasks: ['answer'] });
  await one.access.authorize(actor, open);
  house.publish(
    revised({ undertaking: { version: 2, text: smallDeclaration.declaration.undertaking.text } }),
  );
  expect((await refusalOf(one.access.authorize(actor, open))).code).toBe('undertaking-not-accepted');
  expect((await refusalOf(one.undertaking.accept(actor, 1, 'sv'))).code).toBe('changed-meanwhile');
  await one.undertaking.accept(actor, 2, 'sv');
  await one.access.authorize(actor, open);
});

test('without a task that holds the act in the queue it is refused', async () => {
  const { one, newColleague, logLines } = house;
  const nothing = await newColleague();
  const answers = await newColleague({ tasks: ['answer'] });
  for (const [actor, ask] of [
    [nothing, open],
    [answers, { ...open, queue: 'privacy' }],
    [answers, { ...open, queue: 'no-such-queue' }],
    [answers, { act: 'reveal-identity-code', units: [unit], reason: 'complaint' }],
    [answers, { act: 'no-such-act' as Act, units: [unit] }],
  ] as const) {
    expect((await refusalOf(one.access.authorize(actor, ask))).code).toBe('task-missing');
  }
  const lines = await logLines(`action = 'refuse' AND actor = $1`, [answers.staffId]);
  expect(lines.map((line) => line.details['queue'])).toEqual(expect.arrayContaining(['privacy', undefined]));
  expect(JSON.stringify(lines)).not.toContain('no-such-queue');
});

test('the grant holds what is wanted and allowed, from the task that gives most of it', async () => {
  const { one, newColleague } = house;
  const actor = await newColleague({ tasks: ['answer', 'lead'] });
  const wide = await one.access.authorize(actor, { ...open, categories: ['name', 'notes', 'identityCode'] });
  expect([wide.task, wide.categories, wide.purposes]).toEqual([
    'lead',
    ['name', 'notes'],
    ['service', 'identification'],
  ]);
  // For identification nothing of the notes is held: no grant says that they were opened for it.
  expect((await one.access.authorize(actor, { ...open, categories: ['notes'] })).purposes).toEqual([
    'service',
  ]);
  const narrow = await one.access.authorize(actor, { ...open, categories: ['name'] });
  expect(narrow.task).toBe('answer');
  const all = await one.access.authorize(actor, open);
  expect(all.categories).toEqual(['name', 'address', 'phone', 'messages', 'notes', 'recordings']);
  expect(all).toMatchObject({
    units: [unit],
    declarationVersion: 1,
    actor: { staffId: actor.staffId, sessionId: actor.sessionId },
  });
});

test('what a task only collects is reached by writing and comparing, never by opening', async () => {
  const { one, newColleague } = house;
  const actor = await newColleague({ tasks: ['answer'] });
  const wanted = { units: [unit], categories: ['identityCode'], inHand: true };
  expect((await one.access.authorize(actor, { act: 'collect-field', ...wanted })).categories).toEqual([
    'identityCode',
  ]);
  expect((await one.access.authorize(actor, { act: 'match-identity-code', ...wanted })).categories).toEqual([
    'identityCode',
  ]);
  expect((await one.access.authorize(actor, { act: 'open-person', ...wanted })).categories).toEqual([]);
});

test('a reason is asked without a contact in hand, and only a declared one is a reason', async () => {
  const { one, newColleague } = house;
  const actor = await newColleague({ tasks: ['lead', 'reveal'] });
  const person = { act: 'open-person', units: [unit], needsReason: true, categories: ['name'] } as const;
  for (const reason of [undefined, '', 'because', 'toString', '__proto__']) {
    const ask = reason === undefined ? person : { ...person, reason };
    expect((await refusalOf(one.access.authorize(actor, ask))).code, String(reason)).toBe('reason-needed');
  }
  expect((await one.access.authorize(actor, { ...person, reason: 'complaint' })).reason).toBe('complaint');
  expect((await one.access.authorize(actor, { ...person, inHand: true })).reason).toBeUndefined();
  // The stored identity code: always.
  const reveal = { act: 'reveal-identity-code', units: [unit], inHand: true } as const;
  expect((await refusalOf(one.access.authorize(actor, reveal))).code).toBe('reason-needed');
  expect((await one.access.authorize(actor, { ...reveal, reason: 'earlier-matter' })).task).toBe('reveal');
});

test('a refusal that cannot be recorded is still a refusal', async () => {
  const { one, newColleague, database } = house;
  const actor = await newColleague();
  await database.owner.query('REVOKE INSERT ON log.entry FROM haltija_log_writer');
  try {
    expect((await refusalOf(one.access.authorize(actor, open))).code).toBe('log-unavailable');
  } finally {
    await database.owner.query('GRANT INSERT ON log.entry TO haltija_log_writer');
  }
});

test('a task lasts to the end of its last day in the register’s time zone', async () => {
  const { one, clock, newColleague } = house;
  const today = '2026-11-20';
  expect(clock.now().toISOString()).toBe(`${today}T09:00:00.000Z`);
  const actor = await newColleague({ tasks: ['answer'], until: today });
  // 23:59:59 in Helsinki
  clock.forward(13 * 3_600_000 - 1_000);
  await one.access.authorize(actor, open);
  clock.forward(1_000);
  expect((await refusalOf(one.access.authorize(actor, open))).code).toBe('task-missing');
});

test('what was revoked or closed in another process ends within a second', async () => {
  const { one, other, admin, clock, newColleague, database } = house;
  const actor = await newColleague({ tasks: ['answer', 'lead'] });
  await other.access.authorize(actor, open);
  const grants = await database.owner.query<{ id: Id<'task-grant'> }>(
    'SELECT id FROM staff.task_grant WHERE staff_id = $1',
    [actor.staffId],
  );
  for (const { id } of grants) await one.tasks.revoke(admin, id);
  expect((await refusalOf(one.access.authorize(actor, open))).code).toBe('task-missing');
  clock.forward(1_000);
  expect((await refusalOf(other.access.authorize(actor, open))).code).toBe('task-missing');
  await one.closing.close(admin, actor.staffId);
  clock.forward(1_000);
  expect((await refusalOf(other.access.authorize(actor, open))).code).toBe('sign-in-needed');
});

test('a task that vanishes from the declaration gives nothing', async () => {
  const { one, newColleague } = house;
  const actor = await newColleague({ tasks: ['answer'] });
  const { answer: _gone, ...tasks } = smallDeclaration.declaration.tasks;
  house.publish(revised({ tasks }));
  expect((await refusalOf(one.access.authorize(actor, open))).code).toBe('task-missing');
  expect(await one.access.actsOf(actor)).toEqual([]);
  house.publish(smallDeclaration);
  expect(await one.access.queuesFor(actor, 'open-contact')).toEqual(['service']);
  expect(await one.access.queuesFor(actor, 'open-person')).toEqual(['service']);
  expect(await one.access.queuesFor(actor, 'list-staff')).toEqual([]);
});

test('a grant that access did not make opens nothing: a copy, a look-alike, a widened one', async () => {
  const { one, admin } = house;
  const real = await one.access.authorize(admin, { act: 'list-staff', units: [admin.staffId] });
  const forged: Grant[] = [
    { ...real },
    structuredClone(real),
    Object.create(real) as Grant,
    { ...real, units: [admin.staffId, unit] },
  ];
  for (const grant of forged) {
    let loaded = false;
    const opened = one.vault.open(
      grant,
      'view',
      async () => void (loaded = true),
      () => 'open',
    );
    expect((await refusalOf(opened)).details).toEqual({ reason: 'grant-not-issued' });
    expect(loaded).toBe(false);
  }
  // Nor can a real one be widened after.
  expect(() => (real.units as Id[]).push(unit)).toThrow(TypeError);
  expect(() => (real.categories as string[]).push('name')).toThrow(TypeError);
  await one.vault.open(
    real,
    'view',
    async () => undefined,
    (opener) => opener.holds(admin.staffId),
  );
});

test('system and person grants carry their own kind of actor', async () => {
  const { one } = house;
  const personId = newId<'person'>();
  expect(
    one.access.systemGrant('intake', { units: [unit], categories: ['name'], purposes: ['service'] }),
  ).toMatchObject({
    actor: { kind: 'system', task: 'intake' },
    task: 'intake',
    declarationVersion: 1,
  });
  expect(
    one.access.personGrant(personId, 'export', { units: [personId], categories: ['name'] }).actor,
  ).toEqual({ kind: 'person', personId });
});
