import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBusinessMinutes,
  businessMinutesBetween,
  createBusinessHours,
  isOpenAt,
} from '../../server/register/team/business-hours.ts';
import { closedDays } from '../../server/register/team/holidays.ts';
import { defaultQueueSettings, type QueueSettings } from '../../server/register/team/team-settings.ts';

const zone = 'Europe/Helsinki';
const office = defaultQueueSettings('FI');
const at = (text: string) => new Date(text);

async function hoursOf(settings: QueueSettings, timeZone = zone) {
  const closed = await closedDays(settings.holidays, 2025, 2028);
  return createBusinessHours(settings, timeZone, (day) => closed.has(day));
}

const always: QueueSettings = {
  ...office,
  holidays: [],
  hours: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [{ from: '00:00', to: '24:00' }]]),
  ) as unknown as QueueSettings['hours'],
};

describe('computed by hand: Monday to Friday 8 to 16 in Helsinki, Finnish holidays and eves', async () => {
  const hours = await hoursOf(office);
  test.each([
    ['within a day', '2026-11-23T10:00+02:00', 120, '2026-11-23T12:00+02:00'],
    ['before opening', '2026-11-23T05:00+02:00', 60, '2026-11-23T09:00+02:00'],
    ['until the minute of closing', '2026-11-23T15:00+02:00', 60, '2026-11-23T16:00+02:00'],
    ['over night', '2026-11-23T15:00+02:00', 61, '2026-11-24T08:01+02:00'],
    ['over a weekend', '2026-11-27T15:30+02:00', 60, '2026-11-30T08:30+02:00'],
    // Good Friday 3.4. to Easter Monday 6.4.; Thursday is open.
    ['over Easter', '2026-04-02T15:00+03:00', 120, '2026-04-07T09:00+03:00'],
    // Midsummer Eve is Friday 19.6.
    ['over Midsummer', '2026-06-18T12:00+03:00', 8 * 60, '2026-06-22T12:00+03:00'],
    // Thu 24.12. eve, Fri 25., Sat 26.; Mon 28. to Wed 30. open; Thu 31. eve; Fri 1.1.; Mon 4. and Tue 5. open; Wed 6.1. Epiphany.
    [
      'over Christmas and New Year',
      '2026-12-23T12:00+02:00',
      4 * 60 + 3 * 480 + 2 * 480 + 1,
      '2027-01-07T08:01+02:00',
    ],
    ['over the night the clock goes forward', '2026-03-27T15:00+02:00', 120, '2026-03-30T09:00+03:00'],
    ['over the night the clock goes back', '2026-10-23T15:00+03:00', 120, '2026-10-26T09:00+02:00'],
  ])('%s', (_, from, minutes, due) => {
    expect(addBusinessMinutes(hours, at(from), minutes)).toEqual(at(due));
    expect(businessMinutesBetween(hours, at(from), at(due))).toBe(minutes);
  });

  test('open from the first minute to before the last', () => {
    expect(isOpenAt(hours, at('2026-11-23T08:00+02:00'))).toBe(true);
    expect(isOpenAt(hours, at('2026-11-23T16:00+02:00'))).toBe(false);
    expect(isOpenAt(hours, at('2026-12-24T10:00+02:00'))).toBe(false);
  });
});

test('open round the clock, a day has the hours it really has', async () => {
  const hours = await hoursOf(always);
  const day = (from: string, to: string) => businessMinutesBetween(hours, at(from), at(to));
  expect(day('2026-03-29T00:00+02:00', '2026-03-30T00:00+03:00')).toBe(23 * 60);
  expect(day('2026-10-25T00:00+03:00', '2026-10-26T00:00+02:00')).toBe(25 * 60);
});

test('an opening that the turned clock leaves out is none; one across it is as long as it lasts', async () => {
  const night = async (from: string, to: string) =>
    hoursOf({ ...office, holidays: [], hours: { ...office.hours, sun: [{ from, to }] } });
  const sunday = [at('2026-03-29T00:00+02:00'), at('2026-03-30T00:00+03:00')] as const;
  expect(businessMinutesBetween(await night('03:00', '04:00'), ...sunday)).toBe(0);
  expect(businessMinutesBetween(await night('02:00', '05:00'), ...sunday)).toBe(120);
});

test("a day's own hours decide over holiday and weekday", async () => {
  const hours = await hoursOf({
    ...office,
    days: [
      { day: '2026-12-24', open: [{ from: '09:00', to: '12:00' }] },
      { day: '2026-12-28', open: [] },
    ],
  });
  expect(addBusinessMinutes(hours, at('2026-12-23T16:00+02:00'), 181)).toEqual(at('2026-12-29T08:01+02:00'));
});

test('eves and countries are chosen', async () => {
  const days = await closedDays([{ country: 'SE', eves: false }], 2026, 2026);
  expect(days.has('2026-06-06')).toBe(true);
  expect(days.has('2026-06-19')).toBe(false);
  expect((await closedDays([{ country: 'FI', eves: true }], 2026, 2026)).has('2026-06-19')).toBe(true);
});

test('a queue that never opens has no due time', async () => {
  const shut = await hoursOf({
    ...office,
    hours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  });
  expect(addBusinessMinutes(shut, at('2026-01-01T00:00Z'), 1)).toBeNull();
});

describe('whatever the hours', async () => {
  const zones = ['Europe/Helsinki', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC'];
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
  const openings = fc.uniqueArray(time, { minLength: 2, maxLength: 4 }).map((times) => {
    const [a, b, c, d] = times.toSorted();
    return c !== undefined && d !== undefined
      ? [
          { from: a!, to: b! },
          { from: c, to: d },
        ]
      : [{ from: a!, to: b! }];
  });
  const week = fc
    .tuple(openings, openings, fc.constant([]), openings, openings, openings, fc.constant([]))
    .map(([mon, tue, wed, thu, fri, sat, sun]) => ({ mon, tue, wed, thu, fri, sat, sun }));
  const hoursGiven = fc
    .tuple(week, fc.constantFrom(...zones))
    .map(([hours, timeZone]) =>
      createBusinessHours({ hours, days: [] }, timeZone, (day) => day.endsWith('-15')),
    );
  const moment = fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
    .map((milliseconds) => new Date(milliseconds));
  const minutes = fc.integer({ min: 1, max: 5_000 });

  test('between undoes add; due times keep the order of their beginnings; two steps are one', () => {
    fc.assert(
      fc.property(hoursGiven, moment, minutes, minutes, (hours, from, one, other) => {
        const due = addBusinessMinutes(hours, from, one)!;
        expect(businessMinutesBetween(hours, from, due)).toBeCloseTo(one, 6);
        expect(due.getTime()).toBeGreaterThan(from.getTime());
        const later = new Date(from.getTime() + other * 60_000);
        expect(addBusinessMinutes(hours, later, one)!.getTime()).toBeGreaterThanOrEqual(due.getTime());
        expect(addBusinessMinutes(hours, due, other)).toEqual(addBusinessMinutes(hours, from, one + other));
      }),
      { numRuns: 60 },
    );
  });

  test('nothing passes while it is shut, and the opposite way counts the same', () => {
    fc.assert(
      fc.property(hoursGiven, moment, moment, (hours, one, other) => {
        expect(businessMinutesBetween(hours, one, other) + businessMinutesBetween(hours, other, one)).toBe(0);
        const span = new Date(one.getTime() + 60_000);
        if (!isOpenAt(hours, one) && !isOpenAt(hours, span))
          expect(businessMinutesBetween(hours, one, span)).toBeLessThan(1);
      }),
      { numRuns: 40 },
    );
  });
});
