import type { FastifyInstance } from 'fastify';

export interface TokenAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A request as a program makes it: no cookie, no header of the console. */
export async function askWithToken(
  app: FastifyInstance,
  token: string,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  const isJson = answer.headers['content-type']?.toString().startsWith('application/json') === true;
  return { status: answer.statusCode, body: isJson ? answer.json() : {}, headers: answer.headers };
}
