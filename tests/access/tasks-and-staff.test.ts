import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Id, newId } from '../../server/base/new-id.ts';
import { agentPassword, buildAccess, type TestAccess } from './build-access.ts';
import { refusalOf } from './refusal-of.ts';
import { smallDeclaration } from './small-declaration.ts';

let house: TestAccess;
beforeAll(async () => {
  house = await buildAccess(smallDeclaration);
});
afterAll(() => house.end());

test('nobody gives themselves a task, not even past the code', async () => {
  const { one, admin, logLines, database } = house;
  const own = { staffId: admin.staffId, task: 'answer', until: '2027-01-31' };
  expect((await refusalOf(one.tasks.grant(admin, own))).code).toBe('task-of-own');
  expect(await logLines(`refusal = 'task-of-own' AND actor = $1`, [admin.staffId])).toHaveLength(1);
  const insert = database.service.query(
    `INSERT INTO staff.task_grant (id, staff_id, task, granted_by, granted_at, until) VALUES ($1, $2, 'answer', $2, now(), current_date)`,
    [newId(), admin.staffId],
  );
  await expect(insert).rejects.toMatchObject({ constraint: 'task_grant_not_to_oneself' });
});

test('a grant needs the right to give, a declared task, an active colleague and an end within two years', async () => {
  const { one, admin, newColleague, database } = house;
  const colleague = await newColleague({ tasks: ['answer'] });
  const given = { staffId: colleague.staffId, task: 'lead', until: '2027-01-31' };
  expect((await refusalOf(one.tasks.grant(colleague, { ...given, staffId: admin.staffId }))).code).toBe(
    'task-missing',
  );
  for (const task of ['no-such-task', '', 'toString', '__proto__']) {
    expect((await refusalOf(one.tasks.grant(admin, { ...given, task }))).code, task).toBe(
      'task-not-declared',
    );
  }
  expect((await refusalOf(one.tasks.grant(admin, { ...given, staffId: newId<'staff'>() }))).code).toBe(
    'not-found',
  );
  for (const until of [
    '',
    'soon',
    '2026-11-19',
    '2028-11-21',
    '2027-02-29',
    '2027-1-31',
    '9999-12-31',
    '2027-01-31T00:00:00Z',
  ]) {
    const refusal = await refusalOf(one.tasks.grant(admin, { ...given, until }));
    expect([refusal.code, refusal.details['field']], until).toEqual(['invalid-input', 'until']);
  }
  await one.tasks.grant(admin, { ...given, until: '2028-11-20' });
  const endless = database.service.query(
    `INSERT INTO staff.task_grant (id, staff_id, task, granted_by, granted_at, until) VALUES ($1, $2, 'lead', $3, now(), current_date + 1000)`,
    [newId(), colleague.staffId, admin.staffId],
  );
  await expect(endless).rejects.toMatchObject({ constraint: 'task_grant_at_most_2_years' });
});

test('granting and revoking are logged and stay on record; a second time is told so', async () => {
  const { one, other, admin, newColleague, logLines, database } = house;
  const { staffId } = await newColleague();
  const { grantId } = await one.tasks.grant(admin, { staffId, task: 'answer', until: '2027-01-31' });
  const outcomes = await Promise.allSettled([
    one.tasks.revoke(admin, grantId),
    other.tasks.revoke(admin, grantId),
  ]);
  expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect((await refusalOf(one.tasks.revoke(admin, grantId))).code).toBe('already-done');
  expect((await refusalOf(one.tasks.revoke(admin, newId<'task-grant'>()))).code).toBe('not-found');
  const lines = await logLines(`units @> ARRAY[$1::uuid] AND action IN ('grant-task', 'revoke-task')`, [
    staffId,
  ]);
  expect(lines.map((line) => [line.action, line.actor, line.details['grantedTask']]).toSorted()).toEqual([
    ['grant-task', admin.staffId, 'answer'],
    ['revoke-task', admin.staffId, 'answer'],
  ]);
  for (const sql of [
    'DELETE FROM staff.task_grant',
    'DELETE FROM staff.undertaking_acceptance',
    `UPDATE staff.undertaking_acceptance SET version = 2`,
    `UPDATE staff.task_grant SET until = until + 1`,
    'DELETE FROM staff.member',
    'DELETE FROM staff.link',
  ]) {
    await expect(database.service.query(sql), sql).rejects.toMatchObject({ code: '42501' });
  }
});

test('a task held already begins anew; there is never more than one of a kind', async () => {
  const { one, other, admin, newColleague } = house;
  const { staffId } = await newColleague({ tasks: ['answer'] });
  await Promise.all(
    ['2027-03-01', '2027-04-01', '2027-05-01'].map((until, index) =>
      (index % 2 ? one : other).tasks.grant(admin, { staffId, task: 'answer', until }),
    ),
  );
  const listed = (await one.directory.list(admin)).find((member) => member.staffId === staffId);
  expect(listed?.tasks.map((task) => task.task)).toEqual(['answer']);
});

test('a closed account: no session, no sign-in, no task, no link, and its name stays taken until it is erased', async () => {
  const { one, other, admin, clock, newColleague, database } = house;
  const { userName, ...actor } = await newColleague({ tasks: ['answer'] });
  const { token } = await one.signIn(userName, agentPassword);
  const link = await one.making.renewInvitation(admin, actor.staffId);
  expect((await refusalOf(one.closing.close(actor, admin.staffId))).code).toBe('task-missing');
  expect((await refusalOf(one.closing.close(admin, admin.staffId))).code).toBe('task-of-own');
  expect((await refusalOf(one.closing.close(admin, newId<'staff'>()))).code).toBe('not-found');
  await one.closing.close(admin, actor.staffId);
  expect((await refusalOf(one.closing.close(admin, actor.staffId))).code).toBe('already-done');
  expect(await other.sessions.readSession(token)).toBeUndefined();
  expect((await refusalOf(one.signIn(userName, agentPassword))).code).toBe('sign-in-failed');
  expect((await refusalOf(one.links.redeem(link.token, { password: agentPassword }))).code).toBe(
    'link-not-valid',
  );
  expect((await refusalOf(one.access.authorize(actor, { act: 'open-contact', units: [] }))).code).toBe(
    'sign-in-needed',
  );
  expect(
    (await refusalOf(one.tasks.grant(admin, { staffId: actor.staffId, task: 'lead', until: '2027-01-31' })))
      .code,
  ).toBe('not-found');
  expect(
    (await refusalOf(one.making.invite(admin, { userName, displayName: 'Åsa', language: 'sv' }))).code,
  ).toBe('user-name-taken');
  expect((await refusalOf(one.settings.read(actor))).code).toBe('sign-in-needed');
  const listed = (await one.directory.list(admin)).find((member) => member.staffId === actor.staffId);
  expect(listed).toMatchObject({
    state: 'closed',
    deleteAfter: new Date('2028-11-19T22:00:00Z'),
    tasks: [],
    joined: false,
  });
  expect(await one.directory.nameOf(actor.staffId)).toMatch(/^Åsa Lindqvist/);
  expect((await one.directory.colleagues()).map((colleague) => colleague.staffId)).not.toContain(
    actor.staffId,
  );

  const wait = Date.parse('2028-11-19T22:00:00Z') - clock.now().getTime();
  clock.forward(wait - 1);
  expect(await one.closing.eraseDue(10)).toBe(0);
  clock.forward(1);
  expect(await one.closing.eraseDue(10)).toBe(1);
  expect(await one.closing.eraseDue(10)).toBe(0);
  expect(await one.directory.nameOf(actor.staffId)).toBeUndefined();
  const [row] = await database.owner.query(
    'SELECT state, profile_sealed, user_name_digest FROM staff.member WHERE id = $1',
    [actor.staffId],
  );
  expect(row).toEqual({ state: 'erased', profile_sealed: null, user_name_digest: null });
  const tombstones = await database.owner.query('SELECT rule FROM ring.tombstone WHERE unit_id = $1', [
    actor.staffId,
  ]);
  expect(tombstones).toEqual([{ rule: 'staff' }]);
  clock.forward(-wait);
});

test('a closing while the same person signs in leaves no session', async () => {
  const { one, other, admin, newColleague, database } = house;
  const { userName, staffId } = await newColleague();
  await Promise.allSettled([one.signIn(userName, agentPassword), other.closing.close(admin, staffId)]);
  expect(
    await database.owner.query('SELECT 1 FROM staff.session WHERE staff_id = $1', [staffId as Id]),
  ).toEqual([]);
});

test('the staff page needs its act and is logged; names for screens are one line for five minutes', async () => {
  const { one, other, clock, newColleague, logLines } = house;
  const colleague = await newColleague({ tasks: ['answer'] });
  expect((await refusalOf(one.directory.list(colleague))).code).toBe('task-missing');
  const directoryLines = async () => (await logLines(`actor_kind = 'system' AND actor = 'directory'`)).length;
  one.directory.changed();
  const before = await directoryLines();
  for (let row = 0; row < 20; row += 1)
    expect(await one.directory.nameOf(colleague.staffId)).toMatch(/^Åsa Lindqvist/);
  await one.settings.read(colleague);
  expect(await directoryLines()).toBe(before + 1);
  expect(await one.directory.nameOf(newId<'staff'>())).toBeUndefined();
  expect(await directoryLines()).toBe(before + 1);
  // Made elsewhere: known at once.
  await other.directory.colleagues();
  const later = await newColleague();
  expect(await other.directory.nameOf(later.staffId)).toBeDefined();
  clock.forward(5 * 60_000);
  await one.directory.colleagues();
  const names = (await one.directory.colleagues()).map((person) => person.displayName);
  expect(names).toEqual(names.toSorted((one_, two) => one_.localeCompare(two, 'sv')));
});

test('one’s own settings', async () => {
  const { one, newColleague } = house;
  const { userName, ...actor } = await newColleague();
  await one.settings.change(actor, { theme: 'dark' });
  await one.settings.change(actor, { language: 'en' });
  expect(await one.settings.read(actor)).toEqual({
    userName,
    displayName: expect.stringMatching(/^Åsa/) as string,
    language: 'en',
    theme: 'dark',
  });
  await expect(one.settings.change(actor, { theme: 'pink' as 'dark' })).rejects.toThrow();
});
