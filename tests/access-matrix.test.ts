import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleRoutes } from '../contract/console/routes.ts';
import { consoleGuards } from '../server/api/console/guards.ts';
import { type ErrorCode, errorStatus } from '../server/base/errors.ts';
import { tasksOf } from '../server/operations/demo/make-staff.ts';
import { enter, type OpenHouse, openHouse, signInCookie } from './access-matrix/open-house.ts';
import { type Role, roles } from './access-matrix/roles.ts';
import type { RouteRule, World } from './access-matrix/route-rule.ts';
import { builtRoutes, matrix } from './access-matrix/routes.ts';
import { send } from './promises/visit.ts';

interface Visitor {
  readonly acts: readonly string[];
  readonly accepted: boolean;
  readonly signedIn: boolean;
}

/** Every role of the demo, and those whom it has no role for. */
const visitors: Readonly<Record<string, Visitor>> = {
  ...Object.fromEntries(
    Object.entries(roles).map(([role, { acts }]) => [role, { acts, accepted: true, signedIn: true }]),
  ),
  'without tasks': { acts: [], accepted: true, signedIn: true },
  'undertaking not accepted': {
    acts: roles['data-protection-officer'].acts,
    accepted: false,
    signedIn: true,
  },
  'not signed in': { acts: [], accepted: false, signedIn: false },
};
const userNames: Readonly<Record<string, string>> = {
  agent: 'anna.aalto',
  'team-lead': 'liisa.laine',
  'data-protection-officer': 'paula.palo',
  administrator: 'hilkka.harju',
  auditor: 'tarmo.tamminen',
  'without tasks': 'olli.ojala',
  'undertaking not accepted': 'uuno.uotila',
};

let open: OpenHouse;
const cookies = new Map<string, string>();
const staffIds = new Map<string, string>();

beforeAll(async () => {
  open = await openHouse();
  for (const [role, userName] of Object.entries(userNames)) {
    const tasks =
      role === 'undertaking not accepted'
        ? roles['data-protection-officer'].tasks
        : ((roles as Record<string, Role>)[role]?.tasks ?? []);
    const { staffId, cookie } = await enter(open, userName, tasks, visitors[role]!.accepted);
    cookies.set(role, cookie);
    staffIds.set(role, staffId);
  }
});
afterAll(() => open.the.stop());

test('no route is missing from the matrix, and the matrix names none that is not there', () => {
  const registered = open.routes.filter((route) => !route.startsWith('HEAD '));
  expect(registered.filter((route) => !(route in matrix))).toEqual([]);
  expect(
    Object.keys(matrix).filter((route) => !registered.includes(route) && !builtRoutes.includes(route)),
  ).toEqual([]);
  // HEAD follows GET; nothing else answers.
  expect(
    open.routes.filter((route) => route.startsWith('HEAD ') && !(route.replace('HEAD', 'GET') in matrix)),
  ).toEqual([]);
});

test('the guards in the code are the guards in the matrix', () => {
  for (const [name, route] of Object.entries(consoleRoutes)) {
    expect(matrix[`${route.method} ${route.path}`]?.guard, name).toBe(
      consoleGuards[name as keyof typeof consoleGuards],
    );
  }
});

test('each role holds the tasks of the demo, and these hold the acts of the matrix: no more, no fewer', () => {
  const { tasks } = open.the.house.declarations.current().declaration;
  expect(Object.fromEntries(Object.entries(roles).map(([role, each]) => [role, each.tasks]))).toEqual(
    tasksOf,
  );
  for (const [role, expected] of Object.entries(roles)) {
    const declared = new Set(expected.tasks.flatMap((task) => tasks[task]!.acts));
    expect([...declared].toSorted(), role).toEqual([...expected.acts].toSorted());
  }
});

/** What this visitor must get from the route, by the rules alone. */
function expected(visitor: Visitor, { guard, gives }: RouteRule): RouteRule['gives'] {
  if (guard === 'anyone') return gives;
  if (!visitor.signedIn) return 'sign-in-needed';
  if (guard === 'signed-in') return gives;
  if (!visitor.accepted) return 'undertaking-not-accepted';
  if (guard === 'bound') return visitor.acts.length > 0 ? gives : 'task-missing';
  return visitor.acts.includes(guard) ? gives : 'task-missing';
}

async function ask(
  role: string,
  method: string,
  rule: RouteRule,
  world: World = open.world,
): Promise<{ status: number; code: string | undefined }> {
  const { base, the } = open;
  const url = rule.url(world);
  // Signing out ends the session that the other requests need.
  const cookie =
    url.endsWith('/sign-out') && userNames[role]
      ? await signInCookie(open, userNames[role])
      : cookies.get(role);
  const headers = cookie === undefined ? {} : { cookie };
  if (url.endsWith('/events')) {
    // It does not end by itself.
    const leave = new AbortController();
    const answer = await fetch(base + url, { method, headers, signal: leave.signal });
    const found = {
      status: answer.status,
      code: answer.ok || method === 'HEAD' ? undefined : ((await answer.json()) as { code: string }).code,
    };
    leave.abort();
    return found;
  }
  const payload = method === 'HEAD' ? undefined : rule.body?.(world);
  const remoteAddress = `127.0.1.${1 + Object.keys(visitors).indexOf(role)}`;
  const answer = await send(the.app, method as 'GET', url, {
    headers,
    remoteAddress,
    ...(payload ? { payload } : {}),
  });
  const isJson = answer.headers['content-type']?.toString().startsWith('application/json') === true;
  return {
    status: answer.statusCode,
    code: isJson && method !== 'HEAD' ? answer.json<{ code?: string }>().code : undefined,
  };
}

function check(
  found: { status: number; code: string | undefined },
  gives: RouteRule['gives'],
  method: string,
): void {
  if (gives === 'page') {
    expect([200, 404]).toContain(found.status);
  } else if (typeof gives === 'number') {
    expect(found).toEqual({ status: gives, code: undefined });
  } else {
    expect(found).toEqual({
      status: errorStatus[gives satisfies ErrorCode],
      code: method === 'HEAD' ? undefined : gives,
    });
  }
}

/** Ids that are nobody's: who may not ask is refused before anything is looked for. */
const emptyWorld = (): World => {
  const { nobody, tomorrow } = open.world;
  return {
    contactId: nobody,
    fileId: nobody,
    maskId: nobody,
    personId: nobody,
    mailId: nobody,
    nobody,
    tomorrow,
  };
};
const isRefusal = (gives: RouteRule['gives']) =>
  gives === 'task-missing' || gives === 'undertaking-not-accepted';
const answersHead = (route: string) =>
  route.startsWith('GET ') && open.routes.includes(route.replace('GET', 'HEAD'));

describe.each(Object.entries(visitors))('%s', (role, visitor) => {
  test.each(Object.entries(matrix))('%s', async (route, rule) => {
    const method = route.split(' ')[0]!;
    const gives = expected(visitor, rule);
    check(await ask(role, method, rule), gives, method);
    if (answersHead(route)) check(await ask(role, 'HEAD', rule), gives, 'HEAD');
    if (isRefusal(gives)) check(await ask(role, method, rule, emptyWorld()), gives, method);
  });

  test('is refused in the log as often as at the door', async () => {
    const staffId = staffIds.get(role);
    if (staffId === undefined) return;
    const refused = Object.entries(matrix).filter(([, rule]) => isRefusal(expected(visitor, rule)));
    const [row] = await open.the.house.storage.db.query<{ count: number }>(
      "SELECT count(*) AS count FROM log.entry WHERE actor = $1 AND action = 'refuse' AND refusal IN ('task-missing', 'undertaking-not-accepted')",
      [staffId],
    );
    expect(row!.count).toBe(refused.reduce((count, [route]) => count + (answersHead(route) ? 3 : 2), 0));
  });
});
