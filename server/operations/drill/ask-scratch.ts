import { request } from 'node:http';
import { Refusal } from '../../base/errors.ts';

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  /** `name=value` of a cookie that was set. */
  readonly cookie: string | undefined;
}

export type Ask = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answered>;

/** Asks a service on this machine over HTTP as the console does: only 127.0.0.1, so that no leave is needed. */
export function askScratch(port: number, cookie?: string): Ask {
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          method,
          path,
          headers: {
            'x-haltija': 'console',
            ...(cookie === undefined ? {} : { cookie }),
            ...(text === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': text.length }),
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const isJson = (answer.headers['content-type'] ?? '').startsWith('application/json');
            const whole = Buffer.concat(chunks);
            resolve({
              status: answer.statusCode ?? 0,
              body: isJson ? JSON.parse(whole.toString()) : whole,
              cookie: answer.headers['set-cookie']?.[0]?.split(';')[0],
            });
          });
        },
      );
      asked.on('error', reject);
      asked.end(text);
    });
}

/** The answer of something that must succeed. @throws Refusal 'internal' with the path's first parts and the status */
export async function must<Body>(asked: Promise<Answered>, what: string): Promise<Body> {
  const { status, body } = await asked;
  if (status < 200 || status > 299) {
    const code = (body as { code?: unknown } | null)?.code;
    throw new Refusal('internal', { reason: 'drill', what, status, ...(code ? { code: String(code) } : {}) });
  }
  return body as Body;
}

/** @returns how to ask as that member of staff, and the session's secret */
export async function signIn(
  port: number,
  userName: string,
  password: string,
): Promise<{ ask: Ask; session: string }> {
  const answered = await askScratch(port)('POST', '/api/console/sign-in', { userName, password });
  await must(Promise.resolve(answered), 'sign-in');
  if (answered.cookie === undefined) throw new Refusal('internal', { reason: 'drill', what: 'sign-in' });
  return {
    ask: askScratch(port, answered.cookie),
    session: answered.cookie.slice(answered.cookie.indexOf('=') + 1),
  };
}
