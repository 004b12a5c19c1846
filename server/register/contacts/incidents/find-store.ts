import type { Id } from '../../../base/new-id.ts';
import type { Db, Tx } from '../../../storage/database.ts';

/** What was opened, as the access log has it. */
export interface LogSearch {
  readonly from: Date;
  readonly to: Date;
  readonly actor: string | undefined;
  readonly token: Id | undefined;
}

/** What stands in the register, and was touched in a span of time. */
export interface StoreSearch {
  readonly from: Date | undefined;
  readonly to: Date | undefined;
  readonly queue: string | undefined;
  readonly mailbox: string | undefined;
  readonly contact: Id | undefined;
  readonly person: Id | undefined;
}

export interface Found {
  readonly people: number;
  readonly records: number;
  /** Of the people, how many are new to the list. */
  readonly added: number;
  /** Units that are erased by now: nobody can say any more whose they were. */
  readonly erased: number;
  /** People who have contacts only where the one who asks handles no incidents; they are not put on the list. */
  readonly outside: number;
}

/** Actions by which something was seen; a list and a search show what they open. */
const seen = "'view', 'list', 'search', 'export', 'reveal', 'match', 'play', 'disclose'";

/** Which units the lines name, and of which categories: $3 to $6. */
const namedByLog = `named AS (
    SELECT unit.id, array_agg(DISTINCT category) FILTER (WHERE category IS NOT NULL) AS categories
    FROM log.entry e CROSS JOIN LATERAL unnest(e.units) AS unit (id) LEFT JOIN LATERAL unnest(e.categories) AS c (category) ON true
    WHERE e.at >= $3 AND e.at < $4 AND e.refusal IS NULL AND e.actor_kind <> 'system' AND e.action IN (${seen})
      AND ($5::text IS NULL OR e.actor = $5) AND ($6::text IS NULL OR e.details->>'token' = $6)
    GROUP BY unit.id
  )`;

/** Conversations that were under way in the span, and the record of the person asked for: $3 to $8. */
const namedByStore = `named AS (
    SELECT c.id, CASE WHEN EXISTS (SELECT FROM register.contact_file f WHERE f.contact_id = c.id) THEN ARRAY['messages', 'files']
      ELSE ARRAY['messages'] END AS categories
    FROM register.contact c
    WHERE ($3::timestamptz IS NULL OR c.last_at >= $3) AND ($4::timestamptz IS NULL OR c.opened_at < $4)
      AND ($5::text IS NULL OR c.queue = $5) AND ($6::text IS NULL OR c.mailbox = $6)
      AND ($7::uuid IS NULL OR c.id = coalesce((SELECT contact_id FROM register.contact_forward WHERE old_id = $7), $7))
      AND ($8::uuid IS NULL OR c.person_id = coalesce((SELECT person_id FROM register.person_forward WHERE old_id = $8), $8))
    UNION ALL SELECT p.id, ARRAY(SELECT DISTINCT f.category FROM register.person_field f WHERE f.person_id = p.id)
    FROM register.person p WHERE p.id = coalesce((SELECT person_id FROM register.person_forward WHERE old_id = $8), $8)
  )`;

/** Whose the named units are, however they were merged since; and who of them has a contact in the queues $2, or none at all. */
const led = `led AS (
    SELECT n.id, n.categories, p.id AS person FROM named n JOIN register.person p ON p.id = n.id
    UNION ALL SELECT n.id, n.categories, f.person_id FROM named n JOIN register.person_forward f ON f.old_id = n.id
    UNION ALL SELECT n.id, n.categories, c.person_id FROM named n JOIN register.contact c ON c.id = n.id
    UNION ALL SELECT n.id, n.categories, c.person_id FROM named n
      JOIN register.contact_forward f ON f.old_id = n.id JOIN register.contact c ON c.id = f.contact_id
    UNION ALL SELECT n.id, n.categories, c.person_id FROM named n JOIN mail.raw m ON m.id = n.id JOIN register.contact c ON c.id = m.contact_id
  ), whom AS (
    SELECT l.person AS id, count(DISTINCT l.id)::integer AS records,
      coalesce(array_agg(DISTINCT category) FILTER (WHERE category IS NOT NULL), '{}') AS categories
    FROM led l JOIN register.person p ON p.id = l.person LEFT JOIN LATERAL unnest(l.categories) AS c (category) ON true
    GROUP BY l.person
  ), reached AS (
    SELECT w.* FROM whom w WHERE NOT EXISTS (SELECT FROM register.contact c WHERE c.person_id = w.id)
      OR EXISTS (SELECT FROM register.contact c WHERE c.person_id = w.id AND c.queue = ANY ($2))
  )`;

const figures = `(SELECT count(*) FROM reached) AS people, (SELECT coalesce(sum(records), 0)::integer FROM reached) AS records,
    (SELECT count(*) FROM whom) - (SELECT count(*) FROM reached) AS outside,
    (SELECT count(*) FROM named n JOIN ring.tombstone t ON t.unit_id = n.id WHERE t.kind IN ('person', 'contact', 'mail', 'recording')
      AND NOT EXISTS (SELECT FROM led l WHERE l.id = n.id)) AS erased`;

const counting = (named: string) =>
  `WITH ${named}, ${led}, fresh AS (
     SELECT FROM reached r WHERE NOT EXISTS (SELECT FROM register.incident_person i WHERE i.incident_id = $1 AND i.person_id = r.id))
   SELECT ${figures}, (SELECT count(*) FROM fresh) AS added`;

/** Whom the list has already keep their place on it; whom it left out stay left out. */
const listing = (named: string, by: 'log' | 'store', at: string) =>
  `WITH ${named}, ${led}, listed AS (
     INSERT INTO register.incident_person AS i (incident_id, person_id, state, found_by, records, categories, added_at)
     SELECT $1, id, 'in', '${by}', records, categories, ${at} FROM reached ORDER BY id
     ON CONFLICT (incident_id, person_id) DO UPDATE SET records = greatest(i.records, excluded.records),
       categories = ARRAY(SELECT DISTINCT unnest(i.categories || excluded.categories) ORDER BY 1)
     RETURNING i.xmax::text = '0' AS fresh)
   SELECT ${figures}, (SELECT count(*) FROM listed WHERE fresh) AS added`;

const sql = {
  log: { count: counting(namedByLog), list: listing(namedByLog, 'log', '$7') },
  store: { count: counting(namedByStore), list: listing(namedByStore, 'store', '$9') },
} as const;

/** @param at when they are put on the list; undefined only counts */
export async function findPeople(
  db: Db | Tx,
  search: { readonly by: 'log'; readonly of: LogSearch } | { readonly by: 'store'; readonly of: StoreSearch },
  into: { readonly incident: Id; readonly queues: readonly string[]; readonly at: Date | undefined },
): Promise<Found> {
  const { of } = search;
  const terms =
    'actor' in of
      ? [of.from, of.to, of.actor ?? null, of.token ?? null]
      : [
          of.from ?? null,
          of.to ?? null,
          of.queue ?? null,
          of.mailbox ?? null,
          of.contact ?? null,
          of.person ?? null,
        ];
  const values = [into.incident, into.queues, ...terms];
  const [found] = into.at
    ? await db.query<Found>(sql[search.by].list, [...values, into.at])
    : await db.query<Found>(sql[search.by].count, values);
  return found!;
}
