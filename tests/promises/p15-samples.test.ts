import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawSchema } from '../../contract/console/quality.ts';
import { readCandidates } from '../../server/register/recordings/draws-store.ts';
import { openQualityHouse, type QualityHouse } from '../quality/quality-house.ts';

// P15: a sample of calls is drawn without looking at a person. There is no field by which one could be named; and who called and who
// answered changes nothing in what is drawn from.

let house: QualityHouse;
let project: string;

beforeAll(async () => {
  house = await openQualityHouse('2026-03-02T08:00:00Z');
  for (let at = 0; at < 8; at += 1) {
    await house.call({ at: house.clock.now(), ...(at % 2 ? { staffId: house.leadId } : {}) });
    house.clock.pass(600_000);
  }
  project = await house.project();
}, 60_000);
afterAll(() => house.desk.the.stop());

test('what a drawing may ask is this, and nothing about a person', () => {
  // Whoever adds a field says here that it is about the call.
  expect(Object.keys(drawSchema.shape).toSorted()).toEqual([
    'count',
    'direction',
    'drawId',
    'fromHour',
    'fromOn',
    'leastSeconds',
    'mostSeconds',
    'toHour',
    'toOn',
    'weekdays',
  ]);
});

test.each([
  ['personId', crypto.randomUUID()],
  ['contactId', crypto.randomUUID()],
  ['recordingId', crypto.randomUUID()],
  ['number', '+358401234567'],
  ['staffId', crypto.randomUUID()],
  ['agent', 'eero.virtanen'],
  ['assignee', crypto.randomUUID()],
  ['language', 'sv'],
  ['text', 'arg'],
  ['tag', crypto.randomUUID()],
  ['name', 'Maija'],
  ['seed', '00'],
])('one that names %s is refused, and nothing is drawn', async (field, value) => {
  const lead = await house.lead();
  const answer = await lead('POST', `/api/console/quality-projects/${project}/draws`, {
    drawId: crypto.randomUUID(),
    fromOn: '2026-03-01',
    toOn: '2026-03-31',
    count: 3,
    [field]: value,
  });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  expect(await house.sql('SELECT 1 FROM register.quality_draw')).toEqual([]);
});

test('people and colleagues changed about, the same calls are drawn from', async () => {
  const candidates = () =>
    readCandidates(
      house.desk.the.house.storage.db,
      {
        fromOn: '2026-03-01',
        toOn: '2026-03-31',
        fromHour: 0,
        toHour: 24,
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        leastSeconds: 0,
        mostSeconds: undefined,
      },
      {
        project,
        queue: 'service',
        now: house.clock.now(),
        from: new Date('2026-03-01T00:00:00Z'),
        to: new Date('2026-04-01T00:00:00Z'),
        timeZone: 'Europe/Helsinki',
      },
    ).then((rows) => rows.map(({ id }) => id).toSorted());
  const before = await candidates();
  expect(before).toHaveLength(8);
  const people = await house.sql<{ id: string; person_id: string }>(
    'SELECT id, person_id FROM register.contact ORDER BY id',
  );
  for (const [at, { id }] of people.entries())
    await house.sql(
      `UPDATE register.contact SET person_id = $2, language = $3, assignee_id = $4, tags = ARRAY[gen_random_uuid()] WHERE id = $1`,
      [id, people[(at + 3) % people.length]!.person_id, at % 2 ? 'fi' : 'sv', house.leadId],
    );
  await house.sql(
    `UPDATE register.contact_call_leg SET staff_id = CASE WHEN staff_id = $1 THEN $2::uuid ELSE $1::uuid END`,
    [house.leadId, house.otherId],
  );
  await house.sql("UPDATE register.contact_call SET number_state = 'removed', numbers_sealed = NULL");
  expect(await candidates()).toEqual(before);
});
