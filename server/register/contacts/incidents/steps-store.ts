import type { Id } from '../../../base/new-id.ts';
import type { Language } from '../../../safeguards/declaration/declaration.ts';
import type { Db, Tx } from '../../../storage/database.ts';
import type { StepKind } from './incident-terms.ts';

export interface StepRow {
  readonly id: Id<'step'>;
  readonly at: Date;
  readonly by: Id<'staff'> | null;
  readonly kind: StepKind;
  readonly outcome: string | null;
  readonly count: number | null;
  readonly text_sealed: Buffer | null;
}

export function insertStep(tx: Tx, incident: Id, row: StepRow): void {
  tx.send(
    `INSERT INTO register.incident_step (incident_id, id, at, by, kind, outcome, count, text_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [incident, row.id, row.at, row.by, row.kind, row.outcome, row.count, row.text_sealed],
  );
}

/** Oldest first. */
export function readSteps(db: Db, incident: Id): Promise<StepRow[]> {
  return db.query(
    'SELECT id, at, by, kind, outcome, count, text_sealed FROM register.incident_step WHERE incident_id = $1 ORDER BY at, id',
    [incident],
  );
}

export interface NoticeRow {
  readonly incident_id: Id<'incident'>;
  readonly id: Id<'notice'>;
  readonly sent_at: Date;
  readonly noted_at: Date;
  readonly noted_by: Id<'staff'>;
  readonly language: Language;
  readonly late: boolean;
  readonly complete: boolean;
  readonly notice_sealed: Buffer;
}

/** @returns false when one with that id stands already */
export async function insertNotice(tx: Tx, row: NoticeRow): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO register.incident_notice (incident_id, id, sent_at, noted_at, noted_by, language, late, complete, notice_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1`,
    [
      row.incident_id,
      row.id,
      row.sent_at,
      row.noted_at,
      row.noted_by,
      row.language,
      row.late,
      row.complete,
      row.notice_sealed,
    ],
  );
  return rows.length > 0;
}

/** In the order sent. */
export function readNotices(db: Db, incidents: readonly Id[]): Promise<NoticeRow[]> {
  return db.query(
    `SELECT incident_id, id, sent_at, noted_at, noted_by, language, late, complete, notice_sealed FROM register.incident_notice
     WHERE incident_id = ANY ($1) ORDER BY sent_at, id`,
    [incidents],
  );
}
