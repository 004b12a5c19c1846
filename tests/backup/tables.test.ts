import { afterAll, beforeAll, expect, test } from 'vitest';
import { lateTables } from '../../server/operations/backup/late-tables.ts';
import {
  isLeftOut,
  leftOut,
  nameOf,
  readTables,
  tablesOfBackup,
} from '../../server/operations/backup/tables.ts';
import { runJobs } from '../../server/jobs/run-jobs.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

// Whoever makes a table says here whether it is in the backups.

/** In every backup. */
const kept = [
  'connections.delivery',
  'connections.disclosure',
  'connections.endpoint',
  'connections.refused',
  'declaration.draft',
  'declaration.serves',
  'declaration.term',
  'declaration.version',
  'figures.backlog',
  'figures.fact',
  'figures.total',
  'log.anchoring',
  'log.cosignature',
  'log.letter',
  'mail.auto_reply',
  'mail.cursor',
  'mail.forgotten',
  'mail.known',
  'mail.raw',
  'mail.restored',
  'mail.withheld',
  'operations.import_run',
  'operations.restore_report',
  'promises.alert',
  'promises.attestation',
  'promises.result',
  'register.complaint',
  'register.complaint_contact',
  'register.contact',
  'register.contact_call',
  'register.contact_call_leg',
  'register.contact_draft',
  'register.contact_event',
  'register.contact_file',
  'register.contact_follower',
  'register.contact_forward',
  'register.contact_message',
  'register.contact_note',
  'register.contact_scheduled',
  'register.contact_seen',
  'register.contact_todo',
  'register.erasure',
  'register.ground_removal',
  'register.identification',
  'register.identifier',
  'register.identifier_variant',
  'register.incident',
  'register.incident_notice',
  'register.incident_person',
  'register.incident_step',
  'register.inform_letter',
  'register.inform_round',
  'register.known_call',
  'register.masked_code',
  'register.name_token',
  'register.person',
  'register.person_clash',
  'register.person_distinct',
  'register.person_field',
  'register.person_forward',
  'register.person_informed',
  'register.person_repoint',
  'register.quality_draw',
  'register.quality_figures',
  'register.quality_project',
  'register.quality_sheet',
  'register.recording',
  'register.recording_extension',
  'register.recording_hold',
  'register.recording_mark',
  'register.thread_id',
  'staff.access_token',
  'staff.extension',
  'staff.inspection',
  'staff.inspection_sample',
  'staff.link',
  'staff.member',
  'staff.task_grant',
  'staff.undertaking_acceptance',
  'team.entry',
  'team.own',
  'team.own_view',
  'team.rule',
  'team.turn',
];

let database: TestDatabase;
let reader: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  // So that the tables of the jobs are there too.
  await (
    await runJobs({
      connection: database.connections.service,
      log: silentLogger,
      jobs: {},
      onState: () => undefined,
      concurrency: 1,
      schedule: [],
    })
  ).stop();
  reader = createDatabase(database.connections.backup, { max: 1 });
});
afterAll(async () => {
  await reader.end();
  await database.drop();
});

test('every table is in the backups or on the list of those left out, with a reason', async () => {
  const all = (await readTables(reader)).map(nameOf);
  const inBackups = (await tablesOfBackup(reader)).map(nameOf);
  expect(
    inBackups.toSorted(),
    'new: add it to this list, or to `leftOut` in tables.ts with the reason',
  ).toEqual(kept);
  expect(
    all.filter((name) => !inBackups.includes(name) && !isLeftOut(...(name.split('.') as [string, string]))),
  ).toEqual([]);
  // One of these is made by a restore.
  expect(Object.keys(leftOut).filter((name) => !all.includes(name))).toEqual(['public.haltija_quarantine']);
  for (const name of all.filter((each) => each.startsWith('ring.')))
    expect(lateTables.map(nameOf), 'the ring is in the late set, whole').toContain(name);
});

test('they can be loaded in their order: none refers to a later one', async () => {
  const order = (await tablesOfBackup(reader)).map(nameOf);
  const references = await reader.query<{ from: string; to: string }>(
    `SELECT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid`,
  );
  expect(references.length).toBeGreaterThan(20);
  for (const { from, to } of references)
    if (order.includes(from))
      expect(order.indexOf(to), `${from} refers to ${to}`).toBeLessThan(order.indexOf(from));
});

test('generated columns are not copied, all others are', async () => {
  const { columns } = (await tablesOfBackup(reader)).find((each) => nameOf(each) === 'register.contact')!;
  expect(columns).not.toContain('due_at');
  expect(columns).toContain('answer_due_at');
});

test.each([
  'DELETE FROM register.contact',
  'UPDATE ring.tombstone SET rule = rule',
  'INSERT INTO operations.backup_blob VALUES (0, gen_random_uuid(), 0, $$$$)',
  'CREATE TABLE public.mine (id int)',
  "SELECT ring.destroy_keys('{}', 'contact', 1)",
  'SET ROLE haltija_ring',
])('who reads for a backup may not: %s', async (statement) => {
  // 25006: its transactions only read; even where one would not.
  await expect(reader.query(statement)).rejects.toMatchObject({
    code: expect.stringMatching(/^(42501|25006)$/),
  });
  await expect(
    reader.transaction(async (tx) => {
      await tx.query('SET TRANSACTION READ WRITE');
      await tx.query(statement);
    }),
  ).rejects.toMatchObject({ code: '42501' });
});

test('it reads what a later migration makes', async () => {
  await database.owner.query('CREATE SCHEMA later');
  await database.owner.query('CREATE TABLE later.thing (id uuid PRIMARY KEY)');
  expect(await reader.query('SELECT * FROM later.thing')).toEqual([]);
  expect((await tablesOfBackup(reader)).map(nameOf)).toContain('later.thing');
});
