import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorStatus } from '../server/base/errors.ts';
import { badBodies, badQueries, badSegments, badValues, marker } from './access-matrix/bad-values.ts';
import { enter, type OpenHouse, openHouse, signInCookie } from './access-matrix/open-house.ts';
import { roles } from './access-matrix/roles.ts';
import { matrix } from './access-matrix/routes.ts';
import type { RouteRule } from './access-matrix/route-rule.ts';
import { send } from './promises/visit.ts';
import { inspectionRoutes } from '../contract/inspection/routes.ts';
import { z } from 'zod';

// Nonsense for every route from somebody whom every door is open to: a coded answer, never a 500, nothing repeated.

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: { properties?: Record<string, unknown> } }> };
}

let open: OpenHouse;
let cookie: string;
/** An auditor's, for the routes that are theirs. */
let auditor: string;
let calls = 0;
// Wrong passwords lock an account against signing in, so who signs in again is somebody else.
const leaver = 'uuno.uotila';

beforeAll(async () => {
  open = await openHouse();
  const tasks = new Set(Object.values(roles).flatMap((role) => role.tasks));
  ({ cookie } = await enter(open, 'liisa.laine', [...tasks]));
  await enter(open, leaver, []);
  auditor = await enterInspection();
});
afterAll(() => open.the.stop());

const routes = Object.entries(matrix).filter(([route]) => !route.endsWith('/events'));
const ofConsole = routes.filter(([route]) => route.includes(' /api/'));

const isInspection = (route: string) => route.includes(' /api/inspection');

/** Opens an inspection and goes in by its link. @returns the auditor's cookie */
async function enterInspection(): Promise<string> {
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const opened = await ask('POST ', '/api/console/inspections', {
    payload: {
      name: 'Tarja Tarkastaja',
      organisation: 'Tarkastus Oy',
      scopes: ['log', 'promises', 'declaration', 'record', 'erasures'],
      from: day(0),
      to: day(5),
    },
  });
  const { link } = opened.json<{ link: string }>();
  const entered = await ask('POST /api/inspection/link', '/api/inspection/link', {
    payload: { token: link.split('#')[1] },
    headers: { cookie: undefined },
  });
  const { name, value } = entered.cookies[0]!;
  return `${name}=${value}`;
}

async function ask(
  route: string,
  url: string,
  options: { payload?: unknown; headers?: Record<string, string | undefined>; fresh?: boolean } = {},
) {
  calls += 1;
  // Signing out would end the session of all the other requests.
  const leaves = route.endsWith('/sign-out') && !(options.headers && 'cookie' in options.headers);
  const page = isInspection(route) ? 'inspection' : 'console';
  const session =
    page === 'inspection'
      ? leaves
        ? await enterInspection()
        : auditor
      : leaves
        ? await signInCookie(open, leaver)
        : cookie;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries({ cookie: session, 'x-haltija': page, ...options.headers }))
    if (value !== undefined) headers[name] = value;
  return open.the.app.inject({
    method: route.split(' ')[0] as 'GET',
    url,
    headers,
    remoteAddress: `127.${1 + (calls >> 8)}.${calls & 255}.1`,
    ...(options.payload === undefined ? {} : { payload: options.payload as object }),
  });
}

/** Coded if refused; never a failure of ours; nothing of what was sent in what comes back. */
function check(answer: LightMyRequestResponse, what: string, refused?: string): void {
  const { statusCode, body, headers } = answer;
  expect(statusCode, `${what} gave ${statusCode} ${body.slice(0, 300)}`).toBeLessThan(500);
  if (refused !== undefined) expect(answer.json(), what).toMatchObject({ code: refused });
  if (statusCode < 400) return;
  expect(JSON.stringify(headers) + body, what).not.toContain(marker);
  const type = String(headers['content-type']);
  if (type.startsWith('text/html')) return;
  expect(type, what).toMatch(/^application\/json/);
  const problem = JSON.parse(body) as { code: keyof typeof errorStatus };
  expect(
    Object.keys(problem).filter((key) => !['code', 'details', 'problems'].includes(key)),
    what,
  ).toEqual([]);
  expect(errorStatus[problem.code], what).toBe(statusCode);
}

/** Routes that take files: what comes as JSON is none, however large. */
const takesBytes = (route: string) =>
  /^POST .*\/(?:files\/:fileId|mail|from-notice|attestations|imports\/:runId\/parts)$/.test(route);

const urlOf = (rule: RouteRule) => rule.url(open.world).split('?')[0]!;
function operationOf(route: string): Operation {
  const [method, pattern] = route.split(' ') as [string, string];
  if (isInspection(route)) return operationOfInspection(method, pattern);
  const paths = open.the.app.swagger().paths as Record<string, Record<string, Operation>>;
  return paths[pattern.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] ?? {};
}

/** They stand in no OpenAPI document: no program comes to them. */
function operationOfInspection(method: string, pattern: string): Operation {
  const found = Object.values(inspectionRoutes).find(
    (each) => each.method === method && each.path === pattern,
  );
  const properties = (schema: z.ZodType) =>
    (z.toJSONSchema(schema, { io: 'input' }) as { properties?: Record<string, unknown> }).properties ?? {};
  return {
    ...(found && 'query' in found
      ? { parameters: Object.keys(properties(found.query)).map((name) => ({ name, in: 'query' })) }
      : {}),
    ...(found && 'body' in found
      ? {
          requestBody: {
            content: { 'application/json': { schema: { properties: properties(found.body) } } },
          },
        }
      : {}),
  };
}

describe.each(routes)('%s', (route, rule) => {
  const pattern = route.split(' ')[1]!;

  test('ids that are none', async () => {
    const segments = pattern.split('/');
    const places = segments.flatMap((segment, index) => (segment.startsWith(':') ? [index] : []));
    for (const place of places) {
      for (const bad of badSegments) {
        const url = urlOf(rule).split('/').with(place, bad).join('/');
        const answer = await ask(route, url, rule.body ? { payload: rule.body(open.world) } : {});
        check(answer, url);
        expect(answer.statusCode, url).toBeGreaterThanOrEqual(400);
      }
    }
  });

  test('filters of nonsense, and keys that nobody knows', async () => {
    const known = (operationOf(route).parameters ?? [])
      .filter((each) => each.in === 'query')
      .map((each) => each.name);
    const body = rule.body ? { payload: rule.body(open.world) } : {};
    for (const query of [...known, 'unknown', '__proto__'].flatMap(badQueries))
      check(await ask(route, `${urlOf(rule)}?${query}`, body), query);
    const all = known.map((key) => `${key}=${marker}`).join('&');
    const answer = await ask(route, `${urlOf(rule)}?${all}`, body);
    check(answer, all);
    if (known.length > 0) expect(answer.statusCode).toBe(400);
  });
});

describe.each(ofConsole)('%s', (route, rule) => {
  const [method] = route.split(' ') as [string];

  test('cookies of nonsense', async () => {
    if (rule.guard === 'anyone') return;
    const name = (isInspection(route) ? auditor : cookie).split('=')[0]!;
    for (const bad of [
      undefined,
      '',
      name,
      `${name}=`,
      `${name}=${marker}`,
      `${name}=%zz${marker}`,
      `${name}=${'A'.repeat(43)}`,
      `${name}=${marker.repeat(500)}`,
      `=;;=,;${marker}`,
    ]) {
      const answer = await ask(route, urlOf(rule), { headers: { cookie: bad } });
      check(answer, String(bad), 'sign-in-needed');
    }
  });

  test('from a page that is not ours', async () => {
    if (method === 'GET') return;
    const body = { payload: rule.body?.(open.world) };
    for (const headers of [
      { 'x-haltija': undefined },
      { 'x-haltija': marker },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: marker },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      check(await ask(route, urlOf(rule), { ...body, headers }), JSON.stringify(headers), 'wrong-origin');
    }
  });

  test('bodies that are none, and one too large', async () => {
    if (method === 'GET') return;
    for (const { type, payload } of badBodies) {
      const answer = await ask(route, urlOf(rule), { payload, headers: { 'content-type': type } });
      check(answer, `${type} ${payload.slice(0, 40)}`);
      if (rule.body) expect(answer.statusCode, payload.slice(0, 40)).toBeGreaterThanOrEqual(400);
    }
    const large = JSON.stringify({ ...rule.body?.(open.world), text: marker.repeat(70_000) });
    expect(large.length).toBeGreaterThan(1024 * 1024);
    check(
      await ask(route, urlOf(rule), { payload: large, headers: { 'content-type': 'application/json' } }),
      'large',
      takesBytes(route) ? 'invalid-input' : 'body-too-large',
    );
  });

  test('every key of the body missing or nonsense', async () => {
    const schema = operationOf(route).requestBody?.content['application/json']?.schema;
    if (rule.body === undefined) {
      expect(schema).toBeUndefined();
      return;
    }
    const keys = Object.keys(schema!.properties!);
    expect(Object.keys(rule.body(open.world)).filter((key) => !keys.includes(key))).toEqual([]);
    for (const key of keys) {
      const { [key]: _left, ...without } = rule.body(open.world);
      check(await ask(route, urlOf(rule), { payload: without }), `without ${key}`);
      for (const bad of badValues)
        check(
          await ask(route, urlOf(rule), { payload: { ...rule.body(open.world), [key]: bad } }),
          `${key}: ${JSON.stringify(bad).slice(0, 60)}`,
        );
    }
  });
});

test.each(['PUT', 'PATCH', 'DELETE', 'POST'] as const)(
  '%s where it is not taken is told so',
  async (method) => {
    for (const [route, rule] of ofConsole) {
      if (`${method} ${route.split(' ')[1]}` in matrix) continue;
      check(
        await send(open.the.app, method, urlOf(rule), { remoteAddress: `127.8.${++calls & 255}.1` }),
        `${method} ${route}`,
        'unknown-route',
      );
    }
  },
);

test.each([
  '/api',
  '/api/console',
  '/api/console/nothing',
  '/api/console/contacts/x/y/z',
  `/api/${marker}`,
  `/api/console/%zz${marker}`,
  `/api/console/contacts/${marker.repeat(20)}`,
])('an address that is not there repeats nothing: %s', async (url) => {
  const answer = await send(open.the.app, 'GET', url);
  check(answer, url);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
});

test('after all that the house works, and its log repeats nothing', async () => {
  expect((await ask('GET ', '/api/console/contacts')).statusCode).toBe(200);
  expect(open.the.logLines.join('')).not.toContain(marker);
  const lines = open.the.logLines.filter((line) => line.includes('"a request failed"'));
  expect(lines).toEqual([]);
});
