import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAddress, destinationOf, isPublic, readNetworks, type Resolved } from './check-address.ts';
import { waysOutTo } from '../../../tests/support/ways-out.ts';
import { postWebhook } from './post-webhook.ts';

const none = readNetworks([]);
const at =
  (...addresses: string[]) =>
  async (): Promise<Resolved[]> =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const reasonOf = (url: string, resolve = at('93.184.215.14'), networks = none) =>
  checkAddress(url, { networks, resolve }).then(
    () => 'allowed',
    (error: { details: { reason: string } }) => error.details.reason,
  );

test('what is not https, or carries a name, a password or a fragment, is refused', async () => {
  expect(await reasonOf('http://hooks.example.com/')).toBe('not-https');
  expect(await reasonOf('ftp://hooks.example.com/')).toBe('not-https');
  expect(await reasonOf('file:///etc/passwd')).toBe('not-https');
  expect(await reasonOf('https://maija:salaisuus@hooks.example.com/')).toBe('name-or-password');
  expect(await reasonOf('https://hooks.example.com/#x')).toBe('fragment');
  expect(await reasonOf('hooks')).toBe('not-an-address');
  expect(
    await reasonOf('https://hooks.example.com/', async () => Promise.reject(new Error('ENOTFOUND'))),
  ).toBe('name-not-found');
});

test('an address inside is refused, however it is written', async () => {
  const inside = [
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fe80::1]/',
    'https://[fc00::1]/',
    'https://[fd12:3456::1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:7f00:1::]/',
    'https://[ff02::1]/',
  ];
  for (const url of inside) expect(await reasonOf(url), url).toBe('inside-address');
});

test('a name is as inside as any one of its addresses', async () => {
  const url = 'https://hooks.example.com/';
  expect(await reasonOf(url, at('127.0.0.1'))).toBe('inside-address');
  expect(await reasonOf(url, at('93.184.215.14', '10.0.0.1'))).toBe('inside-address');
  expect(await reasonOf(url, at('93.184.215.14', '::1'))).toBe('inside-address');
  expect(await reasonOf(url, at('93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'))).toBe('allowed');
});

test('a network that the operator opened may be reached, without https too, and no other', async () => {
  const networks = readNetworks(['10.20.0.0/16']);
  expect(await reasonOf('http://hooks.example.com/', at('10.20.3.4'), networks)).toBe('allowed');
  expect(await reasonOf('http://hooks.example.com/', at('10.21.3.4'), networks)).toBe('inside-address');
  expect(await reasonOf('http://hooks.example.com/', at('10.20.3.4', '93.184.215.14'), networks)).toBe(
    'not-https',
  );
  expect(() => readNetworks(['10.0.0.0'])).toThrow();
});

test('no private, loopback or link-local address is ever public', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const closed = fc.oneof(
    fc.tuple(fc.constant(10), byte, byte, byte),
    fc.tuple(fc.constant(127), byte, byte, byte),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
    fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  );
  fc.assert(
    fc.property(closed, (parts) => {
      const address = parts.join('.');
      expect(isPublic({ address, family: 4 })).toBe(false);
      expect(isPublic({ address: `::ffff:${address}`, family: 6 })).toBe(false);
    }),
  );
});

test('it goes to the address that was checked, whatever the name says by then', async () => {
  const heard: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    heard.push(request.headers.host);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const networks = readNetworks(['127.0.0.0/8']);
  let asked = 0;
  // First our own receiver, then an address of the cloud's inside.
  const resolve = async (): Promise<Resolved[]> => [
    { address: asked++ === 0 ? '127.0.0.1' : '169.254.169.254', family: 4 },
  ];
  const checked = await checkAddress(`http://hooks.example.com:${port}/x`, { networks, resolve });
  // The name is declared: where it leads is what its owner's name servers say.
  const leave = await waysOutTo('hooks.example.com').leave(destinationOf(checked.url));
  expect(await postWebhook(leave, checked, { headers: {}, body: '{}' })).toEqual({
    ok: true,
    status: 204,
    code: null,
  });
  expect(asked).toBe(1);
  expect(heard).toEqual([`hooks.example.com:${port}`]);
  server.close();
});
