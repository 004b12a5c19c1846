import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepSearchIndex } from '../../server/register/contacts/search/rebuild-index.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { handInMailWithFile } from '../promises/hand-in-raw.ts';
import { openSearchHouse, type SearchHouse } from './search-house.ts';

let desk: SearchHouse;
const asked = ['tulppaanit', 'tulpan', 'kvitto', 'ringer', '"vita tulpaner"', 'kund3@example.se', 'hej'];

beforeAll(async () => {
  desk = await openSearchHouse();
  const { house } = desk.the;
  for (let index = 0; index < 6; index += 1)
    await handInMail(house, {
      from: `"Kund ${index}" <kund${index}@example.se>`,
      subject: `Beställning ${index}`,
      text: 'Hej! Jag beställde vita tulpaner och fick gula.',
    });
  const contactId = await handInMailWithFile(house, {
    from: '"Kalle Berg" <kalle.berg@example.se>',
    text: 'Bifogar kvittot.',
    file: { name: 'kvitto-2026.pdf', content: Buffer.from('%PDF-1.4') },
  });
  await desk.agent.ask('POST', `/api/console/contacts/${contactId}/notes`, {
    noteId: crypto.randomUUID(),
    text: 'Ringer honom i morgon om kvittot',
  });
});
afterAll(() => desk.the.stop());

const sql = <Row>(text: string, values: unknown[] = []) => desk.the.house.storage.db.query<Row>(text, values);
const answers = async () =>
  Promise.all(
    asked.map(async (text) =>
      (await desk.find(desk.agent, text)).contacts.map(({ contactId, hit }) => [contactId, hit]),
    ),
  );
const tokens = () =>
  sql(
    'SELECT contact_id, text_id, kind, at, (SELECT array_agg(t ORDER BY t) FROM unnest(tokens) t) AS tokens FROM search.text ORDER BY 1, 2',
  );

test('the partitions are unlogged: a crash of the database empties them, and no backup of its log holds them', async () => {
  const kinds = await sql<{ kind: string }>(
    "SELECT DISTINCT relpersistence AS kind FROM pg_class WHERE relnamespace = 'search'::regnamespace AND relname LIKE 'text\\_2%' AND relkind = 'r'",
  );
  expect(kinds).toEqual([{ kind: 'u' }]);
  expect(
    await sql("SELECT relpersistence AS kind FROM pg_class WHERE oid = 'search.progress'::regclass"),
  ).toEqual([{ kind: 'u' }]);
});

test('lost at a crash, it is made again and answers the same; meanwhile the answer says how far back it reaches', async () => {
  const before = { answers: await answers(), rows: await tokens() };
  expect(before.answers.map((found) => found.length)).toEqual([0, 6, 1, 1, 6, 1, 6]);
  // As PostgreSQL leaves unlogged tables after a crash.
  await sql('DELETE FROM search.text');
  await sql('DELETE FROM search.progress');
  const lost = await desk.find(desk.agent, 'tulpan');
  expect(lost.contacts).toEqual([]);
  expect(Math.abs(Date.parse(lost.completeBackTo!) - Date.now())).toBeLessThan(60_000);

  // What arrives before it is whole is there once, not twice.
  const late = await handInMail(desk.the.house, { text: 'Och nu en orkidé till.' });
  expect(await desk.ids(desk.agent, 'orkidé')).toEqual([late]);
  const rebuilt = await keepSearchIndex(desk.the.house.contacts);
  expect(rebuilt).toBe(9);
  expect((await desk.find(desk.agent, 'tulpan')).completeBackTo).toBeNull();
  expect(await desk.ids(desk.agent, 'orkidé')).toEqual([late]);
  expect(await answers()).toEqual(before.answers.map((found) => found));
  expect((await tokens()).filter((row) => (row as { contact_id: string }).contact_id !== late)).toEqual(
    before.rows,
  );
  const lines = await sql("SELECT 1 FROM log.entry WHERE actor = 'rebuild' AND action = 'view'");
  expect(lines.length).toBeGreaterThan(0);
  expect(await keepSearchIndex(desk.the.house.contacts)).toBe(0);
});
