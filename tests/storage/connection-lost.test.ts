import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../../server/storage/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const away = { code: 'storage-unavailable', status: 503 };

/** Ends the server's side of whichever connection it is. */
const end = (pid: number) => database.owner.query('SELECT pg_terminate_backend($1)', [pid]);

async function gone(pid: number): Promise<void> {
  const there = () => database.owner.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid]);
  await expect.poll(there).toEqual([]);
  // The end of the connection is told to us a moment after it is gone there.
  await new Promise((resolve) => setTimeout(resolve, 100));
}

test('a connection that is ended while its transaction idles: the next question, the next send and the commit all say that storage is away', async () => {
  for (const next of ['question', 'send', 'commit'] as const) {
    const work = database.service.transaction(async (tx) => {
      const [own] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await end(own!.pid);
      await gone(own!.pid);
      if (next === 'question') await tx.query('SELECT 1');
      if (next === 'send') tx.send('SELECT 1');
    });
    await expect(work, next).rejects.toMatchObject(away);
  }
  expect(await database.service.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('ended in the midst of a question: the same, and what was begun is undone', async () => {
  await database.owner.query('CREATE TABLE public.kept (id int)');
  const work = database.owner.transaction(async (tx) => {
    await tx.query('INSERT INTO public.kept VALUES (1)');
    const [own] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    setTimeout(() => void end(own!.pid), 100);
    await tx.query('SELECT pg_sleep(20)');
  });
  await expect(work).rejects.toMatchObject(away);
  expect(await database.owner.query('SELECT * FROM public.kept')).toEqual([]);
});

test('an idle connection of the pool that is ended is replaced', async () => {
  const lost: number[] = [];
  const own = createDatabase(database.connections.service, { max: 1, onLost: () => lost.push(1) });
  const [before] = await own.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await end(before!.pid);
  await gone(before!.pid);
  const [after] = await own.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  expect(after!.pid).not.toBe(before!.pid);
  expect(lost).toEqual([1]);
  await own.end();
});
