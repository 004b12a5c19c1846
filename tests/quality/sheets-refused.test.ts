import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeRegister } from '../promises/change-register.ts';
import { type Ask, signInAgain } from '../promises/visit.ts';
import type { Recorded } from '../calls/make-call.ts';
import { makeColleague } from '../support/sign-in.ts';
import { holdsOf } from './hold-recording.ts';
import { openQualityHouse, type QualityHouse } from './quality-house.ts';

// What is no sheet, and who makes or reads none.

let house: QualityHouse;
let calls: Recorded[];
let project: string;
/** Of the lead. */
let ownCall: Recorded;
let lead: Ask;

const sheetsOf = (call: Recorded, of = project) =>
  `/api/console/quality-projects/${of}/recordings/${call.recordingId}/sheets`;
const filled = (more: object = {}) => ({
  version: null,
  scores: { greeting: 4, answer: 5, language: 3, identification: null },
  remark: 'Bra inledning, kort avslut',
  ...more,
});
const save = (
  ask: Ask,
  call: Recorded,
  more: object = {},
  sheetId: string = crypto.randomUUID(),
  of = project,
) => ask<{ version: number; code?: string }>('POST', `${sheetsOf(call, of)}/${sheetId}`, filled(more));
const open = async (ask: Ask, call: Recorded) => (await ask<{ own: boolean }>('GET', sheetsOf(call))).body;

beforeAll(async () => {
  house = await openQualityHouse('2026-03-02T08:00:00Z');
  const { the, administrator } = house.desk;
  const version = changeRegister((register) => {
    register.periods['contact']!.months = 48;
    const task = structuredClone(register.tasks['lead-team']!);
    register.tasks['listen-only'] = { ...task, acts: ['play-recording'] };
  });
  await the.house.publish(version, null);
  await makeColleague(the.house, the.app, administrator, {
    userName: 'kalle.kuuntelija',
    displayName: 'Kalle Kuuntelija',
    tasks: ['listen-only'],
  });
  calls = [];
  for (let at = 0; at < 6; at += 1) {
    calls.push(await house.call({ at: house.clock.now() }));
    house.clock.pass(600_000);
  }
  ownCall = await house.call({ at: house.clock.now(), staffId: house.leadId });
  house.clock.pass(600_000);
  project = await house.project();
  lead = await house.lead();
  const drawn = await lead('POST', `/api/console/quality-projects/${project}/draws`, {
    drawId: crypto.randomUUID(),
    fromOn: '2026-03-02',
    toOn: '2026-03-02',
    count: 50,
  });
  expect(drawn.body).toEqual({ drawn: 7, size: 7 });
}, 60_000);
afterAll(() => house.desk.the.stop());

describe('refused', () => {
  test('one does not score one’s own call, and the log says that it was tried', async () => {
    expect(await save(lead, ownCall)).toMatchObject({ status: 403, body: { code: 'own-call' } });
    expect((await open(lead, ownCall)).own).toBe(true);
    const tried = await house.sql(
      "SELECT 1 FROM log.entry WHERE refusal = 'own-call' AND units @> ARRAY[$1::uuid]",
      [ownCall.recordingId],
    );
    expect(tried).toHaveLength(1);
    expect(await house.sql('SELECT 1 FROM register.quality_sheet')).toEqual([]);
    expect(await house.sql('SELECT 1 FROM register.quality_figures')).toEqual([]);
  });

  test('without the task nobody reads or writes one', async () => {
    const ask = await house.agent();
    const missing = { status: 403, body: { code: 'task-missing' } };
    expect(await save(ask, calls[0]!)).toMatchObject(missing);
    expect(await ask('GET', sheetsOf(calls[0]!))).toMatchObject(missing);
  });

  test('listening alone is not enough', async () => {
    const ask = await signInAgain(house.desk.the.app, 'kalle.kuuntelija');
    expect((await ask('GET', `/api/console/recordings/${calls[0]!.recordingId}`)).status).toBe(200);
    expect(await save(ask, calls[0]!)).toMatchObject({ status: 403, body: { code: 'task-missing' } });
    expect(await ask('GET', sheetsOf(calls[0]!))).toMatchObject({ status: 403 });
  });

  test('a call that the project does not keep, or of another queue', async () => {
    const elsewhere = await house.project();
    expect(await save(lead, calls[0]!, {}, crypto.randomUUID(), elsewhere)).toMatchObject({ status: 404 });
    const privacy = await house.project({ queue: 'privacy', by: await house.officer() });
    expect(await save(lead, calls[0]!, {}, crypto.randomUUID(), privacy)).toMatchObject({
      status: 409,
      body: { code: 'queues-differ' },
    });
  });

  test.each([
    [{ scores: {} }],
    [{ scores: { greeting: null } }],
    [{ scores: { greeting: 6 } }],
    [{ scores: { greeting: 0 } }],
    [{ scores: { greeting: 3.5 } }],
    [{ scores: { kundens: 3 } }],
    [{ remark: 'a\u0000b' }],
    [{ remark: 'x'.repeat(1_001) }],
    [{ customer: 'Maija' }],
  ])('what is no sheet: %j', async (wrong) => {
    expect(await save(lead, calls[0]!, wrong)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input' },
    });
  });

  test('one that is held by law serves that matter alone: nobody scores it or reads its sheets', async () => {
    await holdsOf(house).hold(calls[5]!.recordingId);
    expect(await save(lead, calls[5]!)).toMatchObject({ status: 423, body: { code: 'recording-held' } });
    expect(await lead('GET', sheetsOf(calls[5]!))).toMatchObject({ status: 423 });
    await holdsOf(house).end();
  });
});
