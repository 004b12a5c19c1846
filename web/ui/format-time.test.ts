import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import { formatAge, formatDate, formatSize } from './format-time.ts';

const intl = (locale: string) => createIntl({ locale, messages: {} });
const now = new Date('2026-11-22T12:00:00Z');
const plain = (text: string) => text.replaceAll(/\s/gu, ' ');

test('an age takes the largest fitting unit, as each language writes it', () => {
  expect(formatAge(intl('en-GB'), '2026-11-22T10:00:00Z', now)).toBe('2h');
  expect(plain(formatAge(intl('fi-FI'), '2026-11-22T10:00:00Z', now))).toBe('2 t');
  expect(plain(formatAge(intl('sv-FI'), '2026-11-22T11:51:00Z', now))).toBe('9 min');
  expect(formatAge(intl('en-GB'), '2026-11-10T12:00:00Z', now)).toBe('12d');
});

test('a moment in the future is no age', () => {
  expect(formatAge(intl('en-GB'), '2026-11-22T13:00:00Z', now)).toBe('0m');
});

test('a calendar date is the same date in every time zone', () => {
  expect(plain(formatDate(intl('sv-FI'), '2028-02-29'))).toBe('29 februari 2028');
});

test('sizes count in thousands', () => {
  expect(plain(formatSize(intl('en-GB'), 182_400))).toBe('182 kB');
  expect(plain(formatSize(intl('fi-FI'), 26_214_400))).toBe('26,2 Mt');
});
