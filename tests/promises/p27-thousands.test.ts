import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../server/storage/database.ts';
import { type BreachHouse, incidents, openBreachHouse } from './p27-house.ts';
import { openAsOwner } from './probes/plant.ts';

// P27: a breach may concern thousands.

let the: BreachHouse;
let owner: Database;
beforeAll(async () => {
  the = await openBreachHouse('2026-05-04T06:00:00Z');
  owner = openAsOwner(the.the);
});
afterAll(async () => {
  await owner.end();
  await the.stop();
});

interface Page {
  people: { personId: string }[];
  next: string | null;
}

test('thousands are found in one go, and listed in pages', async () => {
  await owner.query(
    `INSERT INTO register.person (id, provisional, since, last_contact_at, delete_after, delete_rule, declaration_version)
     SELECT uuidv7(), true, now(), now(), '2036-01-01', 'contact', 1 FROM generate_series(1, 5000)`,
  );
  await owner.query(
    `INSERT INTO register.contact (id, person_id, channel, mailbox, queue, status, opened_at, last_at, card_sealed, delete_after, delete_rule, declaration_version)
     SELECT uuidv7(), id, 'email', 'service-en', 'service', 'open', '2026-02-01', '2026-02-02', '\\x00', '2036-01-01', 'contact', 1
     FROM register.person WHERE provisional AND delete_after = '2036-01-01'`,
  );
  const id = await the.report();
  const officer = await the.officer();
  const began = performance.now();
  expect(
    (
      await officer('POST', `${incidents}/${id}/people/find`, {
        search: { by: 'store', mailbox: 'service-en' },
        keep: true,
      })
    ).body,
  ).toMatchObject({
    people: 5000,
    added: 5000,
  });
  expect(performance.now() - began).toBeLessThan(10_000);
  const seen = new Set<string>();
  for (let next: string | null = ''; next !== null;) {
    const { body: page }: { body: Page } = await officer<Page>(
      'GET',
      `${incidents}/${id}/people?limit=200${next && `&after=${next}`}`,
    );
    for (const { personId } of page.people) seen.add(personId);
    ({ next } = page);
  }
  expect(seen.size).toBe(5000);
});
