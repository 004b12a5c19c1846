import { expect, test } from 'vitest';
import { readDuration, writeDuration } from './time-words.ts';

test.each([
  ['', null],
  ['4', 240],
  ['4:30', 270],
  ['4.30', 270],
  [' 0:15 ', 15],
  ['0', undefined],
  ['4:70', undefined],
  ['soon', undefined],
  ['-1', undefined],
])('%j is read as %j', (text, minutes) => expect(readDuration(text)).toBe(minutes));

test('what is written is read back', () => {
  for (const minutes of [1, 59, 60, 61, 480, 1_441])
    expect(readDuration(writeDuration(minutes))).toBe(minutes);
});
