import { expect } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { handInMailWithFile } from '../promises/hand-in-raw.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { type MergingHouse, open } from './merging-house.ts';

const url = (contactId: string, rest: string) => `/api/console/contacts/${contactId}${rest}`;
let count = 0;

export interface Furnished {
  readonly contactId: Id<'contact'>;
  readonly address: string;
  /** Of what came first, in the contact's order. */
  readonly messageIds: readonly string[];
  readonly noteIds: readonly string[];
  readonly draftId: string;
}

export const staying = 'Ensimmäinen asia: paketti on kadonnut, koodi 131052-9982.';
export const leaving = 'Toinen asia: lasku on maksettu kahdesti, koodi 131052-9982.';

/** A contact with all that one can hold: two mails with codes, a small file and a blob, two notes, a task, a draft. */
export async function furnishContact({ the, agent }: MergingHouse): Promise<Furnished> {
  count += 1;
  const address = `tuovi.tamm${count}@example.fi`;
  const from = `"Tuovi Tamm" <${address}>`;
  const contactId = await handInMailWithFile(the.house, {
    from,
    text: staying,
    file: { name: 'iso.pdf', content: Buffer.alloc(50_000, 'iso liite ') },
  });
  const first = `<alku-${count}@example.fi>`;
  await the.house.storage.db.query('INSERT INTO register.thread_id (digest, contact_id) VALUES ($1, $2)', [
    the.house.contacts.blindIndex.lastingDigest('message-id', first),
    contactId,
  ]);
  expect(await handInMail(the.house, { from, text: leaving, headers: [`In-Reply-To: ${first}`] })).toBe(
    contactId,
  );
  const post = async (rest: string, body: object) => {
    const { status } = await agent.ask('POST', url(contactId, rest), body);
    expect(status, rest).toBe(200);
  };
  const noteIds = [crypto.randomUUID(), crypto.randomUUID()];
  await post('/notes', { noteId: noteIds[0], text: 'Muistiinpano joka jää' });
  await post('/notes', { noteId: noteIds[1], text: 'Muistiinpano joka lähtee' });
  await post('/todos', {
    todoId: crypto.randomUUID(),
    text: 'Soita torstaina',
    ownerId: agent.staffId,
    dueOn: '2030-01-01',
  });
  const draftId = crypto.randomUUID();
  await post(`/drafts/${draftId}`, { kind: 'reply', version: 0, text: 'Vastaus kesken' });
  const { messages } = await open(agent, contactId);
  return { contactId, address, messageIds: messages.map((each) => each.messageId), noteIds, draftId };
}

/** Everything that stayed, read through HTTP as a colleague reads it. */
export async function readThrough(
  { agent }: MergingHouse,
  contactId: string,
  holds: Pick<Furnished, 'draftId'>,
): Promise<void> {
  const seen = await open(agent, contactId);
  const [message] = seen.messages;
  expect(message!.text.trim()).toBe(staying.replace('131052-9982', '[[code:1]]'));
  expect(seen.notes.map(({ text }) => text)).toContain('Muistiinpano joka jää');
  expect(seen).toMatchObject({
    todos: [{ text: 'Soita torstaina' }],
    drafts: [{ draftId: holds.draftId, text: 'Vastaus kesken' }],
  });
  const [file] = message!.files;
  const got = await agent.ask<string>('GET', url(contactId, `/files/${file!.fileId}`));
  expect([got.status, got.body.length]).toEqual([200, 50_000]);
  const [mask] = message!.maskedCodes;
  const whose = await agent.ask('POST', url(contactId, `/masked-codes/${mask!.maskId}/look-up`), {});
  expect([whose.status, whose.body['personId']]).toEqual([200, null]);
  const listed = await agent.ask<{ contacts: { contactId: string; subject: string }[] }>(
    'GET',
    '/api/console/contacts?status=any&limit=100',
  );
  expect(listed.status).toBe(200);
  expect(listed.body.contacts.find((each) => each.contactId === contactId)!.subject).toBe(
    'Fråga om ett brev',
  );
  for (const text of ['kadonnut', 'iso.pdf']) {
    const found = await agent.ask<{ contacts: { contactId: string }[] }>(
      'POST',
      '/api/console/contacts/search',
      { text },
    );
    expect(found.body.contacts.map((each) => each.contactId)).toContain(contactId);
  }
}
