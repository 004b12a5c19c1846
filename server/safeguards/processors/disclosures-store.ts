import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

export interface DisclosureRow {
  readonly id: Id<'disclosure'>;
  readonly at: Date;
  readonly recipient: string;
  readonly purpose: string;
  readonly categories: readonly string[];
  readonly way: string;
  readonly endpoint_id: Id<'endpoint'> | null;
  readonly what: string;
  readonly contact_id: Id<'contact'> | null;
  /** Of whom data left; null where only ids did. */
  readonly person_id: Id<'person'> | null;
  readonly declaration_version: number;
  /** `begun`: sent, and not known to have arrived (or the process ended before it could say). */
  readonly outcome: 'begun' | 'done' | 'failed' | 'refused';
  readonly code: string | null;
}

const insertSql = `INSERT INTO connections.disclosure (id, at, recipient, purpose, categories, way, endpoint_id, what, contact_id,
   person_id, declaration_version, outcome, code) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

const valuesOf = (row: DisclosureRow): unknown[] => [
  row.id,
  row.at,
  row.recipient,
  row.purpose,
  row.categories,
  row.way,
  row.endpoint_id,
  row.what,
  row.contact_id,
  row.person_id,
  row.declaration_version,
  row.outcome,
  row.code,
];

export async function insertDisclosure(db: Db, row: DisclosureRow): Promise<void> {
  await db.query(insertSql, valuesOf(row));
}

/** With what it belongs to; its failure fails the transaction. */
export function sendDisclosure(tx: Tx, row: DisclosureRow): void {
  tx.send(insertSql, valuesOf(row));
}

export async function settleDisclosure(
  db: Db,
  id: Id<'disclosure'>,
  outcome: 'done' | 'failed' | 'refused',
  code: string | null,
): Promise<void> {
  await db.query('UPDATE connections.disclosure SET outcome = $2, code = $3 WHERE id = $1', [
    id,
    outcome,
    code,
  ]);
}

export function listDisclosures(
  db: Db,
  page: { before: Id | null; contactId: Id | null; people: readonly Id[] | null; limit: number },
): Promise<DisclosureRow[]> {
  return db.query(
    `SELECT id, at, recipient, purpose, categories, way, endpoint_id, what, contact_id, person_id, declaration_version, outcome, code
     FROM connections.disclosure
     WHERE ($1::uuid IS NULL OR id < $1) AND ($2::uuid IS NULL OR contact_id = $2) AND ($3::uuid[] IS NULL OR person_id = ANY ($3))
     ORDER BY id DESC LIMIT $4`,
    [page.before, page.contactId, page.people, page.limit],
  );
}

export async function removeDisclosuresBefore(db: Db, now: Date, months: number): Promise<number> {
  const gone = await db.query(
    `DELETE FROM connections.disclosure WHERE at < $1::timestamptz - make_interval(months => $2) RETURNING id`,
    [now, months],
  );
  return gone.length;
}
