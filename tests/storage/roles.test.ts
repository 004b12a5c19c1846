import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const refused = { code: '42501' };

test.each([
  'SELECT * FROM ring.unit_key',
  'DELETE FROM ring.unit_key',
  'UPDATE ring.tombstone SET rule = rule',
  'DELETE FROM ring.tombstone',
  'UPDATE log.entry SET act = act',
  'DELETE FROM log.entry',
  'TRUNCATE log.entry',
  'DROP TABLE log.entry',
  'CREATE TABLE public.mine (id int)',
  'SET ROLE haltija_ring',
])('the service may not: %s', async (statement) => {
  await expect(database.service.query(statement)).rejects.toMatchObject(refused);
});

test('the log writer may neither read the log nor touch anything else', async () => {
  for (const statement of [
    'SELECT * FROM log.entry',
    'DELETE FROM log.entry',
    'SELECT ring.hold_epoch(1)',
    'SELECT * FROM live.event',
  ]) {
    await expect(database.logWriter.query(statement)).rejects.toMatchObject(refused);
  }
});

test('no role of the running product is a superuser', async () => {
  const rows = await database.owner.query<{ rolname: string }>(
    "SELECT rolname FROM pg_roles WHERE rolname LIKE 'haltija%' AND rolname <> 'haltija_owner' AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)",
  );
  expect(rows).toEqual([]);
});
