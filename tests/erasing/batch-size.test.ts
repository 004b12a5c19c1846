import { expect, test } from 'vitest';
import { createBatchSize } from '../../server/safeguards/retention/batch-size.ts';

test('a batch grows to what a moment allows, no faster than double, and never beyond a thousand', () => {
  const size = createBatchSize();
  expect(size.most()).toBe(200);
  expect(size.took(20, 200, false)).toBe(0);
  expect(size.most()).toBe(400);
  for (let round = 0; round < 5; round += 1) size.took(50, size.most(), false);
  expect(size.most()).toBe(1_000);
});

test('on a slow machine it shrinks, but not to nothing', () => {
  const size = createBatchSize();
  size.took(2_000, 200, false);
  expect(size.most()).toBe(100);
  size.took(60_000, 100, false);
  expect(size.most()).toBe(100);
});

test('while customers write, batches are short and most of the time is theirs', () => {
  const size = createBatchSize();
  expect(size.took(100, 200, true)).toBe(700);
  expect(size.most()).toBe(120);
  expect(size.took(1_000, 120, true)).toBe(2_000);
});
