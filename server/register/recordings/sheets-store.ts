import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

export interface SheetRow {
  recording_id: Id<'recording'>;
  id: Id<'sheet'>;
  project_id: Id<'quality-project'>;
  figures_id: Id<'figures'>;
  scorer_id: Id<'staff'>;
  scored_at: Date;
  changed_at: Date;
  version: number;
  remark_sealed: Buffer;
}

export interface SheetWithScores extends SheetRow {
  scores_sealed: Buffer;
}

const sheetColumns =
  's.recording_id, s.id, s.project_id, s.figures_id, s.scorer_id, s.scored_at, s.changed_at, s.version, s.remark_sealed';
const withScores = `SELECT ${sheetColumns}, f.scores_sealed FROM register.quality_sheet s
  JOIN register.quality_figures f ON f.project_id = s.project_id AND f.id = s.figures_id`;

/** Of one call in one project, oldest first. */
export function readSheets(db: Db, project: Id, recording: Id): Promise<SheetWithScores[]> {
  return db.query<SheetWithScores>(
    `${withScores} WHERE s.project_id = $1 AND s.recording_id = $2 ORDER BY s.scored_at, s.id`,
    [project, recording],
  );
}

/** The project is held by the caller, so that of two at once the second finds the first. */
export async function readOwnSheet(
  tx: Tx,
  project: Id,
  recording: Id,
  scorer: Id<'staff'>,
): Promise<SheetRow | undefined> {
  const [row] = await tx.query<SheetRow>(
    `SELECT ${sheetColumns} FROM register.quality_sheet s WHERE s.project_id = $1 AND s.recording_id = $2 AND s.scorer_id = $3`,
    [project, recording, scorer],
  );
  return row;
}

export function insertSheet(tx: Tx, row: Omit<SheetWithScores, 'version' | 'changed_at'>): void {
  tx.send('INSERT INTO register.quality_figures (project_id, id, scores_sealed) VALUES ($1, $2, $3)', [
    row.project_id,
    row.figures_id,
    row.scores_sealed,
  ]);
  tx.send(
    `INSERT INTO register.quality_sheet (recording_id, id, project_id, figures_id, scorer_id, scored_at, changed_at, remark_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [
      row.recording_id,
      row.id,
      row.project_id,
      row.figures_id,
      row.scorer_id,
      row.scored_at,
      row.remark_sealed,
    ],
  );
}

export function updateSheet(
  tx: Tx,
  row: SheetRow,
  next: { readonly at: Date; readonly remark: Buffer; readonly scores: Buffer },
): void {
  tx.send('UPDATE register.quality_figures SET scores_sealed = $3 WHERE project_id = $1 AND id = $2', [
    row.project_id,
    row.figures_id,
    next.scores,
  ]);
  tx.send(
    `UPDATE register.quality_sheet SET version = version + 1, changed_at = $3, remark_sealed = $4
     WHERE recording_id = $1 AND id = $2`,
    [row.recording_id, row.id, next.at, next.remark],
  );
}

/** Of all sheets there have been in a project, also of those whose call has gone. */
export function readFigures(db: Db, project: Id): Promise<{ id: Id<'figures'>; scores_sealed: Buffer }[]> {
  return db.query('SELECT id, scores_sealed FROM register.quality_figures WHERE project_id = $1', [project]);
}

/** Whether the member of staff was on the call. */
export async function wasOnCall(db: Db, call: Id, staff: Id<'staff'>): Promise<boolean> {
  const rows = await db.query(
    'SELECT 1 FROM register.contact_call_leg WHERE call_id = $1 AND staff_id = $2 LIMIT 1',
    [call, staff],
  );
  return rows.length > 0;
}

/** Whether a project keeps a recording, or kept it until it was closed. */
export async function isInProject(db: Db, recording: Id, project: Id): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 FROM register.recording_extension
     WHERE recording_id = $1 AND project_id = $2 AND (ended_at IS NULL OR end_code = 'closed') LIMIT 1`,
    [recording, project],
  );
  return rows.length > 0;
}

/** Sheets of calls that a member of staff was on, with what their project is called by. */
export function readSheetsAbout(
  db: Db,
  staff: Id<'staff'>,
): Promise<(SheetWithScores & { call_at: Date; account_sealed: Buffer; silent: boolean })[]> {
  return db.query(
    `SELECT ${sheetColumns}, f.scores_sealed, r.call_at, q.account_sealed,
       EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = r.id AND h.ended_at IS NULL)
         OR coalesce(p.state = 'restricted', false) AS silent
     FROM register.quality_sheet s
       JOIN register.quality_figures f ON f.project_id = s.project_id AND f.id = s.figures_id
       JOIN register.quality_project q ON q.id = s.project_id
       JOIN register.recording r ON r.id = s.recording_id
       LEFT JOIN register.contact c ON c.id = r.contact_id LEFT JOIN register.person p ON p.id = c.person_id
     WHERE EXISTS (SELECT FROM register.contact_call_leg l WHERE l.staff_id = $1 AND l.call_id = r.call_id)
     ORDER BY s.scored_at, s.id`,
    [staff],
  );
}
