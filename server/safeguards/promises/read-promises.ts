import type { Clock } from '../../base/clock.ts';
import type { Db } from '../../storage/database.ts';
import type { Language, PublishedDeclaration } from '../declaration/declaration.ts';
import { renderNotice } from '../declaration/notice/render-notice.ts';
import { listOpenAlerts, type OpenAlert } from './alerts.ts';
import { type AttestedMeasure, type AttestationState, readAttestations, worstOf } from './attestations.ts';
import { findPassages, type ProvedSection } from './find-passages.ts';
import { promiseList } from './promise-list.ts';
import type { PromiseSpec } from './promise.ts';
import { allProbes, digestOf } from './probes/all-probes.ts';
import type { Probe } from './probes/probe.ts';
import { lastRunAt, newestResults, pastDays, type ResultRow, streaks } from './results-store.ts';

/**
 * `kept`: every probe found nothing wrong and nothing of it is unbuilt. `in-part`: what is built is kept, the rest is said.
 * `unknown`: a probe could not be answered, or none was asked of late.
 */
export type PromiseStatus =
  | 'kept'
  | 'in-part'
  | 'broken'
  | 'unknown'
  | AttestationState
  | 'not-yet'
  | 'not-in-use';

export interface PromiseView {
  readonly spec: PromiseSpec;
  readonly status: PromiseStatus;
  readonly probes: readonly ProbeView[];
}

export interface ProbeView {
  readonly probe: Probe;
  readonly digest: string;
  readonly newest: ResultRow | undefined;
  /** Oldest first, one a day. */
  readonly days: readonly {
    day: string;
    state: ResultRow['state'];
    numerator: number;
    denominator: number;
  }[];
  readonly firstAt: Date | null;
  readonly lastBrokenAt: Date | null;
  readonly alert: OpenAlert | undefined;
}

export interface PromisesView {
  readonly checkedAt: Date | null;
  readonly sections: readonly ProvedSection[];
  readonly promises: readonly PromiseView[];
  readonly attested: readonly AttestedMeasure[];
}

/** Evidence older than this tells nothing of now: the hourly job has missed its turns. */
const freshMilliseconds = 3 * 3_600_000;
const daysShown = 60;

export interface ReadingDeps {
  readonly db: Db;
  readonly clock: Clock;
  current(): PublishedDeclaration;
}

/** The notice with its promises and their proof, in one language. */
export async function readPromises(deps: ReadingDeps, language: Language): Promise<PromisesView> {
  const { db, clock } = deps;
  const now = clock.now();
  const published = deps.current();
  const keys = allProbes.map(({ key }) => key);
  const [checkedAt, newest, days, runs, alerts, attested] = await Promise.all([
    lastRunAt(db),
    newestResults(db, keys),
    pastDays(db, keys, new Date(now.getTime() - daysShown * 86_400_000)),
    streaks(db),
    listOpenAlerts(db),
    readAttestations(deps),
  ]);
  const sections = findPassages(published, renderNotice(published, language));
  const made = new Set(sections.flatMap(({ blocks }) => blocks.flatMap(({ promises }) => promises)));
  const views = promiseList.map((spec): PromiseView => {
    const probes = allProbes
      .filter(({ promise }) => promise === spec.number)
      .map((probe): ProbeView => {
        const run = runs.find((each) => each.probe === probe.key);
        return {
          probe,
          digest: digestOf(probe).toString('hex'),
          newest: newest.find((each) => each.probe === probe.key),
          days: days.filter((each) => each.probe === probe.key),
          firstAt: run?.first_at ?? null,
          lastBrokenAt: run?.last_broken_at ?? null,
          alert: alerts.find((each) => each.probe === probe.key),
        };
      });
    const status = made.has(spec.number)
      ? statusOf(
          spec,
          probes.map((each) => each.newest),
          attested,
          now,
        )
      : 'not-in-use';
    return { spec, status, probes };
  });
  return { checkedAt, sections, promises: views, attested };
}

/** Never `kept` for what nobody looked at: no probe, no green. */
export function statusOf(
  spec: PromiseSpec,
  results: readonly (Pick<ResultRow, 'state' | 'at'> | undefined)[],
  attested: readonly AttestedMeasure[],
  now: Date,
): PromiseStatus {
  if (spec.kind === 'not-yet' || spec.kind === 'not-in-use') return spec.kind;
  if (spec.kind === 'attested') return worstOf(attested);
  if (results.some((result) => result?.state === 'broken')) return 'broken';
  const known = results.every(
    (result) => result?.state === 'kept' && now.getTime() - result.at.getTime() <= freshMilliseconds,
  );
  if (!known || results.length === 0) return 'unknown';
  return spec.gap ? 'in-part' : 'kept';
}
