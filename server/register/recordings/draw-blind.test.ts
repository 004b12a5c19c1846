import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../../base/new-id.ts';
import { drawBlind, readList } from './draw-blind.ts';

// A sample is chance: the same list and seed give the same, in whichever order the list comes, and every call is as likely as another.

const seedOf = (text: string) => createHash('sha256').update(text).digest();
const calls = (count: number) =>
  Array.from({ length: count }, (_, at) => newId<'recording'>(new Date(1_780_000_000_000 + at * 60_000)));

test('what order the list comes in, and whose calls stand first, changes nothing', () => {
  const all = calls(120);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(all, { minLength: 1 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.integer({ min: 1, max: 200 }),
      (among, bytes, count) => {
        const seed = Buffer.from(bytes);
        const drawn = drawBlind(among, seed, count);
        expect(drawBlind(among.toReversed(), seed, count)).toEqual(drawn);
        expect(drawBlind(among.toSorted(), seed, count)).toEqual(drawn);
        // None twice, none from elsewhere, and as many as there are.
        expect(new Set(drawn.ids).size).toBe(Math.min(count, among.length));
        expect(drawn.ids.every((id) => among.includes(id))).toBe(true);
        expect(readList(drawn.list)).toEqual(among.toSorted());
      },
    ),
    { numRuns: 60 },
  );
});

test('another seed, or one call more, gives another sample', () => {
  const all = calls(60);
  const one = drawBlind(all, seedOf('one'), 10);
  expect(drawBlind(all, seedOf('two'), 10).ids).not.toEqual(one.ids);
  const more = drawBlind([...all, newId<'recording'>()], seedOf('one'), 10);
  expect(more.ids).not.toEqual(one.ids);
  expect(more.population).not.toEqual(one.population);
});

test('every call is as likely as another: 4000 samples of 5 out of 20', () => {
  const all = calls(20);
  const times = new Map(all.map((id) => [id, 0]));
  for (let at = 0; at < 4_000; at += 1)
    for (const id of drawBlind(all, seedOf(String(at)), 5).ids) times.set(id, times.get(id)! + 1);
  // 1000 expected of each. Chi-square with 19 degrees of freedom, scaled for drawing without putting back: 43.8 is passed once in a thousand.
  const chi = [...times.values()].reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0) / (15 / 19);
  expect(chi).toBeLessThan(43.8);
  expect(chi).toBeGreaterThan(3);
});
