import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../../server/base/logger.ts';
import { findRunningPostgres } from '../../server/storage/embedded/find-running-postgres.ts';
import { startEmbeddedPostgres } from '../../server/storage/embedded/start-embedded-postgres.ts';
import { eventually, killOwner, makeTestFolder, ownerPassword, postmasterPid } from './owner-process.ts';
import { processesWith, query, startOwner, stopOwner } from './owner-process.ts';
import type { OwnerProcess } from './owner-process.ts';

const place = makeTestFolder();
const { dataDir } = place;
const cluster = join(dataDir, 'cluster');
let owner: OwnerProcess;

function startHere(password = ownerPassword) {
  return startEmbeddedPostgres({
    dataDir,
    ownerPassword: password,
    databaseName: 'haltija',
    log: silentLogger,
  });
}

beforeAll(async () => {
  owner = await startOwner({ dataDir });
  await query(owner.server.connection, "CREATE TABLE kept AS SELECT 'stays' AS name");
}, 30_000);

afterAll(async () => {
  owner.process.kill('SIGKILL');
  await place.remove();
}, 30_000);

test('refuses a second owner at once, naming the first one, which does not notice', async () => {
  const begun = performance.now();
  await expect(startHere()).rejects.toMatchObject({
    code: 'storage-unavailable',
    details: { reason: 'held-by-another-process', pid: owner.process.pid },
  });
  expect(performance.now() - begun).toBeLessThan(2_000);
  const second = await startOwner({ dataDir });
  expect(second.refusal).toMatchObject({ details: { pid: owner.process.pid } });
  expect(await query(owner.server.connection, 'SELECT name FROM kept')).toEqual([{ name: 'stays' }]);
});

test('an operator finds the running server without owning it', async () => {
  const found = await findRunningPostgres(dataDir);
  expect(found).toEqual({ connection: owner.server.connection, ownerPid: owner.process.pid });
});

test('kill -9 of the owner ends the server at once; the next start has the data', async () => {
  await killOwner(owner);
  await eventually(() => !existsSync(join(cluster, 'postmaster.pid')), 3_000);
  await eventually(() => processesWith(cluster).length === 0, 3_000);
  expect(await findRunningPostgres(dataDir)).toBeUndefined();
  const before = owner.server.connection.host;
  owner = await startOwner({ dataDir });
  expect(await query(owner.server.connection, 'SELECT name FROM kept')).toEqual([{ name: 'stays' }]);
  expect(existsSync(before)).toBe(false);
}, 20_000);

test('a start while the watchdog of a killed owner still works waits for it', async () => {
  await killOwner(owner);
  owner = await startOwner({ dataDir });
  expect(await query(owner.server.connection, 'SELECT name FROM kept')).toEqual([{ name: 'stays' }]);
}, 20_000);

test('an orphan, its owner and watchdog killed, is taken over', async () => {
  const orphan = postmasterPid(cluster);
  const watchdogs = processesWith(`haltija-watchdog\0${owner.server.connection.host}`);
  expect(watchdogs).toHaveLength(1);
  owner.process.kill('SIGSTOP');
  for (const pid of watchdogs) process.kill(pid, 'SIGKILL');
  await killOwner(owner);
  expect(await query(owner.server.connection, 'SELECT name FROM kept')).toEqual([{ name: 'stays' }]);
  expect(postmasterPid(cluster)).toBe(orphan);

  owner = await startOwner({ dataDir });
  expect(postmasterPid(cluster)).not.toBe(orphan);
  expect(await query(owner.server.connection, 'SELECT name FROM kept')).toEqual([{ name: 'stays' }]);
  const stopped = readFileSync(owner.server.logFile, 'utf8').split('database system is ready').at(-2);
  expect(stopped).not.toContain('automatic recovery in progress');
}, 20_000);

test('a pid file naming a zombie or a stranger does not keep the data closed', async () => {
  // `sleep` never collects the child it inherits from the shell, which would, were it still there: a zombie until it ends. Both of the server's
  // own user: PostgreSQL itself sees through a pid of another.
  const { uid, gid } = statSync(cluster);
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], {
    ...(process.getuid?.() === 0 ? { uid, gid } : {}),
    cwd: '/',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [zombie] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    await eventually(() => readFileSync(`/proc/${zombie}/stat`, 'utf8').includes(') Z '), 3_000);
    for (const pid of [zombie, String(parent.pid)]) {
      await stopOwner(owner);
      writeFileSync(join(cluster, 'postmaster.pid'), `${pid}\n${cluster}\n1\n5432\n/nowhere\n\n`);
      owner = await startOwner({ dataDir });
      expect(await query(owner.server.connection, 'SELECT name FROM kept')).toEqual([{ name: 'stays' }]);
    }
  } finally {
    parent.kill('SIGKILL');
  }
}, 20_000);

test('refuses the password of another keeper, and data lost or of another major', async () => {
  await stopOwner(owner);
  await expect(startHere('some-other-long-password')).rejects.toMatchObject({
    details: { reason: 'owner-password-differs' },
  });
  expect(processesWith(cluster)).toEqual([]);

  const versionFile = join(cluster, 'PG_VERSION');
  writeFileSync(versionFile, '17\n');
  await expect(startHere()).rejects.toMatchObject({
    details: { reason: 'data-of-another-major', found: 17, needed: 18 },
  });
  writeFileSync(versionFile, '18\n');

  renameSync(cluster, `${cluster}.away`);
  await expect(startHere()).rejects.toMatchObject({ details: { reason: 'data-missing' } });
  renameSync(`${cluster}.away`, cluster);
  owner = await startOwner({ dataDir });
  expect(owner.refusal).toBeUndefined();
}, 20_000);
