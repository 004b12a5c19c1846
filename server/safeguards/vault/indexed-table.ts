import type { Db, Tx } from '../../storage/database.ts';
import { digestRange, type IndexCover } from './index-cover.ts';

/** From the cover whose turn is over to the one that is written under. */
export interface CoverChange {
  readonly from: IndexCover;
  readonly to: IndexCover;
}

/** Pages of a table, `to` not among them: of a part of 8 kB each, as PostgreSQL has them. */
export interface Pages {
  readonly from: number;
  readonly to: number;
}

/**
 * A table whose rows are found by digests or tokens. Each folder that has one hands it up, as it does its holding; the
 * index is turned by going through its pages, which needs no index of its own and may be begun anew at any moment.
 */
export interface IndexedTable {
  readonly name: string;
  countPages(db: Db): Promise<number>;
  /** So many that a batch stops nobody for longer than some milliseconds. */
  readonly pagesAtOnce: number;
  /** Lays what lies under the old cover on these pages under the new one. What somebody has locked is left. @returns how many rows */
  recode(tx: Tx, pages: Pages, change: CoverChange): Promise<number>;
  /** Whether a row lies under that cover. */
  hasUnder(db: Db, generation: number): Promise<boolean>;
  /** Whether a row lies under none from `first` to `last`. */
  hasOutside(db: Db, first: number, last: number): Promise<boolean>;
}

/** The two ends of a range of pages, for `ctid >= $1 AND ctid < $2`. */
export function tidRange({ from, to }: Pages): [string, string] {
  return [`(${from},0)`, `(${to},0)`];
}

export async function countTablePages(db: Db, table: string): Promise<number> {
  const [row] = await db.query<{ pages: number }>(
    "SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::bigint)::int AS pages",
    [table],
  );
  return row!.pages;
}

/** A table with one column of digests. Both names are constants of the code. */
export function digestTable(
  table: string,
  column: string,
): IndexedTable & { forgetOutside(db: Db, first: number, last: number): Promise<void> } {
  const pickSql = `SELECT ctid::text AS at, ${column} AS digest FROM ${table}
    WHERE ctid >= $1::tid AND ctid < $2::tid AND ${column} >= $3 AND ${column} < $4 FOR UPDATE SKIP LOCKED`;
  // Locked by now, so each is where it was found.
  const moveSql = `UPDATE ${table} SET ${column} = moved.digest
    FROM unnest($1::tid[], $2::bytea[]) AS moved (at, digest) WHERE ${table}.ctid = moved.at`;
  const anySql = `SELECT EXISTS (SELECT FROM ${table} WHERE ${column} >= $1 AND ${column} < $2) AS some`;
  const outside = `(${column} < $1 OR ${column} >= $2)`;
  const outsideSql = `SELECT EXISTS (SELECT FROM ${table} WHERE ${outside}) AS some`;
  const forgetSql = `DELETE FROM ${table} WHERE ${outside}`;
  const span = (first: number, last: number) => [digestRange(first).from, digestRange(last).to];
  return {
    name: table,
    countPages: (db) => countTablePages(db, table),
    pagesAtOnce: 8,
    async recode(tx, pages, { from, to }) {
      const range = digestRange(from.generation);
      const rows = await tx.query<{ at: string; digest: Buffer }>(pickSql, [
        ...tidRange(pages),
        range.from,
        range.to,
      ]);
      if (rows.length > 0)
        tx.send(moveSql, [
          rows.map(({ at }) => at),
          rows.map(({ digest }) => to.coverDigest(from.uncoverDigest(digest))),
        ]);
      return rows.length;
    },
    async hasUnder(db, generation) {
      const range = digestRange(generation);
      const [row] = await db.query<{ some: boolean }>(anySql, [range.from, range.to]);
      return row!.some;
    },
    async hasOutside(db, first, last) {
      const [row] = await db.query<{ some: boolean }>(outsideSql, span(first, last));
      return row!.some;
    },
    async forgetOutside(db, first, last) {
      await db.query(forgetSql, span(first, last));
    },
  };
}
