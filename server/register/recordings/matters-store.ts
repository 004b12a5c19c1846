import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { ExtensionGround } from './recording-period.ts';
import { settleExtensions } from './recordings-store.ts';

export interface ComplaintRow {
  contact_id: Id<'contact'>;
  id: Id<'complaint'>;
  owner_id: Id<'staff'>;
  opened_at: Date;
  opened_by: Id<'staff'>;
  /** ISO. */
  ends_on: string;
  closed_at: Date | null;
  closed_by: Id<'staff'> | null;
  version: number;
  account_sealed: Buffer;
}

export interface ProjectRow {
  id: Id<'quality-project'>;
  queue: string;
  owner_id: Id<'staff'>;
  opened_at: Date;
  opened_by: Id<'staff'>;
  ends_on: string;
  closed_at: Date | null;
  closed_by: Id<'staff'> | null;
  version: number;
  account_sealed: Buffer;
  delete_after: Date;
  delete_rule: string;
  declaration_version: number;
}

const complaintColumns =
  'contact_id, id, owner_id, opened_at, opened_by, ends_on, closed_at, closed_by, version, account_sealed';
const projectColumns =
  'id, queue, owner_id, opened_at, opened_by, ends_on, closed_at, closed_by, version, account_sealed, delete_after, delete_rule, declaration_version';

/** @returns false when one with that id stands already */
export async function insertComplaint(
  tx: Tx,
  row: Omit<ComplaintRow, 'version' | 'closed_at' | 'closed_by'>,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO register.complaint (contact_id, id, owner_id, opened_at, opened_by, ends_on, account_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1`,
    [row.contact_id, row.id, row.owner_id, row.opened_at, row.opened_by, row.ends_on, row.account_sealed],
  );
  return rows.length > 0;
}

export async function readComplaint(db: Db, id: Id): Promise<(ComplaintRow & { queue: string }) | undefined> {
  const [row] = await db.query<ComplaintRow & { queue: string }>(
    `SELECT ${complaintColumns
      .split(', ')
      .map((column) => `m.${column}`)
      .join(
        ', ',
      )}, c.queue FROM register.complaint m JOIN register.contact c ON c.id = m.contact_id WHERE m.id = $1`,
    [id],
  );
  return row;
}

/** The contact is held by the caller. */
export async function lockComplaint(tx: Tx, id: Id): Promise<ComplaintRow | undefined> {
  const [row] = await tx.query<ComplaintRow>(
    `SELECT ${complaintColumns} FROM register.complaint WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row;
}

export async function updateComplaint(tx: Tx, row: ComplaintRow): Promise<number> {
  const [after] = await tx.query<{ version: number }>(
    `UPDATE register.complaint SET version = version + 1, owner_id = $2, ends_on = $3, closed_at = $4, closed_by = $5, account_sealed = $6
     WHERE id = $1 RETURNING version`,
    [row.id, row.owner_id, row.ends_on, row.closed_at, row.closed_by, row.account_sealed],
  );
  return after!.version;
}

/** @returns false when one with that id stands already */
export async function insertProject(
  tx: Tx,
  row: Omit<ProjectRow, 'version' | 'closed_at' | 'closed_by'>,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO register.quality_project (id, queue, owner_id, opened_at, opened_by, ends_on, account_sealed, delete_after, delete_rule, declaration_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING 1`,
    [
      row.id,
      row.queue,
      row.owner_id,
      row.opened_at,
      row.opened_by,
      row.ends_on,
      row.account_sealed,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
    ],
  );
  return rows.length > 0;
}

export async function readProject(db: Db, id: Id): Promise<ProjectRow | undefined> {
  const [row] = await db.query<ProjectRow>(
    `SELECT ${projectColumns} FROM register.quality_project WHERE id = $1`,
    [id],
  );
  return row;
}

export async function lockProject(tx: Tx, id: Id): Promise<ProjectRow | undefined> {
  const [row] = await tx.query<ProjectRow>(
    `SELECT ${projectColumns} FROM register.quality_project WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row;
}

export async function updateProject(tx: Tx, row: ProjectRow): Promise<number> {
  const [after] = await tx.query<{ version: number }>(
    `UPDATE register.quality_project SET version = version + 1, owner_id = $2, ends_on = $3, closed_at = $4, closed_by = $5,
       account_sealed = $6, delete_after = $7, delete_rule = $8, declaration_version = $9 WHERE id = $1 RETURNING version`,
    [
      row.id,
      row.owner_id,
      row.ends_on,
      row.closed_at,
      row.closed_by,
      row.account_sealed,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
    ],
  );
  return after!.version;
}

export interface MattersAsked {
  readonly queues: readonly string[];
  readonly open: boolean;
  readonly after: { readonly at: Date; readonly id: Id } | undefined;
  readonly limit: number;
}

const mattersSql = (open: string, at: string) =>
  `WHERE queue = ANY ($1) AND ((${open}) IS NULL) = $2 AND ($3::timestamptz IS NULL OR (${at}) < ($3, $4::uuid))`;

export function listComplaintRows(
  db: Db,
  { queues, open, contact, after, limit }: MattersAsked & { readonly contact: Id<'contact'> | null },
): Promise<(ComplaintRow & { queue: string })[]> {
  const columns = complaintColumns
    .split(', ')
    .map((column) => `m.${column}`)
    .join(', ');
  return db.query(
    `SELECT ${columns}, c.queue FROM register.complaint m JOIN register.contact c ON c.id = m.contact_id
     ${mattersSql('m.closed_at', 'm.opened_at, m.id')} AND ($6::uuid IS NULL OR m.contact_id = $6)
     ORDER BY m.opened_at DESC, m.id DESC LIMIT $5`,
    [queues, open, after?.at ?? null, after?.id ?? null, limit, contact],
  );
}

export function listProjectRows(db: Db, { queues, open, after, limit }: MattersAsked): Promise<ProjectRow[]> {
  return db.query(
    `SELECT ${projectColumns} FROM register.quality_project
     ${mattersSql('closed_at', 'opened_at, id')} ORDER BY opened_at DESC, id DESC LIMIT $5`,
    [queues, open, after?.at ?? null, after?.id ?? null, limit],
  );
}

export interface ExtensionRow {
  recording_id: Id<'recording'>;
  id: Id<'extension'>;
  ground: ExtensionGround;
  complaint_id: Id<'complaint'> | null;
  project_id: Id<'quality-project'> | null;
  made_at: Date;
  made_by: Id<'staff'>;
  reason_sealed: Buffer;
  until: Date;
  ended_at: Date | null;
  end_code: 'withdrawn' | 'closed' | 'gone' | null;
}

const extensionColumns =
  'recording_id, id, ground, complaint_id, project_id, made_at, made_by, reason_sealed, until, ended_at, end_code';

/** @returns false when one with that id stands already */
export async function insertExtension(
  tx: Tx,
  row: Omit<ExtensionRow, 'ended_at' | 'end_code'>,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO register.recording_extension (recording_id, id, ground, complaint_id, project_id, made_at, made_by, reason_sealed, until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1`,
    [
      row.recording_id,
      row.id,
      row.ground,
      row.complaint_id,
      row.project_id,
      row.made_at,
      row.made_by,
      row.reason_sealed,
      row.until,
    ],
  );
  return rows.length > 0;
}

export function readExtensions(db: Db, recordings: readonly Id[]): Promise<ExtensionRow[]> {
  return db.query<ExtensionRow>(
    `SELECT ${extensionColumns} FROM register.recording_extension WHERE recording_id = ANY ($1) ORDER BY recording_id, made_at, id`,
    [recordings],
  );
}

/** @returns false when it has ended already, or is none of the recording's */
export async function withdrawExtension(tx: Tx, recording: Id, extension: Id, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE register.recording_extension SET ended_at = $3, end_code = 'withdrawn'
     WHERE recording_id = $1 AND id = $2 AND ended_at IS NULL RETURNING 1`,
    [recording, extension, at],
  );
  return rows.length > 0;
}

/** Recordings that a complaint or project keeps, locked by id. */
export async function lockKeptFor(tx: Tx, matter: Id): Promise<{ id: Id<'recording'>; call_at: Date }[]> {
  return tx.query(
    `SELECT r.id, r.call_at FROM register.recording r WHERE r.id IN (SELECT recording_id FROM register.recording_extension
       WHERE (complaint_id = $1 OR project_id = $1) AND ended_at IS NULL) ORDER BY r.id FOR UPDATE`,
    [matter],
  );
}

/** The complaint or project is over: what it kept goes by what else keeps it. The recordings are held. */
export async function endExtensions(tx: Tx, matter: Id, recordings: readonly Id[], at: Date): Promise<void> {
  tx.send(
    `UPDATE register.recording_extension SET ended_at = $2, end_code = 'closed'
     WHERE (complaint_id = $1 OR project_id = $1) AND ended_at IS NULL`,
    [matter, at],
  );
  await settleExtensions(tx, recordings);
}

/** It goes on to another day: each recording until its own end. The recordings are held. */
export async function moveExtensions(
  tx: Tx,
  matter: Id,
  ends: readonly { readonly id: Id; readonly until: Date }[],
): Promise<void> {
  tx.send(
    `UPDATE register.recording_extension x SET until = e.until, told_at = NULL FROM unnest($2::uuid[], $3::timestamptz[]) AS e (id, until)
     WHERE x.recording_id = e.id AND (x.complaint_id = $1 OR x.project_id = $1) AND x.ended_at IS NULL`,
    [matter, ends.map(({ id }) => id), ends.map(({ until }) => until)],
  );
  await settleExtensions(
    tx,
    ends.map(({ id }) => id),
  );
}

export interface KeptFor {
  readonly matter: Id;
  readonly recordings: number;
}

export function countKeptFor(db: Db, matters: readonly Id[]): Promise<KeptFor[]> {
  return db.query<KeptFor>(
    `SELECT coalesce(complaint_id, project_id) AS matter, count(DISTINCT recording_id) AS recordings FROM register.recording_extension
     WHERE (complaint_id = ANY ($1) OR project_id = ANY ($1)) AND ended_at IS NULL GROUP BY 1`,
    [matters],
  );
}
