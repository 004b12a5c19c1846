import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

export type IncidentKind = 'wrong-recipient' | 'wrong-content' | 'wrong-attachment';

export interface IncidentRow {
  id: Id<'incident'>;
  number: number;
  contact_id: Id<'contact'>;
  message_id: Id<'message'>;
  queue: string;
  kind: IncidentKind;
  persons: number;
  version: number;
  happened_at: Date;
  reported_at: Date;
  reported_by: Id<'staff'>;
  settled_at: Date | null;
  settled_by: Id<'staff'> | null;
  account_sealed: Buffer;
  delete_after: Date;
  delete_rule: string;
  declaration_version: number;
}

const columns =
  'id, number, contact_id, message_id, queue, kind, persons, version, happened_at, reported_at, reported_by, settled_at, settled_by, account_sealed, delete_after, delete_rule, declaration_version';

export function insertIncident(
  tx: Tx,
  row: Omit<IncidentRow, 'number' | 'version' | 'settled_at' | 'settled_by'>,
): void {
  tx.send(
    `INSERT INTO register.incident (id, contact_id, message_id, queue, kind, persons, happened_at, reported_at, reported_by, account_sealed, delete_after, delete_rule, declaration_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.id,
      row.contact_id,
      row.message_id,
      row.queue,
      row.kind,
      row.persons,
      row.happened_at,
      row.reported_at,
      row.reported_by,
      row.account_sealed,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
    ],
  );
}

/** Where a page of the list ended. */
export interface IncidentPlace {
  readonly open: boolean;
  readonly at: Date;
  readonly id: Id;
}

export function listIncidentRows(
  db: Db,
  ask: {
    readonly queues: readonly string[];
    readonly after: IncidentPlace | undefined;
    readonly limit: number;
  },
): Promise<Omit<IncidentRow, 'account_sealed'>[]> {
  const { after } = ask;
  return db.query(
    `SELECT ${columns.replace('account_sealed, ', '')} FROM register.incident WHERE queue = ANY ($1)
       AND ($3::boolean IS NULL OR (settled_at IS NULL, reported_at, id) < ($3, $4::timestamptz, $5::uuid))
     ORDER BY (settled_at IS NULL) DESC, reported_at DESC, id DESC LIMIT $2`,
    [ask.queues, ask.limit, after?.open ?? null, after?.at ?? null, after?.id ?? null],
  );
}

/** With their accounts, in the order of their numbers, for the controller's register of incidents. */
export function readIncidentsAfter(
  db: Db,
  ask: {
    readonly queue: string;
    readonly from: Date | undefined;
    readonly to: Date | undefined;
    readonly after: number;
    readonly limit: number;
  },
): Promise<IncidentRow[]> {
  return db.query(
    `SELECT ${columns} FROM register.incident WHERE queue = $1 AND number > $2
       AND reported_at >= coalesce($3, '-infinity'::timestamptz) AND reported_at < coalesce($4, 'infinity'::timestamptz)
     ORDER BY number LIMIT $5`,
    [ask.queue, ask.after, ask.from ?? null, ask.to ?? null, ask.limit],
  );
}

export async function countUnsettled(db: Db, queues: readonly string[]): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT count(*) AS count FROM register.incident WHERE settled_at IS NULL AND queue = ANY ($1)',
    [queues],
  );
  return row!.count;
}

export async function readIncident(db: Db, id: Id): Promise<IncidentRow | undefined> {
  const [row] = await db.query<IncidentRow>(`SELECT ${columns} FROM register.incident WHERE id = $1`, [id]);
  return row;
}

export async function lockIncident(tx: Tx, id: Id): Promise<IncidentRow | undefined> {
  const [row] = await tx.query<IncidentRow>(
    `SELECT ${columns} FROM register.incident WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row;
}

export async function updateIncident(tx: Tx, row: IncidentRow): Promise<number> {
  const [changed] = await tx.query<{ version: number }>(
    `UPDATE register.incident SET version = version + 1, settled_at = $2, settled_by = $3, account_sealed = $4, delete_after = $5, delete_rule = $6, declaration_version = $7
     WHERE id = $1 RETURNING version`,
    [
      row.id,
      row.settled_at,
      row.settled_by,
      row.account_sealed,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
    ],
  );
  return changed!.version;
}

export async function incidentOfMessage(db: Db, message: Id): Promise<Id<'incident'> | undefined> {
  const [row] = await db.query<{ id: Id<'incident'> }>(
    'SELECT id FROM register.incident WHERE message_id = $1',
    [message],
  );
  return row?.id;
}
