import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { snoozeChoices, snoozeMoment } from './snooze-choices.ts';

const local = (text: string) => new Date(`${text}:00`);
const clock = (date: Date) =>
  [
    date.getFullYear(),
    String(date.getMonth() + 1).padStart(2, '0'),
    `${String(date.getDate()).padStart(2, '0')}T${String(date.getHours()).padStart(2, '0')}`,
  ].join('-');

test.each([
  ['tomorrow', '2026-03-31T15:10', '2026-04-01T08'],
  ['monday', '2026-03-30T15:10', '2026-04-06T08'],
  ['monday', '2026-03-29T15:10', '2026-03-30T08'],
  ['week', '2026-12-28T09:00', '2027-01-04T08'],
  ['month', '2026-01-31T09:00', '2026-02-28T08'],
  ['month', '2026-12-15T09:00', '2027-01-15T08'],
  ['later-today', '2026-03-30T15:10', '2026-03-30T18'],
] as const)('%s, said at %s, is %s', (choice, now, then) => {
  expect(clock(snoozeMoment(choice, local(now)))).toBe(then);
});

test('every choice at every moment lies ahead, within a year', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...snoozeChoices),
      fc.date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true }),
      (choice, now) => {
        const ahead = snoozeMoment(choice, now).getTime() - now.getTime();
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThan(366 * 86_400_000);
      },
    ),
  );
});
