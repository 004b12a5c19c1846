import { expect, test } from 'vitest';
import { hasEnded, inMonths } from './task-end.ts';

test('a month without that day ends with its last', () => {
  expect(inMonths(new Date(2026, 0, 31), 1)).toBe('2026-02-28');
  expect(inMonths(new Date(2027, 11, 31), 2)).toBe('2028-02-29');
  expect(inMonths(new Date(2026, 10, 22), 12)).toBe('2027-11-22');
});

test('a task holds through its last day', () => {
  expect(hasEnded(inMonths(new Date(), 0))).toBe(false);
  expect(hasEnded('2020-01-01')).toBe(true);
});
