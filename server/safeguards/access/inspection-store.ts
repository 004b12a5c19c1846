import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { InspectionScope } from './inspection-scopes.ts';

export interface InspectionRow {
  readonly id: Id<'inspection'>;
  readonly auditor_sealed: Buffer;
  readonly scopes: readonly InspectionScope[];
  readonly opened_by: Id<'staff'> | null;
  readonly opened_at: Date;
  readonly begins_at: Date;
  readonly ends_at: Date;
  readonly ended_at: Date | null;
  readonly last_seen_at: Date | null;
  /** Its link was made and not used yet. */
  readonly link_waits: boolean;
}

const columns = `id, auditor_sealed, scopes, opened_by, opened_at, begins_at, ends_at, ended_at, last_seen_at,
  link_digest IS NOT NULL AS link_waits`;

export interface NewInspection extends Omit<InspectionRow, 'ended_at' | 'last_seen_at' | 'link_waits'> {
  readonly link_digest: Buffer;
  readonly delete_after: Date;
  readonly delete_rule: string;
  readonly declaration_version: number;
}

export function insertInspection(tx: Tx, row: NewInspection): void {
  tx.send(
    `INSERT INTO staff.inspection (id, auditor_sealed, scopes, opened_by, opened_at, begins_at, ends_at, link_digest,
       delete_after, delete_rule, declaration_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.auditor_sealed,
      row.scopes,
      row.opened_by,
      row.opened_at,
      row.begins_at,
      row.ends_at,
      row.link_digest,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
    ],
  );
}

/** Newest first. There are few of them. */
export function listInspections(db: Db, most: number): Promise<InspectionRow[]> {
  return db.query(`SELECT ${columns} FROM staff.inspection ORDER BY opened_at DESC, id DESC LIMIT $1`, [
    most,
  ]);
}

export async function readInspection(
  db: Db,
  id: Id<'inspection'>,
  lock = false,
): Promise<InspectionRow | undefined> {
  const [row] = lock
    ? await db.query<InspectionRow>(`SELECT ${columns} FROM staff.inspection WHERE id = $1 FOR UPDATE`, [id])
    : await db.query<InspectionRow>(`SELECT ${columns} FROM staff.inspection WHERE id = $1`, [id]);
  return row;
}

export async function endInspection(
  tx: Tx,
  id: Id<'inspection'>,
  end: { at: Date; by: Id<'staff'> | null; deleteAfter: Date; rule: string; version: number },
): Promise<void> {
  await tx.query(
    `UPDATE staff.inspection SET ended_at = $2, ended_by = $3, link_digest = NULL, session_digest = NULL, session_until = NULL,
       last_seen_at = NULL, delete_after = $4, delete_rule = $5, declaration_version = $6 WHERE id = $1`,
    [id, end.at, end.by, end.deleteAfter, end.rule, end.version],
  );
}

/** A new link takes the place of the one before, and of the sign-in that it gave. */
export async function renewLink(tx: Tx, id: Id<'inspection'>, digest: Buffer): Promise<void> {
  await tx.query(
    'UPDATE staff.inspection SET link_digest = $2, session_digest = NULL, session_until = NULL, last_seen_at = NULL WHERE id = $1',
    [id, digest],
  );
}

/** Of two at once one finds it. */
export async function useLink(
  tx: Tx,
  given: { link: Buffer; session: Buffer; now: Date; longest: Date },
): Promise<{ id: Id<'inspection'>; until: Date } | undefined> {
  const [row] = await tx.query<{ id: Id<'inspection'>; until: Date }>(
    `UPDATE staff.inspection SET link_digest = NULL, session_digest = $2, session_until = least(ends_at, $4::timestamptz), last_seen_at = $3
     WHERE link_digest = $1 AND ended_at IS NULL AND begins_at <= $3 AND ends_at > $3
     RETURNING id, session_until AS until`,
    [given.link, given.session, given.now, given.longest],
  );
  return row;
}

export async function findSession(
  db: Db,
  digest: Buffer,
  now: Date,
  idleSince: Date,
): Promise<InspectionRow | undefined> {
  const [row] = await db.query<InspectionRow>(
    `SELECT ${columns} FROM staff.inspection
     WHERE session_digest = $1 AND ended_at IS NULL AND begins_at <= $2 AND ends_at > $2 AND session_until > $2 AND last_seen_at > $3`,
    [digest, now, idleSince],
  );
  return row;
}

export async function touchSession(db: Db, id: Id<'inspection'>, now: Date): Promise<void> {
  await db.query('UPDATE staff.inspection SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2', [
    id,
    now,
  ]);
}

export async function forgetSession(db: Db, id: Id<'inspection'>): Promise<void> {
  await db.query(
    'UPDATE staff.inspection SET session_digest = NULL, session_until = NULL, last_seen_at = NULL WHERE id = $1',
    [id],
  );
}

export function lockDueInspections(
  tx: Tx,
  at: Date,
  most: number,
): Promise<{ id: Id<'inspection'>; delete_rule: string }[]> {
  return tx.query(
    `SELECT id, delete_rule FROM staff.inspection WHERE delete_after <= $1
     ORDER BY delete_after, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [at, most],
  );
}

export async function removeInspections(tx: Tx, ids: readonly Id<'inspection'>[]): Promise<void> {
  await tx.query('DELETE FROM staff.inspection WHERE id = ANY ($1)', [ids]);
}
