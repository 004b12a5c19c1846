import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSearchHouse, type SearchHouse } from '../search/search-house.ts';

let desk: SearchHouse;
beforeAll(async () => {
  desk = await openSearchHouse();
});
afterAll(() => desk.the.stop());

test('whoever searches without end is told to wait, and nobody else is', async () => {
  // A number that no contact has is soon looked for.
  const search = () => desk.agent.ask('POST', '/api/console/contacts/search', { text: '999999', by: 'id' });
  const answers = await Promise.all(Array.from({ length: 250 }, search));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(10);
  expect(refused[0]!.body).toMatchObject({ code: 'too-many-requests' });
  const { status } = await desk.administrator.ask('POST', '/api/console/contacts/search', {
    text: '999999',
    by: 'id',
  });
  expect(status).toBe(403);
  expect((await desk.agent.ask('GET', '/api/console/contacts')).status).toBe(200);
});
