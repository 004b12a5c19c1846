import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorCode } from '../../server/base/errors.ts';
import type { Way } from '../../server/safeguards/declaration/declaration.ts';
import { movableClock, type MovableClock } from '../promises/move-clock.ts';
import { type Ask, signInAgain } from '../promises/visit.ts';
import { makeAdministrator, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { declaring } from './declare.ts';
import { type Receiver, startReceiver } from './start-receiver.ts';
import { awayHost, type Door, openDoor } from './tls-door.ts';

// What the declaration does not name is not connected to: nothing arrives there, and the attempt is kept.

const hour = 3_600_000;
let the: TestHouse;
let clock: MovableClock;
let administrator: Person;
let ask: Ask;
let receiver: Receiver;
/** An HTTP server that gives one large answer, and sends on who asks for another. */
let door: Door;
let stopServer: () => void;
const body = Buffer.alloc(3_000_000, 'a');

beforeAll(async () => {
  const server = createServer((request, response) => {
    if (request.url === '/elsewhere') return response.writeHead(302, { location: '/recording' }).end();
    return response.writeHead(200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopServer = () => {
    server.closeAllConnections();
    server.close();
  };
  door = await openDoor((server.address() as AddressInfo).port, true);
  receiver = await startReceiver();
  clock = movableClock('2026-11-02T08:00:00Z');
  the = await startHouse({ clock, settings: { HALTIJA_WEBHOOK_NETWORKS: `${awayHost}/32` } });
  administrator = await makeAdministrator(the.house, the.app);
  ({ ask } = administrator);
}, 60_000);
afterAll(async () => {
  await the?.stop();
  await Promise.all([door?.stop(), receiver?.stop()]);
  stopServer?.();
});

const url = (path: string) => `https://${awayHost}:${door.port}${path}`;
const refusedWith = (code: ErrorCode) => ({ code, name: 'Refusal' });
async function lines(): Promise<{ refusal: string; way: string }[]> {
  return the.house.storage.db.query(
    "SELECT refusal, details ->> 'way' AS way FROM log.entry WHERE act = 'connect' ORDER BY id",
  );
}
interface Ways {
  connections: { way: Way; host: string; owner: string | null; code: string | null; write: string | null }[];
  refused: { way: Way; host: string; port: number; code: string; times: number; write: string | null }[];
}
const waysOut = async () => (await ask<Ways>('GET', '/api/console/connections/ways-out')).body;

test('a recording, a storage, an identity provider that nobody declared: not a byte goes there', async () => {
  const { gate } = the.house.connections;
  for (const way of ['recordings', 'storage', 'sign-in'] as const)
    await expect(gate.fetch(way, url('/recording'))).rejects.toMatchObject(
      refusedWith('connection-not-declared'),
    );
  await expect(gate.leave({ way: 'storage', host: awayHost, port: 9000 })).rejects.toMatchObject(
    refusedWith('connection-not-declared'),
  );
  expect(door.made()).toBe(0);
  expect((await lines()).map(({ way }) => way)).toEqual(['recordings', 'storage', 'sign-in', 'storage']);
  expect((await waysOut()).refused).toContainEqual(
    expect.objectContaining({
      way: 'recordings',
      host: awayHost,
      port: door.port,
      code: 'connection-not-declared',
      times: 1,
      write: `processors:\n  their-key:\n    connections:\n      - { way: recordings, hosts: [${awayHost}] }\n`,
    }),
  );
});

test('however often it is tried: one row, and one line of the log an hour', async () => {
  const { gate } = the.house.connections;
  const before = (await lines()).length;
  const again = () =>
    gate.leave({ way: 'calls', host: 'sip.example.com', port: 5061 }).catch(() => undefined);
  await Promise.all(Array.from({ length: 40 }, again));
  const rows = (await waysOut()).refused.filter(({ way }) => way === 'calls');
  expect(rows).toMatchObject([{ times: 40, host: 'sip.example.com', port: 5061 }]);
  expect(await lines()).toHaveLength(before + 1);
  clock.pass(hour - 1_000);
  await again();
  expect(await lines()).toHaveLength(before + 1);
  clock.pass(1_000);
  await again();
  await again();
  expect(await lines()).toHaveLength(before + 2);
  // No host, and so nothing that a colleague typed, stands in the log.
  expect(JSON.stringify(await the.house.storage.db.query('SELECT details FROM log.entry'))).not.toContain(
    'sip.',
  );
  ask = await signInAgain(the.app, administrator.userName);
});

test('once it is declared it is let out, in its own way only; sent elsewhere or too large, it ends', async () => {
  const { gate } = the.house.connections;
  await the.house.publish(declaring([{ way: 'recordings', hosts: [awayHost] }]), null);
  const fetched = await gate.fetch('recordings', url('/recording'), { mostBytes: body.length });
  let bytes = 0;
  for await (const piece of fetched.pieces()) bytes += piece.length;
  expect({ status: fetched.status, bytes }).toEqual({ status: 200, bytes: body.length });
  await expect(gate.fetch('storage', url('/recording'))).rejects.toMatchObject(
    refusedWith('connection-not-declared'),
  );
  const tooLarge = await gate.fetch('recordings', url('/recording'), { mostBytes: body.length - 1 });
  await expect(tooLarge.text()).rejects.toMatchObject({ code: 'too-large' });
  await expect(gate.fetch('recordings', url('/elsewhere'))).rejects.toMatchObject({ code: 'no-answer' });
  await expect(gate.fetch('recordings', `ftp://${awayHost}/x`)).rejects.toMatchObject(
    refusedWith('invalid-input'),
  );
  await expect(gate.fetch('recordings', `https://me:secret@${awayHost}/x`)).rejects.toMatchObject(
    refusedWith('invalid-input'),
  );
  // Written down as it was tried; by now there is nothing to add.
  const found = (await waysOut()).refused.find(({ way, port }) => way === 'recordings' && port === door.port);
  expect(found).toMatchObject({ code: 'connection-not-declared', write: null });
});

test('an agreement that is not in force, or a country that is not allowed: refused with that reason', async () => {
  const { gate } = the.house.connections;
  const recordings = [{ way: 'recordings', hosts: [awayHost] }] as const;
  await the.house.publish(
    declaring(recordings, (register) => (register.processors!['relay']!.validUntil = '2026-11-01')),
    null,
  );
  await expect(gate.fetch('recordings', url('/recording'))).rejects.toMatchObject(
    refusedWith('recipient-agreement-ended'),
  );
  const rows = (await waysOut()).refused.filter(({ code }) => code === 'recipient-agreement-ended');
  expect(rows).toMatchObject([{ way: 'recordings', times: 1, write: null }]);
});

test('a web hook goes to a machine of its own recipient only; dropped from the declaration, it stops and loses nothing', async () => {
  const hooks = '/api/console/connections/web-hooks';
  const away = await openDoor(Number(new URL(receiver.url).port), false);
  const target = `http://${awayHost}:${away.port}/hooks`;
  const wish = { url: target, purpose: 'quality', types: ['contact.created'], queues: ['service'] };
  const make = (recipient: string) =>
    ask<{ code: string; endpointId: string }>('POST', hooks, { ...wish, recipient });
  const web = [{ way: 'web-hook', hosts: [awayHost] }] as const;

  expect(await make('work-reports')).toMatchObject({
    status: 403,
    body: { code: 'connection-not-declared' },
  });
  await the.house.publish(declaring(web), null);
  // It is the relay's machine, not that of the reports.
  expect(await make('work-reports')).toMatchObject({
    status: 403,
    body: { code: 'connection-not-declared' },
  });
  const { body: made } = await make('relay');
  await ask('POST', `${hooks}/${made.endpointId}/test`);
  await receiver.until(1);

  await the.house.publish(declaring([]), null);
  expect((await waysOut()).connections).toContainEqual(
    expect.objectContaining({
      way: 'web-hook',
      host: awayHost,
      owner: null,
      code: 'connection-not-declared',
      write: expect.stringContaining('  relay:') as string,
    }),
  );
  const connections = away.made();
  await ask('POST', `${hooks}/${made.endpointId}/test`);
  const listed = async () => {
    const { body: found } = await ask<{ endpoints: { endpointId: string; state: string }[] }>('GET', hooks);
    return found.endpoints.find(({ endpointId }) => endpointId === made.endpointId);
  };
  await expect
    .poll(listed, { timeout: 10_000 })
    .toMatchObject({ state: 'stopped', stopCode: 'connection-not-declared', waiting: 1 });
  expect(away.made()).toBe(connections);
  const resume = () => ask('POST', `${hooks}/${made.endpointId}/state`, { state: 'active' });
  expect(await resume()).toMatchObject({ status: 403, body: { code: 'connection-not-declared' } });

  await the.house.publish(declaring(web), null);
  expect((await resume()).status).toBe(200);
  await receiver.until(2);
  await expect.poll(listed).toMatchObject({ state: 'active', waiting: 0 });
  await away.stop();
});

test('what publishing would do names each connection that the draft would refuse', async () => {
  const { body: simulated } = await ask<{ refused: object[] }>('POST', '/api/console/register/simulate', {
    source: declaring([]),
  });
  expect(simulated.refused).toMatchObject([
    { way: 'web-hook', host: awayHost, setting: null, code: 'connection-not-declared' },
  ]);
});
