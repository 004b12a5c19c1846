import type { Db } from '../../storage/database.ts';

export type ProbeState = 'kept' | 'broken' | 'unknown';

export interface ResultRow {
  readonly probe: string;
  readonly at: Date;
  readonly promise: number;
  readonly declaration_version: number;
  readonly probe_digest: Buffer;
  readonly state: ProbeState;
  readonly numerator: number;
  readonly denominator: number;
  readonly sample: readonly string[];
  readonly code: string | null;
  readonly milliseconds: number;
}

const columns =
  'probe, at, promise, declaration_version, probe_digest, state, numerator, denominator, sample, code, milliseconds';

export async function insertResult(db: Db, row: ResultRow): Promise<void> {
  await db.query(
    `INSERT INTO promises.result (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (probe, at) DO NOTHING`,
    [
      row.probe,
      row.at,
      row.promise,
      row.declaration_version,
      row.probe_digest,
      row.state,
      row.numerator,
      row.denominator,
      row.sample,
      row.code,
      row.milliseconds,
    ],
  );
}

/** When the probes were last asked; null before the first time. */
export async function lastRunAt(db: Db): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>('SELECT max(at) AS at FROM promises.result');
  return row?.at ?? null;
}

/** The newest result of each probe. */
export function newestResults(db: Db, probes: readonly string[]): Promise<ResultRow[]> {
  return db.query<ResultRow>(
    `SELECT ${columns
      .split(', ')
      .map((column) => `r.${column}`)
      .join(', ')} FROM unnest($1::text[]) AS p(probe)
     CROSS JOIN LATERAL (SELECT * FROM promises.result WHERE probe = p.probe ORDER BY at DESC LIMIT 1) r`,
    [probes],
  );
}

/** The last days of each probe, one point a day: the worst of the day, as thinning out keeps it. */
export async function pastDays(
  db: Db,
  probes: readonly string[],
  since: Date,
): Promise<
  {
    probe: string;
    day: string;
    state: ProbeState;
    numerator: number;
    denominator: number;
  }[]
> {
  return db.query(
    `SELECT DISTINCT ON (probe, day) probe, (at AT TIME ZONE 'UTC')::date AS day, state, numerator, denominator
     FROM promises.result WHERE probe = ANY ($1) AND at >= $2
     ORDER BY probe, day, state = 'broken' DESC, state = 'unknown' DESC, at DESC`,
    [probes, since],
  );
}

/** Since when each has been kept without a break, and when it was first asked. */
export function streaks(
  db: Db,
): Promise<{ probe: string; first_at: Date; last_broken_at: Date | null; times: number }[]> {
  return db.query(
    `SELECT probe, min(at) AS first_at, max(at) FILTER (WHERE state = 'broken') AS last_broken_at, count(*) AS times
     FROM promises.result GROUP BY probe`,
  );
}

export async function thinOut(db: Db): Promise<number> {
  const [row] = await db.query<{ gone: number }>('SELECT promises.thin_out() AS gone');
  return row?.gone ?? 0;
}
