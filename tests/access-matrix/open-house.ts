import { channel } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { newId } from '../../server/base/new-id.ts';
import { handInMailWithFile, handInRaw } from '../promises/hand-in-raw.ts';
import { send } from '../promises/visit.ts';
import { password, startHouse, type TestHouse } from '../support/start-house.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import type { World } from './route-rule.ts';

export interface OpenHouse {
  readonly the: TestHouse;
  readonly administrator: Person;
  readonly world: World;
  /** `METHOD /pattern` of every route that was registered, in order. */
  readonly routes: readonly string[];
  /** Where it listens, for what streams. */
  readonly base: string;
}

/** A house with one ordinary contact and one unreadable mail, and the list of all its routes as they were registered. */
export async function openHouse(): Promise<OpenHouse> {
  const routes: string[] = [];
  const watch = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', (route: RouteOptions) => {
      for (const method of [route.method].flat()) routes.push(`${method} ${route.url}`);
    });
  };
  const starts = channel('fastify.initialization');
  starts.subscribe(watch);
  const the = await startHouse();
  starts.unsubscribe(watch);

  const administrator = await makeAdministrator(the.house, the.app);
  const contactId = await handInMailWithFile(the.house, {
    from: '"Tellervo Lindqvist" <tellervo.lindqvist@example.fi>',
    text: 'Min kod är 131052-9982.',
    file: { name: 'kvitto.pdf', content: Buffer.from('%PDF-1.4 kvitto') },
  });
  const { rawId: mailId } = await handInRaw(the.house, Buffer.from('Subject: trasig\r\n\r\ntrasig\r\n'));
  const [row] = await the.house.storage.db.query<{ file: string; mask: string; person: string }>(
    `SELECT f.id AS file, m.id AS mask, c.person_id AS person FROM register.contact c
     JOIN register.contact_file f ON f.contact_id = c.id JOIN register.masked_code m ON m.contact_id = c.id WHERE c.id = $1`,
    [contactId],
  );
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const world = {
    contactId,
    mailId,
    fileId: row!.file,
    maskId: row!.mask,
    personId: row!.person,
    nobody: newId(),
    tomorrow,
  };
  const base = await the.app.listen({ host: '127.0.0.1', port: 0 });
  return { the, administrator, world, routes, base };
}

/** A colleague who has signed in, by their cookie. */
export async function enter(
  open: OpenHouse,
  userName: string,
  tasks: readonly string[],
  accept = true,
): Promise<{ staffId: string; cookie: string }> {
  const { the, administrator } = open;
  const person = await makeColleague(the.house, the.app, administrator, {
    userName,
    displayName: 'Anna Niemi',
    tasks,
    accept,
  });
  return { staffId: person.staffId, cookie: await signInCookie(open, userName) };
}

let visits = 0;

/** `name=value` of a fresh session, from an address of its own: one address may try only so often. */
export async function signInCookie(open: OpenHouse, userName: string): Promise<string> {
  const answer = await send(open.the.app, 'POST', '/api/console/sign-in', {
    payload: { userName, password },
    remoteAddress: `127.7.${++visits >> 8}.${visits & 255}`,
  });
  const { name, value } = answer.cookies[0]!;
  return `${name}=${value}`;
}
