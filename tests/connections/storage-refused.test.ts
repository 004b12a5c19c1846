import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { declaring } from './declare.ts';
import { awayHost, type Door, openDoor } from './tls-door.ts';

// A bucket at a host that nobody declared is not asked anything, not even whether it is there.

let the: TestHouse;
let door: Door;
let stopServer: () => void;

beforeAll(async () => {
  // Says no to all: that it was asked is what counts.
  const server = createServer((_request, response) => response.writeHead(403).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopServer = () => {
    server.closeAllConnections();
    server.close();
  };
  door = await openDoor((server.address() as AddressInfo).port, true);
  the = await startHouse({
    settings: {
      HALTIJA_BLOB_URL: 's3://register/blobs',
      HALTIJA_S3_ENDPOINT: `https://${awayHost}:${door.port}`,
      HALTIJA_S3_REGION: 'eu-north-1',
      HALTIJA_S3_ACCESS_KEY: 'access',
      HALTIJA_S3_SECRET_KEY: 'secret-value',
    },
  });
}, 60_000);
afterAll(async () => {
  await the?.stop();
  await door?.stop();
  stopServer?.();
});

test('undeclared it is not reached, and that is written down; declared it is', async () => {
  await expect(the.house.storage.blobs.check()).rejects.toThrow();
  const refused = () =>
    the.house.storage.db.query(
      "SELECT way, host, port::int, code FROM connections.refused WHERE way = 'storage'",
    );
  await expect
    .poll(refused)
    .toEqual([{ way: 'storage', host: awayHost, port: door.port, code: 'connection-not-declared' }]);
  expect(door.made()).toBe(0);
  const { results } = await the.house.promises.run({ evenIfFresh: true });
  expect(results.find(({ probe }) => probe === 'P12.connections-declared')).toMatchObject({
    state: 'broken',
    sample: ['storage HALTIJA_S3_ENDPOINT'],
  });

  await the.house.publish(declaring([{ way: 'storage', hosts: [awayHost] }]), null);
  // It refuses our keys, which it could do only when asked.
  await the.house.storage.blobs.check().catch(() => undefined);
  await expect.poll(() => door.made(), { timeout: 20_000 }).toBeGreaterThan(0);
  expect(the.logLines.join('\n')).not.toContain('secret-value');
}, 60_000);
