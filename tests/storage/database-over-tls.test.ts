import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readDatabaseUrl } from '../../server/base/database-url.ts';
import { createDatabase } from '../../server/storage/database.ts';
import { makeCertificate } from '../support/make-certificate.ts';

const postgres = inject('testPostgres');
const servers: Server[] = [];
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'haltija-database-tls-'))));
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

/** The real server behind the TLS of PostgreSQL's protocol: the client asks, hears S or N, and goes on. */
async function serve(tls: { key: string; cert: string } | undefined) {
  const seen: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (asked) => {
      if (asked.length !== 8 || asked.readInt32BE(4) !== 80_877_103) {
        seen.push('plain');
        socket.destroy();
        return;
      }
      socket.write(tls ? 'S' : 'N');
      if (!tls) return void socket.once('data', () => seen.push('plain after N'));
      const secure = new TLSSocket(socket, { isServer: true, ...tls });
      const behind = connect(join(postgres.host, `.s.PGSQL.${postgres.port}`));
      for (const each of [secure, behind]) each.on('error', () => each.destroy());
      secure.pipe(behind).pipe(secure);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, seen };
}

function ask(port: number, query: string) {
  const url = `postgresql://haltija_owner:${encodeURIComponent(postgres.ownerPassword)}@127.0.0.1:${port}/postgres?${query}`;
  const db = createDatabase(readDatabaseUrl(url), { max: 1 });
  return db.query<{ one: number }>('SELECT 1 AS one').finally(() => db.end());
}

test('a database by URL is reached over TLS only with a certificate of the authority that was named', async () => {
  const ours = makeCertificate(folder, 'ours');
  const other = makeCertificate(folder, 'other');
  const [key, cert] = [ours.keyFile, ours.certFile].map((file) => readFileSync(file, 'utf8')) as [
    string,
    string,
  ];
  const { port } = await serve({ key, cert });
  expect(await ask(port, `sslmode=verify-full&sslrootcert=${ours.certFile}`)).toEqual([{ one: 1 }]);
  expect(await ask(port, 'sslmode=require')).toEqual([{ one: 1 }]);
  await expect(ask(port, `sslmode=verify-full&sslrootcert=${other.certFile}`)).rejects.toThrow();
  await expect(ask(port, 'sslmode=verify-full')).rejects.toThrow();
});

test('a server that has no TLS, or whoever stands before it, gets no password', async () => {
  const { port, seen } = await serve(undefined);
  await expect(ask(port, 'sslmode=require')).rejects.toThrow();
  expect(seen).toEqual([]);
});
