import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSearchHouse, type SearchHouse } from '../search/search-house.ts';
import { handInMail } from '../support/hand-in-mail.ts';

let desk: SearchHouse;
beforeAll(async () => {
  desk = await openSearchHouse();
  await handInMail(desk.the.house, {
    mailbox: 'privacy',
    from: '"Tuomas Turvakielto" <tuomas.turvakielto@example.fi>',
    subject: 'Begäran om registerutdrag',
    text: 'Hei, pyydän tietoni. Sinivuokko.',
  });
});
afterAll(() => desk.the.stop());

test.each([
  ['email:tuomas.turvakielto@example.fi', 'email:ei.kukaan@example.fi'],
  ['name:Turvakielto', 'name:Olematon'],
  ['from:tuomas.turvakielto@example.fi', 'from:ei.kukaan@example.fi'],
  ['sinivuokko', 'valkovuokko'],
  ['Turvakielto', 'Olematon'],
])('who wrote to the officer alone is answered like nobody (%s)', async (held, free) => {
  const one = await desk.find(desk.agent, held);
  expect(one.contacts).toEqual([]);
  expect(one).toEqual(await desk.find(desk.agent, free));
  const best = await desk.find(desk.agent, held, { order: 'best' });
  expect(best).toEqual(await desk.find(desk.agent, free, { order: 'best' }));
});

test('what is no address at all is still told', async () => {
  expect((await desk.find(desk.agent, 'email:ei-osoite')).unknown).toEqual(['email']);
});
