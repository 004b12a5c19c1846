import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between us and a server: passes each request on, or answers as the test says. */
export interface Between {
  readonly endpoint: string;
  /** Every request that came, as `METHOD /path?query`. */
  readonly asked: string[];
  /** How many were opened. */
  connections(): number;
  stop(): Promise<void>;
}

/**
 * @param meddle true when it answered itself. `pass` sends the request on, and gives the server's whole answer
 */
export async function startBetween(
  endpoint: string,
  meddle: (
    asked: IncomingMessage,
    answer: ServerResponse,
    pass: () => Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>,
  ) => Promise<boolean> | boolean,
): Promise<Between> {
  const asked: string[] = [];
  const { hostname, port } = new URL(endpoint);
  const server = createServer((incoming, answer) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const send = async () => {
      const body = await gather(incoming);
      const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
      const { method = 'GET', url = '/', headers } = incoming;
      // The host's name stays as it was: it is signed.
      const onward = request({ hostname, port, method, path: url, headers }, resolve);
      onward.on('error', reject);
      onward.end(body);
      const found = await promise;
      return { status: found.statusCode!, headers: found.headers, body: await gather(found) };
    };
    void (async () => {
      if (await meddle(incoming, answer, send)) return;
      const { status, headers, body } = await send();
      answer.writeHead(status, headers);
      answer.end(body);
    })().catch(() => answer.destroy());
  });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    connections: () => connections,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function gather(from: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of from) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
