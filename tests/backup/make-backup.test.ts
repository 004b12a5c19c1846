import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { blobName, readBlobLine } from '../../server/operations/backup/format.ts';
import { findPlain, readFiles } from '../promises/find-plain.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { type BackupTestHouse, fileOf, startBackupHouse } from './backup-house.ts';

// Each backup syncs a hundred files: on a busy disk several of them take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let it: BackupTestHouse;
beforeAll(async () => {
  it = await startBackupHouse();
}, 240_000);
afterAll(() => it.end());

const known = ['Åsa Lindqvist', 'asa@example.fi', 'Brevet kom inte fram', 'fölsökningskod'];
// Large enough to be kept as a blob.
const long = 'fölsökningskod '.repeat(12_000);
const send = (text: string) =>
  handInMail(it.the.house, { from: 'Åsa Lindqvist <asa@example.fi>', subject: 'Brevet kom inte fram', text });

let first: string;

test('a backup holds every row as of one moment, opens with the age program, and is named by a signed statement', async () => {
  await send(long);
  const made = await it.the.house.backups.make();
  first = made.id;
  const statement = await it.backup(first);
  const { db } = it.the.house.storage;
  for (const name of [
    'register.person',
    'register.contact',
    'register.contact_message',
    'mail.raw',
    'staff.member',
  ]) {
    const [row] = await db.query<{ count: number }>(`SELECT count(*) AS count FROM ${name}`);
    expect(fileOf(statement.tables, name).rows, name).toBe(row!.count);
  }
  // Each file is the one that was signed for.
  for (const { name, bytes, sha256 } of [...statement.tables, statement.blobs]) {
    const file = await readFile(join(it.placeFolder, 'backups', first, name));
    expect([file.length, createHash('sha256').update(file).digest('hex')], name).toEqual([bytes, sha256]);
  }
  expect(statement.blobs.blobs).toBeGreaterThan(0);
  // The program that is not ours opens it, and what is in it is PostgreSQL's own form of rows.
  const identityFile = join(it.the.folder, 'identity');
  await writeFile(identityFile, it.identity);
  const { name } = fileOf(statement.tables, 'register.contact');
  const opened = execFileSync('age', [
    '-d',
    '-i',
    identityFile,
    join(it.placeFolder, 'backups', first, name),
  ]);
  expect(opened.subarray(0, 11).toString('latin1')).toBe('PGCOPY\n\xff\r\n\0');
});

test('nothing that a customer wrote stands in plain at the place, in no spelling', async () => {
  const places = await readFiles(it.placeFolder);
  expect(places.length).toBeGreaterThan(30);
  expect(findPlain(places, known)).toEqual([]);
  // And the same search finds it where it is open.
  const plain = await it.open(
    `backups/${first}/${fileOf((await it.backup(first)).tables, 'declaration.version').name}`,
  );
  expect(findPlain([{ name: 'opened', bytes: plain }], ['tietosuoja@kivra.fi'])).toHaveLength(1);
});

test('the late set comes last, and holds the ring and what a restore must not undo', async () => {
  const late = await it.late(1);
  const { db } = it.the.house.storage;
  const [ring] = await db.query<{ count: number }>('SELECT count(*) AS count FROM ring.tombstone');
  expect(fileOf(late.tables, 'ring.tombstone').rows).toBe(ring!.count);
  expect(fileOf(late.tables, 'ring.unit_key').rows).toBeGreaterThan(2);
  expect(late.tombstones).toBe(ring!.count);
  expect(new Date(late.snapshotAt).getTime()).toBeGreaterThan(
    new Date((await it.backup(first)).finishedAt).getTime() - 1,
  );
  expect(new Date(late.changesSince).getTime()).toBeLessThanOrEqual(
    new Date((await it.backup(first)).snapshotAt).getTime(),
  );
  expect(late.log!.size).toBeGreaterThan(0);
});

test('blobs are written once: the next backup names them and writes none', async () => {
  const before = await readdir(join(it.placeFolder, 'blobs'), { recursive: true });
  const files = before.filter((name) => name.endsWith('.age'));
  expect(files.length).toBeGreaterThan(0);
  const stamps = await stampsOf(files);
  const second = await it.the.house.backups.make();
  expect(await stampsOf(files)).toEqual(stamps);
  const [one, two] = [await it.backup(first), await it.backup(second.id)];
  expect(two.blobs).toMatchObject({ blobs: one.blobs.blobs, blobBytes: one.blobs.blobBytes });
  const list = (await it.open(`backups/${second.id}/blobs.age`)).toString('utf8').trim().split('\n');
  expect(list).toHaveLength(one.blobs.blobs);
  for (const line of list) {
    const [id, bytes, sha256] = line.split(' ');
    const file = await readFile(join(it.placeFolder, blobName(id!)));
    expect([file.length, createHash('sha256').update(file).digest('hex')]).toEqual([Number(bytes), sha256]);
    // What is in it is the blob as it stands in the house: sealed once more.
    const { blobs } = it.the.house.storage;
    const { blob } = readBlobLine(line)!;
    expect((await it.open(blobName(id!))).equals(await blobs.read(blob, 0, await blobs.size(blob)))).toBe(
      true,
    );
  }
});

async function stampsOf(files: readonly string[]) {
  return Promise.all(files.map(async (name) => (await stat(join(it.placeFolder, 'blobs', name))).mtimeMs));
}

/** Every blob that a backup names is the one it names. */
async function mustHaveBlobs(id: string): Promise<void> {
  const list = (await it.open(`backups/${id}/blobs.age`)).toString('utf8').trim().split('\n');
  for (const line of list) {
    const [stem, bytes, sha256] = line.split(' ');
    const file = await readFile(join(it.placeFolder, blobName(stem!)));
    expect([file.length, createHash('sha256').update(file).digest('hex')]).toEqual([Number(bytes), sha256]);
  }
}

test('a blob that is missing or cut short at the place is written anew', async () => {
  const files = (await readdir(join(it.placeFolder, 'blobs'), { recursive: true })).filter((name) =>
    name.endsWith('.age'),
  );
  const path = join(it.placeFolder, 'blobs', files[0]!);
  await truncate(path, 100);
  await mustHaveBlobs((await it.the.house.backups.make()).id);
  await unlink(path);
  await mustHaveBlobs((await it.the.house.backups.make()).id);
});

test('blob-written-over: a blob that is not known any more is copied beside the one that older backups name', async () => {
  const { id: older } = await it.the.house.backups.make();
  // As after a restore: the new database has copied none.
  await it.the.house.storage.db.query('DELETE FROM operations.backup_blob');
  const { id: newer } = await it.the.house.backups.make();
  await mustHaveBlobs(newer);
  await mustHaveBlobs(older);
});

test('rotated-disks: of two places that take turns each names the files that stand there', async () => {
  const other = `${it.placeFolder}-other`;
  const swap = async () => {
    await rename(it.placeFolder, `${other}-away`);
    await rename(other, it.placeFolder);
    await rename(`${other}-away`, other);
  };
  await mkdir(other);
  await swap();
  await mustHaveBlobs((await it.the.house.backups.make()).id);
  const count = async () =>
    (await it.the.house.storage.db.query('SELECT 1 FROM operations.backup_blob')).length;
  await swap();
  const { id, progress } = await it.the.house.backups.make();
  await mustHaveBlobs(id);
  const files = await count();
  await swap();
  await mustHaveBlobs((await it.the.house.backups.make()).id);
  // And none is copied once more.
  expect(progress.blobs).toBeGreaterThan(0);
  expect(await count()).toBe(files);
  await swap();
  await rm(other, { recursive: true });
});
