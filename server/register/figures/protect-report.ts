import type { CountRow, Dimension } from './figures-store.ts';
import type { WorkKind } from './count-work.ts';
import { protectCells, type Shown, type Sum } from './protect-cells.ts';

/** Kinds whose numbers are shown step by step and divided; each is protected by itself. */
export type CountedKind = Exclude<WorkKind, 'first-answer-worked' | 'later-answer-worked'>;

/** The figures of one kind as they may be shown. Keys: a step's first day, a dimension's key, `weekday/hour` (1 is Monday). */
export interface ProtectedKind {
  readonly total: Shown;
  readonly steps: ReadonlyMap<string, Shown>;
  readonly by: Readonly<Record<Dimension, ReadonlyMap<string, Shown>>>;
  readonly hours: ReadonlyMap<string, Shown>;
}

export interface Grid {
  readonly steps: readonly string[];
  readonly keys: Readonly<Record<Dimension, readonly string[]>>;
  readonly stepsAreDays: boolean;
}

const dimensions = ['queue', 'channel', 'language'] as const;

/** Places of the values, found again by a key. */
function createPlaces() {
  const values: number[] = [];
  const places = new Map<string, number>();
  return {
    values,
    place(key: string, value = 0): number {
      let at = places.get(key);
      if (at === undefined) places.set(key, (at = values.push(0) - 1));
      values[at]! += value;
      return at;
    },
  };
}

type Places = ReturnType<typeof createPlaces>;

/** The true figures of one kind, of everything or of one value of the dimension narrowed by. */
function placeCounts(places: Places, prefix: string, rows: readonly CountRow[]): void {
  for (const row of rows) {
    if (row.step !== null) {
      places.place(`${prefix}step/${row.step}`, row.times);
      places.place(`${prefix}total`, row.times);
    } else if (row.weekday !== null) {
      places.place(`${prefix}hour/${row.weekday}/${row.hour}`, row.times);
      places.place(`${prefix}weekday/${row.weekday}`, row.times);
    } else {
      for (const dimension of dimensions)
        if (row[dimension] !== null) places.place(`${prefix}${dimension}/${row[dimension]}`, row.times);
    }
  }
}

/**
 * Protects the figures of one kind: total, steps, each division and hours of the week add up to each other,
 * so each is withheld where the others would give it away.
 * @param rows of the kind, of one reading of `readCounts` without a dimension
 */
export function protectKind(rows: readonly CountRow[], grid: Grid, minimum: number): ProtectedKind {
  const places = createPlaces();
  placeCounts(places, '', rows);
  const total = places.place('total');
  const part = (key: string) => places.place(key);
  const steps = grid.steps.map((step) => part(`step/${step}`));
  // Where steps are days the weekdays' sums say the same; said twice, sums would cross.
  const sums: Sum[] = grid.stepsAreDays ? [] : [{ whole: total, parts: steps }];
  for (const dimension of dimensions)
    sums.push({ whole: total, parts: grid.keys[dimension].map((key) => part(`${dimension}/${key}`)) });
  const weekdays = weekdaySums(places, '', grid);
  sums.push(...weekdays.sums);
  const shown = protectCells(places.values, sums, minimum, new Map(), new Set(weekdays.unseen));
  return readShown(places, '', grid, shown);
}

/**
 * The same, narrowed to one key of a dimension. What is shown of everything stays as it is there; what would
 * follow from it for the others that share the dimension is withheld.
 * @param all the figures of everything, as `protectKind` shows them
 * @param rows of one reading of `readCounts` with the dimension
 */
export function protectNarrowed(
  all: ProtectedKind,
  rows: readonly CountRow[],
  narrowed: { readonly dimension: Dimension; readonly key: string },
  grid: Grid,
  minimum: number,
): ProtectedKind {
  const { dimension } = narrowed;
  const keys = grid.keys[dimension];
  const places = createPlaces();
  for (const key of keys) {
    const own = rows.filter((row) => row[dimension] === key);
    placeCounts(places, `${key}:`, own);
  }
  const fixed = new Map<number, Shown>();
  const unseen = new Set<number>();
  const sums: Sum[] = [];
  const link = (what: string, shown: Shown) => {
    const parts = keys.map((key) => places.place(`${key}:${what}`));
    const whole = places.place(
      what,
      parts.reduce((sum, at) => sum + places.values[at]!, 0),
    );
    fixed.set(whole, shown);
    sums.push({ whole, parts });
  };
  link('total', all.total);
  for (const step of grid.steps) link(`step/${step}`, all.steps.get(step) ?? 0);
  for (const [key, shown] of all.hours) link(`hour/${key}`, shown);
  for (const key of keys) {
    const total = places.place(`${key}:total`);
    fixed.set(total, all.by[dimension].get(key) ?? 0);
    sums.push({ whole: total, parts: grid.steps.map((step) => places.place(`${key}:step/${step}`)) });
    const weekdays = weekdaySums(places, `${key}:`, grid);
    sums.push(...weekdays.sums);
    for (const place of weekdays.unseen) unseen.add(place);
  }
  const shown = protectCells(places.values, sums, minimum, fixed, unseen);
  return readShown(places, `${narrowed.key}:`, grid, shown);
}

/**
 * Sums of weekdays stand nowhere, but hours add up to them, and where steps are days so do those: what the one
 * withholds must not follow from the other.
 */
function weekdaySums(places: Places, prefix: string, grid: Grid): { sums: Sum[]; unseen: number[] } {
  const unseen: number[] = [];
  const sums: Sum[] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const whole = places.place(`${prefix}weekday/${weekday}`);
    unseen.push(whole);
    sums.push({
      whole,
      parts: Array.from({ length: 24 }, (_, hour) => places.place(`${prefix}hour/${weekday}/${hour}`)),
    });
    if (grid.stepsAreDays) {
      const days = grid.steps.filter((step) => weekdayOf(step) === weekday);
      sums.push({ whole, parts: days.map((step) => places.place(`${prefix}step/${step}`)) });
    }
  }
  sums.push({ whole: places.place(`${prefix}total`), parts: unseen });
  return { sums, unseen };
}

/** 1 is Monday. */
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

function readShown(places: Places, prefix: string, grid: Grid, shown: readonly Shown[]): ProtectedKind {
  const read = (key: string): Shown => shown[places.place(prefix + key)] ?? 0;
  const hours = new Map<string, Shown>();
  for (let weekday = 1; weekday <= 7; weekday += 1)
    for (let hour = 0; hour < 24; hour += 1) hours.set(`${weekday}/${hour}`, read(`hour/${weekday}/${hour}`));
  const by = Object.fromEntries(
    dimensions.map((dimension) => [
      dimension,
      new Map(
        grid.keys[dimension].map((key) => [key, prefix === '' ? read(`${dimension}/${key}`) : 'hidden']),
      ),
    ]),
  ) as unknown as ProtectedKind['by'];
  return {
    total: read('total'),
    steps: new Map(grid.steps.map((step) => [step, read(`step/${step}`)])),
    by,
    hours,
  };
}
