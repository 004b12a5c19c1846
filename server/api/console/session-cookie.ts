import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../base/errors.ts';
import type { Session, Sessions } from '../../safeguards/access/sessions.ts';

/** Under https the name itself forbids another host or path to set it. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-haltija' : 'haltija';
}

const options = (secure: boolean): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict',
  secure,
});

export function setSessionCookie(reply: FastifyReply, token: string, expires: Date, secure: boolean): void {
  void reply.setCookie(cookieName(secure), token, { ...options(secure), expires });
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  void reply.clearCookie(cookieName(secure), options(secure));
}

/** @throws Refusal 'sign-in-needed' for a cookie that is missing, altered, idle too long or ended */
export async function readSession(
  sessions: Sessions,
  request: FastifyRequest,
  secure: boolean,
): Promise<Session> {
  const token = request.cookies[cookieName(secure)];
  const session = token === undefined || token.length > 200 ? undefined : await sessions.readSession(token);
  if (session === undefined) throw new Refusal('sign-in-needed');
  return session;
}

/**
 * Writing calls come from our own pages: the header cannot be set across sites without a preflight
 * that we never grant, and a browser tells where the call is from.
 * @throws Refusal 'wrong-origin'
 */
export function mustBeOurPage(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (request.headers['x-haltija'] !== 'console') throw new Refusal('wrong-origin', { header: 'x-haltija' });
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin')
    throw new Refusal('wrong-origin', { header: 'sec-fetch-site' });
  const { origin, host } = request.headers;
  if (origin === undefined || origin === new URL(publicUrl).origin) return;
  // `null` is a page without an origin, such as the frame that shows a mail.
  if (!URL.canParse(origin) || new URL(origin).host !== host)
    throw new Refusal('wrong-origin', { header: 'origin' });
}
