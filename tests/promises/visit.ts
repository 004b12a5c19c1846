import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { password } from '../support/start-house.ts';

export type Ask = <Answer = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  body?: unknown,
) => Promise<{ status: number; body: Answer }>;

/** Signs in anew: after the clock has moved, the session of before is over. @returns how to ask as that person */
export async function signInAgain(app: FastifyInstance, userName: string): Promise<Ask> {
  const answer = await send(app, 'POST', '/api/console/sign-in', { payload: { userName, password } });
  if (answer.statusCode !== 200) throw new Error(`sign-in gave ${answer.statusCode} ${answer.body}`);
  const { name, value } = answer.cookies[0]!;
  return async (method, url, body) => {
    const given = await send(app, method, url, {
      cookies: { [name]: value },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const isJson = given.headers['content-type']?.toString().startsWith('application/json') === true;
    return { status: given.statusCode, body: isJson ? given.json() : (given.body as never) };
  };
}

/** A request with the console's header, whole answer. */
export function send(
  app: FastifyInstance,
  method: 'GET' | 'POST' | 'DELETE' | 'HEAD' | 'PUT' | 'PATCH',
  url: string,
  options: Omit<InjectOptions, 'method' | 'url'> = {},
): Promise<LightMyRequestResponse> {
  return app.inject({ method, url, ...options, headers: { 'x-haltija': 'console', ...options.headers } });
}

/** A page of the portal as a reader sees it: text, plain blanks. */
export async function readPage(app: FastifyInstance, url: string): Promise<string> {
  const answer = await app.inject({ method: 'GET', url });
  if (answer.statusCode !== 200) throw new Error(`${url} gave ${answer.statusCode}`);
  const { body } = answer;
  return body
    .slice(body.indexOf('<body'))
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
