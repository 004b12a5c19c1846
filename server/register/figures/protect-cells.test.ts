import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOfTens, protectCells, type Shown, type Sum } from './protect-cells.ts';

const minimum = 5;

/** One total, place 0, and its parts. */
function protectParts(parts: readonly number[]): Shown[] {
  const values = [parts.reduce((sum, each) => sum + each, 0), ...parts];
  return protectCells(values, [{ whole: 0, parts: parts.map((_, index) => index + 1) }], minimum);
}

/**
 * Every way to fill in what is not shown that a reader could think of. Tried out, not reasoned: the same thing as
 * `deduce`, from the other end.
 * @param sums parts before what they add up to
 */
function* fillIns(
  shown: readonly Shown[],
  sums: readonly Sum[],
  most: number,
  fixed?: ReadonlyMap<number, Shown>,
): Generator<number[]> {
  const filled = shown.map((cell) => (typeof cell === 'number' ? cell : Number.NaN));
  const isRounded = (place: number) => fixed !== undefined && !fixed.has(place) && shown[place] !== 0;
  const wholes = new Set(sums.map(({ whole }) => whole));
  const unknown = shown.flatMap((cell, place) =>
    (typeof cell === 'number' && !isRounded(place)) || wholes.has(place) ? [] : [place],
  );
  const partsOf = sums.flatMap(({ parts }) => parts);
  // With one sum it is known what is withheld beside a "few": what is not small itself.
  const leastHidden = sums.length === 1 && partsOf.some((cell) => shown[cell] === 'few') ? minimum : 0;
  const fits = (value: number, place: number) => {
    const cell = shown[place]!;
    if (typeof cell !== 'number') return cell === 'hidden' || (value >= 1 && value < minimum);
    if (!isRounded(place)) return value === cell;
    const { low: from, high: to } = boundsOfTens(cell, minimum);
    return value >= from && value <= to;
  };
  function* go(index: number): Generator<number[]> {
    if (index === unknown.length) {
      const all = [...filled];
      const known = new Set<number>();
      for (const { whole, parts } of sums) {
        const sum = parts.reduce((before, cell) => before + all[cell]!, 0);
        if (known.has(whole) ? all[whole] !== sum : !fits(sum, whole)) return;
        all[whole] = sum;
        known.add(whole);
      }
      yield all;
      return;
    }
    const place = unknown[index]!;
    const cell = shown[place]!;
    const { low: from, high: to } =
      typeof cell === 'number'
        ? boundsOfTens(cell, minimum)
        : cell === 'few'
          ? { low: 1, high: minimum - 1 }
          : { low: leastHidden, high: most };
    for (let value = from; value <= to; value += 1) {
      filled[place] = value;
      yield* go(index + 1);
    }
  }
  yield* go(0);
}

const unknownLeaves = (shown: readonly Shown[], leaves: number) =>
  shown.slice(0, leaves).filter((each) => typeof each === 'string').length;

test('a single small figure is not given away by its total', () => {
  expect(protectParts([40, 3, 12])).toEqual([55, 40, 'few', 'hidden']);
});

test('small figures that only together fit the total are not given away', () => {
  // 4 + 4 + 4 = 12 leaves no other way.
  expect(protectParts([4, 4, 4])).toEqual([12, 'hidden', 'hidden', 'hidden']);
  expect(protectParts([1, 1, 60])).toEqual([62, 'few', 'few', 'hidden']);
});

test('a total that is small itself says nothing more', () => {
  expect(protectParts([3, 0, 0])).toEqual(['few', 'few', 0, 0]);
});

test('what gives nothing away is shown', () => {
  expect(protectParts([5, 0, 7])).toEqual([12, 5, 0, 7]);
  expect(protectParts([0, 0])).toEqual([0, 0, 0]);
});

test('a figure just at the minimum beside a small one hides both', () => {
  // 1 + 5 = 6: with "few" beside it, 5 or more leaves only 1.
  expect(protectParts([1, 5])).toEqual([6, 'hidden', 'hidden']);
});

const cell = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 20 }));
const low = fc.nat({ max: 9 });
const sumOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0);

test('whatever the parts, every small one could be anything from one to four', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (parts) => {
      const values = [...parts, sumOf(parts)];
      const sums = [{ whole: parts.length, parts: parts.map((_, index) => index) }];
      const shown = protectCells(values, sums, minimum);
      const small = values.flatMap((value, place) => (value > 0 && value < minimum ? [place] : []));
      for (const place of small) expect(typeof shown[place]).toBe('string');
      if (unknownLeaves(shown, parts.length) > 3) return;
      const possible = [...fillIns(shown, sums, 40)];
      for (const place of small) {
        const found = new Set(possible.map((filled) => filled[place]));
        expect([1, 2, 3, 4].filter((value) => !found.has(value))).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

test('nor do two divisions of the same, by days and by hours, give away what each withholds', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(low, low), { minLength: 1, maxLength: 2 }), fc.nat(), (groups, seed) => {
      // Each group is divided twice: as given, and anew.
      const again = groups.map(([a, b]) => [seed % (a + b + 1), a + b - (seed % (a + b + 1))]);
      const leaves = [...groups.flat(), ...again.flat()];
      const group = (index: number) => leaves.length + index;
      const all = leaves.length + groups.length;
      const values = [...leaves, ...groups.map(sumOf), sumOf(groups.flat())];
      const unseen = new Set(groups.map((_, index) => group(index)));
      const sums: Sum[] = [
        ...groups.flatMap((_, index) => [
          { whole: group(index), parts: [2 * index, 2 * index + 1] },
          { whole: group(index), parts: [2 * (groups.length + index), 2 * (groups.length + index) + 1] },
        ]),
        { whole: all, parts: [...unseen] },
      ];
      const shown = protectCells(values, sums, minimum, new Map(), unseen);
      if (unknownLeaves(shown, leaves.length) > 4) return;
      const possible = [...fillIns(shown, sums, 18)];
      for (const [place, value] of leaves.entries()) {
        if (value === 0 || value >= minimum) continue;
        const found = new Set(possible.map((filled) => filled[place]));
        expect([1, 2, 3, 4].filter((each) => !found.has(each))).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

test('in a table with totals both ways no small figure is given away, also across', () => {
  const small = fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 14 }));
  const table = fc
    .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(small, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
  fc.assert(
    fc.property(table, (rows) => {
      const inner = rows.flat();
      const width = rows[0]!.length;
      const at = (row: number, column: number) => row * width + column;
      const rowAt = (row: number) => inner.length + row;
      const columnAt = (column: number) => inner.length + rows.length + column;
      const columnSums = rows[0]!.map((_, column) => sumOf(rows.map((row) => row[column]!)));
      const values = [...inner, ...rows.map(sumOf), ...columnSums, sumOf(inner)];
      const all = values.length - 1;
      const sums: Sum[] = [
        ...rows.map((row, index) => ({
          whole: rowAt(index),
          parts: row.map((_, column) => at(index, column)),
        })),
        ...columnSums.map((_, column) => ({
          whole: columnAt(column),
          parts: rows.map((_row, index) => at(index, column)),
        })),
        { whole: all, parts: rows.map((_, index) => rowAt(index)) },
        { whole: all, parts: columnSums.map((_, column) => columnAt(column)) },
      ];
      // As for a report that is narrowed: the total of everything is shown elsewhere.
      const total = values[all]!;
      const fixed = new Map([[all, total > 0 && total < minimum ? ('few' as const) : total]]);
      const shown = protectCells(values, sums, minimum, fixed);
      // A shown figure is the true one; a small one is never shown.
      values.forEach((value, place) => {
        if (typeof shown[place] === 'number' && place !== all)
          expect(Math.abs(shown[place] - value)).toBeLessThanOrEqual(value === 0 ? 0 : 5);
        if (value > 0 && value < minimum) expect(typeof shown[place]).toBe('string');
      });
      if (inner.filter((value) => value > 0).length > 4) return;
      const possible = [...fillIns(shown, sums, 20, fixed)];
      for (const [place, value] of values.entries()) {
        if (place === all || value === 0 || value >= minimum) continue;
        expect(new Set(possible.map((filled) => filled[place])).size).toBeGreaterThan(1);
      }
    }),
    { numRuns: 100 },
  );
});

test('what is shown elsewhere stays as it is, and what is beside it gives way', () => {
  // All: 20; one queue 18, the other 2. "All" is shown on the unfiltered page.
  const shown = protectCells([20, 18, 2], [{ whole: 0, parts: [1, 2] }], minimum, new Map([[0, 20]]));
  expect(shown).toEqual([20, 20, 'few']);
  // 15 is shown as 20, so 15 to 24: 19 in all leave 1 to 4 for the other, 16 in all would leave 1 alone.
  const [, large, small] = protectCells(
    [19, 15, 4],
    [{ whole: 0, parts: [1, 2] }],
    minimum,
    new Map([[0, 19]]),
  );
  expect([large, small]).toEqual([20, 'few']);
  expect(protectCells([16, 15, 1], [{ whole: 0, parts: [1, 2] }], minimum, new Map([[0, 16]]))[1]).toBe(
    'hidden',
  );
});
