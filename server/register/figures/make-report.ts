import type { Clock } from '../../base/clock.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Database } from '../../storage/database.ts';
import { type WorkKind, workKinds } from './count-work.ts';
import { percentileOf } from './duration-buckets.ts';
import {
  type Dimension,
  type LengthRow,
  measuredOf,
  readBacklog,
  readHours,
  readLengths,
  readRounded,
  type RoundedRow,
  type StandingRow,
} from './figures-store.ts';
import type { Period } from './resolve-period.ts';
import { leastBehind } from './rounded-figures.ts';

/**
 * A length is shown when certainly so many were measured. Then it takes more than four on one side to move it, so that
 * how it moves from one period to the next tells nothing of a figure of 1 to 4.
 */
const leastForMedian = 10;
const leastForP90 = 50;

export interface ReportDeps {
  readonly db: Database;
  readonly clock: Clock;
  current(): PublishedDeclaration;
}

export interface Narrowed {
  readonly dimension: Dimension;
  readonly key: string;
}

/** Minutes, the middle of a class of length; undefined where too few were measured. See `percentileOf` for the error. */
export interface Lengths {
  readonly median: number | undefined;
  readonly p90: number | undefined;
}

export const lengthKinds = [
  'first-answer',
  'first-answer-worked',
  'later-answer',
  'later-answer-worked',
  'resolved',
] as const;
export type LengthKind = (typeof lengthKinds)[number];

/** Kinds whose numbers are shown. */
export type CountedKind = Exclude<WorkKind, 'first-answer-worked' | 'later-answer-worked'>;
export const countedKinds = workKinds.filter((kind): kind is CountedKind => !kind.endsWith('-worked'));

/** Figures of one kind, in fives. Keys: a step's first day, a dimension's key. */
export interface Counted {
  readonly total: number;
  readonly steps: ReadonlyMap<string, number>;
  readonly by: Readonly<Record<Dimension, ReadonlyMap<string, number>>>;
}

export const standings = ['open', 'waiting', 'snoozed'] as const;
export type Standing = Readonly<Record<(typeof standings)[number], number>>;

export interface Report {
  readonly period: Period;
  readonly counts: Readonly<Record<CountedKind, Counted>>;
  /** Messages of customers by `weekday/hour`; 1 is Monday. */
  readonly hours: ReadonlyMap<string, number>;
  readonly lengths: Readonly<Record<LengthKind, Lengths>>;
  readonly lengthsByStep: ReadonlyMap<string, Lengths>;
  /** Of first answers, of resolving and within target, by each key of a division. */
  readonly by: Readonly<
    Record<
      Dimension,
      ReadonlyMap<
        string,
        {
          firstAnswer: Lengths;
          resolved: Lengths;
          target: number | undefined;
          done: number | undefined;
        }
      >
    >
  >;
  /** The share answered within the target, and that of being done within it. */
  readonly target: number | undefined;
  readonly done: number | undefined;
  readonly backlog: ReadonlyMap<string, Standing>;
}

export const dimensions = ['queue', 'channel', 'language'] as const;

/** What a report can be divided and narrowed by. Queues that the declaration no longer has stay in it while they have figures. */
export function keysOf(
  deps: ReportDeps,
  queues: readonly string[],
): Readonly<Record<Dimension, readonly string[]>> {
  const { declaration } = deps.current();
  return {
    queue: queues,
    channel: Object.keys(declaration.channels),
    language: [...declaration.register.languages, 'none'],
  };
}

/**
 * The figures of a period. No grant is asked for, since nothing about a person is opened: there is nothing about a
 * person in them. All numbers are sums of figures that were rounded once (`rounded-figures.ts`), and whether a length is
 * shown depends on those alone; so reports of whatever periods and parts, put together, tell no more than those do.
 * @param queues those whose figures the reader may see
 */
export async function makeReport(
  deps: ReportDeps,
  period: Period,
  queues: readonly string[],
  narrowed: Narrowed | undefined,
): Promise<Report> {
  const { timeZone } = deps.current().declaration.register;
  const span = { from: period.begins, to: period.ends, step: period.step, timeZone, queues, narrowed };
  const [rounded, hours, lengths, standing] = await Promise.all([
    readRounded(deps.db, span),
    readHours(deps.db, span),
    readLengths(deps.db, span),
    readBacklog(deps.db, span),
  ]);
  const keys = keysOf(deps, queues);
  const ofStep = (step: string) => (row: RoundedRow) => row.step === step;
  const ofKey = (dimension: Dimension, key: string) => (row: RoundedRow) => row[dimension] === key;
  const everything = () => true;

  function lengthsOf(
    kind: LengthKind,
    among: (row: RoundedRow) => boolean,
    part: Partial<LengthRow>,
  ): Lengths {
    const least = leastBehind(rounded.filter((row) => row.kind === measuredOf(kind) && among(row)));
    if (least < leastForMedian) return { median: undefined, p90: undefined };
    const classes = new Map<number, number>();
    for (const row of lengths)
      if (row.kind === kind && belongs(row, part))
        classes.set(row.bucket, (classes.get(row.bucket) ?? 0) + row.times);
    return {
      median: percentileOf(classes, 0.5),
      p90: least < leastForP90 ? undefined : percentileOf(classes, 0.9),
    };
  }

  return {
    period,
    counts: Object.fromEntries(
      countedKinds.map((kind) => [
        kind,
        countedOf(
          rounded.filter((row) => row.kind === kind),
          period.steps,
          keys,
        ),
      ]),
    ) as Record<CountedKind, Counted>,
    hours: new Map(hours.map(({ weekday, hour, times }) => [`${weekday}/${hour}`, times])),
    lengths: Object.fromEntries(lengthKinds.map((kind) => [kind, lengthsOf(kind, everything, {})])) as Record<
      LengthKind,
      Lengths
    >,
    lengthsByStep: new Map(
      period.steps.map((step) => [step, lengthsOf('first-answer', ofStep(step), { step })]),
    ),
    by: Object.fromEntries(
      dimensions.map((dimension) => [
        dimension,
        new Map(
          keys[dimension].map((key) => {
            const among = ofKey(dimension, key);
            return [
              key,
              {
                firstAnswer: lengthsOf('first-answer', among, { [dimension]: key }),
                resolved: lengthsOf('resolved', among, { [dimension]: key }),
                target: shareOf(rounded.filter(among), ''),
                done: shareOf(rounded.filter(among), 'done-'),
              },
            ];
          }),
        ),
      ]),
    ) as unknown as Report['by'],
    target: shareOf(rounded, ''),
    done: shareOf(rounded, 'done-'),
    backlog: backlogOf(standing),
  };
}

/** Rows of lengths are grouped by one of these at a time; the others are null. */
function belongs(row: LengthRow, part: Partial<LengthRow>): boolean {
  return (['step', ...dimensions] as const).every((column) => row[column] === (part[column] ?? null));
}

function sumBy(rows: readonly RoundedRow[], column: 'step' | Dimension): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row[column], (sums.get(row[column]) ?? 0) + row.times);
  return sums;
}

const sumOf = (rows: readonly { readonly times: number }[]) =>
  rows.reduce((sum, { times }) => sum + times, 0);

function countedOf(
  rows: readonly RoundedRow[],
  steps: readonly string[],
  keys: Readonly<Record<Dimension, readonly string[]>>,
): Counted {
  const filled = (wanted: readonly string[], sums: ReadonlyMap<string, number>) =>
    new Map(wanted.map((key) => [key, sums.get(key) ?? 0]));
  return {
    total: sumOf(rows),
    steps: filled(steps, sumBy(rows, 'step')),
    by: {
      queue: filled(keys.queue, sumBy(rows, 'queue')),
      channel: filled(keys.channel, sumBy(rows, 'channel')),
      language: filled(keys.language, sumBy(rows, 'language')),
    },
  };
}

/** Fewer say too little of a share when each side is rounded. */
const leastForShare = 10;

function shareOf(rows: readonly RoundedRow[], of: '' | 'done-'): number | undefined {
  const within = sumOf(rows.filter(({ kind }) => kind === `${of}within-target`));
  const all = within + sumOf(rows.filter(({ kind }) => kind === `${of}outside-target`));
  return all < leastForShare ? undefined : within / all;
}

/** What stood at the end of each step; a step without a reading has none. */
function backlogOf(rows: readonly StandingRow[]): Report['backlog'] {
  const result = new Map<string, Record<(typeof standings)[number], number>>();
  for (const { step, status, contacts } of rows) {
    const standing = result.get(step) ?? { open: 0, waiting: 0, snoozed: 0 };
    standing[status] += contacts;
    result.set(step, standing);
  }
  return result;
}
