import { execFileSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdministrator, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// Certificates are made here; the authority is trusted as an operator trusts one, in the process's own list.

const hooks = '/api/console/connections/web-hooks';
const trusted = getCACertificates('default');
let folder: string;
let the: TestHouse;
let administrator: Person;

const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';
const openssl = (command: string) =>
  execFileSync('openssl', command.split(' '), { stdio: 'ignore', cwd: folder });

/** A certificate of the authority's for a name. */
async function certify(file: string, name: string, dates = '-days 2'): Promise<void> {
  openssl(`req ${newKey} -keyout ${file}.key -out ${file}.csr -subj /CN=${name}`);
  await writeFile(join(folder, `${file}.ext`), `subjectAltName=DNS:${name}`);
  const signed = `x509 -req -in ${file}.csr -CA ca.cert -CAkey ca.key -CAcreateserial`;
  openssl(`${signed} -out ${file}.cert -extfile ${file}.ext ${dates}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-web-hook-tls-'));
  openssl(`req -x509 ${newKey} -days 2 -subj /CN=authority -keyout ca.key -out ca.cert`);
  await certify('right', 'localhost');
  await certify('other', 'elsewhere.example');
  await certify('ended', 'localhost', '-days -1');
  const own = `req -x509 ${newKey} -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost`;
  openssl(`${own} -keyout own.key -out own.cert`);
  the = await startHouse({ settings: { HALTIJA_WEBHOOK_NETWORKS: '127.0.0.0/8,::1/128' } });
  administrator = await makeAdministrator(the.house, the.app);
  setDefaultCACertificates([...trusted, await readFile(join(folder, 'ca.cert'), 'utf8')]);
});
afterAll(async () => {
  setDefaultCACertificates(trusted);
  await the?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Came {
  readonly body: string;
  readonly headers: Record<string, string>;
  /** The name that was asked for, by which a server chooses its certificate. */
  readonly name: string | false | undefined;
}

async function startReceiver(file: string) {
  const came: Came[] = [];
  const [key, cert] = await Promise.all(
    ['key', 'cert'].map((end) => readFile(join(folder, `${file}.${end}`), 'utf8')),
  );
  const server = createServer({ key: key!, cert: cert! }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { servername: name } = request.socket as typeof request.socket & { servername?: string | false };
    came.push({
      body: Buffer.concat(chunks).toString(),
      headers: request.headers as Record<string, string>,
      name,
    });
    response.writeHead(204).end();
  });
  server.on('tlsClientError', () => undefined);
  const { address } = await lookup('localhost', { verbatim: true });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return {
    came,
    url: `https://localhost:${(server.address() as AddressInfo).port}/hooks`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** What became of a test event to a receiver with this certificate. */
async function tell(file: string) {
  const receiver = await startReceiver(file);
  const made = await administrator.ask<{ endpointId: string; secret: string }>('POST', hooks, {
    url: receiver.url,
    recipient: 'work-reports',
    purpose: 'quality',
    types: ['contact.created'],
    queues: ['service'],
  });
  expect(made.status).toBe(200);
  const { endpointId, secret } = made.body;
  await administrator.ask('POST', `${hooks}/${endpointId}/test`);
  const tried = async () =>
    (
      await administrator.ask<{ deliveries: { state: string; code: string | null; attempts: number }[] }>(
        'GET',
        `${hooks}/${endpointId}/deliveries`,
      )
    ).body.deliveries[0]!;
  await expect.poll(async () => (await tried()).attempts, { timeout: 10_000 }).toBe(1);
  const delivery = await tried();
  await administrator.ask('DELETE', `${hooks}/${endpointId}`);
  await receiver.stop();
  return { delivery, came: receiver.came, secret };
}

test.each([
  ['that nobody vouches for', 'own'],
  ['for another name', 'other'],
  ['whose time is over', 'ended'],
])('a receiver with a certificate %s is told nothing, and the list says why', async (_which, file) => {
  const { delivery, came } = await tell(file);
  expect(delivery).toMatchObject({ state: 'waiting', code: 'certificate-not-valid' });
  expect(came).toEqual([]);
});

test('one with a certificate that is trusted is told, under the name of the address, signed', async () => {
  const { delivery, came, secret } = await tell('right');
  expect(delivery).toMatchObject({ state: 'delivered', code: null });
  expect(came).toHaveLength(1);
  expect(came[0]!.name).toBe('localhost');
  expect(new Webhook(secret).verify(came[0]!.body, came[0]!.headers)).toBeTruthy();
});

test('once the authority is trusted no more, it is told nothing either', async () => {
  setDefaultCACertificates(trusted);
  const { delivery, came } = await tell('right');
  expect(delivery).toMatchObject({ state: 'waiting', code: 'certificate-not-valid' });
  expect(came).toEqual([]);
});
