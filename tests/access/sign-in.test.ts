import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminPassword, agentPassword, buildAccess, type TestAccess } from './build-access.ts';
import { refusalOf } from './refusal-of.ts';
import { smallDeclaration } from './small-declaration.ts';

let house: TestAccess;
beforeAll(async () => {
  house = await buildAccess(smallDeclaration);
});
afterAll(() => house.end());

const minutes = 60_000;
const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

test('a wrong password, an unknown user, one who was only invited and nonsense get the same answer', async () => {
  const { one, admin } = house;
  await one.making.invite(admin, { userName: 'bengt.ek', displayName: 'Bengt Ek', language: 'sv' });
  for (const [userName, password] of [
    ['vieno.rauta', 'wrong and wrong again'],
    ['nobody.here', 'wrong and wrong again'],
    ['bengt.ek', ''],
    ['', ''],
    ['info@example.fi', adminPassword],
    ['\u0000'.repeat(5), 'x'.repeat(100_000)],
    ['vieno.rauta', `${adminPassword}${' '.repeat(300)}`],
  ] as const) {
    const refusal = await refusalOf(one.signIn(userName, password));
    expect([refusal.code, refusal.details]).toEqual(['sign-in-failed', {}]);
  }
  house.clock.forward(60 * minutes);
});

test('an unknown user costs as much work as a known one with a wrong password', async () => {
  const { one, newColleague, clock } = house;
  const { userName } = await newColleague();
  const took: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let round = 0; round < 24; round += 1) {
    for (const [kind, name] of [
      ['known', userName],
      ['unknown', 'nobody.there'],
    ] as const) {
      const started = performance.now();
      await refusalOf(one.signIn(name, 'wrong and wrong again'));
      took[kind].push(performance.now() - started);
    }
    // Past the lock each time: a locked answer does no hashing, for either.
    clock.forward(20 * minutes);
  }
  const ratio = median(took.known) / median(took.unknown);
  expect(ratio).toBeGreaterThan(0.7);
  expect(ratio).toBeLessThan(1.4);
});

test('after five failures each further one locks for longer, whether the user exists or not, and the right password waits too', async () => {
  const { one, other, newColleague, clock } = house;
  const { userName } = await newColleague();
  for (const name of [userName, 'nobody.else']) {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect((await refusalOf(one.signIn(name, 'wrong'))).code).toBe('sign-in-failed');
    }
    for (const seconds of [30, 60, 120, 240, 480, 900, 900]) {
      const refusal = await refusalOf(other.signIn(name, agentPassword));
      expect([refusal.code, refusal.details]).toEqual(['sign-in-locked', { seconds }]);
      clock.forward(seconds * 1_000 - 1);
      expect((await refusalOf(one.signIn(name, agentPassword))).details).toEqual({ seconds: 1 });
      clock.forward(1);
      expect((await refusalOf(one.signIn(name, 'wrong'))).code).toBe('sign-in-failed');
    }
  }
  clock.forward(15 * minutes);
  await one.signIn(userName, agentPassword);
  expect((await refusalOf(one.signIn(userName, 'wrong'))).code).toBe('sign-in-failed');
  await one.signIn(userName, agentPassword);
});

test('a hundred guesses at once are no more than five in turn', async () => {
  const { one, other, newColleague } = house;
  const { userName } = await newColleague();
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, guess) =>
      refusalOf((guess % 2 ? one : other).signIn(userName, `guess ${guess}`)),
    ),
  );
  const tried = outcomes.filter((refusal) => refusal.code === 'sign-in-failed');
  expect(tried).toHaveLength(5);
  expect(outcomes.filter((refusal) => refusal.code === 'sign-in-locked')).toHaveLength(95);
});

test('failures are in the log without what was typed; success names the session', async () => {
  const { one, newColleague, logLines, database } = house;
  const { userName, staffId } = await newColleague();
  house.clock.forward(1);
  await refusalOf(one.signIn('mistyped.name', 'a secret typed too early'));
  house.clock.forward(1);
  await refusalOf(one.signIn(userName, 'a secret typed too early'));
  const { sessionId, token } = await one.signIn(userName, agentPassword);
  const failed = await logLines(`action = 'sign-in-failed' AND refusal = 'sign-in-failed'`);
  expect(failed.at(-1)).toMatchObject({ actor_kind: 'nobody', actor: 'nobody', units: [staffId] });
  expect(failed.at(-2)).toMatchObject({ actor_kind: 'nobody', actor: 'nobody', units: [] });
  const [signedIn] = await logLines(`action = 'sign-in' AND details->>'session' = $1`, [sessionId]);
  expect(signedIn).toMatchObject({ actor: staffId, actor_kind: 'staff' });
  const whole = JSON.stringify(
    await database.owner.query("SELECT e.*, convert_from(leaf, 'UTF8') AS text FROM log.entry e"),
  );
  for (const secret of ['mistyped', 'lindqvist', 'Lindqvist', 'too early', token])
    expect(whole).not.toContain(secret);
});

test('a forged, altered or old token reads no session', async () => {
  const { one, newColleague, clock, database } = house;
  const { userName } = await newColleague();
  const { token, sessionId, staffId } = await one.signIn(userName, agentPassword);
  const [stored] = await database.owner.query<{ digest: string }>(
    `SELECT encode(token_digest, 'hex') AS digest FROM staff.session WHERE id = $1`,
    [sessionId],
  );
  const altered = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
  for (const forged of [
    '',
    'x',
    altered,
    `${token}A`,
    token.slice(1),
    sessionId,
    stored!.digest,
    Buffer.from(stored!.digest, 'hex').toString('base64url'),
  ]) {
    expect(await one.sessions.readSession(forged)).toBeUndefined();
  }
  expect(await one.sessions.readSession(token)).toMatchObject({
    staffId,
    sessionId,
    language: 'sv',
    theme: 'system',
  });
  clock.forward(60 * minutes);
  expect(await one.sessions.readSession(token)).toBeUndefined();
});

test('use keeps a session alive, to twelve hours and no longer; it is touched once a minute at most', async () => {
  const { one, newColleague, clock, database } = house;
  const { userName } = await newColleague();
  const { token, sessionId } = await one.signIn(userName, agentPassword);
  const lastSeen = async () => {
    const [row] = await database.owner.query<{ seen: Date }>(
      'SELECT last_seen_at AS seen FROM staff.session WHERE id = $1',
      [sessionId],
    );
    return row!.seen.getTime();
  };
  const began = await lastSeen();
  clock.forward(59_000);
  await one.sessions.readSession(token);
  expect(await lastSeen()).toBe(began);
  clock.forward(1_000);
  await one.sessions.readSession(token);
  expect(await lastSeen()).toBe(began + 60_000);
  for (let used = 1; used < 720 - 59; used += 59) {
    clock.forward(59 * minutes);
    expect(await one.sessions.readSession(token)).toBeDefined();
  }
  clock.forward(59 * minutes);
  expect(await one.sessions.readSession(token)).toBeUndefined();
  expect(await one.sessions.removeExpired()).toBeGreaterThan(0);
  await one.attempts.removeOld();
});

test('signing out ends the session everywhere; one ends one’s own others, never a colleague’s', async () => {
  const { one, other, newColleague } = house;
  const first = await newColleague();
  const second = await newColleague();
  const { token, sessionId } = await one.signIn(first.userName, agentPassword);
  await one.sessions.endOwn(second, sessionId);
  expect(await other.sessions.readSession(token)).toBeDefined();
  expect((await one.sessions.listOwn(first)).map((session) => session.current).toSorted()).toEqual([
    false,
    true,
  ]);
  await one.sessions.endOwn(first, sessionId);
  expect(await other.sessions.readSession(token)).toBeUndefined();
  await one.sessions.signOut(first);
  expect(await one.sessions.listOwn(first)).toEqual([]);
});

test('one’s own password: the old one is needed and counted, a weak new one refused, other sessions end', async () => {
  const { one, newColleague } = house;
  const { userName, ...actor } = await newColleague();
  const { token: elsewhere } = await one.signIn(userName, agentPassword);
  const next = 'korkea kuusi nukkuu aina';
  expect((await refusalOf(one.changePassword(actor, { old: 'wrong', new: next }))).code).toBe(
    'sign-in-failed',
  );
  for (const weak of ['kort', 'password1234', 'Lindqvist2026', agentPassword]) {
    expect((await refusalOf(one.changePassword(actor, { old: agentPassword, new: weak }))).code, weak).toBe(
      'password-too-weak',
    );
  }
  house.clock.forward(60 * minutes - 1);
  await one.changePassword(actor, { old: agentPassword, new: next });
  expect(await one.sessions.readSession(elsewhere)).toBeUndefined();
  expect((await one.sessions.listOwn(actor)).map((session) => session.sessionId)).toEqual([actor.sessionId]);
  expect((await refusalOf(one.signIn(userName, agentPassword))).code).toBe('sign-in-failed');
  await one.signIn(userName, next);
});

test('a sign-in that verified a password just replaced gets no session', async () => {
  const { one, newColleague, database } = house;
  const { userName, staffId } = await newColleague();
  let signingIn: Promise<unknown> | undefined;
  await database.owner.transaction(async (tx) => {
    await tx.query(`UPDATE staff.member SET password_sealed = '\\x00' WHERE id = $1`, [staffId]);
    await tx.query('DELETE FROM staff.session WHERE staff_id = $1', [staffId]);
    signingIn = refusalOf(one.signIn(userName, agentPassword)).then((refusal) => refusal.code);
    // Until it has verified the old one and waits for the row.
    for (let waiting = false; !waiting;) {
      const locks = await tx.query(
        'SELECT 1 FROM pg_locks WHERE transactionid = pg_current_xact_id()::xid AND NOT granted',
      );
      waiting = locks.length > 0;
      const later = new Promise((resolve) => void setTimeout(resolve, 20, 'later'));
      if ((await Promise.race([signingIn, later])) !== 'later') break;
    }
  });
  expect(await signingIn).toBe('sign-in-failed');
  expect(await database.owner.query('SELECT 1 FROM staff.session WHERE staff_id = $1', [staffId])).toEqual(
    [],
  );
});
