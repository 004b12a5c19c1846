import { afterAll, beforeAll, expect, test } from 'vitest';
import { handInMail } from '../support/hand-in-mail.ts';
import { openSearchHouse, type SearchHouse } from './search-house.ts';

// A name that more people have than are listed by their ids: found all the same, and narrowed before it is cut.

const people = 520;
let desk: SearchHouse;
let first: string;

beforeAll(async () => {
  desk = await openSearchHouse();
  const { house } = desk.the;
  const mail = (number: number) =>
    handInMail(house, {
      from: `"${number === 0 ? 'Tuuli' : 'Anna'} Virtanen" <virtanen-${number}@example.fi>`,
      subject: number % 2 === 0 ? 'Brevet' : 'Fakturan',
    });
  // The first comes first: among the newest so many it is not.
  first = (await mail(0))!;
  for (let from = 1; from < people; from += 40)
    await Promise.all(
      Array.from({ length: Math.min(40, people - from) }, (_none, index) => mail(from + index)),
    );
  await desk.agent.ask('POST', `/api/console/contacts/${first}/close`, { version: 1 });
}, 240_000);
afterAll(() => desk.the.stop());

test('a first name more, or a filter, finds the one among all of them', async () => {
  expect(await desk.ids(desk.agent, 'Tuuli Virtanen')).toEqual([first]);
  expect(await desk.ids(desk.agent, 'Virtanen is:closed')).toEqual([first]);
  expect(await desk.ids(desk.agent, 'name:Virtanen is:closed')).toEqual([first]);
});

test('page by page all of them, none twice, the oldest too', async () => {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof desk.find>> = await desk.find(desk.agent, 'Virtanen', {
      limit: 50,
      ...(cursor === null ? {} : { cursor }),
    });
    found.push(...page.contacts.map(({ contactId }) => contactId));
    expect(page.bounded).toBe(false);
    cursor = page.next;
  } while (cursor !== null);
  expect(found).toHaveLength(people);
  expect(new Set(found).size).toBe(people);
  expect(found).toContain(first);
});

test('words of texts within such a name are looked for among as many as are listed, and it says so', async () => {
  const answer = await desk.find(desk.agent, 'name:Virtanen fakturan', { order: 'best' });
  expect(answer.contacts.length).toBeGreaterThan(0);
  expect((await desk.find(desk.agent, 'name:Tuuli brevet')).bounded).toBe(false);
  const closed = await desk.find(desk.agent, 'name:Virtanen is:closed brevet');
  expect(closed.bounded).toBe(true);
});
