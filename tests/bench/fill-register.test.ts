import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { openContact } from '../../server/register/contacts/open-contact.ts';
import { listInbox } from '../../server/register/contacts/list-contacts.ts';
import { searchContacts } from '../../server/register/contacts/search/search-contacts.ts';
import { fillRegister } from '../../bench/fill-register.ts';
import { type Agent, signInAgents } from '../../bench/start-page-house.ts';
import { startBenchHouse } from '../../bench/start-bench-house.ts';

let bench: Awaited<ReturnType<typeof startBenchHouse>>;
let agents: Agent[];
beforeAll(async () => {
  bench = await startBenchHouse();
  agents = await signInAgents(bench.house);
}, 60_000);
afterAll(() => bench.stop());

const shapes = `
  SELECT indexdef AS shape FROM pg_indexes WHERE schemaname IN ('ring', 'register') UNION ALL
  SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
  WHERE connamespace::regnamespace::text IN ('ring', 'register') ORDER BY 1`;

test('what the loader copies in is what the product itself lists, finds and opens', async () => {
  const { house } = bench;
  const { actor } = agents[0]!;
  const before = await house.storage.db.query(shapes);
  const tags = { common: newId<'tag'>(), rare: newId<'tag'>() };
  const asked = { staff: [actor.staffId], tags, plain: false };
  const first = await fillRegister(house, { ...asked, count: 300, first: 0 });
  // Adding to what is there.
  const second = await fillRegister(house, { ...asked, count: 301, first: 300 });
  expect(await house.storage.db.query(shapes)).toEqual(before);

  const deps = house.contacts;
  const query = { status: 'any', order: 'newest', limit: 100 } as const;
  const page = await listInbox(deps, actor, { ...query, view: 'all' });
  expect(page.cards).toHaveLength(100);
  expect(page.cards.every(({ name, subject }) => name !== '' && subject !== '')).toBe(true);
  expect((await listInbox(deps, actor, { ...query, view: 'mine' })).cards).toHaveLength(5);

  const names = { tags: () => Promise.resolve([]), colleagues: () => Promise.resolve([]) };
  for (const sample of [first.samples.find(({ isLong }) => isLong)!, second.samples[3]!]) {
    for (const text of [sample.rareWord, sample.emailAddress]) {
      const { contacts } = await searchContacts({ ...deps, names }, actor, {
        by: 'any',
        words: [text],
        phrases: [],
        filters: [],
        order: 'newest',
        limit: 25,
      });
      expect(contacts.map(({ row }) => row.id)).toContain(sample.contactId);
    }
    const opened = await openContact(
      { ...deps, logReader: house.logReader },
      actor,
      sample.contactId,
      Object.keys(deps.current().declaration.reasons)[0],
    );
    expect(opened.messages).toHaveLength(sample.isLong ? 20 : 2);
    expect(opened.messages[0]!.body.text).toContain(sample.rareWord);
    expect(opened.person.emailAddresses).toEqual([sample.emailAddress]);
  }
}, 120_000);
