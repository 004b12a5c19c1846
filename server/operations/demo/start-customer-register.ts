import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A service's own register of customers, as far as Haltija asks it: a model to build one from (docs/operate/identification.md).
 * It is given what somebody says of themselves and answers whether all of it is right of one customer; which of it is wrong it
 * tells nobody, and who they are neither.
 */
export interface CustomerRegisterServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Seconds that a question may be old. */
const mostSeconds = 60;
const mostBytes = 4096;

/** On 127.0.0.1, on a free port. @param isRight of one customer, all of it */
export async function startCustomerRegister(
  secret: string,
  isRight: (values: Readonly<Record<string, string>>) => boolean,
): Promise<CustomerRegisterServer> {
  const sign = (what: 'ask' | 'answer', body: string) =>
    createHmac('sha256', secret).update(`${what}.${body}`).digest('base64');
  const seen = new Map<string, number>();

  /** @returns undefined for what is not asked rightly: too old, seen before, or signed by somebody else */
  function answer(body: string, signature: string | undefined): string | undefined {
    const [given, right] = [Buffer.from(signature ?? ''), Buffer.from(sign('ask', body))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    const { id, at, values } = JSON.parse(body) as { id: string; at: number; values: Record<string, string> };
    const now = Date.now() / 1000;
    for (const [old, until] of seen) if (until < now) seen.delete(old);
    if (Math.abs(now - at) > mostSeconds || seen.has(id)) return undefined;
    seen.set(id, now + 2 * mostSeconds);
    return JSON.stringify({ id, match: isRight(values) });
  }

  const server = createServer((request, response) => {
    void read(request)
      .then((body) => {
        const signature = request.headers['haltija-signature'];
        const text =
          request.method === 'POST' && body !== undefined && !Array.isArray(signature)
            ? answer(body, signature)
            : undefined;
        if (text === undefined) return response.writeHead(401).end();
        return response
          .writeHead(200, { 'content-type': 'application/json', 'haltija-signature': sign('answer', text) })
          .end(text);
      })
      .catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/match`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > mostBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
