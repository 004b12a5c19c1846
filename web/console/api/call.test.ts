import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { addressOf, call } from './call.ts';
import { Problem } from './problem.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllGlobals();
  for (const close of closers.splice(0)) close();
});

/** A server that answers once as told and keeps what it was asked. */
async function serve(status: number, body: string) {
  const asked: { method?: string; url?: string; headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked.push({
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  closers.push(() => server.close());
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init));
  return asked;
}

test('a refusal becomes a problem with its code and details', async () => {
  await serve(429, JSON.stringify({ code: 'sign-in-locked', details: { seconds: 90 } }));
  await expect(call('me')).rejects.toMatchObject({
    code: 'sign-in-locked',
    status: 429,
    details: { seconds: 90 },
  });
});

test('a code we do not know is internal, and a page that is none of ours is unreachable', async () => {
  await serve(500, JSON.stringify({ code: 'made-up' }));
  await expect(call('me')).rejects.toMatchObject({ code: 'internal' });
  await serve(502, '<html>bad gateway</html>');
  await expect(call('me')).rejects.toMatchObject({ code: 'unreachable' });
});

test('no answer at all is unreachable', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')));
  await expect(call('me')).rejects.toBeInstanceOf(Problem);
  await expect(call('me')).rejects.toMatchObject({ code: 'unreachable', status: 0 });
});

test('writing calls carry the header and the body, reading calls neither', async () => {
  const asked = await serve(200, '{"done":true}');
  await call('signIn', { body: { userName: 'aino.korhonen', password: 'x' } });
  await call('me');
  expect(asked[0]).toMatchObject({
    method: 'POST',
    url: '/api/console/sign-in',
    body: '{"userName":"aino.korhonen","password":"x"}',
  });
  expect(asked[0]?.headers).toMatchObject({ 'x-haltija': 'console', 'content-type': 'application/json' });
  expect(asked[1]?.headers).not.toHaveProperty('x-haltija');
});

test('an address has its parts filled in and escaped, and no empty query', () => {
  expect(addressOf('/a/:one/b/:two', { params: { one: '1/2', two: 'å' } })).toBe('/a/1%2F2/b/%C3%A5');
  expect(addressOf('/a', { query: { x: 1, y: undefined, z: '' } })).toBe('/a?x=1');
});
