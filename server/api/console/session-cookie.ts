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
