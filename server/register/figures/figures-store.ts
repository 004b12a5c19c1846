import type { Db, Tx } from '../../storage/database.ts';

export interface FactRow {
  readonly hour: Date;
  readonly queue: string;
  readonly channel: string;
  readonly language: string;
  readonly kind: string;
  readonly bucket: number;
  readonly times: number;
}

export function appendFacts(tx: Tx, facts: readonly FactRow[]): void {
  tx.send(
    `INSERT INTO figures.fact (hour, queue, channel, language, kind, bucket, times)
     SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::smallint[], $7::integer[])`,
    [
      facts.map(({ hour }) => hour),
      facts.map(({ queue }) => queue),
      facts.map(({ channel }) => channel),
      facts.map(({ language }) => language),
      facts.map(({ kind }) => kind),
      facts.map(({ bucket }) => bucket),
      facts.map(({ times }) => times),
    ],
  );
}

/**
 * Facts become totals in one statement: each is in the one or the other, whenever the process dies. Two at
 * once take turns, since both take the rows in the table's order; what the other took is gone. @returns how many facts went
 */
export async function foldFacts(db: Db, most: number): Promise<number> {
  const [row] = await db.query<{ folded: number }>(
    `WITH gone AS (
       DELETE FROM figures.fact WHERE ctid = ANY (ARRAY(SELECT ctid FROM figures.fact LIMIT $1))
       RETURNING hour, queue, channel, language, kind, bucket, times
     ), added AS (
       INSERT INTO figures.total (hour, queue, channel, language, kind, bucket, times)
       SELECT hour, queue, channel, language, kind, bucket, sum(times)::integer FROM gone GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
       ON CONFLICT (hour, queue, channel, language, kind, bucket) DO UPDATE SET times = total.times + excluded.times
     )
     SELECT count(*) AS folded FROM gone`,
    [most],
  );
  return row!.folded;
}

/** What stands now, by queue, channel and language; once an hour, the first to come. */
export async function insertBacklog(db: Db, hour: Date, queues: readonly string[]): Promise<void> {
  await db.query(
    `INSERT INTO figures.backlog (hour, queue, channel, language, status, contacts)
     SELECT $1, queue, channel, language, status, sum(contacts) FROM (
       SELECT queue, channel, coalesce(language, 'none') AS language, status, count(*) AS contacts FROM register.contact
       WHERE queue = ANY ($2) AND status = ANY ('{open,waiting,snoozed}') GROUP BY 1, 2, 3, 4
       UNION ALL SELECT queue, 'email', 'none', 'open', 0 FROM unnest($2::text[]) AS queue
     ) AS standing
     WHERE NOT EXISTS (SELECT 1 FROM figures.backlog AS earlier WHERE earlier.hour = $1)
     GROUP BY queue, channel, language, status
     ON CONFLICT DO NOTHING`,
    [hour, queues],
  );
}

export interface BacklogRow {
  readonly hour: Date;
  readonly queue: string;
  readonly channel: string;
  readonly language: string;
  readonly status: string;
  readonly contacts: number;
}

export async function insertPastBacklog(db: Db, rows: readonly BacklogRow[]): Promise<void> {
  await db.query(
    `INSERT INTO figures.backlog (hour, queue, channel, language, status, contacts)
     SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::integer[])
     ON CONFLICT DO NOTHING`,
    [
      rows.map(({ hour }) => hour),
      rows.map(({ queue }) => queue),
      rows.map(({ channel }) => channel),
      rows.map(({ language }) => language),
      rows.map(({ status }) => status),
      rows.map(({ contacts }) => contacts),
    ],
  );
}

/** From and to (outside) as moments, the steps' unit, and the clock by which days begin. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
  readonly step: 'day' | 'week' | 'month';
  readonly timeZone: string;
  readonly queues: readonly string[];
}

export type Dimension = 'queue' | 'channel' | 'language';

/** Columns that a row is not grouped by are null. */
export interface CountRow {
  readonly step: string | null;
  readonly queue: string | null;
  readonly channel: string | null;
  readonly language: string | null;
  readonly kind: string;
  readonly bucket: number | null;
  readonly weekday: number | null;
  readonly hour: number | null;
  readonly times: number;
}

// Facts that are not folded yet count as well: a report is never behind.
const counted = `
  SELECT to_char(date_trunc($3, hour, $4) AT TIME ZONE $4, 'YYYY-MM-DD') AS step, queue, channel, language, kind, bucket,
    extract(isodow FROM hour AT TIME ZONE $4)::integer AS weekday, extract(hour FROM hour AT TIME ZONE $4)::integer AS hour, times
  FROM (SELECT * FROM figures.total UNION ALL SELECT * FROM figures.fact) AS everything
  WHERE hour >= $1 AND hour < $2 AND queue = ANY ($5)`;

/** All that a report needs, in one pass. With `by` each also by that dimension: what a report narrowed to it is protected by. */
export function readCounts(db: Db, span: Span, by: Dimension | undefined): Promise<CountRow[]> {
  const values = [span.from, span.to, span.step, span.timeZone, span.queues];
  const also = by === undefined ? '' : `${by}, `;
  const sets = [
    `(${also}step, kind, bucket)`,
    ...(['queue', 'channel', 'language'] as const).map((each) =>
      each === by ? `(${each}, kind, bucket)` : `(${also}${each}, kind, bucket)`,
    ),
    `(${also}weekday, hour, kind)`,
  ];
  return db.query<CountRow>(
    `WITH counted AS (${counted})
     SELECT step, queue, channel, language, kind, bucket, weekday, hour, sum(times)::integer AS times
     FROM counted GROUP BY GROUPING SETS (${sets.join(', ')})`,
    values,
  );
}

export interface StandingRow {
  readonly step: string;
  readonly queue: string;
  readonly channel: string;
  readonly language: string;
  readonly status: string;
  readonly contacts: number;
}

/** What stood at the last hour of each step. */
export function readBacklog(db: Db, span: Span): Promise<StandingRow[]> {
  return db.query<StandingRow>(
    `WITH last AS (
       SELECT to_char(date_trunc($3, hour, $4) AT TIME ZONE $4, 'YYYY-MM-DD') AS step, max(hour) AS hour
       FROM (SELECT DISTINCT hour FROM figures.backlog WHERE hour >= $1 AND hour < $2) AS sampled GROUP BY 1
     )
     SELECT step, queue, channel, language, status, contacts FROM last JOIN figures.backlog USING (hour) WHERE queue = ANY ($5)`,
    [span.from, span.to, span.step, span.timeZone, span.queues],
  );
}
