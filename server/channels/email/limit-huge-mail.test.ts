import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHugeMailLimit, ordinaryBytes } from './limit-huge-mail.ts';

const mebibyte = 1024 * 1024;

test('whoever would exceed the room waits for a turn, in the order of asking', async () => {
  const huge = createHugeMailLimit(10 * mebibyte);
  const first = await huge.take(8 * mebibyte);
  const order: string[] = [];
  const second = huge.take(4 * mebibyte).then((release) => (order.push('second'), release));
  const third = huge.take(2 * mebibyte).then((release) => (order.push('third'), release));
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  await settled();
  expect(order).toEqual([]);
  // Ordinary mail passes all of them.
  await huge.take(ordinaryBytes);
  first();
  // Given back once, whoever gives it back twice.
  first();
  (await second)();
  (await third)();
  expect(order).toEqual(['second', 'third']);
  // Larger than all the room: alone, and then the room is whole again.
  const alone = await huge.take(99 * mebibyte);
  let fits = false;
  const next = huge.take(10 * mebibyte).then(() => (fits = true));
  await settled();
  expect(fits).toBe(false);
  alone();
  await next;
});

test('however they ask and give back, there is never more in memory than the room, and everybody has a turn', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 15 }), { maxLength: 30 }), async (sizes) => {
      const huge = createHugeMailLimit(10 * mebibyte);
      let used = 0;
      let most = 0;
      await Promise.all(
        sizes.map(async (size) => {
          const release = await huge.take(size * mebibyte);
          if (size === 1) return release();
          const bytes = Math.min(size, 10);
          used += bytes;
          most = Math.max(most, used);
          await new Promise((resolve) => setImmediate(resolve));
          used -= bytes;
          release();
        }),
      );
      expect(most).toBeLessThanOrEqual(10);
      expect(used).toBe(0);
    }),
    { numRuns: 50 },
  );
});
