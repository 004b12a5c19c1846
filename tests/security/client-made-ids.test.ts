import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answering, id, openAnswering } from '../answering/open-answering.ts';
import { handInMailWithFile } from '../promises/hand-in-raw.ts';

// Ids of messages, notes, drafts and files are made by the caller, so that a call may be repeated. Nobody may take one
// that stands for something of another's.

let the: Answering;
beforeAll(async () => {
  the = await openAnswering();
});
afterAll(() => the?.stop());

const url = (contactId: string, rest: string) => `/api/console/contacts/${contactId}${rest}`;
const draftAs = (who: Answering['eero'], contactId: string, draftId: string, text = 'Kesken') =>
  who.ask('POST', url(contactId, `/drafts/${draftId}`), { kind: 'reply', version: 0, text });
const countFiles = async (contactId: string) =>
  (await the.house.storage.db.query('SELECT 1 FROM register.contact_file WHERE contact_id = $1', [contactId]))
    .length;

describe('a draft by the id of what is there', () => {
  test('a customer’s files are not thrown away as a draft’s', async () => {
    const contactId = await handInMailWithFile(the.house, {
      from: 'Irja Salo <irja.salo@example.fi>',
      text: 'Todiste on liitteenä.',
      file: { name: 'todiste.pdf', content: Buffer.from('%PDF-1.4') },
    });
    const { messages } = await the.open(the.eero, contactId);
    const taken = await draftAs(the.eero, contactId, messages[0]!.messageId);
    await the.eero.ask('DELETE', url(contactId, `/drafts/${messages[0]!.messageId}`));
    expect(await countFiles(contactId)).toBe(1);
    expect(taken.body).toMatchObject({ code: 'changed-meanwhile' });
  });

  test('a saving that comes after the sending begins no draft under what was sent', async () => {
    const contactId = await the.contact();
    const messageId = id();
    await draftAs(the.eero, contactId, messageId);
    const { version } = await the.open(the.eero, contactId);
    const sent = await the.eero.ask('POST', url(contactId, '/replies'), {
      messageId,
      version,
      text: 'Valmis.',
    });
    expect(sent.status).toBe(200);
    expect((await draftAs(the.eero, contactId, messageId)).body).toMatchObject({ code: 'changed-meanwhile' });
    const noteId = id();
    await the.eero.ask('POST', url(contactId, '/notes'), { noteId, text: 'Muistiin.' });
    expect((await draftAs(the.maija, contactId, noteId)).body).toMatchObject({ code: 'changed-meanwhile' });
  });
});

test('an answer by the id of a colleague’s draft does not carry that draft’s files away', async () => {
  const contactId = await the.contact();
  const draftId = id();
  await draftAs(the.maija, contactId, draftId);
  const row = await the.house.storage.db.query(
    `INSERT INTO register.contact_file (contact_id, id, message_id, size, description_sealed, content_sealed)
     VALUES ($1, $2, $3, 1, '\\x00', '\\x00') RETURNING 1`,
    [contactId, id(), draftId],
  );
  expect(row).toHaveLength(1);
  const { version } = await the.open(the.eero, contactId);
  const answer = { messageId: draftId, version, text: 'Ote.', to: ['muu@example.com'] };
  const sent = await the.eero.ask('POST', url(contactId, '/replies'), {
    ...answer,
    confirmed: ['address-unknown'],
  });
  expect(sent.body).toMatchObject({ code: 'invalid-input', details: { field: 'messageId' } });
  expect((await the.open(the.maija, contactId).catch(() => undefined))?.messages ?? []).not.toContainEqual(
    expect.objectContaining({ messageId: draftId }),
  );
});

test('an id under which a message is about to leave is taken by no other contact, which would stop it', async () => {
  const one = await the.contact();
  const other = await the.contact();
  const messageId = id();
  const reply = async (contactId: string, more: object = {}) => {
    const { version } = await the.open(the.eero, contactId);
    return the.eero.ask('POST', url(contactId, '/replies'), {
      messageId,
      version,
      text: 'Vastaus.',
      ...more,
    });
  };
  expect((await reply(one, { sendAt: new Date(Date.now() + 3_600_000).toISOString() })).status).toBe(200);
  expect((await reply(other)).body).toMatchObject({ code: 'invalid-input', details: { field: 'messageId' } });
  const first = await the.eero.ask('POST', '/api/console/contacts/write-first', {
    contactId: id(),
    messageId,
    mailbox: 'service',
    to: 'kolmas.asiakas@example.fi',
    subject: 'Asia',
    text: 'Hei.',
    confirmed: ['address-unknown'],
  });
  expect(first.body).toMatchObject({ code: 'invalid-input', details: { field: 'messageId' } });
  const { messages } = await the.open(the.eero, one);
  expect(messages.at(-1)).toMatchObject({ messageId, delivery: 'scheduled' });
});
