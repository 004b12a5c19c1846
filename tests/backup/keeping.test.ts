import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { secretsOf } from '../../server/compose-storage.ts';
import { isBackupId } from '../../server/operations/backup/format.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { type BackupTestHouse, fileOf, startBackupHouse } from './backup-house.ts';

// Each backup syncs a hundred files: on a busy disk several of them take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let it: BackupTestHouse;
let owner: Database;
let clock: MovableClock;
const day = 86_400_000;
beforeAll(async () => {
  clock = movableClock('2026-04-07T06:00:00Z');
  it = await startBackupHouse({ clock, settings: { HALTIJA_BACKUP_KEEP_DAYS: '7' } });
  const { connection, keeper } = it.the.house.storage;
  owner = createDatabase(
    { ...connection, user: 'haltija_owner', password: secretsOf(keeper)('owner') },
    { max: 2 },
  );
}, 240_000);
afterAll(async () => {
  await owner.end();
  await it.end();
});

const backups = async () => (await it.the.house.backups.list()).map(({ id }) => id);
const namesIn = async (folder: string) =>
  (await readdir(join(it.placeFolder, folder), { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
const long = () => 'brevet '.repeat(20_000);

test('the service makes one a day, and a late set each hour', async () => {
  expect(await it.the.house.backups.keep()).toBe('backup');
  expect(await it.the.house.backups.keep()).toBe('late');
  clock.pass(12 * 3_600_000);
  expect(await it.the.house.backups.keep()).toBe('late');
  clock.pass(12 * 3_600_000);
  expect(await it.the.house.backups.keep()).toBe('backup');
  expect(await backups()).toHaveLength(2);
  // The newest few late sets, each of a higher number than all before.
  expect((await readdir(join(it.placeFolder, 'late'))).map(Number)).toEqual([2, 3, 4]);
});

test('old ones go after their days, with the blobs that only they needed; the newest stays whatever its age', async () => {
  const [contact] = [await handInMail(it.the.house, { text: long() })];
  await it.the.house.backups.make();
  const blobs = await namesIn('blobs');
  expect(blobs.length).toBeGreaterThan(0);
  const withBlob = (await backups()).at(-1)!;

  // The mail goes: the blob is needed by the backups there are, and by none that come.
  await owner.query('UPDATE mail.raw SET blob = NULL, raw_sealed = $1 WHERE contact_id = $2', [
    Buffer.alloc(40),
    contact,
  ]);
  await owner.query(
    'UPDATE register.contact_file SET blob = NULL, content_sealed = $1 WHERE blob IS NOT NULL',
    [Buffer.alloc(40)],
  );
  clock.pass(day);
  await it.the.house.backups.make();
  expect(await namesIn('blobs')).toEqual(blobs);

  clock.pass(6.5 * day);
  await it.the.house.backups.make();
  expect(await backups()).not.toContain(withBlob);
  expect(await namesIn('blobs')).toEqual([]);
  expect((await backups()).every(isBackupId)).toBe(true);

  clock.pass(100 * day);
  expect(await it.the.house.backups.removeOld()).toMatchObject({ blobs: 0 });
  expect(await backups()).toHaveLength(1);
});

test('a blob that is needed again before its time is kept', async () => {
  await handInMail(it.the.house, { text: long() });
  const { id: first } = await it.the.house.backups.make();
  const [row] = await owner.query<{ id: string; blob: string }>(
    'SELECT id, blob FROM mail.raw WHERE blob IS NOT NULL LIMIT 1',
  );
  await owner.query('UPDATE mail.raw SET blob = NULL, raw_sealed = $1 WHERE id = $2', [
    Buffer.alloc(40),
    row!.id,
  ]);
  clock.pass(day);
  await it.the.house.backups.make();
  await owner.query('UPDATE mail.raw SET blob = $1, raw_sealed = NULL WHERE id = $2', [row!.blob, row!.id]);
  clock.pass(day);
  await it.the.house.backups.make();
  clock.pass(8 * day);
  await it.the.house.backups.make();
  expect(await backups()).not.toContain(first);
  expect((await namesIn('blobs')).filter((name) => name.startsWith(row!.blob))).toHaveLength(1);
});

test('the late set tells who was changed since the oldest backup, who is restricted, and nobody else', async () => {
  const people = await owner.query<{ id: string }>('SELECT id FROM register.person ORDER BY id');
  for (let count = people.length; count < 4; count += 1)
    await handInMail(it.the.house, { from: `Pekka ${count} <pekka.${count}@example.fi>` });
  const all = await owner.query<{ id: string }>('SELECT id FROM register.person ORDER BY id');
  clock.pass(30 * day);
  await it.the.house.backups.make();
  await it.the.house.backups.removeOld();
  expect(await backups()).toHaveLength(1);
  const before = await newestLate();
  expect(fileOf(before.tables, 'register.person').rows).toBe(0);
  expect(before.restricted).toBe(0);

  await owner.query("UPDATE register.person SET state = 'restricted' WHERE id = $1", [all[0]!.id]);
  const { access, vault, db } = it.the.house.contacts;
  const grant = access.systemGrant('reseal', { units: [all[1]!.id], categories: ['name'] });
  await db.transaction((tx) => vault.change(tx, grant, 'change', { details: { change: 'corrected' } }));
  clock.pass(3_600_000);
  expect(await it.the.house.backups.keep()).toBe('late');
  const after = await newestLate();
  expect(fileOf(after.tables, 'register.person').rows).toBe(2);
  expect(after.restricted).toBe(1);
  const [fields] = await owner.query<{ count: number }>(
    'SELECT count(*) AS count FROM register.person_field WHERE person_id = ANY ($1)',
    [[all[0]!.id, all[1]!.id]],
  );
  expect(fileOf(after.tables, 'register.person_field').rows).toBe(fields!.count);
});

test('clock-behind: what another process notes by a clock that is a little slow is in the late set too', async () => {
  // Then it is the oldest, and the late set begins with it.
  clock.pass(30 * day);
  const made = await it.the.house.backups.make();
  const people = await owner.query<{ id: string }>('SELECT id FROM register.person ORDER BY id LIMIT 2');
  await owner.query(
    'INSERT INTO register.person_distinct (lower_id, higher_id, at, by) VALUES ($1, $2, $3, gen_random_uuid())',
    [people[0]!.id, people[1]!.id, new Date(clock.now().getTime() - 60_000)],
  );
  expect(await backups()).toEqual([made.id]);
  clock.pass(1_000);
  await it.the.house.backups.keep();
  const late = await newestLate();
  expect(late.number).toBeGreaterThan(made.late);
  expect(fileOf(late.tables, 'register.person_distinct').rows).toBe(1);
});

async function newestLate() {
  const numbers = (await readdir(join(it.placeFolder, 'late'))).map(Number);
  return it.late(Math.max(...numbers));
}

test('the log is copied once, line by line; short parts become one', async () => {
  const { logTree } = it.the.house;
  await logTree.sequence();
  for (let each = 0; each < 3; each += 1) {
    await handInMail(it.the.house);
    await it.the.house.backups.keep();
  }
  const parts = await readdir(join(it.placeFolder, 'log'));
  expect(parts.length).toBeGreaterThan(2);
  clock.pass(day);
  await it.the.house.backups.make();
  const [size] = await owner.query<{ size: number }>('SELECT max(size) AS size FROM log.checkpoint');
  const [first] = (await readdir(join(it.placeFolder, 'log'))).toSorted();
  const [from, to] = first!.split('-').map(Number);
  expect(from).toBe(0);
  // What came while the late set was written stands in a part of its own.
  expect(size!.size - to!).toBeLessThan(20);
  const lines = (await it.late(Math.max(...(await readdir(join(it.placeFolder, 'late'))).map(Number)))).log!
    .size;
  expect(lines).toBe(size!.size);
});
