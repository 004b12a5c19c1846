import type { Id } from '../../base/new-id.ts';
import type { DueUnit } from '../../safeguards/retention/holding.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { FileKind } from './read-mail-file.ts';

export interface CallRow {
  readonly id: Id<'mail'>;
  readonly run_id: Id<'import-run'>;
  readonly act: 'take' | 'end';
  readonly cancel: boolean;
  readonly file: number;
  readonly place: number;
  readonly kind: FileKind;
  readonly last: boolean;
  readonly part_sealed: Buffer | null;
  readonly delete_rule: string;
}

/** A process that has said nothing for so long is gone, and its runs with it. */
const silence = "interval '30 seconds'";
/** Nobody waits so long for an answer. */
const forgotten = "interval '1 hour'";

export async function insertLive(db: Db, run: Id<'import-run'>, staff: Id<'staff'>): Promise<void> {
  await db.query(`DELETE FROM operations.import_live WHERE seen_at < now() - ${forgotten}`);
  await db.query(
    `DELETE FROM operations.import_call WHERE at < now() - ${forgotten} AND part_sealed IS NULL`,
  );
  await db.query('INSERT INTO operations.import_live (run_id, staff_id) VALUES ($1, $2)', [run, staff]);
}

export async function sayLive(db: Db, runs: readonly string[]): Promise<void> {
  await db.query('UPDATE operations.import_live SET seen_at = now() WHERE run_id = ANY ($1)', [runs]);
}

export async function deleteLive(db: Db, run: string): Promise<void> {
  await db.query('DELETE FROM operations.import_live WHERE run_id = $1', [run]);
}

/** Whether some process has the run of this colleague in hand. */
export async function isLive(db: Db, run: string, staff: Id<'staff'>): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 FROM operations.import_live WHERE run_id = $1 AND staff_id = $2 AND seen_at > now() - ${silence}`,
    [run, staff],
  );
  return rows.length > 0;
}

export function insertCall(tx: Tx, row: CallRow): void {
  tx.send(
    `INSERT INTO operations.import_call (id, run_id, act, cancel, file, place, kind, last, part_sealed, delete_rule)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.id,
      row.run_id,
      row.act,
      row.cancel,
      row.file,
      row.place,
      row.kind,
      row.last,
      row.part_sealed,
      row.delete_rule,
    ],
  );
}

export function listWaiting(db: Db, runs: readonly string[], but: readonly string[]): Promise<CallRow[]> {
  return db.query(
    `SELECT id, run_id, act, cancel, file, place, kind, last, part_sealed, delete_rule FROM operations.import_call
     WHERE run_id = ANY ($1) AND answer IS NULL AND id <> ALL ($2) ORDER BY at, id`,
    [runs, but],
  );
}

export function forgetPart(tx: Tx, id: Id): void {
  tx.send('UPDATE operations.import_call SET part_sealed = NULL WHERE id = $1', [id]);
}

export async function answerCall(db: Db, id: Id, answer: unknown): Promise<void> {
  await db.query('UPDATE operations.import_call SET answer = $2 WHERE id = $1', [id, JSON.stringify(answer)]);
}

/** The answer, once; undefined while there is none. */
export async function takeAnswer(db: Db, id: Id): Promise<unknown> {
  const [row] = await db.query<{ answer: unknown }>(
    'DELETE FROM operations.import_call WHERE id = $1 AND answer IS NOT NULL RETURNING answer',
    [id],
  );
  return row?.answer;
}

/** Parts that nobody took: their process died with the run. */
export function lockForgotten(tx: Tx, most: number): Promise<DueUnit[]> {
  return tx.query(
    `SELECT id, delete_rule AS rule, at AS due FROM operations.import_call
     WHERE part_sealed IS NOT NULL AND at < now() - ${forgotten} ORDER BY at LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [most],
  );
}

export async function deleteCalls(tx: Tx, ids: readonly Id[]): Promise<void> {
  await tx.query('DELETE FROM operations.import_call WHERE id = ANY ($1)', [ids]);
}
