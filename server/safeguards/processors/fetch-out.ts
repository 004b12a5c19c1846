import { Refusal } from '../../base/errors.ts';
import type { Way } from '../declaration/declaration.ts';
import type { Leave } from './leave.ts';
import { placeOf } from './place-of.ts';
import type { Destination } from './refuse-connection.ts';

/** What is asked of another machine by HTTP. */
export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams | Uint8Array<ArrayBuffer>;
  /** Milliseconds for all of it. */
  readonly answerTime?: number;
  /** Bytes of the answer. */
  readonly mostBytes?: number;
}

export interface Fetched {
  readonly status: number;
  header(name: string): string | null;
  /** The answer as it comes. @throws FetchFailed 'too-large', 'no-answer' */
  pieces(): AsyncIterable<Uint8Array>;
  /** All of it. @throws FetchFailed as `pieces` */
  text(): Promise<string>;
}

/** Holds a code only: what others answer may quote what they were sent. */
export class FetchFailed extends Error {
  readonly code: 'no-answer' | 'too-large';

  constructor(code: FetchFailed['code']) {
    super(code);
    this.name = 'FetchFailed';
    this.code = code;
  }
}

/** The one place where the software asks another machine by `fetch` (a lint rule says so). */
export async function fetchOut(
  leave: (to: Destination) => Promise<Leave>,
  way: Way,
  url: string,
  asking: Asking,
): Promise<Fetched> {
  const target = readUrl(url);
  const { host } = placeOf(
    await leave({
      way,
      host: target.hostname,
      port: Number(target.port) || (target.protocol === 'https:' ? 443 : 80),
    }),
    way,
  );
  if (host !== target.hostname) throw new Refusal('internal', { reason: 'leave-not-given' });
  const { answerTime = 30_000, mostBytes = 1024 * 1024, method = 'GET', headers = {}, body } = asking;
  let response: Response;
  try {
    response = await fetch(target, {
      method,
      headers: { ...headers },
      ...(body === undefined ? {} : { body }),
      // Elsewhere is another machine, which nobody asked the gate for; and a secret would go there too.
      redirect: 'error',
      signal: AbortSignal.timeout(answerTime),
    });
  } catch {
    throw new FetchFailed('no-answer');
  }
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let size = 0;
    try {
      for await (const chunk of response.body ?? []) {
        size += chunk.length;
        if (size > mostBytes) throw new FetchFailed('too-large');
        yield chunk;
      }
    } catch (error) {
      throw error instanceof FetchFailed ? error : new FetchFailed('no-answer');
    }
  }
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    pieces,
    async text() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of pieces()) chunks.push(chunk);
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

/** @throws Refusal 'invalid-input' for what is no address of the web, or holds a name and password */
function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const usable = url !== undefined && ['https:', 'http:'].includes(url.protocol);
  if (!usable || url.username !== '' || url.password !== '')
    throw new Refusal('invalid-input', { field: 'url' });
  return url;
}
