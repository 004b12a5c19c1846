import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../server/storage/database.ts';
import { openAsOwner } from '../promises/probes/plant.ts';
import { type BackupTestHouse, startBackupHouse } from './backup-house.ts';

// What was left or laid at the place by somebody else than the last backup, and a backup that never comes to its end.

// Each backup syncs a hundred files: on a busy disk several of them take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let it: BackupTestHouse;
let owner: Database;
beforeAll(async () => {
  it = await startBackupHouse();
  owner = openAsOwner(it.the);
  await it.the.house.backups.beforeEnding(0);
});
afterAll(async () => {
  await owner.end();
  await it.end();
});

const condition = (about: string) =>
  it.the.house.conditions.list().find((each) => each.part === 'backups' && each.about === about);

test('log-leavings: what a kill left of a part of the log is removed with the next', async () => {
  const left = join(it.placeFolder, 'log', '000000000000007-000000000000009');
  await mkdir(left, { recursive: true });
  await writeFile(join(left, '002-log.entry.age'), 'lines that are kept longer than their period');
  await it.the.house.backups.beforeEnding(0);
  expect(await readdir(join(it.placeFolder, 'log'))).not.toContain('000000000000007-000000000000009');
});

test('late-number-beyond: a number laid there by somebody else does not hide the late sets that follow', async () => {
  for (const number of ['999999999999999', '999999999999998']) {
    const planted = join(it.placeFolder, 'late', number);
    await mkdir(planted, { recursive: true });
    await writeFile(join(planted, 'statement.age'), 'not ours');
    await expect(it.the.house.backups.beforeEnding(0)).rejects.toMatchObject({
      details: { backup: 'late-number-beyond' },
    });
    expect(condition('late')).toMatchObject({ ok: false });
    await rm(planted, { recursive: true });
  }
  await it.the.house.backups.beforeEnding(0);
});

test('newest-good-removed: what only looks like a newer backup does not let the last good one go', async () => {
  const { id } = await it.the.house.backups.make();
  for (const each of await it.the.house.backups.list())
    if (each.id !== id) await rm(join(it.placeFolder, 'backups', each.id), { recursive: true });
  const planted = join(it.placeFolder, 'backups', '20991231T000000Z-0badcafe');
  await mkdir(planted, { recursive: true });
  await writeFile(join(planted, 'statement.age'), 'not ours');
  // The clock of a machine that made none for long.
  const aged = join(it.placeFolder, 'backups', `20250101${id.slice(8)}`);
  await rename(join(it.placeFolder, 'backups', id), aged);
  await owner.query('UPDATE operations.backup_run SET name = $2 WHERE name = $1', [
    id,
    `20250101${id.slice(8)}`,
  ]);
  await it.the.house.backups.removeOld();
  expect((await it.the.house.backups.list()).map((each) => each.id)).toContain(`20250101${id.slice(8)}`);
  await rm(planted, { recursive: true });
});

test('never-finished: a first backup that hangs is told of after two days', async () => {
  await owner.query("DELETE FROM operations.backup_run WHERE kind = 'backup'");
  const hangs = `INSERT INTO operations.backup_run (id, kind, name, state, started_at, seen_at)
     VALUES (gen_random_uuid(), 'backup', '20200101T000000Z-0badcafe', 'running', now() - $1::interval, now())`;
  await owner.query(hangs, ['2 hours']);
  await it.the.house.backups.look();
  expect(condition('backup')).toMatchObject({ ok: true });
  await owner.query(hangs, ['51 hours']);
  await it.the.house.backups.look();
  expect(condition('backup')).toMatchObject({ ok: false, code: 'overdue' });
  expect(await it.the.house.backups.standing()).toMatchObject({ isOverdue: true });
});
