import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, bucketOf, percentileOf } from './duration-buckets.ts';

test('every length lies in its class, and classes follow each other without a gap', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 900_000, noNaN: true }), (minutes) => {
      const bucket = bucketOf(minutes);
      const { from, to } = boundsOf(bucket);
      expect(minutes).toBeGreaterThanOrEqual(from * (1 - 1e-12));
      expect(minutes).toBeLessThan(to * (1 + 1e-12));
    }),
  );
  for (let bucket = 0; bucket < 80; bucket += 1)
    expect(boundsOf(bucket).to).toBeCloseTo(boundsOf(bucket + 1).from, 9);
  expect([bucketOf(-5), bucketOf(Number.NaN), bucketOf(1e12)]).toEqual([0, 0, 80]);
});

test('a class’s middle is less than 10 % off the true one by nearest rank, or half a minute below one', () => {
  const lengths = fc.array(fc.double({ min: 0, max: 100_000, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(lengths, fc.constantFrom(0.5, 0.9), (minutes, share) => {
      const classes = new Map<number, number>();
      for (const each of minutes) classes.set(bucketOf(each), (classes.get(bucketOf(each)) ?? 0) + 1);
      const sorted = minutes.toSorted((a, b) => a - b);
      const truth = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]!;
      const off = Math.abs(percentileOf(classes, share)! - truth);
      expect(off).toBeLessThanOrEqual(truth < 1 ? 0.5 : 0.095 * truth);
    }),
  );
  expect(percentileOf(new Map(), 0.5)).toBeUndefined();
});
