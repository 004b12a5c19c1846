import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordCall, type Recorded } from '../calls/make-call.ts';
import { audio, openRecordingHouse, type RecordingHouse } from './p11-house.ts';

// P11: a recording goes three months after its call. A complaint or a quality project keeps it longer, while it goes on, and nothing
// keeps it past twelve months. By the clock, to the second.

let house: RecordingHouse;
let usual: Recorded;
let complained: Recorded;
let studied: Recorded;
const complaintId = crypto.randomUUID();
const projectId = crypto.randomUUID();

beforeAll(async () => {
  // Half past one in the morning in Helsinki, on the 31st: the day is the register's, and February has none of that number.
  house = await openRecordingHouse('2026-01-30T22:30:00Z');
  const { desk } = house;
  const call = (number: string) =>
    recordCall(desk.the.house, { at: house.clock.now(), number, staffId: desk.agent.staffId });
  usual = await call('+358401234567');
  complained = await call('040 765 4321');
  studied = await call('+46 70 123 45 67');
});
afterAll(() => house.desk.the.stop());

const extend = async (recording: Recorded, ground: string, matterId: string) =>
  (await house.lead())('POST', `/api/console/recordings/${recording.recordingId}/extensions`, {
    extensionId: crypto.randomUUID(),
    ground,
    matterId,
    reason: 'Kunden säger att vi lovade annat. 131052-9982',
  });
const hear = async (recording: Recorded) => (await house.lead())('GET', audio(recording.recordingId));

describe('refused', () => {
  test('whoever has no such task hears nothing, and extends and holds nothing', async () => {
    const ask = await house.agent();
    const id = usual.recordingId;
    const missing = { status: 403, body: { code: 'task-missing' } };
    expect(await ask('GET', audio(id))).toMatchObject(missing);
    const extension = {
      extensionId: crypto.randomUUID(),
      ground: 'complaint',
      matterId: complaintId,
      reason: 'x',
    };
    expect(await ask('POST', `/api/console/recordings/${id}/extensions`, extension)).toMatchObject(missing);
    expect(await (await house.lead())('GET', '/api/console/held-recordings')).toMatchObject(missing);
  });

  test('nothing is kept longer for what is not there, or is of another queue', async () => {
    expect(await extend(usual, 'complaint', crypto.randomUUID())).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
    const officer = await house.officer();
    const other = crypto.randomUUID();
    expect(
      (
        await officer('POST', '/api/console/quality-projects', {
          projectId: other,
          queue: 'privacy',
          ownerId: house.officerId,
          endsOn: '2026-12-31',
          name: 'Dataskydd',
          reason: 'Svaren',
        })
      ).status,
    ).toBe(200);
    expect(await extend(usual, 'quality-project', other)).toMatchObject({
      status: 409,
      body: { code: 'queues-differ' },
    });
  });

  test.each(['2026-01-29', '2027-02-01'])('a complaint ends on no day like %s', async (endsOn) => {
    const ask = await house.lead();
    const body = { complaintId: crypto.randomUUID(), ownerId: house.leadId, endsOn, reason: 'Fel' };
    expect(await ask('POST', `/api/console/contacts/${usual.contactId}/complaints`, body)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', details: { field: 'endsOn' } },
    });
  });

  test('nor is it owned by somebody who may not extend recordings', async () => {
    const ask = await house.lead();
    const body = {
      complaintId: crypto.randomUUID(),
      ownerId: house.desk.agent.staffId,
      endsOn: '2026-09-30',
      reason: 'Fel',
    };
    expect(await ask('POST', `/api/console/contacts/${usual.contactId}/complaints`, body)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', details: { field: 'ownerId' } },
    });
  });
});

test('it is heard, whole and in ranges, with one line of the log for a sitting', async () => {
  const ask = await house.lead();
  const whole = await ask<string>('GET', audio(usual.recordingId));
  expect(whole.status).toBe(200);
  expect(whole.body.length).toBe(21 * 20_000);
  expect(whole.body.slice(0, 21)).toBe('OggS Salainen puhelu ');
  for (let times = 0; times < 3; times += 1)
    expect((await ask('GET', audio(usual.recordingId))).status).toBe(200);
  const played = await house.sql(
    "SELECT action, task FROM log.entry WHERE action = 'play' AND units @> ARRAY[$1::uuid]",
    [usual.recordingId],
  );
  expect(played).toEqual([{ action: 'play', task: 'lead-team' }]);
});

test('a complaint and a project keep what they were opened for', async () => {
  const ask = await house.lead();
  expect(
    await ask('POST', `/api/console/contacts/${complained.contactId}/complaints`, {
      complaintId,
      ownerId: house.leadId,
      endsOn: '2026-08-31',
      reason: 'Lovades en sak, fick en annan',
    }),
  ).toMatchObject({ status: 200 });
  expect(
    await ask('POST', '/api/console/quality-projects', {
      projectId,
      queue: 'service',
      ownerId: house.leadId,
      endsOn: '2027-01-30',
      name: 'Hälsningar',
      reason: 'Hur vi börjar ett samtal',
    }),
  ).toMatchObject({ status: 200 });
  expect(await extend(complained, 'complaint', complaintId)).toMatchObject({
    status: 200,
    // To the end of the 31 August in Helsinki.
    body: { deleteAfter: '2026-08-31T21:00:00.000Z' },
  });
  expect(await extend(studied, 'quality-project', projectId)).toMatchObject({
    status: 200,
    // The cap, not the end of the project: the first moment of 31 January.
    body: { deleteAfter: '2027-01-30T22:00:00.000Z' },
  });
  // Of several the longest counts, and withdrawing it leaves the other.
  const both = await extend(complained, 'quality-project', projectId);
  expect(both.body).toMatchObject({ deleteAfter: '2027-01-30T22:00:00.000Z' });
  const { body } = await ask<{
    recordings: { extensions: { extensionId: string; ground: string; reason: string }[]; rule: string }[];
  }>('GET', `/api/console/contacts/${complained.contactId}/recordings`);
  const [{ extensions, rule }] = body.recordings as [(typeof body.recordings)[0]];
  expect(rule).toBe('quality-project');
  // An identity code stands in no reason.
  expect(extensions.map(({ reason }) => reason).join()).not.toContain('131052');
  expect(extensions[0]!.reason).toContain('Kunden säger');
  const longer = extensions.find(({ ground }) => ground === 'quality-project')!;
  expect(
    await ask(
      'POST',
      `/api/console/recordings/${complained.recordingId}/extensions/${longer.extensionId}/withdraw`,
    ),
  ).toMatchObject({ status: 200, body: { deleteAfter: '2026-08-31T21:00:00.000Z' } });
  // Who answers customers sees that there is one, and not why.
  const seen = await (
    await house.agent()
  )<typeof body>('GET', `/api/console/contacts/${complained.contactId}/recordings`);
  expect(seen.body.recordings[0]!.extensions[0]!.reason).toBeNull();
});

test('day 89: all are heard', async () => {
  house.clock.set('2026-04-29T20:59:59Z');
  expect(await house.sweep()).toEqual({});
  for (const each of [usual, complained, studied]) expect((await hear(each)).status).toBe(200);
});

test('three months: what nothing keeps is silent at once, and gone with the sweep', async () => {
  // 30 April begins: of the 31st April has none.
  house.clock.set('2026-04-29T21:00:00Z');
  expect(await hear(usual)).toMatchObject({ status: 410, body: { code: 'unit-erased' } });
  expect(await house.holdsKey(usual.recordingId)).toBe(true);
  expect(await house.sweep()).toEqual({ recording: 1 });
  expect(await house.holdsKey(usual.recordingId)).toBe(false);
  expect(await hear(usual)).toMatchObject({ status: 404 });
  const [stone] = await house.sql<{ rule: string; kind: string }>(
    "SELECT details->>'rule' AS rule, action AS kind FROM log.entry WHERE action = 'erase' AND units @> ARRAY[$1::uuid]",
    [usual.recordingId],
  );
  expect(stone).toEqual({ rule: 'recording', kind: 'erase' });
  // The call itself is a detail of its contact, and stays with it.
  const { body } = await (
    await house.agent()
  )<{ calls: unknown[] }>('GET', `/api/console/contacts/${usual.contactId}/calls`);
  expect(body.calls).toHaveLength(1);
  for (let tries = 0; (await house.blobs()) > 2 && tries < 200; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await house.blobs()).toBe(2);
});

test('kept longer they are heard', async () => {
  for (const each of [complained, studied]) expect((await hear(each)).status).toBe(200);
});

test('the owner sees what will go, and is told once', async () => {
  const told = () =>
    house.sql<{ staff_id: string }>("SELECT staff_id FROM live.event WHERE notice = 'recording-due'");
  house.clock.set('2026-08-17T20:00:00Z');
  const { remindOfRecordings } = await import('../../server/register/recordings/remind-of-recordings.ts');
  const deps = house.desk.the.house.contacts;
  expect(await remindOfRecordings(deps)).toBe(0);
  house.clock.set('2026-08-18T20:00:00Z');
  expect(await remindOfRecordings(deps)).toBe(1);
  expect(await remindOfRecordings(deps)).toBe(0);
  expect(await told()).toEqual([{ staff_id: house.leadId }]);
  const { body } = await (
    await house.lead()
  )<{ recordings: { recordingId: string }[] }>('GET', '/api/console/recordings?view=ending');
  expect(body.recordings.map(({ recordingId }) => recordingId)).toEqual([complained.recordingId]);
});

test('a complaint that goes on to another day takes its recordings along', async () => {
  const ask = await house.lead();
  expect(
    await ask('POST', `/api/console/complaints/${complaintId}`, { version: 1, endsOn: '2026-10-31' }),
  ).toEqual({ status: 200, body: { version: 2 } });
  house.clock.set('2026-10-10T08:00:00Z');
  expect(await house.sweep()).toEqual({});
  expect((await hear(complained)).status).toBe(200);
});

test('once it is closed they are gone', async () => {
  const ask = await house.lead();
  expect(
    await ask('POST', `/api/console/complaints/${complaintId}`, { version: 2, outcome: 'Ersatt' }),
  ).toMatchObject({ status: 200 });
  expect(await hear(complained)).toMatchObject({ status: 410, body: { code: 'unit-erased' } });
  expect(await extend(complained, 'complaint', complaintId)).toMatchObject({
    status: 409,
    body: { code: 'matter-closed' },
  });
  expect(await house.sweep()).toEqual({ recording: 1 });
  expect(await house.holdsKey(complained.recordingId)).toBe(false);
  const { body } = await ask<{ complaints: { outcome: string; recordings: number }[] }>(
    'GET',
    '/api/console/complaints?state=closed',
  );
  expect(body.complaints).toMatchObject([{ outcome: 'Ersatt', recordings: 0 }]);
});

test('twelve months: nothing keeps it, though its project goes on', async () => {
  house.clock.set('2027-01-30T21:59:59Z');
  expect(await house.sweep()).toEqual({});
  expect((await hear(studied)).status).toBe(200);
  house.clock.pass(1_000);
  expect((await hear(studied)).status).toBe(410);
  expect(await house.sweep()).toEqual({ recording: 1 });
  expect(await house.sql('SELECT 1 FROM register.recording')).toEqual([]);
  const results = await house.desk.the.house.promises.run({ evenIfFresh: true });
  expect(results.results.filter(({ probe }) => probe.startsWith('P11.')).map(({ state }) => state)).toEqual(
    Array.from({ length: 5 }, () => 'kept'),
  );
});
