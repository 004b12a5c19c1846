import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { makeReplyAddress } from '../../server/channels/email/find-thread.ts';
import { handInMailWithFile, handInRaw, writeMail } from '../promises/hand-in-raw.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { merge, type MergingHouse, open, startMergingHouse, subjectOf } from './merging-house.ts';

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

describe('refused', () => {
  test('without the act, before anything is looked up', async () => {
    const { the } = world;
    const one = await mail(sender(), 'ett');
    const auditor = await the.app.inject({
      method: 'POST',
      url: `/api/console/contacts/${one}/merge`,
      headers: { 'x-haltija': 'console' },
      payload: { version: 1, others: [{ contactId: one, version: 1 }] },
    });
    expect(auditor.statusCode).toBe(401);
  });

  test('a contact into itself, one twice, one that is not there', async () => {
    const { agent } = world;
    const [one, two] = [await mail(sender(), 'ett'), await mail(sender(), 'två')];
    const ask = (others: unknown) =>
      agent.ask('POST', `/api/console/contacts/${one}/merge`, { version: 1, others });
    expect((await ask([{ contactId: one, version: 1 }])).body).toMatchObject({ code: 'invalid-input' });
    expect((await ask([two, two].map((contactId) => ({ contactId, version: 1 })))).body).toMatchObject({
      code: 'invalid-input',
    });
    expect((await ask([{ contactId: crypto.randomUUID(), version: 1 }])).body).toMatchObject({
      code: 'not-found',
    });
  });

  test('contacts of two people, until somebody says who stays; and then only one of them', async () => {
    const { agent } = world;
    const [one, two] = [await mail(sender(), 'ett'), await mail(sender(), 'två')];
    expect((await merge(agent, one, [two])).body).toMatchObject({
      code: 'persons-differ',
      details: { count: 2 },
    });
    const third = (await open(agent, await mail(sender(), 'tre'))).person.personId;
    expect((await merge(agent, one, [two], third)).body).toMatchObject({ code: 'invalid-input' });
    expect((await open(agent, two)).messages).toHaveLength(1);
  });

  test('a queue the tasks do not reach; and two queues for whoever reaches both', async () => {
    const { agent, officer } = world;
    const from = sender();
    const ours = await mail(from, 'till kundtjänsten');
    const toOfficer = await mail(from, 'till ombudet', { mailbox: 'privacy' });
    const asked = await agent.ask('POST', `/api/console/contacts/${ours}/merge`, {
      version: 1,
      others: [{ contactId: toOfficer, version: 1 }],
    });
    expect(asked.body).toMatchObject({ code: 'task-missing' });
    expect((await merge(officer, ours, [toOfficer])).body).toMatchObject({ code: 'queues-differ' });
  });

  test('what somebody changed meanwhile, in either', async () => {
    const { agent } = world;
    const from = sender();
    const [one, two] = [await mail(from, 'ett'), await mail(from, 'två')];
    const seen = [await open(agent, one), await open(agent, two)];
    await agent.ask('POST', `/api/console/contacts/${two}/close`, { version: seen[1]!.version });
    const asked = await agent.ask('POST', `/api/console/contacts/${one}/merge`, {
      version: seen[0]!.version,
      others: [{ contactId: two, version: seen[1]!.version }],
    });
    expect(asked.body).toMatchObject({ code: 'changed-meanwhile' });
  });

  test('a person whose processing is restricted', async () => {
    const { agent } = world;
    const from = sender();
    const [one, two] = [await mail(from, 'ett'), await mail(from, 'två')];
    const { personId } = (await open(agent, one)).person;
    await db().query("UPDATE register.person SET state = 'restricted' WHERE id = $1", [personId]);
    expect((await merge(agent, one, [two])).body).toMatchObject({ code: 'unit-restricted' });
  });
});

describe('merged', () => {
  test('everything of both is in one, under its key; the other key is destroyed and its id leads on', async () => {
    const { agent, the } = world;
    const from = '"Venla Virta" <venla.virta@example.fi>';
    const large = Buffer.alloc(90_000, 'iso liite ');
    const one = await handInMailWithFile(the.house, {
      from,
      text: 'Ensimmäinen kirje.',
      file: { name: 'pieni.pdf', content: Buffer.from('%PDF-1.4 pieni') },
    });
    const two = await handInMailWithFile(the.house, {
      from,
      text: 'Toinen kirje, koodini on 131052-9982.',
      file: { name: 'suuri.pdf', content: large },
    });
    await agent.ask('POST', `/api/console/contacts/${two}/notes`, {
      noteId: crypto.randomUUID(),
      text: 'Soitetaan huomenna',
    });
    const before = await open(agent, two);
    const kept = await open(agent, one);
    const [old] = await db().query<{ body_sealed: Buffer }>(
      'SELECT body_sealed FROM register.contact_message WHERE contact_id = $1',
      [two],
    );
    const [oldBlob] = await db().query<{ blob: string }>(
      'SELECT blob FROM register.contact_file WHERE contact_id = $1',
      [two],
    );
    expect(oldBlob!.blob).toBeTruthy();

    const done = await merge(agent, one, [two]);
    expect(done.status).toBe(200);
    const after = await open(agent, one);
    expect(after.messages.map((message) => message.text.trim())).toEqual([
      'Ensimmäinen kirje.',
      'Toinen kirje, koodini on [[code:1]].',
    ]);
    expect(after.notes.map((note) => note.text)).toEqual(['Soitetaan huomenna']);
    expect(after.events).toMatchObject([{ kind: 'merged-from', otherId: two, otherNumber: before.number }]);
    expect(Date.parse(after.kept.deleteAfter)).toBe(
      Math.max(Date.parse(before.kept.deleteAfter), Date.parse(kept.kept.deleteAfter)),
    );

    // The large file is a blob of the new unit and reads as it was sent.
    const file = after.messages[1]!.files[0]!;
    const got = await agent.ask<string>('GET', `/api/console/contacts/${one}/files/${file.fileId}`);
    expect(got.status).toBe(200);
    expect(got.body.length).toBe(large.length);
    // So does the masked code, which nobody of us sees.
    const mask = after.messages[1]!.maskedCodes[0]!;
    const whose = await agent.ask('POST', `/api/console/contacts/${one}/masked-codes/${mask.maskId}/look-up`);
    expect(whose).toMatchObject({ status: 200, body: { personId: null } });

    // Old links and numbers, and the same request again.
    expect(await agent.ask('GET', `/api/console/contacts/${two}`)).toMatchObject({
      status: 410,
      body: { code: 'merged', details: { contactId: one } },
    });
    const closing = await agent.ask('POST', `/api/console/contacts/${two}/close`, { version: 1 });
    expect(closing.body).toMatchObject({ code: 'merged' });
    const found = await agent.ask<{ contacts: { contactId: string }[] }>(
      'POST',
      '/api/console/contacts/search',
      { by: 'id', text: before.number },
    );
    expect(found.body.contacts.map((card) => card.contactId)).toEqual([one]);
    const again = await agent.ask('POST', `/api/console/contacts/${one}/merge`, {
      version: 1,
      others: [{ contactId: two, version: 1 }],
    });
    expect(again.status).toBe(200);

    // The thief: the old bytes, with every key that is left.
    const [tombstone] = await db().query<{ rule: string }>(
      'SELECT rule FROM ring.tombstone WHERE unit_id = $1',
      [two],
    );
    expect(tombstone).toEqual({ rule: 'merged' });
    const { openBytes } = await import('../../server/safeguards/vault/envelope.ts');
    const { bodyColumn } = await import('../../server/register/contacts/contact-columns.ts');
    const { createKeyRing } = await import('../../server/safeguards/vault/key-ring.ts');
    const ring = createKeyRing({ keeper: the.house.storage.keeper });
    const keys = await ring.readKeys(db(), [one, two, before.person.personId]);
    expect(keys.has(two)).toBe(false);
    for (const held of keys.values())
      for (const unit of [one, two])
        expect(() =>
          openBytes(held.key, bodyColumn, unit, before.messages[0]!.messageId, old!.body_sealed),
        ).toThrow();
    const left = await db().query('SELECT 1 FROM register.contact_message WHERE contact_id = $1', [two]);
    expect(left).toEqual([]);

    // Both are in the log line.
    const lines = await db().query<{ units: string[] }>(
      "SELECT units FROM log.entry WHERE act = 'merge-contacts' AND action = 'change' AND $1 = ANY (units)",
      [two],
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]!.units).toContain(one);
  });

  test('late mail by the old reply address and by the old Message-ID lands in the one', async () => {
    const { agent, the } = world;
    const from = sender();
    const id = '<vanha-1@example.fi>';
    const one = await mail(from, 'ett');
    const two = await mail(from, 'två', { messageId: id });
    expect((await merge(agent, one, [two])).status).toBe(200);
    expect(await mail(from, 'svar', { headers: [`In-Reply-To: ${id}`] })).toBe(one);
    const tokenKey = the.house.storage.keeper.derive('mail/reply-token');
    const mailbox = the.house.contacts.current().declaration.mailboxes['service-sv']!;
    const raw = writeMail({ from, text: 'svar till adressen' })
      .toString('utf8')
      .replace('To: service@posti.example', `To: ${makeReplyAddress(mailbox.address, two, tokenKey)}`);
    expect((await handInRaw(the.house, Buffer.from(raw))).contactId).toBe(one);
    expect((await open(agent, one)).messages).toHaveLength(4);
  });

  test('of two people: the one chosen stays, in the list and in the log', async () => {
    const { agent, the } = world;
    const one = await mail('"Aada Aho" <aada.aho@example.fi>', 'min fråga');
    const two = await mail('"Eero Elo" <eero.elo@example.fi>', 'min fråga också');
    const chosen = (await open(agent, two)).person.personId;
    expect((await merge(agent, one, [two], chosen)).status).toBe(200);
    const after = await open(agent, one);
    expect(after.person).toMatchObject({ personId: chosen, name: 'Eero Elo' });
    expect(await subjectOf(the.house, one)).toBe(await subjectOf(the.house, chosen));
  });

  test('a merged contact merged on: its chain stays one step long', async () => {
    const { agent } = world;
    const from = sender();
    const [one, two, three] = [await mail(from, 'ett'), await mail(from, 'två'), await mail(from, 'tre')];
    await merge(agent, two, [three]);
    await merge(agent, one, [two]);
    for (const old of [two, three])
      expect((await agent.ask('GET', `/api/console/contacts/${old}`)).body).toMatchObject({
        details: { contactId: one },
      });
    expect((await open(agent, one)).messages).toHaveLength(3);
    const rows = await db().query<{ contact_id: Id }>(
      'SELECT contact_id FROM register.contact_forward WHERE old_id = ANY ($1)',
      [[two, three]],
    );
    expect(rows.map((row) => row.contact_id)).toEqual([one, one]);
  });
});
