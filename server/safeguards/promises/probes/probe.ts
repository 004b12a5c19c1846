import type { Db } from '../../../storage/database.ts';
import type { PublishedDeclaration } from '../../declaration/declaration.ts';
import type { Configured } from '../../processors/configured.ts';
import type { Place } from '../../vault/sealed.ts';

/** What a probe counts: how many are not as promised, of how many it looked at. */
export interface Finding {
  readonly numerator: number;
  readonly denominator: number;
  /** At most five of what is wrong: ids of units, keys of the declaration, names of columns, roles and versions. */
  readonly sample: readonly string[];
}

/** What a probe may ask. It opens nothing: there is no vault here. */
export interface ProbeContext {
  /** A reading transaction with the rights of the service, which ends after some seconds. */
  readonly db: Db;
  readonly now: Date;
  readonly inForce: PublishedDeclaration;
  /** The day in the register's time zone, ISO. */
  readonly today: string;
  /** @throws Refusal 'not-found' */
  version(version: number): Promise<PublishedDeclaration>;
  /** Every column that holds sealed values. */
  readonly sealedPlaces: readonly Place[];
  /** Every connection that settings and web hooks ask for. */
  configured(): Promise<readonly Configured[]>;
  /** Asked once a run, however many probes want it. */
  once<T>(question: string, ask: () => Promise<T>): Promise<T>;
}

/** A live check of one promise against the running system and its data. */
export interface Probe {
  /** `P10.past-their-date`: the same for good, since the history hangs on it. */
  readonly key: string;
  readonly promise: number;
  /** What is asked, so that anybody can ask it again: SQL as it is run, or where the code stands. */
  readonly asks: readonly string[];
  /** Null: it cannot be known now, and nothing is wrong. */
  run(context: ProbeContext): Promise<Finding | null>;
}

export const mostSampled = 5;

export function found(numerator: number, denominator: number, sample: readonly unknown[] | null): Finding {
  return { numerator, denominator, sample: (sample ?? []).slice(0, mostSampled).map(String) };
}

interface FindingRow {
  readonly numerator: number;
  readonly denominator: number;
  readonly sample: readonly unknown[] | null;
}

/** A probe that is one question: a row with numerator, denominator and sample. */
export function askingProbe(
  key: string,
  sql: string,
  values: (context: ProbeContext) => readonly unknown[] = () => [],
): Probe {
  return {
    key,
    promise: promiseOf(key),
    asks: [sql],
    async run(context) {
      const [row] = await context.db.query<FindingRow>(sql, values(context));
      return found(row!.numerator, row!.denominator, row!.sample);
    },
  };
}

/** A probe that is code, with what it asks of the database. */
export function codeProbe(key: string, asks: readonly string[], run: Probe['run']): Probe {
  return { key, promise: promiseOf(key), asks, run };
}

function promiseOf(key: string): number {
  return Number(/^P(\d{1,2})\./.exec(key)![1]);
}

/** Groups of stored rows, each with how many it stands for. */
export interface Group {
  readonly times: number;
}

/** Counts the groups that are not as promised, and asks for ids of some of them only then. */
export async function countGroups<G extends Group>(
  groups: readonly G[],
  isWrong: (group: G) => Promise<boolean> | boolean,
  sampleOf: (group: G) => Promise<readonly unknown[]> | readonly unknown[],
): Promise<Finding> {
  let numerator = 0;
  let denominator = 0;
  const sample: unknown[] = [];
  for (const group of groups) {
    denominator += group.times;
    if (!(await isWrong(group))) continue;
    numerator += group.times;
    if (sample.length < mostSampled) sample.push(...(await sampleOf(group)));
  }
  return found(numerator, denominator, sample);
}

/** What a declaration says, or undefined for a version that was never published: nothing may stand under it. */
export async function versionOr(
  context: ProbeContext,
  version: number,
): Promise<PublishedDeclaration['declaration'] | undefined> {
  try {
    return (await context.version(version)).declaration;
  } catch {
    return undefined;
  }
}

/** The lowest id that could be made at a moment: ids carry theirs, so that what is newer is found by its key. */
export function firstIdAt(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

export const day = 86_400_000;
/** How far back the probes of readings and disclosures look. */
export const lookBack = 30 * day;
