import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { listContacts } from '../../server/register/contacts/inbox-store.ts';
import type { Db } from '../../server/storage/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let bare: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  bare = new pg.Client(database.connections.service);
  await bare.connect();
  await database.owner.query(`
    INSERT INTO register.contact (id, person_id, channel, queue, status, opened_at, last_at, closed_at, card_sealed, delete_after, delete_rule, declaration_version)
    SELECT gen_random_uuid(), gen_random_uuid(), 'email', 'service', 'closed', at, at, at, '\\x00', at + interval '2 years', 'contact', 1
    FROM (SELECT now() - n * interval '1 minute' AS at FROM generate_series(1, 3000) AS n) made`);
  await database.owner.query('ANALYZE register.contact');
});
afterAll(async () => {
  await bare.end();
  await database.drop();
});

/** What the list's statement reads, once it has been asked often enough for one plan to serve all values. */
async function planOf(filter: { priority?: 'urgent'; channel?: 'phone' }): Promise<string> {
  let plan = '';
  const db: Db = {
    async query<Row>(text: string) {
      // Asked in the simple way: a statement that is prepared first may not name parameters it is not given.
      const { rows } = await bare.query<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN) ${text}`);
      plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      return [] as Row[];
    },
  };
  const query = {
    queues: ['service'],
    status: 'any',
    assignee: 'any',
    order: 'newest',
    after: undefined,
    limit: 50,
  } as const;
  await listContacts(db, { ...query, ...filter });
  return plan;
}

test('a list of what few contacts are is found in an index of those few', async () => {
  expect(await planOf({ priority: 'urgent' })).toContain('contact_priority');
  expect(await planOf({ channel: 'phone' })).toContain('contact_channel');
});

test('a word that is none of ours reaches no statement', () => {
  const odd = "x' OR true --" as 'phone';
  expect(() =>
    listContacts(database.service, {
      queues: ['service'],
      status: 'any',
      assignee: newId<'staff'>(),
      channel: odd,
      order: 'newest',
      after: undefined,
      limit: 1,
    }),
  ).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});
