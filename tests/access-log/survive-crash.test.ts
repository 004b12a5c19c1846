import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { createAccessLog } from '../../server/safeguards/access-log/append-entries.ts';
import { verifyEntries } from '../../server/safeguards/access-log/verify-entries.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/storage/embedded/start-embedded-postgres.ts';
import { migrate } from '../../server/storage/migrate.ts';
import { makeEntry, rejectionOf } from './make-entry.ts';

// A server of its own, since this one is killed.
let folder: string;
let server: EmbeddedPostgres;
let owner: Database;
let logWriter: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-log-test-'));
  const [ownerPassword, service, writer, backup] = [0, 1, 2, 3].map(() =>
    randomBytes(18).toString('base64url'),
  ) as [string, string, string, string];
  server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  const { connection } = server;
  const migrations = join(import.meta.dirname, '../../migrations');
  await migrate(
    { ...connection, password: ownerPassword },
    { service, logWriter: writer, backup },
    migrations,
  );
  owner = createDatabase({ ...connection, password: ownerPassword }, { max: 2 });
  logWriter = createDatabase({ ...connection, user: 'haltija_log_writer', password: writer }, { max: 2 });
}, 60_000);

afterAll(async () => {
  await owner?.end();
  await logWriter?.end();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('what was recorded outlives kill -9 of the database; what was not is refused; and it recovers by itself', async () => {
  const accessLog = createAccessLog({
    logDb: logWriter,
    clock: systemClock,
    log: silentLogger,
    maxBatch: 20,
  });
  const [file] = await owner.query<{ text: string }>("SELECT pg_read_file('postmaster.pid') AS text");
  const pid = Number(file!.text.split('\n')[0]);

  const durable: string[] = [];
  const refusals: unknown[] = [];
  let killed = false;
  const asked = Array.from({ length: 3000 }, async () => {
    try {
      durable.push(await accessLog.record(makeEntry()));
      if (durable.length >= 400 && !killed) {
        killed = true;
        process.kill(pid, 'SIGKILL');
      }
    } catch (error) {
      refusals.push(error);
    }
  });
  await Promise.all(asked);
  expect(durable.length + refusals.length).toBe(3000);
  expect(durable.length).toBeGreaterThanOrEqual(400);
  expect(refusals.length).toBeGreaterThan(0);
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'log-unavailable' });

  await expect
    .poll(
      () =>
        accessLog.record(makeEntry()).then(
          () => 'recorded',
          () => 'refused',
        ),
      { timeout: 30_000, interval: 200 },
    )
    .toBe('recorded');
  const kept = await owner.query<{ id: string }>('SELECT id FROM log.entry');
  const ids = new Set(kept.map((row) => row.id));
  expect(durable.filter((id) => !ids.has(id))).toEqual([]);
  expect(await verifyEntries({ db: owner, clock: systemClock })).toMatchObject({
    bad: 0,
    entries: kept.length,
  });

  await server.stop();
  expect(await rejectionOf(accessLog.record(makeEntry()))).toMatchObject({ code: 'log-unavailable' });
  await accessLog.close();
}, 90_000);
