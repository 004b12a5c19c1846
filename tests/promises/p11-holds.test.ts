import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { recordCall, type Recorded } from '../calls/make-call.ts';
import { audio, openRecordingHouse, type RecordingHouse } from './p11-house.ts';
import { openAsOwner } from './probes/plant.ts';

// P11: the one thing that outlives twelve months is a hold by law: by its own row, with document, owner, review and end. While it
// lasts the recording serves that matter alone; and it is counted. A restriction of the person (GDPR Art. 18) holds by itself.

let house: RecordingHouse;
let held: Recorded;
let restricted: Recorded;
let ofErased: Recorded;
const holdId = crypto.randomUUID();

beforeAll(async () => {
  house = await openRecordingHouse('2026-01-15T08:00:00Z');
  const call = (number: string) => recordCall(house.desk.the.house, { at: house.clock.now(), number });
  held = await call('+358401234567');
  restricted = await call('+358401234568');
  ofErased = await call('+358401234569');
});
afterAll(() => house.desk.the.stop());

const url = ({ recordingId }: Recorded, rest = '') => `/api/console/recordings/${recordingId}${rest}`;
const hold = (over: Record<string, unknown> = {}) => ({
  holdId,
  ground: 'claim',
  document: 'Helsingin käräjäoikeus, L 26/123',
  ownerId: house.officerId,
  reviewOn: '2026-07-01',
  ...over,
});
const holds = async () =>
  (await house.desk.the.house.promises.run({ evenIfFresh: true })).results.find(
    ({ probe }) => probe === 'P11.past-twelve-months-by-law-only',
  );

test('refused without the task, with an owner who has it not, and without a day of review within a year', async () => {
  expect(await (await house.lead())('POST', url(held, '/holds'), hold())).toMatchObject({
    status: 403,
    body: { code: 'task-missing' },
  });
  const ask = await house.officer();
  expect(await ask('POST', url(held, '/holds'), hold({ ownerId: house.leadId }))).toMatchObject({
    status: 400,
    body: { details: { field: 'ownerId' } },
  });
  for (const reviewOn of ['2026-01-15', '2027-01-16'])
    expect(await ask('POST', url(held, '/holds'), hold({ reviewOn }))).toMatchObject({
      status: 400,
      body: { details: { field: 'reviewOn' } },
    });
  expect(await ask('POST', url(held, '/holds'), hold({ ground: 'restriction' }))).toMatchObject({
    status: 400,
  });
  expect(await ask('POST', url(held, '/holds'), hold({ document: '' }))).toMatchObject({ status: 400 });
});

test('held, it is locked for all but that matter', async () => {
  const officer = await house.officer();
  for (let times = 0; times < 2; times += 1)
    expect((await officer('POST', url(held, '/holds'), hold())).status).toBe(200);
  const second = crypto.randomUUID();
  expect((await officer('POST', url(ofErased, '/holds'), hold({ holdId: second }))).status).toBe(200);
  const locked = { status: 423, body: { code: 'recording-held' } };
  const lead = await house.lead();
  expect(await lead('GET', audio(held.recordingId))).toMatchObject(locked);
  expect(await officer('GET', audio(held.recordingId))).toMatchObject(locked);
  // For its matter, by whoever handles holds: not for another's, and not by anybody.
  expect(await lead('GET', `${audio(held.recordingId)}?hold=${holdId}`)).toMatchObject({ status: 403 });
  expect(await officer('GET', `${audio(held.recordingId)}?hold=${second}`)).toMatchObject({ status: 404 });
  expect((await officer('GET', `${audio(held.recordingId)}?hold=${holdId}`)).status).toBe(200);
  const complaintId = crypto.randomUUID();
  const complaint = { complaintId, ownerId: house.leadId, endsOn: '2026-09-30', reason: 'Fel' };
  expect((await lead('POST', `/api/console/contacts/${held.contactId}/complaints`, complaint)).status).toBe(
    200,
  );
  expect(
    await lead('POST', url(held, '/extensions'), {
      extensionId: crypto.randomUUID(),
      ground: 'complaint',
      matterId: complaintId,
      reason: 'Fel',
    }),
  ).toMatchObject(locked);
  const { body } = await officer<{ recordings: { recordingId: string; holds: { document: string }[] }[] }>(
    'GET',
    '/api/console/held-recordings',
  );
  expect(body.recordings).toHaveLength(2);
  expect(body.recordings[0]!.holds[0]!.document).toContain('L 26/123');
  expect(await holds()).toMatchObject({ state: 'kept', numerator: 0, denominator: 2 });
});

test('erasing the person leaves what the law holds, on no contact, and nothing else of them', async () => {
  const { erasure, contacts } = house.desk.the.house;
  const [{ person_id: person }] = (await house.sql<{ person_id: string }>(
    'SELECT person_id FROM register.contact WHERE id = $1',
    [ofErased.contactId],
  )) as [{ person_id: string }];
  await erasure.begin(person as Id<'person'>, 'erasure', (units) =>
    contacts.access.systemGrant('sweep', { units, categories: [] }),
  );
  expect(await house.holdsKey(ofErased.contactId)).toBe(false);
  expect(await house.holdsKey(ofErased.recordingId)).toBe(true);
  expect(
    await house.sql('SELECT contact_id FROM register.recording WHERE id = $1', [ofErased.recordingId]),
  ).toEqual([{ contact_id: null }]);
  expect(await house.sql('SELECT 1 FROM register.contact_call WHERE id = $1', [ofErased.callId])).toEqual([]);
});

test('its owner is told on the day of review, and says until when it is needed', async () => {
  const { remindOfRecordings } = await import('../../server/register/recordings/remind-of-recordings.ts');
  const deps = house.desk.the.house.contacts;
  house.clock.set('2026-06-30T20:59:59Z');
  expect(await remindOfRecordings(deps)).toBe(0);
  house.clock.pass(1_000);
  expect(await remindOfRecordings(deps)).toBe(2);
  expect(await remindOfRecordings(deps)).toBe(0);
  const ask = await house.officer();
  for (const [recording, id] of [[held, holdId]] as const)
    expect(
      await ask('POST', url(recording, `/holds/${id}/review`), {
        ownerId: house.officerId,
        reviewOn: '2027-06-30',
      }),
    ).toMatchObject({ status: 200 });
  expect(await remindOfRecordings(deps)).toBe(0);
});

test('a restriction holds what would go, silent to everybody, and lets it go when it is lifted', async () => {
  await house.sql(
    "UPDATE register.person SET state = 'restricted' WHERE id = (SELECT person_id FROM register.contact WHERE id = $1)",
    [restricted.contactId],
  );
  expect(await house.sweep()).toEqual({});
  expect(
    await house.sql('SELECT ground, ended_at FROM register.recording_hold WHERE recording_id = $1', [
      restricted.recordingId,
    ]),
  ).toEqual([{ ground: 'restriction', ended_at: null }]);
  expect(await (await house.officer())('GET', audio(restricted.recordingId))).toMatchObject({
    status: 423,
    body: { code: 'unit-restricted' },
  });
  await house.sql("UPDATE register.person SET state = 'active'");
  expect(await house.sweep()).toEqual({ recording: 1 });
  expect(await house.holdsKey(restricted.recordingId)).toBe(false);
});

test('thirteen months after its call it is there, and counted; when the hold ends it is gone', async () => {
  house.clock.set('2027-02-15T08:00:00Z');
  expect(await house.sweep()).toEqual({});
  expect(await holds()).toMatchObject({ state: 'kept', numerator: 0, denominator: 2 });
  const ask = await house.officer();
  expect((await ask('GET', `${audio(held.recordingId)}?hold=${holdId}`)).status).toBe(200);
  expect((await ask('POST', url(held, `/holds/${holdId}/end`))).status).toBe(200);
  expect(await ask('POST', url(held, `/holds/${holdId}/end`))).toMatchObject({
    status: 409,
    body: { code: 'matter-closed' },
  });
  expect(await ask('GET', audio(held.recordingId))).toMatchObject({ status: 410 });
  expect(await house.sweep()).toEqual({ recording: 1 });
  expect(await house.holdsKey(held.recordingId)).toBe(false);
});

const personOf = async ({ contactId }: Recorded) =>
  (
    await house.sql<{ person_id: Id<'person'> }>('SELECT person_id FROM register.contact WHERE id = $1', [
      contactId,
    ])
  )[0]!.person_id;
const erase = (person: Id<'person'>) =>
  house.desk.the.house.erasure.begin(person, 'erasure', (units) =>
    house.desk.the.house.contacts.access.systemGrant('sweep', { units, categories: [] }),
  );

test('hold-made-while-erasing: an erasure that waits for a recording sees the hold that was made meanwhile', async () => {
  const call = await recordCall(house.desk.the.house, { at: house.clock.now(), number: '+358401234571' });
  const person = await personOf(call);
  const byHand = openAsOwner(house.desk.the);
  let erasing: Promise<unknown> | undefined;
  await byHand.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM register.recording WHERE id = $1 FOR UPDATE', [call.recordingId]);
    await tx.query(
      `INSERT INTO register.recording_hold (recording_id, id, ground, document_sealed, owner_id, made_at, made_by, review_on)
       VALUES ($1, $2, 'order', '\\x00', $3, now(), $3, '2027-06-30')`,
      [call.recordingId, crypto.randomUUID(), house.officerId],
    );
    erasing = erase(person);
    const waits = () => house.sql('SELECT 1 FROM pg_locks WHERE NOT granted');
    await expect.poll(async () => (await waits()).length, { timeout: 10_000 }).toBe(1);
  });
  await erasing;
  await byHand.end();
  expect(await house.holdsKey(call.contactId)).toBe(false);
  expect(await house.holdsKey(call.recordingId)).toBe(true);
});

test('restricted-then-erased: a restriction keeps no recording from the erasure of its person', async () => {
  const call = await recordCall(house.desk.the.house, { at: house.clock.now(), number: '+358401234572' });
  const person = await personOf(call);
  await house.sql(
    "INSERT INTO register.recording_hold (recording_id, id, ground, made_at) VALUES ($1, $2, 'restriction', now())",
    [call.recordingId, crypto.randomUUID()],
  );
  await erase(person);
  expect(await house.holdsKey(call.recordingId)).toBe(false);
  expect(await house.sql('SELECT 1 FROM register.recording WHERE id = $1', [call.recordingId])).toEqual([]);
});
