import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { blobName, backupSet } from '../../server/operations/backup/format.ts';
import { listBackups } from '../../server/operations/backup/list-backups.ts';
import { makeBackup } from '../../server/operations/backup/make-backup.ts';
import { listLateSets } from '../../server/operations/backup/write-late-set.ts';
import { openBlobFolder } from '../../server/storage/blob-folder.ts';
import { openFolderPlace } from '../../server/storage/place/folder-place.ts';
import { readWith } from '../backup/backup-house.ts';
import { loadTables } from '../backup/load-backup.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { type BackupTask, openBackupDeps } from './make-backups.ts';
import { full } from './sizes.ts';
import { startTask, waitUntilGone } from './task-process.ts';

let database: TestDatabase;
let folder: string;
let identity: string;
let task: BackupTask;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'haltija-backup-killed-'));
  identity = await generateIdentity();
  task = {
    service: database.connections.service,
    backup: database.connections.backup,
    keeperFolder: join(folder, 'keeper'),
    blobFolder: join(folder, 'blobs'),
    placeFolder: join(folder, 'place'),
    recipient: await identityToRecipient(identity),
  };
}, 30_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const due = { delete_after: '2030-01-01', delete_rule: 'contact', declaration_version: 1 };

/** A person with a contact of two messages, and now and then a raw mail in a blob: all in one transaction, or nothing. */
async function writeContact(withBlob: boolean): Promise<void> {
  const blobs = await openBlobFolder(task.blobFolder);
  let blob: string | undefined;
  if (withBlob) {
    const writing = await blobs.begin();
    await writing.write([randomBytes(70_000)]);
    blob = await writing.finish();
  }
  const [person, contact] = [newId(), newId()];
  await database.service.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO register.person (id, provisional, since, last_contact_at, delete_after, delete_rule, declaration_version)
       VALUES ($1, false, now(), now(), $2, $3, $4)`,
      [person, due.delete_after, due.delete_rule, due.declaration_version],
    );
    await tx.query(
      `INSERT INTO register.contact (id, person_id, channel, queue, status, opened_at, last_at, card_sealed, delete_after, delete_rule, declaration_version)
       VALUES ($1, $2, 'email', 'q', 'open', now(), now(), $6, $3, $4, $5)`,
      [contact, person, due.delete_after, due.delete_rule, due.declaration_version, randomBytes(500)],
    );
    for (let each = 0; each < 2; each += 1)
      await tx.query(
        `INSERT INTO register.contact_message (contact_id, id, direction, channel, at, delivery, body_sealed)
         VALUES ($1, $2, 'in', 'email', now(), 'received', $3)`,
        [contact, newId(), randomBytes(3_000)],
      );
    if (blob !== undefined)
      await tx.query(
        `INSERT INTO mail.raw (id, mailbox, source, received_at, size, state, contact_id, blob, delete_after, delete_rule, declaration_version)
         VALUES ($1, 'm', 'smtp', now(), 70000, 'done', $2, $3, $4, $5, $6)`,
        [newId(), contact, blob, due.delete_after, due.delete_rule, due.declaration_version],
      );
  });
}

/** Every backup that says it is whole is: each file is the one signed for, all can be loaded, no contact is cut in two. */
async function mustBeWhole(id: string): Promise<number> {
  const place = openFolderPlace(task.placeFolder);
  const read = readWith(place, identity);
  const statement = await read.backup(id);
  for (const { name, bytes, sha256 } of [...statement.tables, statement.blobs]) {
    const file = await readFile(join(task.placeFolder, backupSet(id), name));
    expect([file.length, createHash('sha256').update(file).digest('hex')], name).toEqual([bytes, sha256]);
  }
  const lines = (await read.open(`${backupSet(id)}blobs.age`)).toString('utf8').split('\n').filter(Boolean);
  expect(lines).toHaveLength(statement.blobs.blobs);
  for (const line of lines) {
    const [blob, bytes, sha256] = line.split(' ');
    const file = await readFile(join(task.placeFolder, blobName(blob!)));
    expect([file.length, createHash('sha256').update(file).digest('hex')]).toEqual([Number(bytes), sha256]);
  }
  const other = await createTestDatabase();
  try {
    await loadTables(other.connections.owner, {
      place,
      set: backupSet(id),
      tables: statement.tables,
      identity,
    });
    const [counts] = await other.owner.query<{
      contacts: number;
      messages: number;
      torn: number;
      blobs: number;
    }>(
      `SELECT (SELECT count(*) FROM register.contact) AS contacts, (SELECT count(*) FROM register.contact_message) AS messages,
         (SELECT count(*) FROM register.contact c WHERE (SELECT count(*) FROM register.contact_message m WHERE m.contact_id = c.id) <> 2
            OR NOT EXISTS (SELECT FROM register.person p WHERE p.id = c.person_id)) AS torn,
         (SELECT count(*) FROM mail.raw WHERE blob IS NOT NULL) AS blobs`,
    );
    expect(counts!.torn).toBe(0);
    expect(counts!.messages).toBe(2 * counts!.contacts);
    expect(statement.blobs.blobs + statement.blobs.gone).toBe(counts!.blobs);
    return counts!.contacts;
  } finally {
    await other.drop();
  }
}

test('killed at any moment while mail comes in: what says that it is whole is whole, and the next one goes through', async () => {
  for (let each = 0; each < 20; each += 1) await writeContact(each % 2 === 0);
  const deps = await openBackupDeps(task);
  let began = performance.now();
  await makeBackup(deps);
  began = performance.now();
  await makeBackup(deps);
  const longest = Math.max(200, 1.5 * (performance.now() - began));

  let writing = true;
  const writer = (async () => {
    for (let each = 0; writing; each += 1) {
      await writeContact(each % 4 === 0);
      await sleep(15);
    }
  })();
  const told: string[] = [];
  const runs = full ? 200 : 8;
  for (let run = 0; run < runs; run += 1) {
    const child = await startTask('make-backups.ts', task, (line) => told.push(JSON.parse(line) as string));
    await sleep(Math.random() * longest);
    await child.kill();
    await waitUntilGone(database.owner, ['haltija-backup', 'haltija-late-set']);
  }
  // With intake going on.
  const last = await makeBackup(deps);
  writing = false;
  await writer;

  const place = openFolderPlace(task.placeFolder);
  const found = await listBackups(place);
  expect(found.filter(({ finished }) => !finished)).toEqual([]);
  for (const id of told) expect(found.map((each) => each.id)).toContain(id);
  const counts: number[] = [];
  for (const { id } of full ? found : found.slice(-4)) counts.push(await mustBeWhole(id));
  expect(counts.toSorted((a, b) => a - b)).toEqual(counts);
  expect(found.at(-1)!.id).toBe(last.id);
  const [now] = await database.owner.query<{ count: number }>(
    'SELECT count(*) AS count FROM register.contact',
  );
  expect(counts.at(-1)).toBeLessThanOrEqual(now!.count);
  // Never a half file under a final name, and of late sets the newest is whole.
  const { finished } = await listLateSets(place);
  expect(finished.at(-1)).toBe(last.late);
  const late = await readWith(place, identity).late(last.late);
  expect(late.number).toBe(last.late);
  const leavings = (await readdir(task.placeFolder, { recursive: true })).filter((name) =>
    name.endsWith('.part'),
  );
  expect(leavings).toEqual([]);
  await deps.db.end();
}, 900_000);
