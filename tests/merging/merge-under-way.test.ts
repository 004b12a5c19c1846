import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { handInMailWithFile } from '../promises/hand-in-raw.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { merge, type MergingHouse, open, startMergingHouse } from './merging-house.ts';

let world: MergingHouse;
beforeAll(async () => {
  world = await startMergingHouse();
});
afterAll(() => world.the.stop());

const db = () => world.the.house.storage.db;
let senders = 0;
const sender = () => `"Kalle Koivu" <kalle.koivu${++senders}@example.fi>`;
const mail = async (
  from: string,
  text: string,
  more: { mailbox?: string; messageId?: string; headers?: string[] } = {},
) => (await handInMail(world.the.house, { from, text, ...more }))!;

test('with its connection killed in the middle: nothing has happened, and the next try does it all', async () => {
  const { agent, the } = world;
  const from = '"Veera Vuori" <veera.vuori@example.fi>';
  const file = { name: 'suuri.pdf', content: Buffer.alloc(50_000, 'liite ') };
  const one = await handInMailWithFile(the.house, { from, text: 'ett', file });
  const two = await handInMailWithFile(the.house, { from, text: 'två', file });
  const { blobs } = the.house.contacts;
  const { begin } = blobs;
  blobs.begin = async () => {
    blobs.begin = begin;
    const killed = await db().query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE xact_start IS NOT NULL AND usename = current_user AND pid <> pg_backend_pid()',
    );
    expect(killed.length).toBeGreaterThan(0);
    return begin();
  };
  expect((await merge(agent, one, [two])).status).toBeGreaterThanOrEqual(500);
  for (const id of [one, two]) {
    const seen = await open(agent, id);
    expect(seen.messages).toHaveLength(1);
    const got = await agent.ask<string>(
      'GET',
      `/api/console/contacts/${id}/files/${seen.messages[0]!.files[0]!.fileId}`,
    );
    expect(got.body.length).toBe(50_000);
  }
  expect((await merge(agent, one, [two])).status).toBe(200);
  expect((await open(agent, one)).messages).toHaveLength(2);
});

test('drafts of one colleague in both are joined; a reply on its way finds its contact', async () => {
  const { agent, the } = world;
  const from = sender();
  const [one, two] = [await mail(from, 'ett'), await mail(from, 'två')];
  for (const [id, text] of [
    [one, 'Första utkastet'],
    [two, 'Andra utkastet'],
  ] as const) {
    const saved = await agent.ask('POST', `/api/console/contacts/${id}/drafts/${crypto.randomUUID()}`, {
      version: 0,
      kind: 'note',
      text,
    });
    expect(saved.status).toBe(200);
  }
  const reply = crypto.randomUUID();
  const seen = await open(agent, two);
  const sent = await agent.ask('POST', `/api/console/contacts/${two}/replies`, {
    messageId: reply,
    version: seen.version,
    text: 'Svaret kommer.',
  });
  expect(sent.status).toBe(200);
  await db().query("UPDATE register.contact_message SET delivery = 'queued' WHERE id = $1", [reply]);
  expect((await merge(agent, one, [two])).status).toBe(200);
  const { noteDraftColumn } = await import('../../server/register/contacts/contact-columns.ts');
  const drafts = await db().query<{ id: Id; note_sealed: Buffer }>(
    'SELECT id, note_sealed FROM register.contact_draft WHERE contact_id = $1',
    [one],
  );
  expect(drafts).toHaveLength(1);
  const { access, vault } = the.house.contacts;
  const grant = access.systemGrant('reseal', { units: [one], categories: ['notes'] });
  const draft = await vault.open(
    grant,
    'view',
    () => Promise.resolve(drafts[0]!),
    (opener, row) => opener.open(noteDraftColumn, noteDraftColumn.at(one, row.id, row.note_sealed)),
  );
  expect(draft.text).toBe('Första utkastet\n\nAndra utkastet');
  const { openQueuedMessage, recordDelivery } =
    await import('../../server/register/contacts/deliver-message.ts');
  const queued = await openQueuedMessage(the.house.contacts, two, reply);
  expect(queued).toMatchObject({ contactId: one, body: { text: 'Svaret kommer.' } });
  await recordDelivery(the.house.contacts, two, reply, {
    delivery: 'sent',
    code: null,
    mailMessageId: '<ut-1@posti.example>',
  });
  const [row] = await db().query<{ delivery: string }>(
    'SELECT delivery FROM register.contact_message WHERE id = $1',
    [reply],
  );
  expect(row!.delivery).toBe('sent');
  expect(await mail(from, 'tack', { headers: ['In-Reply-To: <ut-1@posti.example>'] })).toBe(one);
});
