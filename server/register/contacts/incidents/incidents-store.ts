import type { Id } from '../../../base/new-id.ts';
import type { Db, Tx } from '../../../storage/database.ts';
import type {
  AuthorityDecision,
  IncidentKind,
  IncidentSource,
  Nature,
  Risk,
  TellDecision,
} from './incident-terms.ts';

export interface IncidentRow {
  id: Id<'incident'>;
  number: number;
  /** Null: it is about no conversation. */
  contact_id: Id<'contact'> | null;
  message_id: Id<'message'> | null;
  queue: string;
  kind: IncidentKind;
  nature: readonly Nature[];
  source: IncidentSource;
  persons: number;
  records: number;
  categories: readonly string[];
  version: number;
  happened_at: Date;
  aware_at: Date;
  notify_by: Date;
  reported_at: Date;
  reported_by: Id<'staff'>;
  risk: Risk | null;
  risk_at: Date | null;
  authority: AuthorityDecision | null;
  authority_at: Date | null;
  tell: TellDecision | null;
  tell_at: Date | null;
  erased: number;
  settled_before: boolean;
  settled_at: Date | null;
  settled_by: Id<'staff'> | null;
  account_sealed: Buffer;
  delete_after: Date;
  delete_rule: string;
  declaration_version: number;
}

/** When the authority was first told; the incident's row does not say. */
const firstNotice =
  '(SELECT min(n.sent_at) FROM register.incident_notice n WHERE n.incident_id = incident.id) AS notified_at';

export type IncidentWithNotice = IncidentRow & { readonly notified_at: Date | null };

const plain =
  'id, number, contact_id, message_id, queue, kind, nature, source, persons, records, categories, version, happened_at, aware_at, notify_by, reported_at, reported_by, risk, risk_at, authority, authority_at, tell, tell_at, erased, settled_before, settled_at, settled_by, delete_after, delete_rule, declaration_version';
const columns = `${plain}, account_sealed`;

const inserted = [
  'id',
  'contact_id',
  'message_id',
  'queue',
  'kind',
  'nature',
  'source',
  'persons',
  'records',
  'categories',
  'happened_at',
  'aware_at',
  'notify_by',
  'reported_at',
  'reported_by',
  'account_sealed',
  'delete_after',
  'delete_rule',
  'declaration_version',
] as const satisfies readonly (keyof IncidentRow)[];

/** @returns false when one with that id stands already */
export async function insertIncident(
  tx: Tx,
  row: Pick<IncidentRow, (typeof inserted)[number]>,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO register.incident (${inserted.join(', ')}) VALUES (${inserted.map((_, at) => `$${at + 1}`).join(', ')})
     ON CONFLICT (id) DO NOTHING RETURNING 1`,
    inserted.map((column) => row[column]),
  );
  return rows.length > 0;
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
): Promise<Omit<IncidentWithNotice, 'account_sealed'>[]> {
  const { after } = ask;
  return db.query(
    `SELECT ${plain}, ${firstNotice} FROM register.incident WHERE queue = ANY ($1)
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
): Promise<IncidentWithNotice[]> {
  return db.query(
    `SELECT ${columns}, ${firstNotice} FROM register.incident WHERE queue = $1 AND number > $2
       AND reported_at >= coalesce($3, '-infinity'::timestamptz) AND reported_at < coalesce($4, 'infinity'::timestamptz)
     ORDER BY number LIMIT $5`,
    [ask.queue, ask.after, ask.from ?? null, ask.to ?? null, ask.limit],
  );
}

export interface Unsettled {
  readonly unsettled: number;
  /** Of them, whose authority is still to be told or the reason against it to be written down. */
  readonly notifyBy: Date | null;
}

export async function countUnsettled(db: Db, queues: readonly string[]): Promise<Unsettled> {
  const [row] = await db.query<Unsettled>(
    `SELECT count(*) AS unsettled, min(notify_by) FILTER (WHERE authority IS DISTINCT FROM 'not-notify'
       AND NOT EXISTS (SELECT FROM register.incident_notice n WHERE n.incident_id = incident.id)) AS "notifyBy"
     FROM register.incident WHERE settled_at IS NULL AND queue = ANY ($1)`,
    [queues],
  );
  return row!;
}

export async function readIncident(db: Db, id: Id): Promise<IncidentWithNotice | undefined> {
  const [row] = await db.query<IncidentWithNotice>(
    `SELECT ${columns}, ${firstNotice} FROM register.incident WHERE id = $1`,
    [id],
  );
  return row;
}

export async function lockIncident(tx: Tx, id: Id): Promise<IncidentWithNotice | undefined> {
  const [row] = await tx.query<IncidentWithNotice>(
    `SELECT ${columns}, ${firstNotice} FROM register.incident WHERE id = $1 FOR UPDATE OF incident`,
    [id],
  );
  return row;
}

const changed = [
  'kind',
  'nature',
  'persons',
  'records',
  'categories',
  'happened_at',
  'aware_at',
  'notify_by',
  'risk',
  'risk_at',
  'authority',
  'authority_at',
  'tell',
  'tell_at',
  'settled_at',
  'settled_by',
  'account_sealed',
  'delete_after',
  'delete_rule',
  'declaration_version',
] as const satisfies readonly (keyof IncidentRow)[];

export async function updateIncident(tx: Tx, row: IncidentRow): Promise<number> {
  const [after] = await tx.query<{ version: number }>(
    `UPDATE register.incident SET version = version + 1, ${changed.map((column, at) => `${column} = $${at + 2}`).join(', ')}
     WHERE id = $1 RETURNING version`,
    [row.id, ...changed.map((column) => row[column])],
  );
  return after!.version;
}

export async function incidentOfMessage(db: Db, message: Id): Promise<Id<'incident'> | undefined> {
  const [row] = await db.query<{ id: Id<'incident'> }>(
    'SELECT id FROM register.incident WHERE message_id = $1',
    [message],
  );
  return row?.id;
}

export interface DueReminder {
  readonly id: Id<'incident'>;
  readonly queue: string;
  readonly contact_id: Id<'contact'> | null;
}

/** Open ones whose authority is not told yet, with the moment that is for. */
export function readClocks(
  db: Db,
  before: Date,
): Promise<(DueReminder & { readonly notify_by: Date; readonly reminded: number })[]> {
  return db.query(
    `SELECT id, queue, contact_id, notify_by, reminded FROM register.incident
     WHERE settled_at IS NULL AND notify_by <= $1 AND authority IS DISTINCT FROM 'not-notify'
       AND NOT EXISTS (SELECT FROM register.incident_notice n WHERE n.incident_id = incident.id)`,
    [before],
  );
}

/** @returns false when another process has reminded of it */
export async function setReminded(tx: Tx, id: Id, reminded: number): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE register.incident SET reminded = $2 WHERE id = $1 AND reminded < $2 RETURNING 1',
    [id, reminded],
  );
  return rows.length > 0;
}
