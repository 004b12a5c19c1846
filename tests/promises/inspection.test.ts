import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectionRoutes } from '../../contract/inspection/routes.ts';
import { matrix } from '../access-matrix/routes.ts';
import type { World } from '../access-matrix/route-rule.ts';
import { base, codeOf, type InspectionHouse, type Opened, startInspectionHouse } from './inspection-house.ts';
import { signInAgain } from './visit.ts';

// An auditor comes for some days, by a sign-in of a kind of its own: who lets them in, what they do not reach, how it ends.

let the: InspectionHouse;
let officer: InspectionHouse['officer'];
let send: InspectionHouse['send'];
let open: InspectionHouse['open'];
let enter: InspectionHouse['enter'];
beforeAll(async () => {
  the = await startInspectionHouse();
  ({ officer, send, open, enter } = the);
});
afterAll(() => the?.stop());

describe('who may not', () => {
  test('open, list or end one: whose task does not hold it', async () => {
    expect(await open({}, the.agent)).toMatchObject({ status: 403, body: { code: 'task-missing' } });
    expect(await the.agent.ask('GET', base)).toMatchObject({ status: 403 });
    const id = crypto.randomUUID();
    for (const act of ['end', 'link'])
      expect(await the.agent.ask('POST', `${base}/${id}/${act}`)).toMatchObject({ status: 403 });
  });

  test('be let in for more than 30 days, in the past, for nothing, or by words that nobody may store', async () => {
    expect(await open({ to: '2026-05-07' })).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(await open({ from: '2026-04-01', to: '2026-04-06' })).toMatchObject({ status: 400 });
    expect(await open({ from: '2026-04-10', to: '2026-04-08' })).toMatchObject({ status: 400 });
    expect(await open({ scopes: [] })).toMatchObject({ status: 400 });
    expect(await open({ scopes: ['contacts'] })).toMatchObject({ status: 400 });
    expect(await open({ name: 'a\u0000b' })).toMatchObject({ status: 400 });
    expect(await open({ to: '2026-05-06' })).toMatchObject({ status: 200 });
  });

  test('use a link twice, one that was replaced, or one of an inspection that has not begun', async () => {
    const { body } = await open();
    const token = body.link.split('#')[1]!;
    const renewed = await officer.ask<Opened>('POST', `${base}/${body.inspectionId}/link`);
    const use = (given: string) => send('POST', '/api/inspection/link', undefined, { token: given });
    expect(codeOf(await use(token))).toBe('link-not-valid');
    const second = renewed.body.link.split('#')[1]!;
    const both = await Promise.all([use(second), use(second)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 410]);
    const later = await open({ from: '2026-04-09', to: '2026-04-20' });
    expect(codeOf(await use(later.body.link.split('#')[1]!))).toBe('link-not-valid');
    expect(codeOf(await use('A'.repeat(43)))).toBe('link-not-valid');
  });
});

test('an auditor’s sign-in is nobody on every other route, and a member’s session nobody on these', async () => {
  const cookie = await enter((await open()).body.link);
  const [name, value] = cookie.split('=') as [string, string];
  const nobody = crypto.randomUUID();
  const world = {
    contactId: the.contactId,
    fileId: nobody,
    maskId: nobody,
    personId: nobody,
    mailId: nobody,
    nobody,
    tomorrow: '2026-04-08',
  };
  let asked = 0;
  let visits = 0;
  for (const [route, rule] of Object.entries(matrix)) {
    const [method, pattern] = route.split(' ') as ['GET', string];
    if (!pattern.startsWith('/api/console/') || rule.guard === 'anyone') continue;
    asked += 1;
    // Under its own name, and put where a member's session would stand.
    for (const given of [`${name}=${value}`, `haltija=${value}`, `haltija=${value}; ${name}=${value}`]) {
      const answer = await the.app.inject({
        method,
        url: rule.url(world as World),
        headers: { 'x-haltija': 'console', cookie: given },
        remoteAddress: `127.4.${++visits >> 8}.${visits & 255}`,
        ...(rule.body ? { payload: rule.body(world as World) } : {}),
      });
      expect(answer.statusCode, route).toBe(401);
    }
  }
  expect(asked).toBeGreaterThan(130);
  const member = await signInAgain(the.app, 'eero.virtanen');
  expect(await member('GET', '/api/inspection/log')).toMatchObject({ status: 401 });
  for (const { method, path } of Object.values(inspectionRoutes).filter(
    ({ path: each }) => !each.endsWith('/link'),
  )) {
    const url = path.replace(':sampleId', nobody);
    expect((await send(method, url)).statusCode, path).toBe(401);
    expect((await send(method, url, 'haltija-inspection=x')).statusCode, path).toBe(401);
  }
});

test('an inspection of one thing is of no other, and what was refused stands in the log', async () => {
  const { body } = await open({ scopes: ['record'] });
  const cookie = await enter(body.link);
  expect((await send('GET', '/api/inspection/record?language=sv', cookie)).statusCode).toBe(200);
  for (const path of [
    'log',
    'log/export',
    'promises?language=sv',
    'promises/bundle?language=sv',
    'declaration',
    'erasures',
  ])
    expect(codeOf(await send('GET', `/api/inspection/${path}`, cookie)), path).toBe('not-in-scope');
  for (const population of ['log', 'erasures', 'disclosures', 'incidents'])
    expect(
      codeOf(
        await send('POST', '/api/inspection/samples', cookie, {
          population,
          from: '2026-04-01',
          to: '2026-04-07',
        }),
      ),
    ).toBe('not-in-scope');
  const readings = await officer.ask<{
    readings: { action: string; what: string; refusal: string | null }[];
  }>('GET', `${base}/${body.inspectionId}/readings`);
  expect(readings.body.readings.filter(({ refusal }) => refusal === 'not-in-scope')).toHaveLength(10);
  expect(readings.body.readings).toContainEqual(
    expect.objectContaining({ action: 'view', what: 'inspect-record' }),
  );
});

describe('it ends', () => {
  test('at once, when the officer says so', async () => {
    const { ask } = await the.officerNow();
    const { body } = await open({}, { ask });
    const cookie = await enter(body.link);
    expect((await send('GET', '/api/inspection', cookie)).statusCode).toBe(200);
    expect(await ask('POST', `${base}/${body.inspectionId}/end`)).toMatchObject({ status: 200 });
    expect((await send('GET', '/api/inspection', cookie)).statusCode).toBe(401);
    expect((await ask('POST', `${base}/${body.inspectionId}/end`)).body).toMatchObject({
      code: 'already-done',
    });
    expect((await ask('POST', `${base}/${body.inspectionId}/link`)).body).toMatchObject({
      code: 'already-done',
    });
  });

  test('by itself: after an hour without a word, after twelve hours, and when its last day is over', async () => {
    const { body } = await open({ scopes: ['record'], to: '2026-04-08' }, await the.officerNow());
    let cookie = await enter(body.link);
    const isIn = async () => (await send('GET', '/api/inspection', cookie)).statusCode === 200;
    const renew = async () => {
      const again = await signInAgain(the.app, 'paula.palo');
      cookie = await enter((await again<Opened>('POST', `${base}/${body.inspectionId}/link`)).body.link);
    };
    the.clock.pass(59 * 60_000);
    expect(await isIn()).toBe(true);
    the.clock.pass(61 * 60_000);
    expect(await isIn()).toBe(false);
    await renew();
    for (let half = 0; half < 23; half += 1) {
      the.clock.pass(30 * 60_000);
      expect(await isIn()).toBe(true);
    }
    the.clock.pass(31 * 60_000);
    expect(await isIn()).toBe(false);
    the.clock.set('2026-04-08T20:40:00Z');
    await renew();
    the.clock.set('2026-04-08T20:59:59Z');
    expect(await isIn()).toBe(true);
    // Midnight in Helsinki.
    the.clock.set('2026-04-08T21:00:00Z');
    expect(await isIn()).toBe(false);
  });

  test('signing out ends the sign-in; what was held of the auditor goes when its period ends', async () => {
    the.clock.set('2026-04-09T08:00:00Z');
    const days = { from: '2026-04-09', to: '2026-04-09' };
    const { body } = await open({ scopes: ['record'], ...days }, await the.officerNow());
    const cookie = await enter(body.link);
    expect((await send('POST', '/api/inspection/sign-out', cookie)).statusCode).toBe(200);
    expect((await send('GET', '/api/inspection', cookie)).statusCode).toBe(401);
    the.clock.set('2028-04-09T20:59:59Z');
    const isThere = () =>
      the.house.storage.db.query('SELECT FROM staff.inspection WHERE id = $1', [body.inspectionId]);
    while ((await the.house.staff.inspections.removeDue(3)) > 0);
    expect(await isThere()).toHaveLength(1);
    the.clock.set('2028-04-09T21:00:00Z');
    while ((await the.house.staff.inspections.removeDue(3)) > 0);
    const [left] = await the.house.storage.db.query<{ rows: number; stones: number }>(
      `SELECT (SELECT count(*) FROM staff.inspection WHERE id = $1) AS rows,
         (SELECT count(*) FROM ring.tombstone WHERE unit_id = $1 AND rule = 'staff') AS stones`,
      [body.inspectionId],
    );
    expect(left).toEqual({ rows: 0, stones: 1 });
  });
});
