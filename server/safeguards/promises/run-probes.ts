import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { describeError, type Logger } from '../../base/logger.ts';
import type { Database, Tx } from '../../storage/database.ts';
import { dayOf } from '../access/calendar-day.ts';
import type { Declarations } from '../declaration/create-declarations.ts';
import type { Configured } from '../processors/configured.ts';
import type { Place } from '../vault/sealed.ts';
import { endAlert, openAlert } from './alerts.ts';
import { allProbes, digestOf } from './probes/all-probes.ts';
import type { Probe, ProbeContext } from './probes/probe.ts';
import { insertResult, lastRunAt, newestResults, type ResultRow, thinOut } from './results-store.ts';

export interface ProbingDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly declarations: Declarations;
  /** Every column that holds sealed values, as the parts of the program claim them. */
  sealedPlaces(): readonly Place[];
  /** Every connection that settings and web hooks ask for. */
  configured(): Promise<readonly Configured[]>;
}

/** A question that takes longer than this at a million units is a mistake of ours: it is then unknown, not waited for. */
const longestMilliseconds = 10_000;
/** On demand no oftener than this. */
const restMilliseconds = 30_000;
const probingLock = 7_241_017;

export interface Run {
  readonly at: Date;
  readonly results: readonly ResultRow[];
  /** Probes that were kept, or not yet asked, before. */
  readonly newlyBroken: readonly string[];
}

export interface RunOptions {
  readonly evenIfFresh?: boolean;
  /** Keys of probes; all when left out. */
  readonly only?: readonly string[];
}

/**
 * Asks every probe, each in a reading transaction of its own, and stores what they found. One that cannot be answered is
 * unknown, with a code. Who only wants to know, and comes second or just after,
 * is given what is known; with `evenIfFresh` they are asked again after the run under way.
 * @throws Refusal 'too-many-requests' where the very first run is under way, and `evenIfFresh` is not set
 */
export async function runProbes(deps: ProbingDeps, options: RunOptions = {}): Promise<Run> {
  const { db, clock } = deps;
  return db.transaction(async (lock) => {
    const taken = await takeTurn(lock, options.evenIfFresh === true);
    const at = clock.now();
    const last = await lastRunAt(db);
    const since = last === null ? Infinity : at.getTime() - last.getTime();
    const isFresh = !options.evenIfFresh && since >= 0 && since < restMilliseconds;
    if (!taken || isFresh) {
      if (last === null) throw new Refusal('too-many-requests', { seconds: 10 });
      const known = await newestResults(
        db,
        allProbes.map(({ key }) => key),
      );
      return { at: last, results: known, newlyBroken: [] };
    }
    await deps.declarations.refresh();
    const results: ResultRow[] = [];
    const newlyBroken: string[] = [];
    const known = new Map<string, Promise<unknown>>();
    for (const probe of allProbes) {
      if (options.only && !options.only.includes(probe.key)) continue;
      const row = await ask(deps, probe, at, known);
      results.push(row);
      await insertResult(db, row);
      if (
        row.state === 'broken' &&
        (await openAlert(db, { probe: probe.key, promise: probe.promise, since: at }))
      )
        newlyBroken.push(probe.key);
      if (row.state === 'kept') await endAlert(db, probe.key, at);
    }
    await thinOut(db);
    return { at, results, newlyBroken };
  });
}

/** Whoever must have an answer of their own waits for the run before; who only wants to know does not. */
async function takeTurn(lock: Tx, waits: boolean): Promise<boolean> {
  if (waits) {
    await lock.query('SELECT pg_advisory_xact_lock($1)', [probingLock]);
    return true;
  }
  const [row] = await lock.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
    probingLock,
  ]);
  return row!.taken;
}

async function ask(
  deps: ProbingDeps,
  probe: Probe,
  at: Date,
  known: Map<string, Promise<unknown>>,
): Promise<ResultRow> {
  const inForce = deps.declarations.current();
  const begun = performance.now();
  const row = (
    rest: Pick<ResultRow, 'state' | 'numerator' | 'denominator' | 'sample' | 'code'>,
  ): ResultRow => ({
    probe: probe.key,
    promise: probe.promise,
    at,
    declaration_version: inForce.version,
    probe_digest: digestOf(probe),
    milliseconds: Math.round(performance.now() - begun),
    ...rest,
  });
  const unknown = (code: string) => row({ state: 'unknown', numerator: 0, denominator: 0, sample: [], code });
  try {
    const finding = await deps.db.transaction(async (tx) => {
      await onlyRead(tx);
      const context: ProbeContext = {
        db: tx,
        now: at,
        inForce,
        today: dayOf(at, inForce.declaration.register.timeZone),
        version: (version) => deps.declarations.version(version),
        sealedPlaces: deps.sealedPlaces(),
        configured: deps.configured,
        once<T>(question: string, asked: () => Promise<T>) {
          const answer = (known.get(question) as Promise<T> | undefined) ?? asked();
          known.set(question, answer);
          // What failed is asked again by the next: its transaction is over.
          answer.catch(() => known.delete(question));
          return answer;
        },
      };
      return probe.run(context);
    });
    if (finding === null) return unknown('nothing-to-ask');
    return row({ state: finding.numerator === 0 ? 'kept' : 'broken', ...finding, code: null });
  } catch (error) {
    const { code } = describeError(error);
    deps.log.warn({ probe: probe.key, error: describeError(error) }, 'a promise could not be checked');
    return unknown(code.toLowerCase());
  }
}

async function onlyRead(tx: Tx): Promise<void> {
  await tx.query(
    "SELECT set_config('transaction_read_only', 'on', true), set_config('statement_timeout', $1, true), set_config('jit', 'off', true)",
    [String(longestMilliseconds)],
  );
}
