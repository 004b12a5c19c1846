import { expect, test } from 'vitest';
import { clockTime, readAt } from './clock-time.ts';

test.each([
  [0, '0:00'],
  [999, '0:00'],
  [61_000, '1:01'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
])('%i is %s', (milliseconds, said) => expect(clockTime(milliseconds)).toBe(said));

test.each([
  ['75', 75],
  [75, 75],
  ['', undefined],
  ['-1', undefined],
  [1.5, undefined],
  ['1e3', undefined],
  [86_400, undefined],
  ['<script>', undefined],
  [undefined, undefined],
])('a link to %s leads to %s', (at, seconds) => expect(readAt(at)).toBe(seconds));
