import { createServer, type Server } from 'node:http';
import type { Agent } from 'node:http';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refusal } from '../../server/base/errors.ts';
import { createAskingAgent } from '../../server/storage/bucket/ask-before-connecting.ts';

let server: Server;
let port: number;
let connections = 0;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  connections = 0;
  server = createServer((_, answer) => answer.end('here'));
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
});

function ask(agent: Agent): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  get({ host: '127.0.0.1', port, agent }, (answer) => {
    let text = '';
    answer.on('data', (piece: Buffer) => (text += piece.toString()));
    answer.on('end', () => setImmediate(() => resolve(text)));
  }).on('error', reject);
  return promise;
}

test('a refused host sees no connection, and the refusal comes through as it is', async () => {
  const refusal = new Refusal('recipient-not-declared');
  await expect(ask(createAskingAgent(false, () => Promise.reject(refusal)))).rejects.toBe(refusal);
  expect(connections).toBe(0);
});

test('asked before each connection, not for each request; and no connection serves longer than a minute', async () => {
  const mayConnect = vi.fn<(host: string, port: number) => Promise<void>>(() => Promise.resolve());
  const agent = createAskingAgent(false, mayConnect);
  expect(await ask(agent)).toBe('here');
  vi.advanceTimersByTime(59_000);
  expect(await ask(agent)).toBe('here');
  expect([mayConnect.mock.calls, connections]).toEqual([[['127.0.0.1', port]], 1]);
  // Refused from now on: the connection that is open is left when its minute is over.
  mayConnect.mockRejectedValue(new Refusal('recipient-not-declared'));
  expect(await ask(agent)).toBe('here');
  vi.advanceTimersByTime(1_001);
  await expect(ask(agent)).rejects.toMatchObject({ code: 'recipient-not-declared' });
  expect(connections).toBe(1);
  agent.destroy();
});

test('a connection in use when its minute ends serves that request and no other', async () => {
  const mayConnect = vi.fn<(host: string, port: number) => Promise<void>>(() => Promise.resolve());
  const agent = createAskingAgent(false, mayConnect);
  server.removeAllListeners('request');
  server.on('request', (_, answer) => {
    vi.advanceTimersByTime(60_001);
    answer.end('late');
  });
  expect(await ask(agent)).toBe('late');
  expect(await ask(agent)).toBe('late');
  expect([mayConnect.mock.calls.length, connections]).toEqual([2, 2]);
  agent.destroy();
});
