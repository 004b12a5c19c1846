import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const process = 'SELECT pg_backend_pid() AS pid';

test('what is asked together is answered in its order by one process of the server', async () => {
  const pids = await database.service.together((db) =>
    Promise.all([1, 2, 3].map(async () => (await db.query<{ pid: number }>(process))[0]!.pid)),
  );
  expect(new Set(pids).size).toBe(1);
});

test('one that fails fails alone, and the connection serves on', async () => {
  const answers = await database.service.together((db) =>
    Promise.allSettled([db.query('SELECT 1 AS one'), db.query('SELECT 1 / 0'), db.query('SELECT 2 AS two')]),
  );
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await expect(
    database.service.together((db) => Promise.all([db.query('SELECT 1 / 0'), db.query('SELECT 1 AS one')])),
  ).rejects.toMatchObject({ code: '22012' });
  // More often than there are connections: none was lost on the way.
  for (let round = 0; round < 30; round += 1)
    expect(await database.service.together((db) => db.query('SELECT 3 AS three'))).toEqual([{ three: 3 }]);
});
