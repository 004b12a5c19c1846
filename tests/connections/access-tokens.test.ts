import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleRoutes } from '../../contract/console/routes.ts';
import { tokenUseOf } from '../../server/api/console/bearer.ts';
import { consoleGuards } from '../../server/api/console/guards.ts';
import { dayOf } from '../../server/safeguards/access/calendar-day.ts';
import { isTokenText, newTokenText } from '../../server/safeguards/access/token-text.ts';
import { type OpenHouse, openHouse } from '../access-matrix/open-house.ts';
import { send } from '../promises/visit.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { askWithToken } from './ask-with-token.ts';

// P9, P13: a program does no more than a part of what its maker may, and stops when they do.

let open: OpenHouse;
let agent: Person;
let lead: Person;
beforeAll(async () => {
  open = await openHouse();
  const { the, administrator } = open;
  agent = await makeColleague(the.house, the.app, administrator, {
    userName: 'maija.virtanen',
    displayName: 'Maija Virtanen',
    tasks: ['answer-customers', 'audit-access'],
  });
  lead = await makeColleague(the.house, the.app, administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: [
      'lead-team',
      'handle-data-protection',
      'reveal-identity-codes',
      'administer-staff',
      'keep-register',
    ],
  });
});
afterAll(() => open.the.stop());

interface Made {
  token: string;
  tokenId: string;
  until: string;
  code: string;
}
const own = '/api/console/me/tokens';
const make = (who: Person, given: Record<string, unknown> = {}) =>
  who.ask<Made>('POST', own, { name: 'Raportti', tasks: ['answer-customers'], ...given });
const ask = (token: string, method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown, headers = {}) =>
  askWithToken(open.the.app, token, method, url, body, headers);

describe('the text of a token', () => {
  test('is known by its beginning and its check letters', () => {
    const token = newTokenText();
    expect(token).toMatch(/^hlt_[0-9A-Za-z]{46}$/);
    expect(isTokenText(token)).toBe(true);
    for (const wrong of ['', 'hlt_', token.slice(0, -1), `${token}0`, token.replace('hlt_', 'hlx_')])
      expect(isTokenText(wrong)).toBe(false);
    const turned = token.slice(0, 10) + (token[10] === 'a' ? 'b' : 'a') + token.slice(11);
    expect(isTokenText(turned)).toBe(false);
  });
});

describe('making', () => {
  test('a task that is not one’s own, a year and a day, and no task at all are refused', async () => {
    expect((await make(agent, { tasks: ['lead-team'] })).body.code).toBe('task-missing');
    expect((await make(agent, { tasks: ['answer-customers', 'lead-team'] })).body.code).toBe('task-missing');
    expect((await make(agent, { tasks: ['constructor'] })).body.code).toBe('task-missing');
    expect((await make(agent, { days: 366 })).status).toBe(400);
    expect((await make(agent, { tasks: [] })).status).toBe(400);
  });

  test('it is shown once; only its digest is kept, and its name is sealed', async () => {
    const { body } = await make(agent, { name: 'zzqNimiqzz' });
    // The register's day, which begins before UTC's.
    expect(body.until).toBe(dayOf(new Date(Date.now() + 90 * 86_400_000), 'Europe/Helsinki'));
    const listed = await agent.ask<{ tokens: { name: string }[] }>('GET', own);
    expect(listed.body.tokens[0]?.name).toBe('zzqNimiqzz');
    expect(JSON.stringify(listed.body)).not.toContain(body.token);
    const [row] = await open.the.house.storage.db.query<{ text: string }>(
      `SELECT t::text || encode(t.name_sealed, 'escape') AS text FROM staff.access_token t WHERE id = $1`,
      [body.tokenId],
    );
    expect(row!.text).not.toContain('zzqNimiqzz');
    expect(row!.text).not.toContain(body.token);
    expect(open.the.logLines.join('')).not.toContain(body.token);
    const others = await lead.ask('GET', '/api/console/connections/tokens');
    expect(JSON.stringify(others.body)).not.toContain('zzqNimiqzz');
  });
});

describe('using', () => {
  test('one that is unknown, mistyped or of another scheme opens nothing', async () => {
    for (const token of ['', 'hlt_', newTokenText(), 'A'.repeat(43)])
      expect((await ask(token, 'GET', '/api/console/contacts')).body['code']).toBe('token-not-valid');
    const basic = await open.the.app.inject({
      url: '/api/console/contacts',
      headers: { authorization: 'Basic YTpi' },
    });
    expect(basic.json<{ code: string }>().code).toBe('sign-in-needed');
  });

  test('a cookie and a token never go together', async () => {
    const { body } = await make(agent);
    const cookie = await send(open.the.app, 'POST', '/api/console/sign-in', {
      payload: { userName: 'maija.virtanen', password: 'sinivalas hyppii portaissa yksin' },
      remoteAddress: '127.9.0.1',
    });
    const { name, value } = cookie.cookies[0]!;
    const mixed = await ask(body.token, 'GET', '/api/console/contacts', undefined, {
      cookie: `${name}=${value}`,
    });
    expect(mixed).toMatchObject({ status: 400, body: { code: 'token-with-cookie' } });
  });

  test('it reads what its task allows, is told its limits, and each use is in the log with its id', async () => {
    const { body } = await make(agent);
    const answer = await ask(
      body.token,
      'GET',
      `/api/console/contacts/${open.world.contactId}?reason=complaint`,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'ratelimit-limit': '600', 'ratelimit-remaining': '599' });
    const { entries } = await open.the.house.logReader.forUnit(open.world.contactId as never);
    expect(entries[0]).toMatchObject({
      actor: agent.staffId,
      task: 'answer-customers',
      details: { token: body.tokenId },
    });
    // Its maker may audit, and did not bind it to that.
    expect((await ask(body.token, 'GET', '/api/console/access-log')).body['code']).toBe('task-missing');
  });

  test('six hundred calls a minute, then it waits', async () => {
    const { body } = await make(agent);
    const statuses = new Set<number>();
    for (let call = 0; call < 600; call += 1)
      statuses.add((await ask(body.token, 'GET', '/api/console/conditions')).status);
    expect([...statuses]).toEqual([200]);
    const over = await ask(body.token, 'GET', '/api/console/conditions');
    expect(over).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('every route', () => {
  // The guard stands before the input: any id does, and no body.
  const addressOf = (name: keyof typeof consoleRoutes) =>
    consoleRoutes[name].path.replaceAll(/:\w+/g, open.world.nobody);
  const names = Object.keys(consoleRoutes) as (keyof typeof consoleRoutes)[];

  test('a token that only reads is refused wherever something is written, and writes are what is not said to read', async () => {
    const tasks = [
      'lead-team',
      'handle-data-protection',
      'reveal-identity-codes',
      'administer-staff',
      'keep-register',
    ];
    const reading = (await make(lead, { tasks })).body.token;
    const writing = names.filter(
      (name) => tokenUseOf(name, consoleRoutes[name], consoleGuards[name]) === 'writes',
    );
    expect(writing.length).toBeGreaterThan(15);
    for (const name of writing) {
      const answer = await ask(reading, consoleRoutes[name].method, addressOf(name));
      expect(answer.status, name).toBe(403);
      expect(answer.body['code'], name).toBe('token-read-only');
    }
    const [row] = await open.the.house.storage.db.query<{ version: number }>(
      'SELECT version FROM register.contact WHERE id = $1',
      [open.world.contactId],
    );
    expect(row?.version).toBe(1);
  });

  test('sign-in, password, undertaking, tokens, staff and connections are for people', async () => {
    const tasks = ['lead-team', 'administer-staff', 'keep-register'];
    const { token } = (await make(lead, { tasks, mayWrite: true })).body;
    const never = names.filter((name) => {
      const guard = consoleGuards[name];
      return (
        tokenUseOf(name, consoleRoutes[name], guard) === 'never' ||
        ['manage-staff', 'grant-tasks', 'manage-connections', 'draft-register', 'publish-register'].includes(
          guard,
        )
      );
    });
    expect(never).toEqual(
      expect.arrayContaining([
        'signIn',
        'signOut',
        'useLink',
        'changePassword',
        'acceptUndertaking',
        'makeToken',
        'ownTokens',
        'inviteStaff',
        'grantTask',
        'makeEndpoint',
        'listTokens',
      ]),
    );
    for (const name of never) {
      const answer = await ask(token, consoleRoutes[name].method, addressOf(name));
      expect(answer.status, name).toBe(403);
      expect(answer.body['code'], name).toBe('token-not-here');
    }
  });

  test('a token bound to one task opens what that task opens, of all its maker may', async () => {
    const { token } = (await make(lead, { tasks: ['lead-team'], mayWrite: true })).body;
    const { acts } = open.the.house.declarations.current().declaration.tasks['lead-team']!;
    for (const name of names) {
      const guard = consoleGuards[name];
      if (['anyone', 'signed-in', 'bound'].includes(guard) || (acts as readonly string[]).includes(guard))
        continue;
      const answer = await ask(token, consoleRoutes[name].method, addressOf(name));
      expect(answer.status, name).toBe(403);
      expect(['task-missing', 'token-not-here'], name).toContain(answer.body['code']);
    }
    expect((await ask(token, 'GET', '/api/console/contacts')).status).toBe(200);
  });

  test('a stored identity code is shown to no program', async () => {
    const tasks = ['handle-data-protection', 'reveal-identity-codes'];
    const { token } = (await make(lead, { tasks, mayWrite: true })).body;
    const { body } = await ask(token, 'GET', '/api/console/me');
    expect(body['acts']).toContain('open-person');
    expect(body['acts']).not.toContain('reveal-identity-code');
  });
});

describe('ending', () => {
  const opens = async (token: string) =>
    (await ask(token, 'GET', '/api/console/contacts')).body['code'] ?? 'ok';

  test('one that is withdrawn stops at once, by its maker or an administrator, and by nobody else', async () => {
    const [first, second] = [(await make(agent)).body, (await make(agent)).body];
    expect(await opens(first.token)).toBe('ok');
    expect((await lead.ask('DELETE', `${own}/${first.tokenId}`)).body).toMatchObject({ code: 'not-found' });
    expect((await agent.ask('DELETE', `${own}/${first.tokenId}`)).status).toBe(200);
    expect(await opens(first.token)).toBe('token-not-valid');
    expect((await agent.ask('DELETE', `${own}/${first.tokenId}`)).body).toMatchObject({
      code: 'already-done',
    });
    expect(
      (await agent.ask('DELETE', `/api/console/connections/tokens/${second.tokenId}`)).body,
    ).toMatchObject({
      code: 'task-missing',
    });
    expect((await lead.ask('DELETE', `/api/console/connections/tokens/${second.tokenId}`)).status).toBe(200);
    expect(await opens(second.token)).toBe('token-not-valid');
  });

  test('after its last day it opens nothing', async () => {
    const { body } = await make(agent, { days: 1 });
    await open.the.house.storage.db.query('SELECT 1');
    expect(await opens(body.token)).toBe('ok');
    const { tokens } = open.the.house.staff;
    const real = open.the.house.clock.now;
    (open.the.house.clock as { now: () => Date }).now = () => new Date(Date.now() + 3 * 86_400_000);
    expect(await tokens.read(body.token)).toBeUndefined();
    (open.the.house.clock as { now: () => Date }).now = real;
    expect(await tokens.read(body.token)).toBeDefined();
  });

  test('a new password ends them all: who had stolen a session may have made one', async () => {
    const { body } = await make(lead, { tasks: ['lead-team'] });
    expect(await opens(body.token)).toBe('ok');
    const changed = await lead.ask('POST', '/api/console/me/password', {
      current: password,
      next: 'kuusi kurkea kulkee kotiin kuutamolla',
    });
    expect(changed.status).toBe(200);
    expect(await opens(body.token)).toBe('token-not-valid');
  });

  test('it stops with the task, and with the account', async () => {
    const { body } = await make(agent);
    const staff = await open.administrator.ask<{
      staff: { staffId: string; tasks: { task: string; grantId: string }[] }[];
    }>('GET', '/api/console/staff');
    const grant = staff.body.staff
      .find((each) => each.staffId === agent.staffId)!
      .tasks.find((each) => each.task === 'answer-customers')!;
    await open.administrator.ask('DELETE', `/api/console/staff/${agent.staffId}/tasks/${grant.grantId}`);
    expect(await opens(body.token)).toBe('task-missing');
    await open.administrator.ask('POST', `/api/console/staff/${agent.staffId}/close`);
    expect(await opens(body.token)).toBe('token-not-valid');
  });
});
