import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { sealedBytes } from '../../server/safeguards/vault/sealed.ts';
import { recordCall } from '../calls/make-call.ts';
import { type MergingHouse, open, startMergingHouse, subjectOf } from './merging-house.ts';
import { opens, stealKey } from './steal-key.ts';

// Two people share a telephone: a call that stands with the wrong one goes to the right one, with its recording.

let world: MergingHouse;
beforeAll(async () => {
  world = await startMergingHouse();
}, 120_000);
afterAll(() => world.the.stop());

const sql = <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  world.the.house.storage.db.query<Row>(text, values);
const at = new Date(Date.now() - 3_600_000);

test('refused with all of it, with none and with foreign ones; then the call and what hangs on it are the other person’s', async () => {
  const { house } = world.the;
  const { agent, lead } = world;
  const staffId = agent.staffId;
  const stays = await recordCall(house, { at, number: '+358401234567', staffId });
  const wrong = await recordCall(house, { at, number: '+358401234567', contactId: stays.contactId, staffId });
  const other = await recordCall(house, { at, number: '+358401234568' });
  const right = (await open(agent, other.contactId)).person.personId;
  const { version } = await open(agent, stays.contactId);
  const split = (body: Record<string, unknown>) =>
    agent.ask<{ newContactId: Id<'contact'>; code: string }>(
      'POST',
      `/api/console/contacts/${stays.contactId}/split-calls`,
      { version, person: right, ...body },
    );
  for (const callIds of [[], [stays.callId, wrong.callId], [other.callId]])
    expect((await split({ callIds })).body.code).toBe('invalid-input');
  expect((await split({ callIds: [wrong.callId], version: 99 })).body.code).toBe('changed-meanwhile');
  expect((await split({ callIds: [wrong.callId], person: crypto.randomUUID() })).body.code).toBe('not-found');

  const before = await stealKey(house, stays.contactId);
  const done = await split({ callIds: [wrong.callId] });
  expect(done.status).toBe(200);
  const { newContactId } = done.body;
  expect((await open(agent, newContactId)).person.personId).toBe(right);
  const callsOf = async (contactId: string) =>
    (
      await agent.ask<{ calls: { callId: string; customers: string[]; legs: object[] }[] }>(
        'GET',
        `/api/console/contacts/${contactId}/calls`,
      )
    ).body.calls;
  expect(await callsOf(newContactId)).toMatchObject([
    { callId: wrong.callId, customers: ['+358401234567'], legs: [{ staffId }] },
  ]);
  expect(await callsOf(stays.contactId)).toMatchObject([{ callId: stays.callId, legs: [{ staffId }] }]);
  expect(await sql('SELECT id FROM register.recording WHERE contact_id = $1', [newContactId])).toEqual([
    { id: wrong.recordingId },
  ]);
  const heard = await lead.ask('GET', `/api/console/recordings/${wrong.recordingId}/audio`);
  expect(heard.status).toBe(200);
  // The log names the right person for it, and the key from before opens nothing of either.
  expect(await subjectOf(house, wrong.recordingId)).toBe(await subjectOf(house, newContactId));
  expect(await subjectOf(house, stays.recordingId)).toBe(await subjectOf(house, stays.contactId));
  const column = sealedBytes('register.contact_call', 'numbers_sealed', 'phone');
  const numbers = await sql<{ contact_id: Id<'contact'>; id: Id; numbers_sealed: Buffer }>(
    'SELECT contact_id, id, numbers_sealed FROM register.contact_call WHERE id = ANY ($1)',
    [[stays.callId, wrong.callId]],
  );
  for (const { contact_id: unit, id: row, numbers_sealed: envelope } of numbers)
    expect(opens(before.key, { column, unit, row, envelope })).toBe(false);
});

test('the notes about it go along, and are found there; of somebody unknown it is nobody’s of before', async () => {
  const { house } = world.the;
  const { agent } = world;
  const { staffId } = agent;
  const number = '+358401234569';
  const stays = await recordCall(house, { at, number, staffId });
  const wrong = await recordCall(house, { at, number, contactId: stays.contactId, staffId });
  const ofStay = (await open(agent, stays.contactId)).person.personId;
  const note = async (callId: string, text: string) => {
    const noteId = crypto.randomUUID();
    const done = { code: 'follow-up', note: { noteId, text } };
    const url = `/api/console/contacts/${stays.contactId}/calls/${callId}/wrap-up`;
    expect((await agent.ask('POST', url, done)).status).toBe(200);
    return noteId;
  };
  await note(stays.callId, 'Asiakas odottaa avainta');
  const about = await note(wrong.callId, 'Puoliso kysyi laskusta');
  const { version } = await open(agent, stays.contactId);
  const split = (noteIds: readonly string[]) =>
    agent.ask<{ newContactId: Id<'contact'>; code: string }>(
      'POST',
      `/api/console/contacts/${stays.contactId}/split-calls`,
      { version, callIds: [wrong.callId], noteIds, person: 'unknown' },
    );
  expect((await split([crypto.randomUUID()])).body.code).toBe('invalid-input');
  const { status, body } = await split([about]);
  expect(status).toBe(200);
  const taken = await open(agent, body.newContactId);
  expect(taken.notes.map(({ text }) => text)).toEqual(['Puoliso kysyi laskusta']);
  expect((await open(agent, stays.contactId)).notes.map(({ text }) => text)).toEqual([
    'Asiakas odottaa avainta',
  ]);
  const found = await agent.ask<{ contacts: { contactId: string }[] }>(
    'POST',
    '/api/console/contacts/search',
    { text: 'puoliso' },
  );
  expect(found.body.contacts.map(({ contactId }) => contactId)).toEqual([body.newContactId]);
  const [person] = await sql<{ id: string; provisional: boolean; fields: number }>(
    `SELECT id, provisional, (SELECT count(*)::integer FROM register.person_field f WHERE f.person_id = p.id) AS fields
     FROM register.person p WHERE id = (SELECT person_id FROM register.contact WHERE id = $1)`,
    [body.newContactId],
  );
  expect(person).toMatchObject({ provisional: true, fields: 0 });
  expect(person!.id).not.toBe(ofStay);
  expect(await subjectOf(house, wrong.recordingId)).not.toBe(await subjectOf(house, stays.recordingId));
});
