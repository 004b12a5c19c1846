import type { Id } from '../../../base/new-id.ts';
import type { Db } from '../../../storage/database.ts';

/** Whose lines: of any of these units, or of any of these pseudonyms, or by this member of staff. */
export interface LinesOf {
  readonly units: readonly Id[];
  readonly subjects: readonly string[];
  readonly staff: Id<'staff'> | null;
}

export interface LineAt {
  readonly place: number;
  readonly leaf: Buffer;
}

/** Places below `size` of the lines that are asked for, in their order: 8 bytes each, so that the lines can be read a page at a time. */
export async function placesOf(db: Db, of: LinesOf, size: number): Promise<number[]> {
  const rows = await db.query<{ place: number }>(
    `SELECT p.index AS place FROM log.entry e JOIN log.place p ON p.entry_id = e.id
     WHERE (e.units && $1::uuid[] OR e.subjects && $2::uuid[] OR (e.actor = $3 AND e.actor_kind = 'staff')) AND p.index < $4
     ORDER BY p.index`,
    [of.units, of.subjects, of.staff, size],
  );
  return rows.map(({ place }) => place);
}

export async function linesAt(db: Db, places: readonly number[]): Promise<LineAt[]> {
  const rows = await db.query<LineAt>(
    `SELECT p.index AS place, e.leaf FROM log.place p JOIN log.entry e ON e.id = p.entry_id
     WHERE p.index = ANY ($1::bigint[]) ORDER BY p.index`,
    [places],
  );
  return rows;
}

/** Lines of a span of time stand between these places; lines are placed some seconds after they are written, so others may stand between them. */
export async function placesBetween(
  db: Db,
  from: Date,
  to: Date,
): Promise<{ readonly first: number; readonly end: number }> {
  const [row] = await db.query<{ first: number | null; last: number | null }>(
    `SELECT min(p.index) AS first, max(p.index) AS last FROM log.entry e JOIN log.place p ON p.entry_id = e.id
     WHERE e.at >= $1 AND e.at < $2`,
    [from, to],
  );
  return row?.first === null || row?.last === null || row === undefined
    ? { first: 0, end: 0 }
    : { first: row.first, end: row.last + 1 };
}
