import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

export interface PopulationRow {
  readonly id: Id;
  /** What stays as it was written. */
  readonly item: Readonly<Record<string, unknown>>;
  /** What may change, as it is now. */
  readonly now: Readonly<Record<string, unknown>>;
}

const page = 5_000;

// Each a page by id; nothing of it holds a word about anybody.
const queries = {
  erasures: `SELECT unit_id AS id,
      json_build_object('unit', unit_id, 'kind', kind, 'rule', rule, 'declarationVersion', declaration_version,
        'destroyedAt', floor(extract(epoch FROM destroyed_at) * 1000)::bigint, 'epoch', epoch) AS item, '{}'::json AS now
    FROM ring.tombstone WHERE destroyed_at >= $1 AND destroyed_at < $2 AND ($3::uuid IS NULL OR unit_id > $3)
    ORDER BY unit_id LIMIT $4`,
  disclosures: `SELECT id,
      json_build_object('id', id, 'at', floor(extract(epoch FROM at) * 1000)::bigint, 'recipient', recipient, 'purpose', purpose,
        'categories', categories, 'way', way, 'what', what, 'contact', contact_id, 'declarationVersion', declaration_version) AS item,
      json_build_object('outcome', outcome, 'code', code) AS now
    FROM connections.disclosure WHERE at >= $1 AND at < $2 AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
  incidents: `SELECT id,
      json_build_object('id', id, 'number', number, 'queue', queue,
        'reportedAt', floor(extract(epoch FROM reported_at) * 1000)::bigint, 'reportedBy', reported_by) AS item,
      json_build_object('kind', kind, 'contact', contact_id, 'happenedAt', floor(extract(epoch FROM happened_at) * 1000)::bigint,
        'persons', persons, 'settledAt', floor(extract(epoch FROM settled_at) * 1000)::bigint) AS now
    FROM register.incident WHERE reported_at >= $1 AND reported_at < $2 AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
} as const;

export type ListedPopulation = keyof typeof queries;

/** All of a population in a span of time, by id, a page at a time. */
export async function* readPopulation(
  db: Db,
  population: ListedPopulation,
  { from, to }: Span,
): AsyncGenerator<readonly PopulationRow[]> {
  let after: Id | null = null;
  for (;;) {
    const rows: PopulationRow[] = await db.query<PopulationRow>(queries[population], [from, to, after, page]);
    if (rows.length > 0) yield rows;
    if (rows.length < page) return;
    after = rows.at(-1)!.id;
  }
}
