import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminPassword, agentPassword, buildAccess, type TestAccess } from './build-access.ts';
import { refusalOf } from './refusal-of.ts';
import { smallDeclaration } from './small-declaration.ts';

let house: TestAccess;
beforeAll(async () => {
  house = await buildAccess(smallDeclaration);
});
afterAll(() => house.end());

const hours = 3_600_000;
const asHex = (text: string) => Buffer.from(text).toString('hex');
const newcomer = (userName: string) => ({ userName, displayName: 'Aino Salo', language: 'fi' }) as const;

test('shared mailboxes, addresses and taken names get no account', async () => {
  const { one, admin, database } = house;
  const count = async () => (await database.owner.query('SELECT 1 FROM staff.member')).length;
  const before = await count();
  for (const userName of ['info', 'asiakaspalvelu', 'kundtjänst', 'support', 'info@example.fi', 'aino']) {
    expect((await refusalOf(one.making.invite(admin, newcomer(userName)))).code, userName).toBe(
      'user-name-not-personal',
    );
  }
  for (const userName of ['vieno.rauta', ' VIENO.Rauta ']) {
    expect((await refusalOf(one.making.invite(admin, newcomer(userName)))).code).toBe('user-name-taken');
  }
  for (const displayName of ['', ' ', 'x'.repeat(101), 'Aino\u0000', 'Aino\u202e']) {
    expect((await refusalOf(one.making.invite(admin, { ...newcomer('aino.salo'), displayName }))).code).toBe(
      'invalid-input',
    );
  }
  expect(await count()).toBe(before);
  const keys = await database.owner.query(`SELECT unit_id FROM ring.unit_key WHERE kind = 'staff'`);
  expect(keys).toHaveLength(before);
});

test('only who manages staff invites', async () => {
  const { one, newColleague } = house;
  const colleague = await newColleague({ tasks: ['answer'] });
  expect((await refusalOf(one.making.invite(colleague, newcomer('aino.salo')))).code).toBe('task-missing');
  expect((await refusalOf(one.making.renewInvitation(colleague, house.admin.staffId))).code).toBe(
    'task-missing',
  );
});

test('a link that is unknown, expired, replaced or used is not valid', async () => {
  const { one, admin, clock } = house;
  const notValid = async (token: string) => {
    expect((await refusalOf(one.links.show(token))).code).toBe('link-not-valid');
    expect((await refusalOf(one.links.redeem(token, { password: agentPassword }))).code).toBe(
      'link-not-valid',
    );
  };
  await notValid('');
  await notValid('A'.repeat(43));
  const first = await one.making.invite(admin, newcomer('eka.salo'));
  const second = await one.making.renewInvitation(admin, first.staffId);
  await notValid(first.token);
  expect(await one.links.show(second.token)).toEqual({
    purpose: 'invitation',
    userName: 'eka.salo',
    displayName: 'Aino Salo',
    language: 'fi',
  });
  clock.forward(72 * hours);
  await notValid(second.token);
  const third = await one.making.renewInvitation(admin, first.staffId);
  await one.links.redeem(third.token, { password: agentPassword });
  await notValid(third.token);
});

test('a weak password does not use the link up', async () => {
  const { one, admin } = house;
  const { token } = await one.making.invite(admin, newcomer('toka.salo'));
  for (const password of ['lyhyt', 'salasana2026', 'toka.salo.2026']) {
    expect((await refusalOf(one.links.redeem(token, { password }))).code).toBe('password-too-weak');
  }
  await one.links.redeem(token, { password: agentPassword });
  await one.signIn('toka.salo', agentPassword);
});

test('of two who use a link at once one wins', async () => {
  const { one, other, admin } = house;
  for (let round = 0; round < 5; round += 1) {
    const { token } = await one.making.invite(admin, newcomer(`kaksi.salo${round}`));
    const passwords = [agentPassword, adminPassword];
    const outcomes = await Promise.allSettled(
      [one, other].map((process, index) => process.links.redeem(token, { password: passwords[index]! })),
    );
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
    await one.signIn(`kaksi.salo${round}`, passwords[winner]!);
  }
});

test('a new link after a forgotten password ends the sessions and the lock', async () => {
  const { one, admin, newColleague } = house;
  const { userName, staffId } = await newColleague();
  const { token: session } = await one.signIn(userName, agentPassword);
  for (let attempt = 0; attempt < 6; attempt += 1) await refusalOf(one.signIn(userName, 'forgotten'));
  const { token } = await one.making.renewInvitation(admin, staffId);
  await one.links.redeem(token, { password: adminPassword });
  expect(await one.sessions.readSession(session)).toBeUndefined();
  await one.signIn(userName, adminPassword);
});

test('no first administrator’s link while somebody administers', async () => {
  expect(await house.one.ensureFirstAdministrator()).toBeUndefined();
  expect(await house.one.ensureFirstAdministrator({ renew: true })).toBeUndefined();
});

test('the first administrator: one link from two processes, one account from it, the administration tasks and no others', async () => {
  const fresh = await buildAccess(smallDeclaration);
  try {
    const { one, other, clock, database, admin } = fresh;
    expect(
      (await one.directory.list(admin))[0]?.tasks.map((task) => [task.task, task.grantedBy, task.until]),
    ).toEqual([['administer', null, '2028-11-20']]);
    // Two years on nobody has prolonged it.
    clock.forward(732 * 24 * hours);
    // Connections at hand, so that they truly start at once.
    await Promise.all(Array.from({ length: 8 }, () => database.service.query('SELECT pg_sleep(0.05)')));
    const links = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => (turn % 2 ? one : other).ensureFirstAdministrator()),
    );
    const [link] = links.filter((made) => made !== undefined);
    expect(links.filter((made) => made !== undefined)).toHaveLength(1);
    expect(await one.ensureFirstAdministrator()).toBeUndefined();
    const renewed = await one.ensureFirstAdministrator({ renew: true });
    expect((await refusalOf(one.links.show(link!.token))).code).toBe('link-not-valid');
    const token = renewed!.token;
    expect(await one.links.show(token)).toEqual({ purpose: 'first-administrator' });
    expect((await refusalOf(one.links.redeem(token, { password: adminPassword }))).code).toBe(
      'invalid-input',
    );
    expect(
      (await refusalOf(one.links.redeem(token, { password: adminPassword, profile: newcomer('admin') })))
        .code,
    ).toBe('user-name-not-personal');
    const outcomes = await Promise.allSettled([
      one.links.redeem(token, { password: adminPassword, profile: newcomer('aino.salo') }),
      other.links.redeem(token, { password: adminPassword, profile: newcomer('eero.salo') }),
    ]);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await database.owner.query('SELECT 1 FROM staff.member')).toHaveLength(2);
    clock.forward(24 * hours);
    expect(await one.ensureFirstAdministrator()).toBeUndefined();
  } finally {
    await fresh.end();
  }
});

test('the database holds no name, password or token', async () => {
  const { one, admin, database } = house;
  const { token } = await one.making.invite(admin, newcomer('salainen.salo'));
  const tables = await database.owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('staff', 'ring', 'log')`,
  );
  let dump = '';
  for (const { name } of tables) {
    const rows = await database.owner.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    dump += rows.map(({ row }) => row).join('\n');
  }
  for (const secret of [token, 'salainen', 'Aino', 'lindqvist', 'rauta', '$argon2', agentPassword]) {
    expect(dump.includes(secret), secret).toBe(false);
    expect(dump.includes(asHex(secret)), secret).toBe(false);
  }
});
