import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConsoleRoutes } from '../../../contract/console/routes.ts';
import type { Route } from '../../../contract/route.ts';
import { Refusal } from '../../base/errors.ts';
import type { Guard } from './guards.ts';
import { cookieName } from './session-cookie.ts';

/** What a personal access token may do with a route: nothing, use it as reading, or use it as writing. */
export type TokenUse = 'never' | 'reads' | 'writes';

/** One's own account is for the person, not their programs; these two say only who and how the house is. */
const ofOwnAccount: ReadonlySet<string> = new Set<keyof ConsoleRoutes>(['me', 'conditions']);
/** A program makes no further keys. */
const neverByToken: ReadonlySet<string> = new Set<keyof ConsoleRoutes>(['makeToken']);
/** Asked by POST to keep what is asked for out of addresses; they change nothing. */
const readingPosts: ReadonlySet<string> = new Set<keyof ConsoleRoutes>(['searchContacts', 'tryRule']);

/** A POST or DELETE that is not said to be a reading is a writing: a new route is closed to read-only tokens by itself. */
export function tokenUseOf(name: string, route: Pick<Route, 'method'>, guard: Guard): TokenUse {
  if (guard === 'anyone' || neverByToken.has(name)) return 'never';
  if (guard === 'signed-in') return ofOwnAccount.has(name) ? 'reads' : 'never';
  return route.method === 'GET' || readingPosts.has(name) ? 'reads' : 'writes';
}

/** The token of `Authorization: Bearer …`; undefined for a request without one. */
export function bearerOf(request: FastifyRequest): string | undefined {
  const [, token] = /^bearer +(\S{1,200})\s*$/i.exec(request.headers.authorization ?? '') ?? [];
  return token ?? (/^bearer\b/i.test(request.headers.authorization ?? '') ? '' : undefined);
}

/** Never both: a request that a browser was tricked into must not borrow a program's freedom. @throws Refusal 'token-with-cookie' */
export function mustNotMix(request: FastifyRequest, secure: boolean): void {
  if (request.cookies[cookieName(secure)] !== undefined) throw new Refusal('token-with-cookie');
}

export const tokenCallsPerMinute = 600;
const windowMilliseconds = 60_000;
const most = 10_000;

/** Counts calls by token or session, in this process; says what is left in the headers. @throws Refusal 'too-many-requests' */
export function createTokenLimit(now: () => number = Date.now, perMinute: number = tokenCallsPerMinute) {
  const windows = new Map<string, { began: number; calls: number }>();
  return (tokenId: string, reply: Pick<FastifyReply, 'header'>): void => {
    const at = now();
    let held = windows.get(tokenId);
    if (held === undefined || at - held.began >= windowMilliseconds) {
      if (windows.size >= most)
        for (const [id, each] of windows) if (at - each.began >= windowMilliseconds) windows.delete(id);
      held = { began: at, calls: 0 };
      windows.set(tokenId, held);
    }
    held.calls += 1;
    const seconds = Math.max(1, Math.ceil((held.began + windowMilliseconds - at) / 1_000));
    void reply.header('ratelimit-limit', perMinute);
    void reply.header('ratelimit-remaining', Math.max(0, perMinute - held.calls));
    void reply.header('ratelimit-reset', seconds);
    if (held.calls > perMinute) throw new Refusal('too-many-requests', { seconds });
  };
}
