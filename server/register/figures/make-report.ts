import type { Clock } from '../../base/clock.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Database } from '../../storage/database.ts';
import { workKinds } from './count-work.ts';
import { estimatePercentile, noBucket } from './duration-buckets.ts';
import { type CountRow, type Dimension, readBacklog, readCounts, type StandingRow } from './figures-store.ts';
import { protectCells, type Shown } from './protect-cells.ts';
import {
  type CountedKind,
  type Grid,
  type ProtectedKind,
  protectKind,
  protectNarrowed,
} from './protect-report.ts';
import type { Period } from './resolve-period.ts';

/** Figures below this are shown as few: fewer than so many might be somebody. */
export const minimumGroup = 5;

export interface ReportDeps {
  readonly db: Database;
  readonly clock: Clock;
  current(): PublishedDeclaration;
}

export interface Narrowed {
  readonly dimension: Dimension;
  readonly key: string;
}

/** Minutes; undefined where fewer than `minimumGroup` were measured. See `estimatePercentile` for the error. */
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

/** The share within target: exact, or, when few were on one side, only that it was more or less. */
export interface Share {
  readonly is: 'exactly' | 'over' | 'under';
  readonly share: number;
}

export const standings = ['open', 'waiting', 'snoozed'] as const;

export interface Report {
  readonly period: Period;
  readonly counts: Readonly<Record<CountedKind, ProtectedKind>>;
  readonly lengths: Readonly<Record<LengthKind, Lengths>>;
  readonly lengthsByStep: ReadonlyMap<string, Lengths>;
  /** Of first answers, of resolving and within target, by each key of a division. */
  readonly by: Readonly<
    Record<
      Dimension,
      ReadonlyMap<string, { firstAnswer: Lengths; resolved: Lengths; target: Share | undefined }>
    >
  >;
  readonly target: Share | undefined;
  readonly backlog: ReadonlyMap<string, Readonly<Record<(typeof standings)[number], Shown>>>;
}

const dimensions = ['queue', 'channel', 'language'] as const;
export const countedKinds = workKinds.filter((kind): kind is CountedKind => !kind.endsWith('-worked'));

/** What a report can be divided and narrowed by. Queues that the declaration no longer has stay in it while they have figures. */
export function keysOf(deps: ReportDeps, queues: readonly string[]): Grid['keys'] {
  const { declaration } = deps.current();
  return {
    queue: queues,
    channel: Object.keys(declaration.channels),
    language: [...declaration.register.languages, 'none'],
  };
}

/**
 * The figures of a period, as they may be shown. No grant is asked for, since nothing about a person is
 * opened: there is nothing about a person in them.
 * @param queues those whose figures the reader may see
 */
export async function makeReport(
  deps: ReportDeps,
  period: Period,
  queues: readonly string[],
  narrowed: Narrowed | undefined,
): Promise<Report> {
  const { timeZone } = deps.current().declaration.register;
  const span = { from: period.begins, to: period.ends, step: period.step, timeZone, queues };
  const [all, divided, standing] = await Promise.all([
    readCounts(deps.db, span, undefined),
    narrowed ? readCounts(deps.db, span, narrowed.dimension) : Promise.resolve([]),
    readBacklog(deps.db, span),
  ]);
  const grid: Grid = {
    steps: period.steps,
    keys: keysOf(deps, queues),
    stepsAreDays: period.step === 'day',
  };
  const own = narrowed ? divided.filter((row) => row[narrowed.dimension] === narrowed.key) : all;
  const counts = Object.fromEntries(
    countedKinds.map((kind) => {
      const shown = protectKind(ofKind(all, kind), grid, minimumGroup);
      return [
        kind,
        narrowed ? protectNarrowed(shown, ofKind(divided, kind), narrowed, grid, minimumGroup) : shown,
      ];
    }),
  ) as Record<CountedKind, ProtectedKind>;
  return {
    period,
    counts,
    lengths: Object.fromEntries(
      lengthKinds.map((kind) => [
        kind,
        lengthsOf(own.filter((row) => row.kind === kind && row.step !== null)),
      ]),
    ) as Record<LengthKind, Lengths>,
    lengthsByStep: new Map(
      period.steps.map((step) => [
        step,
        lengthsOf(own.filter((row) => row.kind === 'first-answer' && row.step === step)),
      ]),
    ),
    by: Object.fromEntries(
      dimensions.map((dimension) => [
        dimension,
        new Map(
          grid.keys[dimension].map((key) => {
            const rows = narrowed ? [] : all.filter((row) => row.step === null && row[dimension] === key);
            return [
              key,
              {
                firstAnswer: lengthsOf(rows.filter(({ kind }) => kind === 'first-answer')),
                resolved: lengthsOf(rows.filter(({ kind }) => kind === 'resolved')),
                target: shareOf(rows),
              },
            ];
          }),
        ),
      ]),
    ) as unknown as Report['by'],
    target: shareOf(own.filter((row) => row.step !== null)),
    backlog: protectBacklog(standing, grid, narrowed),
  };
}

const ofKind = (rows: readonly CountRow[], kind: string) => rows.filter((row) => row.kind === kind);

function lengthsOf(rows: readonly CountRow[]): Lengths {
  const classes = new Map<number, number>();
  let measured = 0;
  for (const { bucket, times } of rows) {
    if (bucket === null || bucket === noBucket) continue;
    classes.set(bucket, (classes.get(bucket) ?? 0) + times);
    measured += times;
  }
  if (measured < minimumGroup) return { median: undefined, p90: undefined };
  return {
    median: estimatePercentile(classes, 0.5),
    // The ninetieth of fewer than ten would be the longest of all: one contact's own.
    p90: measured < 2 * minimumGroup ? undefined : estimatePercentile(classes, 0.9),
  };
}

function shareOf(rows: readonly CountRow[]): Share | undefined {
  const count = (kind: string) =>
    Math.max(
      0,
      ofKind(rows, kind).reduce((sum, { times }) => sum + times, 0),
    );
  const within = count('within-target');
  const outside = count('outside-target');
  const all = within + outside;
  if (all < minimumGroup) return undefined;
  const most = (minimumGroup - 1) / all;
  if (outside > 0 && outside < minimumGroup) return most < 0.5 ? { is: 'over', share: 1 - most } : undefined;
  if (within > 0 && within < minimumGroup) return most < 0.5 ? { is: 'under', share: most } : undefined;
  return { is: 'exactly', share: within / all };
}

const sum = (among: readonly StandingRow[]) => among.reduce((all, { contacts }) => all + contacts, 0);

/** What stood at the end of each step; a step without a reading has none. */
function protectBacklog(
  rows: readonly StandingRow[],
  grid: Grid,
  narrowed: Narrowed | undefined,
): Report['backlog'] {
  const result = new Map<string, Record<(typeof standings)[number], Shown>>();
  for (const step of grid.steps) {
    const there = rows.filter((row) => row.step === step);
    if (there.length === 0) continue;
    const shownOf = (status: string): Shown => {
      const own = there.filter((row) => row.status === status);
      const [all] = protectCells([sum(own)], [], minimumGroup);
      if (!narrowed) return all!;
      const keys = grid.keys[narrowed.dimension];
      const parts = keys.map((key) => sum(own.filter((row) => row[narrowed.dimension] === key)));
      const values = [sum(own), ...parts];
      const places = parts.map((_, index) => index + 1);
      const shown = protectCells(values, [{ whole: 0, parts: places }], minimumGroup, new Map([[0, all!]]));
      return shown[keys.indexOf(narrowed.key) + 1] ?? 0;
    };
    result.set(step, { open: shownOf('open'), waiting: shownOf('waiting'), snoozed: shownOf('snoozed') });
  }
  return result;
}
