import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ask } from '../promises/visit.ts';
import type { Recorded } from '../calls/make-call.ts';
import { holdsOf } from './hold-recording.ts';
import { openQualityHouse, type QualityHouse } from './quality-house.ts';

// A sheet scores the service in a call, by somebody who was not on it. It is about a colleague, too: they may read it, nobody totals it.

let house: QualityHouse;
let calls: Recorded[];
let project: string;
/** Of the lead. */
let ownCall: Recorded;
let lead: Ask;
let other: Ask;

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
const standardFollowUp = { sv: 'Fortsättningen', fi: 'Jatko', en: 'What is next' };
interface Sheet {
  sheetId: string;
  scorerId: string;
  version: number;
  scores: Record<string, number | null>;
  remark: string;
}
const open = async (ask: Ask, call: Recorded) =>
  (await ask<{ sheets: Sheet[]; own: boolean; code?: string }>('GET', sheetsOf(call))).body;
const figures = async () =>
  (
    await lead<{
      figures: { sheets: number; criteria: { key: string; average: number; sheets: number }[] } | null;
    }>('GET', `/api/console/quality-projects/${project}`)
  ).body.figures;

beforeAll(async () => {
  house = await openQualityHouse('2026-03-02T08:00:00Z');
  calls = [];
  for (let at = 0; at < 6; at += 1) {
    calls.push(await house.call({ at: house.clock.now() }));
    house.clock.pass(600_000);
  }
  ownCall = await house.call({ at: house.clock.now(), staffId: house.leadId });
  house.clock.pass(600_000);
  project = await house.project();
  lead = await house.lead();
  other = await house.other();
  const drawn = await lead('POST', `/api/console/quality-projects/${project}/draws`, {
    drawId: crypto.randomUUID(),
    fromOn: '2026-03-02',
    toOn: '2026-03-02',
    count: 50,
  });
  expect(drawn.body).toEqual({ drawn: 7, size: 7 });
}, 60_000);
afterAll(() => house.desk.the.stop());

test('one sheet for each who scores, the same twice is one, and a change asks what was seen', async () => {
  const sheetId = crypto.randomUUID();
  const twice = await Promise.all([1, 2].map(() => save(lead, calls[0]!, {}, sheetId)));
  expect(twice.map(({ status, body }) => [status, body.version])).toEqual([
    [200, 1],
    [200, 1],
  ]);
  expect(await save(lead, calls[0]!)).toMatchObject({ status: 409, body: { code: 'already-done' } });
  house.clock.pass(1_000);
  expect(await save(other, calls[0]!, { scores: { greeting: 1 }, remark: '' })).toMatchObject({
    status: 200,
  });
  // Nobody changes a colleague's.
  expect(await save(other, calls[0]!, { version: 1 }, sheetId)).toMatchObject({ status: 404 });
  expect(await save(lead, calls[0]!, { version: 1, scores: { greeting: 2 } }, sheetId)).toMatchObject({
    status: 200,
    body: { version: 2 },
  });
  expect(await save(lead, calls[0]!, { version: 1 }, sheetId)).toMatchObject({
    status: 409,
    body: { code: 'changed-meanwhile' },
  });
  const { sheets } = await open(lead, calls[0]!);
  expect(sheets.map(({ scorerId, version, scores }) => ({ scorerId, version, scores }))).toEqual([
    { scorerId: house.leadId, version: 2, scores: { greeting: 2 } },
    { scorerId: house.otherId, version: 1, scores: { greeting: 1 } },
  ]);
});

test('an identity code is struck out of a remark, and nothing of a sheet stands in the clear', async () => {
  await save(lead, calls[1]!, { remark: 'Sade 131052-9982 ääneen' });
  const { sheets } = await open(lead, calls[1]!);
  expect(sheets[0]!.remark).toMatch(/^Sade .* ääneen$/);
  expect(sheets[0]!.remark).not.toContain('131052');
  const rows = await house.sql<{ row: string }>(
    `SELECT s::text || f::text AS row FROM register.quality_sheet s JOIN register.quality_figures f ON f.id = s.figures_id`,
  );
  expect(rows.length).toBe(3);
  for (const { row } of rows) expect(row).not.toMatch(/greeting|Sade|inledning/);
});

test('figures stand only from five sheets on, each criterion for itself; no answer is by colleague', async () => {
  await save(lead, calls[2]!);
  expect(await house.sql('SELECT 1 FROM register.quality_sheet')).toHaveLength(4);
  expect(await figures()).toBeNull();
  await save(other, ownCall);
  expect(await figures()).toEqual({ sheets: 5, criteria: [{ key: 'greeting', sheets: 5, average: 3 }] });
  for (const call of calls.slice(3, 5)) await save(lead, call);
  const after = (await figures())!;
  expect(after.criteria.map(({ key }) => key).toSorted()).toEqual(['answer', 'greeting', 'language']);
  const listed = await lead<{ recordings: object[] }>(
    'GET',
    `/api/console/quality-projects/${project}/recordings`,
  );
  // No name or id of who answered, in none of the answers.
  const whole = JSON.stringify([listed.body, after, await open(lead, calls[0]!)]);
  expect(whole).not.toContain(house.desk.agent.staffId);
});

test('the sample says what one has done with each, by oneself', async () => {
  await lead('GET', `/api/console/recordings/${calls[1]!.recordingId}/audio`);
  const list = async (ask: Ask) =>
    (
      await ask<{
        recordings: {
          recordingId: string;
          listened: boolean;
          scored: boolean;
          sheets: number;
          own: boolean;
        }[];
        next: string | null;
      }>('GET', `/api/console/quality-projects/${project}/recordings?limit=4`)
    ).body;
  const first = await list(lead);
  expect(first.recordings.map(({ listened, scored, sheets }) => [listened, scored, sheets])).toEqual([
    [false, true, 2],
    [true, true, 1],
    [false, true, 1],
    [false, true, 1],
  ]);
  const rest = await lead<typeof first>(
    'GET',
    `/api/console/quality-projects/${project}/recordings?cursor=${encodeURIComponent(first.next!)}`,
  );
  expect(rest.body.recordings.map(({ scored, own }) => [scored, own])).toEqual([
    [true, false],
    [false, false],
    [false, true],
  ]);
  expect((await list(other)).recordings.map(({ scored }) => scored)).toEqual([true, false, false, false]);
});

test('whoever was on the call reads its sheets in their own data, by whom as a code; nobody else’s', async () => {
  interface Held {
    sheets: {
      project: string;
      scores: { name: { en: string }; score: number }[];
      remark: string;
      scoredBy: string;
    }[];
  }
  const held = async (ask: Ask) => (await ask<Held>('GET', '/api/console/me/held?language=en')).body;
  const { sheets } = await held(await house.agent());
  expect(sheets).toHaveLength(6);
  expect(sheets[0]).toMatchObject({
    project: 'Hur samtalen börjar',
    scores: [{ name: { en: 'Greeting and opening' }, score: 2 }],
  });
  expect(sheets.map(({ scoredBy }) => scoredBy).join()).not.toContain(house.leadId);
  expect((await held(lead)).sheets).toHaveLength(1);
  expect((await held(other)).sheets).toEqual([]);
  const paper = await (await house.agent())<string>('GET', '/api/console/me/receipt?format=file&language=en');
  expect(JSON.stringify(paper.body)).toContain('Hur samtalen börjar');
  const looked = await house.sql(
    "SELECT 1 FROM log.entry WHERE actor = $1::text AND task = 'sign-in' AND action = 'view' AND units @> ARRAY[$2::uuid]",
    [house.desk.agent.staffId, calls[0]!.recordingId],
  );
  expect(looked.length).toBeGreaterThan(0);
});

test('what the law holds keeps its remark to itself, in one’s own data too', async () => {
  await holdsOf(house).hold(calls[1]!.recordingId);
  const { body } = await (
    await house.agent()
  )<{ sheets: { remark: string | null }[] }>('GET', '/api/console/me/held?language=sv');
  expect(body.sheets.filter(({ remark }) => remark === null)).toHaveLength(1);
  await holdsOf(house).end();
});

test('the team’s own criteria: in three languages, about nobody; a retired one stays where it stands', async () => {
  const put = (key: string, more: object = {}) =>
    lead<{ version: number; code: string }>('POST', `/api/console/team/criteria/${key}`, {
      name: { sv: 'Ton', fi: 'Sävy', en: 'Tone' },
      place: 9,
      archived: false,
      version: null,
      ...more,
    });
  expect((await put('tone', { name: { sv: 'Ton', fi: ' ', en: 'Tone' } })).status).toBe(400);
  for (const none of ['0', 'Tone', '0b5e3a52-7c1d-11ef-9b3a-0242ac120002', 'a_b'])
    expect((await put(none)).status, none).toBe(400);
  expect((await put('follow-up', { archived: true })).status).toBe(200);
  expect((await put('follow-up', { version: 1, name: standardFollowUp, place: 4 })).status).toBe(200);
  expect(await put('tone', { name: { sv: 'Ring 040 123 4567', fi: 'Sävy', en: 'Tone' } })).toMatchObject({
    body: { code: 'personal-data-refused' },
  });
  expect((await put('tone')).status).toBe(200);
  expect(
    (
      await (
        await house.agent()
      )('POST', '/api/console/team/criteria/tone', {
        name: { sv: 'Ton', fi: 'Sävy', en: 'Tone' },
        place: 9,
        archived: true,
        version: 1,
      })
    ).status,
  ).toBe(403);
  expect((await save(lead, calls[5]!, { scores: { tone: 4 } })).status).toBe(200);
  expect((await put('tone', { archived: true, version: 1 })).status).toBe(200);
  const { body } = await lead<{ criteria: { key: string; archived: boolean }[] }>(
    'GET',
    '/api/console/team/criteria',
  );
  expect(body.criteria.map(({ key }) => key)).toEqual([
    'greeting',
    'identification',
    'answer',
    'language',
    'follow-up',
    'tone',
  ]);
  expect((await open(lead, calls[5]!)).sheets[0]!.scores).toEqual({ tone: 4 });
});

test('when the call goes the sheet goes, and its figures stay, tied to nothing', async () => {
  const before = await figures();
  const [person] = await house.sql<{ id: string }>(
    'SELECT person_id AS id FROM register.contact WHERE id = $1',
    [calls[0]!.contactId],
  );
  const { erasure, contacts } = house.desk.the.house;
  await erasure.begin(person!.id, 'erasure', (units) =>
    contacts.access.systemGrant('sweep', { units, categories: [] }),
  );
  expect(
    await house.sql('SELECT 1 FROM register.quality_sheet WHERE recording_id = $1', [calls[0]!.recordingId]),
  ).toEqual([]);
  expect(await house.holdsKey(calls[0]!.recordingId)).toBe(false);
  expect(await figures()).toEqual(before);
  const { body } = await (
    await house.agent()
  )<{ sheets: unknown[] }>('GET', '/api/console/me/held?language=sv');
  expect(body.sheets).toHaveLength(5);
  // Neither the log nor any column leads from what is left to the call.
  const left = await house.sql<{ id: string }>(
    `SELECT f.id FROM register.quality_figures f WHERE NOT EXISTS (SELECT FROM register.quality_sheet s WHERE s.figures_id = f.id)`,
  );
  expect(left).toHaveLength(2);
  for (const { id } of left) {
    expect(id[14]).toBe('4');
    expect(
      await house.sql(
        "SELECT 1 FROM log.entry WHERE units @> ARRAY[$1::uuid] OR details::text LIKE '%' || $1::text || '%'",
        [id],
      ),
    ).toEqual([]);
  }
});

test('the database: one sheet each, and nothing of whose it is or of what is changed', async () => {
  const [sheet] = await house.sql<{ id: string }>('SELECT id FROM register.quality_sheet LIMIT 1');
  for (const change of [
    'scorer_id = gen_random_uuid()',
    'recording_id = gen_random_uuid()',
    'figures_id = gen_random_uuid()',
  ])
    await expect(
      house.sql(`UPDATE register.quality_sheet SET ${change} WHERE id = $1`, [sheet!.id]),
    ).rejects.toMatchObject({ code: '42501' });
  await expect(
    house.sql(
      `INSERT INTO register.quality_sheet (recording_id, id, project_id, figures_id, scorer_id, scored_at, changed_at, remark_sealed)
       SELECT recording_id, gen_random_uuid(), project_id, figures_id, scorer_id, scored_at, changed_at, remark_sealed
       FROM register.quality_sheet WHERE id = $1`,
      [sheet!.id],
    ),
  ).rejects.toMatchObject({ code: '23505' });
});

test('once the project is closed nothing is scored or changed; what was stays to be read', async () => {
  const { sheets } = await open(lead, calls[3]!);
  expect(
    await lead('POST', `/api/console/quality-projects/${project}`, {
      version: 1,
      outcome: 'Kortare hälsning',
    }),
  ).toMatchObject({ status: 200 });
  expect(await save(lead, calls[3]!, { version: 1 }, sheets[0]!.sheetId)).toMatchObject({
    status: 409,
    body: { code: 'matter-closed' },
  });
  expect(await save(other, calls[3]!)).toMatchObject({ status: 409, body: { code: 'matter-closed' } });
  expect((await open(lead, calls[3]!)).sheets).toEqual(sheets);
});
