import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What it answers from now on. */
  answer: { status: number; headers?: Record<string, string> };
  /** Never answers while set. */
  silent: boolean;
  /** Resolves once so many have come. */
  until(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** A real receiver of web hooks on this machine. @param certificate PEM: it is reached by https */
export async function startReceiver(certificate?: { key: string; cert: string }): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: { count: number; done: () => void }[] = [];
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    for (const each of waiting) if (received.length >= each.count) each.done();
    if (receiver.silent) return;
    response.writeHead(receiver.answer.status, receiver.answer.headers);
    response.end('this is never kept: zzqReceiverSaidqzz');
  };
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}/hooks/haltija`,
    received,
    answer: { status: 204 },
    silent: false,
    until: (count) =>
      new Promise((done, fail) => {
        if (received.length >= count) return done();
        waiting.push({ count, done });
        setTimeout(() => fail(new Error(`${received.length} of ${count} web hooks came`)), 15_000).unref();
      }),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}
