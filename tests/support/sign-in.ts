import type { FastifyInstance, InjectOptions } from 'fastify';
import type { House } from '../../server/compose.ts';
import type { Id } from '../../server/base/new-id.ts';
import { password } from './start-house.ts';

export interface Person {
  readonly staffId: Id<'staff'>;
  readonly userName: string;
  /** A request as this person; writes carry the console's header. */
  ask<Answer = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: unknown,
  ): Promise<{ status: number; body: Answer }>;
}

async function inject(app: FastifyInstance, options: InjectOptions) {
  const answer = await app.inject(options);
  const json = answer.headers['content-type']?.toString().startsWith('application/json') === true;
  return { status: answer.statusCode, body: json ? answer.json() : answer.body, cookies: answer.cookies };
}

async function as(app: FastifyInstance, userName: string, staffId: Id<'staff'>): Promise<Person> {
  const headers = { 'x-haltija': 'console' };
  const signedIn = await inject(app, {
    method: 'POST',
    url: '/api/console/sign-in',
    headers,
    payload: { userName, password },
  });
  if (signedIn.status !== 200)
    throw new Error(`sign-in gave ${signedIn.status} ${JSON.stringify(signedIn.body)}`);
  const cookie = signedIn.cookies[0]!;
  return {
    staffId,
    userName,
    async ask(method, url, body) {
      const { status, body: answer } = await inject(app, {
        method,
        url,
        headers,
        cookies: { [cookie.name]: cookie.value },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      return { status, body: answer };
    },
  };
}

/** The two people every house begins with: each has the administration, so that each can grant the other tasks. */
export async function makeAdministrator(house: House, app: FastifyInstance): Promise<Person> {
  const link = await house.staff.ensureFirstAdministrator();
  if (link === undefined) throw new Error('there is an administrator already');
  const userName = 'aino.korhonen';
  const { staffId } = await house.staff.links.redeem(link.token, {
    password,
    profile: { userName, displayName: 'Aino Korhonen', language: 'fi' },
  });
  const administrator = await as(app, userName, staffId);
  await administrator.ask('POST', '/api/console/undertaking/accept', { version: 1 });
  return administrator;
}

/** A colleague with these tasks, who has accepted the undertaking unless `accept` is false. */
export async function makeColleague(
  house: House,
  app: FastifyInstance,
  administrator: Person,
  given: { userName: string; displayName: string; tasks: readonly string[]; accept?: boolean },
): Promise<Person> {
  const invited = await administrator.ask<{ staffId: Id<'staff'>; link: string }>(
    'POST',
    '/api/console/staff',
    {
      userName: given.userName,
      displayName: given.displayName,
      language: 'sv',
    },
  );
  if (invited.status !== 200)
    throw new Error(`invitation gave ${invited.status} ${JSON.stringify(invited.body)}`);
  await house.staff.links.redeem(invited.body.link.split('#')[1]!, { password });
  const until = new Date(house.clock.now().getTime() + 300 * 86_400_000).toISOString().slice(0, 10);
  for (const task of given.tasks) {
    const granted = await administrator.ask('POST', `/api/console/staff/${invited.body.staffId}/tasks`, {
      task,
      until,
    });
    if (granted.status !== 200)
      throw new Error(`granting gave ${granted.status} ${JSON.stringify(granted.body)}`);
  }
  const colleague = await as(app, given.userName, invited.body.staffId);
  if (given.accept !== false) await colleague.ask('POST', '/api/console/undertaking/accept', { version: 1 });
  return colleague;
}
