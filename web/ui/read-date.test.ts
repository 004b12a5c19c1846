import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDate, writeDate } from './read-date.ts';

// A Monday.
const today = '2026-11-23';

describe('a typed day', () => {
  test.each([
    ['31.4.2026', 'fi'],
    ['2026-02-30', 'sv'],
    ['24.13.2026', 'sv'],
    ['soon', 'en'],
    ['huomenna', 'sv'],
    ['t', 'en'],
    ['', 'fi'],
  ] as const)('refuses "%s" in %s', (text, language) => {
    expect(readDate(text, language, today)).toBeUndefined();
  });

  test.each([
    ['24.12.2026', 'fi', '2026-12-24'],
    ['24. 12.', 'sv', '2026-12-24'],
    ['24/12', 'en', '2026-12-24'],
    ['2027-1-6', 'en', '2027-01-06'],
    ['i morgon', 'sv', '2026-11-24'],
    ['Ylihuomenna', 'fi', '2026-11-25'],
    ['+10', 'en', '2026-12-03'],
    ['fre', 'sv', '2026-11-27'],
    ['ma', 'fi', '2026-11-30'],
    ['Tuesday', 'en', '2026-11-24'],
  ] as const)('reads "%s" in %s as %s', (text, language, day) => {
    expect(readDate(text, language, today)).toBe(day);
  });

  test('reads what it writes, in every language', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('sv', 'fi', 'en'), (at, language) => {
        const day = at.toISOString().slice(0, 10);
        expect(readDate(writeDate(day, language), language, today)).toBe(day);
      }),
    );
  });
});
