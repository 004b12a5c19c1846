import { expect, test } from 'vitest';
import { dayIn } from './day-in.ts';

const lateInHelsinki = new Date('2026-03-28T22:30:00Z');

test('the day is that of the register, whatever the reader’s clock is set to', () => {
  expect(dayIn('Europe/Helsinki', lateInHelsinki)).toBe('2026-03-29');
  expect(dayIn('Europe/London', lateInHelsinki)).toBe('2026-03-28');
});

test('days on are calendar days, also over a change of the clocks and a month’s end', () => {
  expect(dayIn('Europe/Helsinki', lateInHelsinki, 1)).toBe('2026-03-30');
  expect(dayIn('Europe/Helsinki', lateInHelsinki, 3)).toBe('2026-04-01');
});
