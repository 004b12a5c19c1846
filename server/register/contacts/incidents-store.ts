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

export function listIncidentRows(
  db: Db,
  queues: readonly string[],
  most: number,
): Promise<Omit<IncidentRow, 'account_sealed'>[]> {
  return db.query(
    `SELECT ${columns.replace('account_sealed, ', '')} FROM register.incident WHERE queue = ANY ($1)
     ORDER BY (settled_at IS NULL) DESC, reported_at DESC, id DESC LIMIT $2`,
    [queues, most],
  );
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
