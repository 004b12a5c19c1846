import { afterAll, beforeAll, expect, test } from 'vitest';
import { handInMailWithFile } from '../promises/hand-in-raw.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { merge, type MergingHouse, open, startMergingHouse } from './merging-house.ts';

// Defect: what was merged or split stayed in the search under the contact that it had left.

let world: MergingHouse;
beforeAll(async () => {
  world = await startMergingHouse();
});
afterAll(() => world.the.stop());

const from = '"Kalle Koivu" <kalle.koivu@example.fi>';
const found = async (text: string) =>
  (
    await world.agent.ask<{ contacts: { contactId: string }[] }>('POST', '/api/console/contacts/search', {
      text,
    })
  ).body.contacts.map(({ contactId }) => contactId);

test('merged, its words and file names find the contact they are in now; split, the new one', async () => {
  const { agent, the } = world;
  const kept = (await handInMail(the.house, { from, text: 'Ensimmäinen asia koskee kynttilää.' }))!;
  const merged = (await handInMailWithFile(the.house, {
    from,
    text: 'Toinen asia koskee tuohikonttia.',
    file: { name: 'haapalauta.pdf', content: Buffer.from('%PDF-1.4 lauta') },
  }))!;
  expect(await found('tuohikonttia')).toEqual([merged]);

  expect((await merge(agent, kept, [merged])).status).toBe(200);
  for (const word of ['kynttilää', 'tuohikonttia', 'haapalauta'])
    expect(await found(word), word).toEqual([kept]);

  const whole = await open(agent, kept);
  const second = whole.messages.find((message) => message.text.includes('tuohikonttia'))!;
  const split = await agent.ask<{ newContactId: string }>('POST', `/api/console/contacts/${kept}/split`, {
    version: whole.version,
    messageIds: [second.messageId],
    noteIds: [],
    person: 'same',
  });
  expect(split.status).toBe(200);
  expect(await found('kynttilää')).toEqual([kept]);
  for (const word of ['tuohikonttia', 'haapalauta'])
    expect(await found(word), word).toEqual([split.body.newContactId]);
});
