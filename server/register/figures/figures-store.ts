import type { Db, Tx } from '../../storage/database.ts';
import { roundedTo } from './rounded-figures.ts';

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
  readonly narrowed?: { readonly dimension: Dimension; readonly key: string } | undefined;
}

export type Dimension = 'queue' | 'channel' | 'language';

// Facts that are not folded yet count as well: a report is never behind.
const everything = '(SELECT * FROM figures.total UNION ALL SELECT * FROM figures.fact) AS everything';
const reached = `queue = ANY ($4) AND ($5::text IS NULL OR queue = $5) AND ($6::text IS NULL OR channel = $6) AND ($7::text IS NULL OR language = $7)`;

function valuesOf({ from, to, step, timeZone, queues, narrowed }: Span): unknown[] {
  const only = (dimension: Dimension) => (narrowed?.dimension === dimension ? narrowed.key : null);
  return [from, to, timeZone, queues, only('queue'), only('channel'), only('language'), step];
}

/**
 * The one place where figures are rounded: see rounded-figures.ts. Of each cell the sum since the year began is rounded
 * down at the end of every day or hour; a figure is by how much that has grown. What lies before the period is one sum each:
 * only how much of it is left over matters.
 * @param counts gives moment (null: before the period), cell, kind and times, added up
 */
const roundedIn = (counts: string) => `
  counted AS (${counts}), summed AS (
    SELECT *, sum(times) OVER (
      PARTITION BY date_trunc('year', coalesce(moment, $1), $3), queue, channel, language, kind ORDER BY moment NULLS FIRST
    ) AS until FROM counted
  ), rounded AS (
    SELECT moment, queue, channel, language, kind, ${roundedTo} * (div(until, ${roundedTo}) - div(until - times, ${roundedTo})) AS times
    FROM summed WHERE moment IS NOT NULL
  )`;
const momentIn = (unit: 'day' | 'hour') =>
  `CASE WHEN hour >= $1 THEN date_trunc('${unit}', hour, $3) END AS moment`;
const sinceNewYear = `hour >= date_trunc('year', $1::timestamptz, $3) AND hour < $2 AND ${reached}`;

export interface RoundedRow {
  readonly step: string;
  readonly queue: string;
  readonly channel: string;
  readonly language: string;
  /** As counted, or that of `measuredOf`. */
  readonly kind: string;
  readonly times: number;
}

/** Those of a kind whose length was measured: not shown, but they decide whether a length is. */
export const measuredOf = (kind: string) => `${kind}/measured`;

const stepOf = (moment: string) =>
  `to_char(date_trunc($8, ${moment}, $3) AT TIME ZONE $3, 'YYYY-MM-DD') AS step`;

/** All that is counted, in fives, by step and cell. What shows nothing is absent. */
export function readRounded(db: Db, span: Span): Promise<RoundedRow[]> {
  return db.query<RoundedRow>(
    `WITH added AS (
       SELECT ${momentIn('day')}, queue, channel, language, kind, sum(times) AS times,
         coalesce(sum(times) FILTER (WHERE bucket >= 0), 0) AS measured
       FROM ${everything} WHERE ${sinceNewYear} GROUP BY 1, 2, 3, 4, 5
     ), ${roundedIn(
       `SELECT moment, queue, channel, language, kind, times FROM added
        UNION ALL SELECT moment, queue, channel, language, kind || '/measured', measured FROM added`,
     )}
     SELECT ${stepOf('moment')}, queue, channel, language, kind, sum(times)::integer AS times
     FROM rounded GROUP BY 1, 2, 3, 4, 5 HAVING sum(times) <> 0`,
    valuesOf(span),
  );
}

/** Messages of customers by the hours of the week, in fives. */
export function readHours(db: Db, span: Span): Promise<{ weekday: number; hour: number; times: number }[]> {
  return db.query(
    `WITH ${roundedIn(
      `SELECT ${momentIn('hour')}, queue, channel, language, kind, sum(times) AS times
       FROM ${everything} WHERE ${sinceNewYear} AND kind = 'message-in' GROUP BY 1, 2, 3, 4, 5`,
    )}
     SELECT extract(isodow FROM moment AT TIME ZONE $3)::integer AS weekday, extract(hour FROM moment AT TIME ZONE $3)::integer AS hour,
       sum(times)::integer AS times
     FROM rounded GROUP BY 1, 2`,
    // Without the steps.
    valuesOf(span).slice(0, -1),
  );
}

/** Classes of length, by one thing at a time: the columns that a row is not grouped by are null. */
export interface LengthRow {
  readonly step: string | null;
  readonly queue: string | null;
  readonly channel: string | null;
  readonly language: string | null;
  readonly kind: string;
  readonly bucket: number;
  readonly times: number;
}

export function readLengths(db: Db, span: Span): Promise<LengthRow[]> {
  return db.query<LengthRow>(
    `WITH measured AS (
       SELECT date_trunc($8, hour, $3) AS began, queue, channel, language, kind, bucket, sum(times) AS times
       FROM ${everything} WHERE hour >= $1 AND hour < $2 AND ${reached} AND bucket >= 0 GROUP BY 1, 2, 3, 4, 5, 6
     )
     SELECT to_char(began AT TIME ZONE $3, 'YYYY-MM-DD') AS step, queue, channel, language, kind, bucket, sum(times)::integer AS times
     FROM measured
     GROUP BY GROUPING SETS ((kind, bucket), (began, kind, bucket), (queue, kind, bucket), (channel, kind, bucket), (language, kind, bucket))`,
    valuesOf(span),
  );
}

export interface StandingRow {
  readonly step: string;
  readonly status: 'open' | 'waiting' | 'snoozed';
  readonly contacts: number;
}

/** What stood at the last hour of each step, each cell rounded to the nearest five. */
export function readBacklog(db: Db, span: Span): Promise<StandingRow[]> {
  return db.query<StandingRow>(
    `WITH last AS (
       SELECT ${stepOf('hour')}, max(hour) AS hour
       FROM (SELECT DISTINCT hour FROM figures.backlog WHERE hour >= $1 AND hour < $2) AS sampled GROUP BY 1
     )
     SELECT step, status, sum(${roundedTo} * round(contacts / ${roundedTo}.0))::integer AS contacts
     FROM last JOIN figures.backlog USING (hour) WHERE ${reached} GROUP BY 1, 2`,
    valuesOf(span),
  );
}
