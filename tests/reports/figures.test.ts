import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PublishedDeclaration } from '../../server/safeguards/declaration/declaration.ts';
import { countAnswer } from '../../server/register/figures/count-answer.ts';
import { countMoves } from '../../server/register/figures/count-moves.ts';
import { type CountedContact, countWork } from '../../server/register/figures/count-work.ts';
import { keepFigures } from '../../server/register/figures/keep-figures.ts';
import { makeReport, type Report } from '../../server/register/figures/make-report.ts';
import { comparedWith, resolvePeriod } from '../../server/register/figures/resolve-period.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const timeZone = 'Europe/Helsinki';
const names = { sv: 'x', fi: 'x', en: 'x' };
const published = {
  version: 1,
  declaration: {
    register: { timeZone, languages: ['sv', 'fi', 'en'] },
    channels: { email: { name: names } },
    queues: { service: { name: names }, privacy: { name: names } },
  },
} as unknown as PublishedDeclaration;
const deps = {
  current: () => published,
  team: {
    businessMinutes: (queue: string, from: Date, to: Date) =>
      queue === 'service' ? (to.getTime() - from.getTime()) / 120_000 : undefined,
  },
};
const queues = ['service', 'privacy'];
const contact: CountedContact = { queue: 'service', channel: 'email', language: 'sv' };
const at = (text: string) => new Date(text);

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.owner.query('TRUNCATE figures.fact, figures.total, figures.backlog');
});

const report = (from: string, to: string, narrowed?: Parameters<typeof makeReport>[3]) =>
  makeReport(
    { db: db.service, clock: { now: () => at('2026-03-31T12:00:00Z') }, current: () => published },
    resolvePeriod({ kind: 'own', from, to }, '2026-03-31', timeZone),
    queues,
    narrowed,
  );
const keep = (now: string) =>
  keepFigures({ db: db.service, clock: { now: () => at(now) }, current: () => published });
const received = (moment: string, times = 1, of: CountedContact = contact) =>
  db.service.transaction(async (tx) => {
    for (let turn = 0; turn < times; turn += 1)
      countWork(tx, deps, of, [{ kind: 'received', at: at(moment) }]);
  });
const stepsOf = (made: Report, kind: 'received' | 'resolved' = 'received') =>
  Object.fromEntries([...made.counts[kind].steps].filter(([, shown]) => shown !== 0));

test('what is counted goes with its transaction or not at all', async () => {
  await expect(
    db.service.transaction(async (tx) => {
      countWork(tx, deps, contact, [{ kind: 'received', at: at('2026-03-02T10:00:00Z') }]);
      throw new Error('killed between');
    }),
  ).rejects.toThrow('killed between');
  expect((await report('2026-03-01', '2026-03-07')).counts.received.total).toBe(0);
});

test('folding moves every fact once, whoever folds and however often', async () => {
  await received('2026-03-02T10:00:00Z', 30);
  const before = await report('2026-03-01', '2026-03-07');
  await Promise.all([1, 2, 3].map(() => keep('2026-03-03T10:01:00Z')));
  await keep('2026-03-03T11:01:00Z');
  const [left] = await db.service.query<{ facts: number; totals: number }>(
    'SELECT (SELECT count(*) FROM figures.fact) AS facts, (SELECT count(*) FROM figures.total) AS totals',
  );
  expect(left).toEqual({ facts: 0, totals: 1 });
  const after = await report('2026-03-01', '2026-03-07');
  expect(after.counts).toEqual(before.counts);
  expect(after.counts.received.total).toBe(30);
});

test('days are those of the register, also when the clock is turned', async () => {
  // Finland's clocks go forward on 29 March 2026: that day begins at 22:00 UTC and ends at 21:00 UTC.
  await received('2026-03-28T21:59:59Z', 6);
  await received('2026-03-28T22:00:00Z', 7);
  await received('2026-03-29T20:59:59Z', 8);
  await received('2026-03-29T21:00:00Z', 9);
  for (const folded of [false, true]) {
    if (folded) await keep('2026-03-31T10:00:00Z');
    expect(stepsOf(await report('2026-03-25', '2026-03-31'))).toEqual({
      // 6, 21 and 30 together, in fives.
      '2026-03-28': 5,
      '2026-03-29': 15,
      '2026-03-30': 10,
    });
  }
});

test('a zone half an hour off begins its hours and days where its clocks do', async () => {
  const { hourOf } = await import('../../server/register/figures/hour-of.ts');
  expect(hourOf(at('2026-03-02T18:29:59Z'), 'Asia/Kolkata').toISOString()).toBe('2026-03-02T17:30:00.000Z');
  expect(hourOf(at('2026-03-02T18:30:00Z'), 'Asia/Kolkata').toISOString()).toBe('2026-03-02T18:30:00.000Z');
  // The hour that comes twice is two hours.
  expect(hourOf(at('2026-10-25T00:10:00Z'), timeZone).toISOString()).toBe('2026-10-25T00:00:00.000Z');
  expect(hourOf(at('2026-10-25T01:10:00Z'), timeZone).toISOString()).toBe('2026-10-25T01:00:00.000Z');
});

const standing = {
  ...contact,
  opened_at: at('2026-03-02T08:00:00Z'),
  closed_at: null,
  status: 'open',
  standing_before: null,
} as const;
const closed = { ...standing, status: 'closed', closed_at: at('2026-03-02T12:00:00Z') } as const;
const move = (
  ...change: Parameters<typeof countMoves> extends [unknown, unknown, ...infer Rest] ? Rest : never
) => db.service.transaction(async (tx) => countMoves(tx, deps, ...change));
const close = (turns: number) =>
  Promise.all(Array.from({ length: turns }, () => move(standing, closed, closed.closed_at)));

test('a closing that is taken back at once was none', async () => {
  await close(10);
  await keep('2026-03-02T13:01:00Z');
  await move(closed, standing, at('2026-03-02T12:01:30Z'));
  const { counts } = await report('2026-03-01', '2026-03-07');
  expect([counts.resolved.total, counts.reopened.total]).toEqual([5, 0]);
});

test('a contact opened again later was resolved, and opened again', async () => {
  await close(10);
  for (let turn = 0; turn < 5; turn += 1) await move(closed, standing, at('2026-03-04T12:00:00Z'));
  const { counts } = await report('2026-03-01', '2026-03-07');
  expect([counts.resolved.total, counts.reopened.total]).toEqual([10, 5]);
});

test('putting aside is counted when it begins', async () => {
  for (let turn = 0; turn < 6; turn += 1) {
    await move(standing, { ...standing, status: 'snoozed' }, at('2026-03-02T09:00:00Z'));
    await move({ ...standing, status: 'snoozed' }, standing, at('2026-03-03T09:00:00Z'));
  }
  expect((await report('2026-03-01', '2026-03-07')).counts.snoozed.total).toBe(5);
});

test('answers are measured by the calendar, in business hours, and against the target', async () => {
  const since = at('2026-03-02T08:00:00Z');
  await db.service.transaction(async (tx) => {
    for (const minutes of [10, 20, 30, 40, 50, 60, 70, 80, 90, 1000])
      for (let turn = 0; turn < 6; turn += 1)
        countAnswer(tx, deps, contact, {
          at: new Date(since.getTime() + minutes * 60_000),
          isFirst: true,
          waitedSince: since,
          dueAt: new Date(since.getTime() + 75 * 60_000),
        });
    countAnswer(tx, deps, contact, { at: since, isFirst: false, waitedSince: null, dueAt: null });
  });
  const { counts, lengths, target } = await report('2026-03-01', '2026-03-07');
  expect(counts['first-answer'].total).toBe(60);
  expect(counts['later-answer'].total).toBe(0);
  // Nearest rank: the thirtieth of sixty is 50, the fifty-fourth 90.
  expect(Math.abs(lengths['first-answer'].median! - 50) / 50).toBeLessThan(0.095);
  expect(Math.abs(lengths['first-answer'].p90! - 90) / 90).toBeLessThan(0.095);
  expect(Math.abs(lengths['first-answer-worked'].median! - 25) / 25).toBeLessThan(0.095);
  // Forty-two of sixty were within: 40 and 15 are shown of them.
  expect(target).toBeCloseTo(40 / 55);
});

test('what is closed is measured against its target as well, and a closing taken back is taken out of it', async () => {
  const before = (doneDueAt: string) => ({ ...closed, standing_before: { doneDueAt } });
  const inTime = before('2026-03-02T12:00:00.000Z');
  const late = before('2026-03-02T11:59:59.000Z');
  for (const each of [...Array(18).fill(inTime), ...Array(10).fill(late)])
    await move(standing, each, each.closed_at);
  await close(3);
  await move(late, standing, at('2026-03-02T12:01:00Z'));
  const { done, target, by } = await report('2026-03-01', '2026-03-07');
  // Eighteen and nine: 15 and 5 are shown of them. With the one that was taken back it would be 10.
  expect(done).toBeCloseTo(15 / 20);
  expect(target).toBeUndefined();
  expect(by.queue.get('service')!.done).toEqual(done);
});

test('the backlog is counted once an hour, by whoever comes first, and none is none', async () => {
  await Promise.all([keep('2026-03-02T10:01:00Z'), keep('2026-03-02T10:02:00Z')]);
  await keep('2026-03-02T10:59:00Z');
  const rows = await db.service.query('SELECT queue, status, contacts FROM figures.backlog ORDER BY queue');
  expect(rows).toEqual([
    { queue: 'privacy', status: 'open', contacts: 0 },
    { queue: 'service', status: 'open', contacts: 0 },
  ]);
  const { backlog } = await report('2026-03-01', '2026-03-07');
  expect([...backlog]).toEqual([['2026-03-02', { open: 0, waiting: 0, snoozed: 0 }]]);
});

test('the backlog is rounded cell by cell, so that no part is told by the whole and the others', async () => {
  const standingAt = (counts: readonly [string, string, number][]) =>
    Promise.all(
      counts.map(([queue, language, contacts]) =>
        db.service.query(
          "INSERT INTO figures.backlog (hour, queue, channel, language, status, contacts) VALUES ('2026-03-02T10:00:00Z', $1, 'email', $2, 'open', $3)",
          [queue, language, contacts],
        ),
      ),
    );
  const openOf = async (narrowed?: Parameters<typeof makeReport>[3]) =>
    (await report('2026-03-01', '2026-03-07', narrowed)).backlog.get('2026-03-02')?.open ?? 0;
  const shown = async () => [
    await openOf(),
    await openOf({ dimension: 'queue', key: 'service' }),
    await openOf({ dimension: 'queue', key: 'privacy' }),
    await openOf({ dimension: 'language', key: 'sv' }),
  ];
  const told: number[][] = [];
  for (const few of [0, 1, 2, 3, 4]) {
    await db.owner.query('TRUNCATE figures.backlog');
    await standingAt([
      ['service', 'sv', 41],
      ['service', 'fi', 13],
      ['privacy', 'sv', few],
    ]);
    told.push(await shown());
  }
  expect(told[0]).toEqual([55, 55, 0, 40]);
  // 1 is as 0 and 2; 3 as 4 and up to 7.
  expect(told[1]).toEqual(told[0]);
  expect(told[2]).toEqual(told[0]);
  expect(told[3]).toEqual([60, 55, 5, 45]);
  expect(told[4]).toEqual(told[3]);
});

test('the service cannot delete what was counted, nor change what stood at an hour', async () => {
  await received('2026-03-02T10:00:00Z', 1);
  await keep('2026-03-02T11:00:00Z');
  for (const statement of [
    'DELETE FROM figures.total',
    'DELETE FROM figures.backlog',
    'UPDATE figures.backlog SET contacts = 1',
    'UPDATE figures.fact SET times = 2',
    'TRUNCATE figures.total',
  ]) {
    await expect(db.service.query(statement), statement).rejects.toMatchObject({ code: '42501' });
  }
});

test('nothing in the figures could lead to anybody: no id, no name, no moment', async () => {
  const columns = await db.owner.query<{ column_name: string; data_type: string }>(
    "SELECT DISTINCT column_name, data_type FROM information_schema.columns WHERE table_schema = 'figures' ORDER BY 1",
  );
  expect(columns).toEqual([
    { column_name: 'bucket', data_type: 'smallint' },
    { column_name: 'channel', data_type: 'text' },
    { column_name: 'contacts', data_type: 'integer' },
    { column_name: 'hour', data_type: 'timestamp with time zone' },
    { column_name: 'kind', data_type: 'text' },
    { column_name: 'language', data_type: 'text' },
    { column_name: 'queue', data_type: 'text' },
    { column_name: 'status', data_type: 'text' },
    { column_name: 'times', data_type: 'integer' },
  ]);
  await received('2026-03-02T10:17:42.123Z');
  const [row] = await db.service.query<{ hour: Date }>('SELECT hour FROM figures.fact');
  expect(row!.hour.toISOString()).toBe('2026-03-02T10:00:00.000Z');
});

test('periods are compared with as many days before, whole months with whole months, and last year', () => {
  const period = (from: string, to: string) =>
    resolvePeriod({ kind: 'own', from, to }, '2026-03-31', timeZone);
  const compared = (from: string, to: string, how: 'previous' | 'last-year') => {
    const before = comparedWith(period(from, to), how, timeZone)!;
    return [before.from, before.to];
  };
  expect(compared('2026-03-09', '2026-03-15', 'previous')).toEqual(['2026-03-02', '2026-03-08']);
  expect(compared('2026-03-01', '2026-03-31', 'previous')).toEqual(['2026-02-01', '2026-02-28']);
  expect(compared('2026-02-01', '2026-02-28', 'previous')).toEqual(['2026-01-01', '2026-01-31']);
  expect(compared('2024-02-29', '2024-03-06', 'last-year')).toEqual(['2023-02-28', '2023-03-06']);
  expect(period('2026-03-01', '2026-03-31').steps).toHaveLength(31);
  const autumn = resolvePeriod({ kind: 'own', from: '2026-10-25', to: '2026-10-25' }, '2026-10-25', timeZone);
  expect(autumn.ends.getTime() - autumn.begins.getTime()).toBe(25 * 3_600_000);
  expect(() => period('2026-03-02', '2026-03-01')).toThrow(RangeError);
  expect(() => period('1990-01-01', '2026-03-01')).toThrow(RangeError);
});
