import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../../server/base/logger.ts';
import { chooseIdentity } from '../../server/storage/embedded/choose-identity.ts';
import { runProgram } from '../../server/storage/embedded/run-program.ts';
import { startEmbeddedPostgres } from '../../server/storage/embedded/start-embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../server/storage/embedded/start-embedded-postgres.ts';
import { eventually, makeTestFolder, ownerPassword, postmasterPid } from './owner-process.ts';
import { processesWith, query } from './owner-process.ts';

const place = makeTestFolder();
const cluster = join(place.dataDir, 'cluster');
const secret = 'invented-secret-of-the-parent';
let server: EmbeddedPostgres;

beforeAll(async () => {
  process.env['HALTIJA_TEST_SECRET'] = secret;
  server = await startEmbeddedPostgres({
    dataDir: place.dataDir,
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
    settings: { work_mem: '5MB', log_statement: 'all' },
  });
}, 30_000);

afterAll(async () => {
  delete process.env['HALTIJA_TEST_SECRET'];
  await server.stop();
  await place.remove();
}, 30_000);

test('refuses who does not know the password, from the same machine and user', async () => {
  for (const password of ['another-long-password', '']) {
    const client = new Client({ ...server.connection, password: () => password });
    await expect(client.connect()).rejects.toThrow();
  }
});

test('has no door but a private socket with a short path', async () => {
  expect(await query(server.connection, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
  // Line 6 of the pid file is the first TCP address listened on.
  expect(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[5]).toBe('');
  const hba = await query(server.connection, 'SELECT type, auth_method FROM pg_hba_file_rules');
  expect(hba).toEqual([{ type: 'local', auth_method: 'scram-sha-256' }]);
  const mode = execFileSync('stat', ['-c', '%a', server.connection.host], { encoding: 'utf8' }).trim();
  expect(mode).toBe('700');
});

test('is PostgreSQL 18 with checksums, full durability and the settings asked for', async () => {
  const [row] = await query(
    server.connection,
    `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('data_checksums') AS sums,
       current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
       current_setting('work_mem') AS work_mem, current_setting('log_statement') AS log_statement,
       lower('ÅÄÖ') AS lower, current_setting('server_encoding') AS encoding`,
  );
  expect(row).toEqual({
    major: 18,
    sums: 'on',
    fsync: 'on',
    commit: 'on',
    work_mem: '5MB',
    // Asked for, and not given: it would write values to the log.
    log_statement: 'none',
    lower: 'åäö',
    encoding: 'UTF8',
  });
});

test('gets neither the environment of its parent nor the password', async () => {
  const identity = chooseIdentity(undefined);
  const watchdog = processesWith('haltija-watchdog').filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(server.connection.host),
  );
  expect(watchdog).toHaveLength(1);
  for (const pid of [postmasterPid(cluster), ...watchdog]) {
    const seen = await runProgram('/bin/cat', [`/proc/${pid}/environ`, `/proc/${pid}/cmdline`], { identity });
    expect(seen.exitCode).toBe(0);
    expect(seen.stdout).toContain('LC_ALL=C');
    expect(seen.stdout).not.toContain(secret);
    expect(seen.stdout).not.toContain(ownerPassword);
  }
  const kept = await runProgram('grep', ['-rlF', ownerPassword, place.dataDir], { identity });
  expect(kept.stdout).toBe('');
});

test('writes no value to its log, whatever fails', async () => {
  await query(server.connection, 'CREATE TABLE kept (name text PRIMARY KEY)');
  const value = 'Invented Person Tallqvist';
  const fails = [
    () => query(server.connection, `SELECT '${value}'::int`),
    () => query(server.connection, 'SELECT $1::text::int', [value]),
    () => query(server.connection, `INSERT INTO kept VALUES ('${value}'), ('${value}')`),
    () => query(server.connection, 'INSERT INTO kept VALUES ($1), ($1)', [value]),
    () => query(server.connection, `DO $$BEGIN RAISE EXCEPTION 'no %', '${value}'; END$$`),
    () => query(server.connection, `SELECT "${value}"`),
  ];
  for (const fail of fails) await expect(fail()).rejects.toThrow();
  const log = readFileSync(server.logFile, 'utf8');
  expect(log).toContain('ready to accept connections');
  expect(log).not.toContain('Tallqvist');
});

const answers = () =>
  query(server.connection, 'SELECT name FROM kept').then(
    (rows) => rows.length === 1,
    () => false,
  );

test('starts again by itself when it is killed, and so does its watchdog', async () => {
  await query(server.connection, "INSERT INTO kept VALUES ('stays')");
  const first = postmasterPid(cluster);
  process.kill(first, 'SIGKILL');
  await eventually(answers, 15_000);
  expect(postmasterPid(cluster)).not.toBe(first);

  const watchdogs = () => processesWith(`haltija-watchdog\0${server.connection.host}`);
  const [watchdog] = watchdogs();
  process.kill(watchdog!, 'SIGKILL');
  await eventually(() => watchdogs().length === 1 && watchdogs()[0] !== watchdog, 5_000);
}, 30_000);

test('a long statement that outlives the killed postmaster keeps nobody waiting', async () => {
  // It looks neither at the clock nor at its client, and would run for minutes.
  const long = query(server.connection, 'SELECT count(*) FROM generate_series(1, 3000000000)').catch(
    () => 'cut off',
  );
  const running = () =>
    query(
      server.connection,
      "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_series(1, 3%' AND pid <> pg_backend_pid()",
    );
  await eventually(async () => (await running()).length > 0, 5_000);
  process.kill(postmasterPid(cluster), 'SIGKILL');
  await eventually(answers, 15_000);
  expect(await long).toBe('cut off');
}, 30_000);

test('leaves nothing behind when stopped, and keeps the data', async () => {
  await server.stop();
  await server.stop();
  expect(processesWith(cluster)).toEqual([]);
  expect(processesWith(server.connection.host)).toEqual([]);
  expect(existsSync(server.connection.host)).toBe(false);
  expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);
  expect(readFileSync(join(place.dataDir, 'owner.lock'), 'utf8')).toBe('');

  server = await startEmbeddedPostgres({
    dataDir: place.dataDir,
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  expect(await query(server.connection, 'SELECT name FROM kept')).toEqual([{ name: 'stays' }]);
}, 15_000);
