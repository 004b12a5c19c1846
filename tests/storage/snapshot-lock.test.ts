import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSnapshotReader } from '../../server/storage/read-snapshot.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const number = 4_711;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const openReader = () => openSnapshotReader(database.connections.backup, 'haltija-test');

test('held by another it is refused after the time that one waits', async () => {
  const [holder, other] = await Promise.all([openReader(), openReader()]);
  expect(await holder.lock(number)).toBe(true);
  expect(await other.lock(number, 50)).toBe(false);
  // The refusal leaves the connection as it was.
  const read = () => other.read((snapshot) => snapshot.query('SELECT 1 AS one'));
  expect(await read()).toEqual([{ one: 1 }]);
  await holder.end();
  expect(await other.lock(number)).toBe(true);
  await other.end();
});

test('lock-of-who-broke-off: whoever begins anew at once waits until the server has noticed', async () => {
  await database.owner.query(
    'CREATE TABLE public.many AS SELECT n, repeat(md5(n::text), 30) AS text FROM generate_series(1, 5000) n',
  );
  await database.owner.query('GRANT SELECT ON public.many TO PUBLIC');
  const first = await openReader();
  expect(await first.lock(number)).toBe(true);
  const broken = first.read(async (snapshot) => {
    const { bytes } = snapshot.copyOut({
      schema: 'public',
      table: 'many',
      columns: ['text'],
      // The server is busy, and does not look whether anybody is there.
      where: 't.n <> 100 OR pg_sleep(0.7) IS NOT NULL',
    });
    for await (const piece of bytes) if (piece.length > 0) throw new Error('the disk only reads');
  });
  await expect(broken).rejects.toThrow('the disk only reads');
  await first.end();
  const second = await openReader();
  expect(await second.lock(number)).toBe(true);
  await second.end();
});
