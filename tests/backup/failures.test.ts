import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { secretsOf } from '../../server/compose-storage.ts';
import { backupLock } from '../../server/operations/backup/backup-store.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import { makeSmallDisk, type SmallDisk } from '../crash/small-disk.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { type BackupTestHouse, startBackupHouse } from './backup-house.ts';

// Each backup syncs a hundred files: on a busy disk several of them take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let it: BackupTestHouse;
let owner: Database;
let parent: string;
let disk: SmallDisk;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'haltija-failing-'));
  disk = await makeSmallDisk(join(parent, 'place'));
  it = await startBackupHouse({ placeFolder: join(parent, 'place') });
  const { connection, keeper } = it.the.house.storage;
  owner = createDatabase(
    { ...connection, user: 'haltija_owner', password: secretsOf(keeper)('owner') },
    { max: 2 },
  );
  await handInMail(it.the.house);
}, 240_000);
afterAll(async () => {
  await owner?.end();
  await it?.end();
  disk?.unmount();
  await rm(parent, { recursive: true, force: true });
});

const make = () => it.the.house.backups.make();
const condition = (about: string) =>
  it.the.house.conditions.list().find((each) => each.part === 'backups' && each.about === about);
const statementsOf = async (folder: string) =>
  (await readdir(join(it.placeFolder, folder), { recursive: true }).catch(() => [])).filter((name) =>
    name.endsWith('statement.age'),
  );
const lastRun = async () => (await it.the.house.backups.runs(1))[0];

afterEach(async () => {
  // Whatever went wrong, the next one is well, and the condition ends.
  await make();
  expect(condition('backup')).toMatchObject({ ok: true });
  expect(condition('late')).toMatchObject({ ok: true });
});

test('one at a time: a second one is refused, and changes nothing', async () => {
  const client = new pg.Client({ ...it.the.house.storage.connection });
  await client.connect();
  await client.query('SELECT pg_advisory_lock($1)', [backupLock]);
  const before = await readdir(it.placeFolder, { recursive: true });
  await expect(make()).rejects.toMatchObject({ code: 'already-done', details: { reason: 'backup-running' } });
  expect(await readdir(it.placeFolder, { recursive: true })).toEqual(before);
  await client.end();
});

test('a full disk: refused with its code, said in the condition, and nothing unfinished is left', async () => {
  const makeRoom = await disk.fill();
  const before = await statementsOf('backups');
  await expect(make()).rejects.toMatchObject({ code: disk.real ? 'storage-full' : 'storage-unavailable' });
  expect(condition('backup')).toMatchObject({
    ok: false,
    code: disk.real ? 'storage-full:ENOSPC' : expect.any(String),
  });
  expect(await lastRun()).toMatchObject({ state: 'failed' });
  await makeRoom();
  expect(await statementsOf('backups')).toEqual(before);
  if (disk.real) {
    const folders = await readdir(join(it.placeFolder, 'backups')).catch(() => []);
    expect(folders).toHaveLength(before.length);
    const left = await readdir(it.placeFolder, { recursive: true });
    expect(left.filter((name) => name.endsWith('.part'))).toEqual([]);
  }
});

test('a disk that only reads, a folder that is gone: refused, and well again afterwards', async () => {
  const mend = await disk.spoil();
  await expect(make()).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect(condition('backup')).toMatchObject({
    ok: false,
    code: expect.stringMatching(/^storage-unavailable:E/),
  });
  await mend();
});

test('the place of another register is left alone', async () => {
  const file = join(it.placeFolder, 'haltija-register');
  await rename(file, `${file}-kept`);
  await writeFile(file, randomBytes(16).toString('hex'));
  const before = await readdir(it.placeFolder, { recursive: true });
  await expect(make()).rejects.toMatchObject({ details: { backup: 'of-another-register' } });
  await expect(it.the.house.backups.beforeEnding(0)).rejects.toMatchObject({
    details: { backup: 'of-another-register' },
  });
  expect(await readdir(it.placeFolder, { recursive: true })).toEqual(before);
  await rename(`${file}-kept`, file);
});

test('the database ends the connection in the midst: refused, and no half backup', async () => {
  const before = await statementsOf('backups');
  const kill =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'haltija-backup' AND query LIKE 'COPY%'";
  let outcome = 'made';
  // Until one is met while it copies.
  for (let tries = 0; outcome === 'made' && tries < 30; tries += 1) {
    let ended = false;
    const asked = make().then(
      () => 'made',
      (error: { code: string }) => error.code,
    );
    void asked.finally(() => (ended = true));
    while (!ended && (await owner.query(kill)).length === 0);
    outcome = await asked;
    if (outcome === 'made') before.push('one more');
  }
  expect(outcome).toBe('storage-unavailable');
  expect(await statementsOf('backups')).toHaveLength(before.length);
});

test('what a kill left is no backup: it is not listed as one, and the next removes it', async () => {
  const left = join(it.placeFolder, 'backups', '20200101T000000Z-0badcafe');
  await mkdir(left, { recursive: true });
  await writeFile(join(left, '001-declaration.version.age'), 'half');
  await owner.query(
    `INSERT INTO operations.backup_run (id, kind, name, state, started_at, seen_at)
     VALUES (gen_random_uuid(), 'backup', '20200101T000000Z-0badcafe', 'running', '2020-01-01', '2020-01-01')`,
  );
  expect(await it.the.house.backups.list()).toContainEqual(
    expect.objectContaining({ id: '20200101T000000Z-0badcafe', finished: false }),
  );
  await make();
  expect((await it.the.house.backups.list()).every(({ finished }) => finished)).toBe(true);
  expect((await it.the.house.backups.runs(100)).find(({ name }) => name.startsWith('2020'))).toMatchObject({
    state: 'failed',
    code: 'cut-short',
  });
});

test('an older database that was put back writes nothing over what is newer', async () => {
  const from = '000000000900000';
  const longer = join(it.placeFolder, 'log', `000000000000000-${from}`);
  await mkdir(longer, { recursive: true });
  await writeFile(join(longer, 'statement.age'), 'of a longer log');
  const late = await statementsOf('late');
  await expect(make()).rejects.toMatchObject({ details: { backup: 'database-behind-backups' } });
  await expect(it.the.house.backups.beforeEnding(0)).rejects.toMatchObject({
    details: { backup: 'database-behind-backups' },
  });
  expect(await statementsOf('late')).toEqual(late);
  await rm(longer, { recursive: true });
});
