import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdsOf } from './hold-recording.ts';
import type { Recorded } from '../calls/make-call.ts';
import { openQualityHouse, type QualityHouse } from './quality-house.ts';
import { drawSample as drawPlaces } from '../../server/safeguards/access-log/tree/draw-sample.ts';

// A quality project's sample: drawn by the server, by chance, by the call alone; each drawn call is kept for the project by the same
// rules as one that somebody picks.

let house: QualityHouse;
const calls: Recorded[] = [];
const minute = 60_000;

interface Draw {
  drawId: string;
  size: number;
  drawn: number;
  seed: string;
  population: string;
  count: number;
}
const asked = (more: object = {}) => ({
  drawId: crypto.randomUUID(),
  fromOn: '2026-03-01',
  toOn: '2026-03-31',
  count: 5,
  ...more,
});
const draw = async (project: string, more: object = {}) =>
  (await house.lead())<{ drawn: number; size: number; code?: string }>(
    'POST',
    `/api/console/quality-projects/${project}/draws`,
    asked(more),
  );
const keptFor = (project: string) =>
  house
    .sql<{ id: string }>(
      'SELECT recording_id AS id FROM register.recording_extension WHERE project_id = $1 AND ended_at IS NULL ORDER BY 1',
      [project],
    )
    .then((rows) => rows.map(({ id }) => id));

beforeAll(async () => {
  house = await openQualityHouse('2026-03-02T08:00:00Z');
  // Thirty of a month, one a day at ten in Helsinki: half of them long, a third going out.
  for (let day = 0; day < 30; day += 1) {
    const at = new Date(house.clock.now().getTime() + minute);
    calls.push(
      await house.call({
        at,
        seconds: day % 2 ? 300 : 40,
        direction: day % 3 ? 'incoming' : 'outgoing',
      }),
    );
    house.clock.pass(86_400_000);
  }
}, 120_000);
afterAll(() => house.desk.the.stop());

describe('refused', () => {
  test('without the task nobody draws, looks at a project or its sample', async () => {
    const project = await house.project();
    const ask = await house.agent();
    const missing = { status: 403, body: { code: 'task-missing' } };
    const url = `/api/console/quality-projects/${project}`;
    expect(await ask('POST', `${url}/draws`, asked())).toMatchObject(missing);
    expect(await ask('GET', url)).toMatchObject(missing);
    expect(await ask('GET', `${url}/recordings`)).toMatchObject(missing);
    expect(await ask('GET', `${url}/draws/${crypto.randomUUID()}`)).toMatchObject(missing);
    expect(await keptFor(project)).toEqual([]);
  });

  test('nor in the queue of others', async () => {
    const theirs = await house.project({ queue: 'privacy', by: await house.officer() });
    expect(await draw(theirs)).toMatchObject({ status: 403, body: { code: 'task-missing' } });
    const url = `/api/console/quality-projects/${theirs}`;
    const ask = await house.lead();
    expect(await ask('GET', url)).toMatchObject({ status: 403 });
    expect(await ask('GET', `${url}/recordings`)).toMatchObject({ status: 403 });
  });

  test('nor for a project that is closed, or is none', async () => {
    const project = await house.project();
    const ask = await house.lead();
    await ask('POST', `/api/console/quality-projects/${project}`, { version: 1, outcome: 'Ingenting' });
    expect(await draw(project)).toMatchObject({ status: 409, body: { code: 'matter-closed' } });
    expect(await draw(crypto.randomUUID())).toMatchObject({ status: 404 });
  });

  test.each([
    [{ count: 0 }],
    [{ count: 201 }],
    [{ count: 1.5 }],
    [{ weekdays: [] }],
    [{ weekdays: [8] }],
    [{ fromHour: 12, toHour: 12 }],
    [{ leastSeconds: 60, mostSeconds: 60 }],
    [{ fromOn: '2026-03-31', toOn: '2026-03-01' }],
    [{ fromOn: '2024-01-01', toOn: '2026-03-01' }],
    [{ fromOn: '2026-02-30' }],
  ])('nor by what makes no sense: %j', async (wrong) => {
    expect(await draw(await house.project(), wrong)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input' },
    });
  });

  test('the database keeps no other drawing either, and none is changed', async () => {
    const project = await house.project();
    const insert = (more: Record<string, string>) => {
      const values: Record<string, string> = {
        project_id: `'${project}'`,
        id: 'gen_random_uuid()',
        drawn_at: 'now()',
        drawn_by: 'gen_random_uuid()',
        from_on: "'2026-03-01'",
        to_on: "'2026-03-31'",
        from_hour: '0',
        to_hour: '24',
        weekdays: "'{1}'",
        least_seconds: '0',
        asked: '5',
        size: '9',
        population: "decode(repeat('00', 32), 'hex')",
        population_sealed: "'\\x00'",
        seed: "decode(repeat('00', 32), 'hex')",
        drawn: '5',
        ...more,
      };
      return house.sql(
        `INSERT INTO register.quality_draw (${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')})`,
      );
    };
    const check = { code: '23514' };
    for (const wrong of [
      { asked: '201' },
      { drawn: '6' },
      { size: '4' },
      { weekdays: "'{9}'" },
      { to_hour: '25' },
      { seed: "'\\x00'" },
      { direction: "'Maija'" },
    ])
      await expect(insert(wrong), JSON.stringify(wrong)).rejects.toMatchObject(check);
    await insert({});
    await expect(house.sql("UPDATE register.quality_draw SET seed = '\\x01'")).rejects.toMatchObject({
      code: '42501',
    });
  });
});

test('as many as asked are kept for the project, to its last day, with its name for a reason and one line of the log', async () => {
  const project = await house.project();
  const { status, body } = await draw(project);
  expect({ status, body }).toEqual({ status: 200, body: { drawn: 5, size: 30 } });
  const kept = await keptFor(project);
  expect(kept).toHaveLength(5);
  const ask = await house.lead();
  const one = await ask<{ extensions: { ground: string; reason: string; until: string }[]; rule: string }>(
    'GET',
    `/api/console/recordings/${kept[0]}`,
  );
  expect(one.body.extensions).toMatchObject([
    { ground: 'quality-project', reason: 'Hur samtalen börjar', until: '2026-06-30T21:00:00.000Z' },
  ]);
  const lines = await house.sql<{ units: string[]; details: object; task: string; actor: string }>(
    "SELECT units, details, task, actor FROM log.entry WHERE details->>'change' = 'sample-drawn' AND units @> ARRAY[$1::uuid]",
    [project],
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    task: 'lead-team',
    actor: house.leadId,
    details: { count: 5, found: 30, from: '2026-03-01', to: '2026-03-31' },
  });
  expect(lines[0]!.units.toSorted()).toEqual([project, ...kept].toSorted());
});

test('the same draw twice, also at once, is one', async () => {
  const project = await house.project();
  const drawId = crypto.randomUUID();
  const all = await Promise.all([1, 2, 3].map(() => draw(project, { drawId, count: 3 })));
  expect(all.map(({ body }) => body)).toEqual(Array.from({ length: 3 }, () => ({ drawn: 3, size: 30 })));
  expect((await draw(project, { drawId, count: 9 })).body).toEqual({ drawn: 3, size: 30 });
  expect(await keptFor(project)).toHaveLength(3);
  expect(
    await house.sql('SELECT 1 FROM register.quality_draw WHERE project_id = $1', [project]),
  ).toHaveLength(1);
});

test('a second sample draws others; when there are fewer than asked it says so', async () => {
  const project = await house.project();
  await draw(project, { count: 20 });
  expect((await draw(project, { count: 20 })).body).toEqual({ drawn: 10, size: 10 });
  expect((await draw(project, { count: 20 })).body).toEqual({ drawn: 0, size: 0 });
  expect(new Set(await keptFor(project)).size).toBe(30);
});

test('by direction, hour, weekday and length of the call', async () => {
  const sizeOf = async (more: object) => (await draw(await house.project(), { count: 1, ...more })).body.size;
  expect(await sizeOf({ direction: 'outgoing' })).toBe(10);
  expect(await sizeOf({ leastSeconds: 60 })).toBe(15);
  expect(await sizeOf({ mostSeconds: 60 })).toBe(15);
  expect(await sizeOf({ fromOn: '2026-03-02', toOn: '2026-03-02' })).toBe(1);
  // 8:01 UTC is 10:01 in Helsinki, and 11:01 from 29 March on.
  expect(await sizeOf({ fromHour: 10, toHour: 11 })).toBe(27);
  expect(await sizeOf({ fromHour: 11, toHour: 12 })).toBe(3);
  // 2 March is a Monday.
  expect(await sizeOf({ weekdays: [1] })).toBe(5);
});

test('anybody draws it again from what is kept with it', async () => {
  const project = await house.project();
  const drawId = crypto.randomUUID();
  await draw(project, { drawId, count: 7 });
  const { body } = await (
    await house.lead()
  )<Draw & { among: string[]; places: string[] }>(
    'GET',
    `/api/console/quality-projects/${project}/draws/${drawId}`,
  );
  expect(body.among).toEqual(calls.map(({ recordingId }) => recordingId).toSorted());
  const list = Buffer.concat(body.among.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex')));
  expect(createHash('sha256').update(list).digest('hex')).toBe(body.population);
  const again = drawPlaces(body.population, body.seed, body.count, body.size).map((at) => body.among[at]);
  expect(again).toEqual(body.places);
  expect(again.toSorted()).toEqual(await keptFor(project));
});

test('what is held by law, restricted, or of somebody being erased is not drawn', async () => {
  const [held, restricted, erased] = calls.slice(3, 6) as [Recorded, Recorded, Recorded];
  await holdsOf(house).hold(held.recordingId);
  const personOf = (call: Recorded) => [call.contactId];
  const restrict = (state: string) =>
    house.sql(
      `UPDATE register.person SET state = $2 WHERE id = (SELECT person_id FROM register.contact WHERE id = $1)`,
      [...personOf(restricted), state],
    );
  await restrict('restricted');
  const [person] = await house.sql<{ id: string }>(
    'SELECT person_id AS id FROM register.contact WHERE id = $1',
    personOf(erased),
  );
  await house.sql(`INSERT INTO register.erasure (person_id, rule, begun_at) VALUES ($1, 'erasure', now())`, [
    person!.id,
  ]);
  const project = await house.project();
  expect((await draw(project, { count: 200 })).body).toEqual({ drawn: 27, size: 27 });
  const kept = await keptFor(project);
  for (const each of [held, restricted, erased]) expect(kept).not.toContain(each.recordingId);
  await restrict('active');
  await house.sql('DELETE FROM register.erasure');
  await holdsOf(house).end();
});

test('closing the project lets go of its sample; what was taken out of it is not drawn again', async () => {
  const project = await house.project();
  await draw(project, { count: 30 });
  const ask = await house.lead();
  const [first] = await house.sql<{ recording_id: string; id: string }>(
    'SELECT recording_id, id FROM register.recording_extension WHERE project_id = $1 LIMIT 1',
    [project],
  );
  await ask('POST', `/api/console/recordings/${first!.recording_id}/extensions/${first!.id}/withdraw`);
  expect((await draw(project, { count: 30 })).body).toEqual({ drawn: 0, size: 0 });
  await ask('POST', `/api/console/quality-projects/${project}`, { version: 1, outcome: 'Klart' });
  expect(await keptFor(project)).toEqual([]);
});

test('nothing is drawn that would not be kept a moment longer for it', async () => {
  // The project ends before the calls' own three months.
  const project = await house.project({ endsOn: '2026-05-15' });
  expect((await draw(project, { count: 30 })).body).toEqual({ drawn: 0, size: 0 });
  const longer = await house.project({ endsOn: '2026-06-15' });
  const { size } = (await draw(longer, { count: 30 })).body;
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThan(30);
});

test('a drawing leaves nothing readable: neither a name, nor which calls it was drawn from', async () => {
  const rows = await house.sql<{ row: string }>('SELECT q::text AS row FROM register.quality_draw q');
  for (const { row } of rows)
    for (const call of calls) expect(row).not.toContain(call.recordingId.replaceAll('-', ''));
});

test('past the twelve months nothing is kept or drawn; in the end the project takes its drawings along', async () => {
  const project = await house.project({ endsOn: '2027-03-20' });
  await draw(project, { count: 30 });
  // Of the calls of 2 to 12 March 2026 the cap is past, though the project goes on.
  house.clock.set('2027-03-12T09:00:00Z');
  const listed = async () =>
    (
      await (
        await house.lead()
      )<{ recordings: { recordingId: string }[] }>(
        'GET',
        `/api/console/quality-projects/${project}/recordings`,
      )
    ).body.recordings.map(({ recordingId }) => recordingId);
  const left = calls.slice(11).map(({ recordingId }) => recordingId);
  expect(await listed()).toEqual(left);
  expect(await house.sweep()).toMatchObject({ recording: 11 });
  expect(await listed()).toEqual(left);
  const next = await house.project({ endsOn: '2027-04-30' });
  expect((await draw(next, { count: 30 })).body.size).toBe(19);
  house.clock.set('2028-06-01T09:00:00Z');
  await house.sweep();
  await house.sweep();
  expect(await house.sql('SELECT 1 FROM register.quality_project')).toEqual([]);
  expect(await house.sql('SELECT 1 FROM register.quality_draw')).toEqual([]);
  expect(await house.holdsKey(project)).toBe(false);
});
