import type { Id } from '../../../base/new-id.ts';
import type { Db, Tx } from '../../../storage/database.ts';

export const concernedStates = ['in', 'left-out'] as const;
export type ConcernedState = (typeof concernedStates)[number];

export interface ConcernedRow {
  readonly person_id: Id<'person'>;
  readonly state: ConcernedState;
  readonly found_by: 'log' | 'store' | 'hand';
  readonly records: number;
  readonly categories: readonly string[];
  readonly told_at: Date | null;
  readonly told_way: 'mail' | 'letter' | 'phone' | 'reply' | null;
  /** How a letter of ours to them stands; null: none was listed. */
  readonly letter: 'waiting' | 'handing' | 'sent' | 'told' | 'bounced' | 'failed' | 'unreachable' | null;
}

const counted = `count(*) FILTER (WHERE i.state = 'in') AS concerned, count(*) FILTER (WHERE i.state = 'left-out') AS "leftOut",
    coalesce(sum(i.records) FILTER (WHERE i.state = 'in'), 0)::integer AS records,
    count(*) FILTER (WHERE i.state = 'in' AND i.told_at IS NOT NULL) AS told,
    count(*) FILTER (WHERE i.state = 'in' AND i.told_at IS NULL AND l.state = 'sent') AS "underWay"`;
const withLetters = `register.incident_person i
    LEFT JOIN register.inform_round r ON r.incident_id = i.incident_id
    LEFT JOIN register.inform_letter l ON l.round_id = r.id AND l.person_id = i.person_id`;

/** By id after one; those left out only when asked for. */
export function readConcerned(
  db: Db,
  incident: Id,
  page: {
    readonly state: ConcernedState;
    readonly untold: boolean;
    readonly after: Id | undefined;
    readonly limit: number;
  },
): Promise<ConcernedRow[]> {
  return db.query(
    `SELECT i.person_id, i.state, i.found_by, i.records, i.categories, i.told_at, i.told_way, l.state AS letter
     FROM ${withLetters} WHERE i.incident_id = $1 AND i.state = $2
       AND (NOT $3 OR i.told_at IS NULL AND coalesce(l.state, '') NOT IN ('waiting', 'sent'))
       AND i.person_id > coalesce($4, '00000000-0000-0000-0000-000000000000'::uuid) ORDER BY i.person_id LIMIT $5`,
    [incident, page.state, page.untold, page.after ?? null, page.limit],
  );
}

export interface ConcernedCounts {
  readonly concerned: number;
  readonly leftOut: number;
  readonly records: number;
  readonly categories: readonly string[];
  readonly told: number;
  /** Sent a letter that has not come back so far. */
  readonly underWay: number;
}

export async function countConcerned(db: Db, incident: Id): Promise<ConcernedCounts> {
  const [row] = await db.query<ConcernedCounts>(
    `SELECT ${counted}, ARRAY(SELECT DISTINCT unnest(c.categories) FROM register.incident_person c
       WHERE c.incident_id = $1 AND c.state = 'in' ORDER BY 1) AS categories
     FROM ${withLetters} WHERE i.incident_id = $1`,
    [incident],
  );
  return row!;
}

/** Of several at once; categories left out. */
export async function countConcernedIn(
  db: Db,
  incidents: readonly Id[],
): Promise<ReadonlyMap<Id, ConcernedCounts>> {
  const rows = await db.query<ConcernedCounts & { incident_id: Id }>(
    `SELECT i.incident_id, ${counted}, '{}'::text[] AS categories FROM ${withLetters}
     WHERE i.incident_id = ANY ($1) GROUP BY i.incident_id`,
    [incidents],
  );
  return new Map(rows.map(({ incident_id, ...counts }) => [incident_id, counts]));
}

/**
 * People named one by one; of those with contacts only who has one in a queue of `queues`, where that is given.
 * @returns how many of them were put on the list, or taken in again
 */
export async function insertConcerned(
  tx: Tx,
  incident: Id,
  given: {
    readonly people: readonly Id[];
    readonly at: Date;
    readonly records: number;
    readonly categories: readonly string[];
    readonly queues?: readonly string[];
  },
): Promise<number> {
  const rows = await tx.query(
    `INSERT INTO register.incident_person (incident_id, person_id, state, found_by, records, categories, added_at)
     SELECT $1, p.id, 'in', 'hand', $3, $4, $5 FROM register.person p WHERE p.id = ANY ($2) AND ($6::text[] IS NULL
       OR NOT EXISTS (SELECT FROM register.contact c WHERE c.person_id = p.id)
       OR EXISTS (SELECT FROM register.contact c WHERE c.person_id = p.id AND c.queue = ANY ($6)))
     ON CONFLICT (incident_id, person_id) DO UPDATE SET state = 'in' WHERE incident_person.state = 'left-out' RETURNING 1`,
    [incident, given.people, given.records, given.categories, given.at, given.queues ?? null],
  );
  return rows.length;
}

/** Takes people off the list, and their letter off the round while it has not left. Who was told, or written to, stays. @returns how many */
export async function leaveOut(tx: Tx, incident: Id, people: readonly Id[]): Promise<number> {
  const rows = await tx.query(
    `WITH unsent AS (
       DELETE FROM register.inform_letter l USING register.inform_round r
       WHERE r.id = l.round_id AND r.incident_id = $1 AND l.person_id = ANY ($2) AND l.state IN ('waiting', 'unreachable'))
     UPDATE register.incident_person SET state = 'left-out'
     WHERE incident_id = $1 AND person_id = ANY ($2) AND state = 'in' AND told_at IS NULL AND NOT EXISTS (
       SELECT FROM register.inform_letter l JOIN register.inform_round r ON r.id = l.round_id
       WHERE r.incident_id = $1 AND l.person_id = incident_person.person_id AND l.state IN ('handing', 'sent')) RETURNING 1`,
    [incident, people],
  );
  return rows.length;
}
