import fc from 'fast-check';
import { expect, test } from 'vitest';
import { notifyBy, remindersDue } from './breach-clock.ts';

const hour = 3_600_000;
const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const offsetOf = (at: Date) => {
  const shown = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Helsinki', timeZoneName: 'longOffset' });
  return Number(/GMT\+0?(\d+)/.exec(shown.format(at))![1]);
};

test('seventy-two hours pass between knowing and telling, whatever the clock on the wall is moved by', () => {
  fc.assert(
    fc.property(moment, (aware) => {
      const by = notifyBy(aware);
      expect(by.getTime() - aware.getTime()).toBe(72 * hour);
      // On the wall it is the same time of day three days later, or an hour beside it where summer time begins or ends.
      const moved = offsetOf(by) - offsetOf(aware);
      expect([-1, 0, 1]).toContain(moved);
    }),
  );
});

test.each([
  ['spring', '2026-03-27T14:00:00Z', '2026-03-30T14:00:00Z', 1],
  ['autumn', '2026-10-23T13:00:00Z', '2026-10-26T13:00:00Z', -1],
  ['midsummer', '2026-06-18T13:00:00Z', '2026-06-21T13:00:00Z', 0],
])('through the change of %s', (_when, aware, by, moved) => {
  expect(notifyBy(new Date(aware))).toEqual(new Date(by));
  expect(offsetOf(new Date(by)) - offsetOf(new Date(aware))).toBe(moved);
});

test('reminders only become more as time passes: none with more than a day left, all when it has ended', () => {
  fc.assert(
    fc.property(
      moment,
      fc.integer({ min: -200 * hour, max: 200 * hour }),
      fc.nat(50 * hour),
      (by, off, more) => {
        const now = new Date(by.getTime() + off);
        const due = remindersDue(by, now);
        expect(due).toBe(off < -24 * hour ? 0 : off < -6 * hour ? 1 : off < 0 ? 2 : 3);
        expect(remindersDue(by, new Date(now.getTime() + more))).toBeGreaterThanOrEqual(due);
      },
    ),
  );
});
