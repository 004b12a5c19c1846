import type { Id } from '../../base/new-id.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { Entry, EntryKind } from './team-settings.ts';

export function readEntries(db: Db): Promise<Entry[]> {
  return db.query<Entry>('SELECT kind, key, body, version FROM team.entry ORDER BY kind, key');
}

/** One writer at a time, so that limits and names that must differ hold. */
export async function lockEntries(tx: Tx): Promise<Entry[]> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('team.entry'))`);
  return readEntries(tx);
}

export function insertEntry(tx: Tx, entry: Omit<Entry, 'version'>, at: Date): void {
  tx.send('INSERT INTO team.entry (kind, key, body, changed_at) VALUES ($1, $2, $3, $4)', [
    entry.kind,
    entry.key,
    JSON.stringify(entry.body),
    at,
  ]);
}

export function updateEntry(tx: Tx, entry: Omit<Entry, 'version'>, at: Date): void {
  tx.send(
    'UPDATE team.entry SET body = $3, version = version + 1, changed_at = $4 WHERE kind = $1 AND key = $2',
    [entry.kind, entry.key, JSON.stringify(entry.body), at],
  );
}

export function deleteEntry(tx: Tx, kind: EntryKind, key: string): void {
  tx.send('DELETE FROM team.entry WHERE kind = $1 AND key = $2', [kind, key]);
}

/** Until the transaction ends nobody else is given a contact of this queue by its rule. */
export async function lockTurns(tx: Tx, queue: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('team.turn'), hashtext($1))`, [queue]);
}

/** Of these, those on duty who answer in the language: who waited longest for a turn first. */
export async function readTurns(
  tx: Tx,
  queue: string,
  staff: readonly Id<'staff'>[],
  language: Language | null,
): Promise<Id<'staff'>[]> {
  const rows = await tx.query<{ id: Id<'staff'> }>(
    `SELECT s.id FROM unnest($2::uuid[]) AS s (id)
     LEFT JOIN team.own o ON o.staff_id = s.id
     LEFT JOIN team.turn t ON t.queue = $1 AND t.staff_id = s.id
     WHERE coalesce(o.on_duty, true)
       AND ($3::text IS NULL OR coalesce(cardinality(o.languages), 0) = 0 OR $3 = ANY (o.languages))
     ORDER BY t.turn NULLS FIRST, s.id`,
    [queue, staff, language],
  );
  return rows.map(({ id }) => id);
}

export function takeTurn(tx: Tx, queue: string, staffId: Id<'staff'>): void {
  tx.send(
    `INSERT INTO team.turn (queue, staff_id, turn)
     VALUES ($1, $2, (SELECT coalesce(max(turn), 0) + 1 FROM team.turn WHERE queue = $1))
     ON CONFLICT (queue, staff_id) DO UPDATE SET turn = excluded.turn`,
    [queue, staffId],
  );
}

export async function readAway(db: Db): Promise<Id<'staff'>[]> {
  const rows = await db.query<{ id: Id<'staff'> }>(
    'SELECT staff_id AS id FROM team.own WHERE NOT on_duty ORDER BY staff_id',
  );
  return rows.map(({ id }) => id);
}

export interface OwnRow {
  on_duty: boolean;
  languages: Language[];
  settings_sealed: Buffer | null;
  version: number;
}

export async function readOwn(db: Db, staffId: Id<'staff'>): Promise<OwnRow | undefined> {
  const [row] = await db.query<OwnRow>(
    'SELECT on_duty, languages, settings_sealed, version FROM team.own WHERE staff_id = $1',
    [staffId],
  );
  return row;
}

/** The row there is now one of, locked until the transaction ends. */
export async function lockOwn(tx: Tx, staffId: Id<'staff'>): Promise<OwnRow> {
  await tx.query('INSERT INTO team.own (staff_id) VALUES ($1) ON CONFLICT DO NOTHING', [staffId]);
  const [row] = await tx.query<OwnRow>(
    'SELECT on_duty, languages, settings_sealed, version FROM team.own WHERE staff_id = $1 FOR UPDATE',
    [staffId],
  );
  return row!;
}

export function updateOwn(tx: Tx, staffId: Id<'staff'>, row: Omit<OwnRow, 'version'>): void {
  tx.send(
    'UPDATE team.own SET on_duty = $2, languages = $3, settings_sealed = $4, version = version + 1 WHERE staff_id = $1',
    [staffId, row.on_duty, row.languages, row.settings_sealed],
  );
}

export interface OwnViewRow {
  id: Id<'view'>;
  view_sealed: Buffer;
  version: number;
}

export function readOwnViews(db: Db, staffId: Id<'staff'>): Promise<OwnViewRow[]> {
  return db.query<OwnViewRow>(
    'SELECT id, view_sealed, version FROM team.own_view WHERE staff_id = $1 ORDER BY id',
    [staffId],
  );
}

export function putOwnView(tx: Tx, staffId: Id<'staff'>, row: Omit<OwnViewRow, 'version'>): void {
  tx.send(
    `INSERT INTO team.own_view (staff_id, id, view_sealed) VALUES ($1, $2, $3)
     ON CONFLICT (staff_id, id) DO UPDATE SET view_sealed = excluded.view_sealed, version = own_view.version + 1`,
    [staffId, row.id, row.view_sealed],
  );
}

export async function deleteOwnView(tx: Tx, staffId: Id<'staff'>, id: Id<'view'>): Promise<boolean> {
  const gone = await tx.query('DELETE FROM team.own_view WHERE staff_id = $1 AND id = $2 RETURNING id', [
    staffId,
    id,
  ]);
  return gone.length > 0;
}

export async function deleteOwn(tx: Tx, staff: readonly Id<'staff'>[]): Promise<void> {
  await tx.query('DELETE FROM team.own_view WHERE staff_id = ANY ($1)', [staff]);
  await tx.query('DELETE FROM team.own WHERE staff_id = ANY ($1)', [staff]);
  await tx.query('DELETE FROM team.turn WHERE staff_id = ANY ($1)', [staff]);
}
