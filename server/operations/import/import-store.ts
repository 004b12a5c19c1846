import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { ImportCounts } from './import-classes.ts';

export type ImportState = 'running' | 'finished' | 'cancelled' | 'failed';

export interface ImportRunRow {
  id: Id<'import-run'>;
  mailbox: string;
  by: Id<'staff'> | null;
  started_at: Date;
  seen_at: Date;
  state: ImportState;
  imported: number;
  already_there: number;
  too_old: number;
  from_future: number;
  not_allowed: number;
  unreadable: number;
  too_large: number;
  not_mail: number;
}

export function insertRun(
  tx: Tx,
  run: { id: Id<'import-run'>; mailbox: string; by: Id<'staff'> | null; at: Date },
): void {
  tx.send(
    `INSERT INTO operations.import_run (id, mailbox, by, started_at, seen_at, state) VALUES ($1, $2, $3, $4, $4, 'running')`,
    [run.id, run.mailbox, run.by, run.at],
  );
}

export async function saveRun(
  db: Db,
  id: Id<'import-run'>,
  at: Date,
  state: ImportState,
  counts: ImportCounts,
): Promise<void> {
  await db.query(
    `UPDATE operations.import_run SET seen_at = $2, state = $3, imported = $4, already_there = $5, too_old = $6,
       from_future = $7, not_allowed = $8, unreadable = $9, too_large = $10, not_mail = $11 WHERE id = $1`,
    [
      id,
      at,
      state,
      counts.imported,
      counts['already-there'],
      counts['too-old'],
      counts['from-future'],
      counts['not-allowed'],
      counts.unreadable,
      counts['too-large'],
      counts['not-mail'],
    ],
  );
}

export function listRuns(
  db: Db,
  page: { before: ImportRunRow['id'] | null; limit: number },
): Promise<ImportRunRow[]> {
  return db.query(
    `SELECT id, mailbox, by, started_at, seen_at, state, imported, already_there, too_old, from_future, not_allowed,
       unreadable, too_large, not_mail
     FROM operations.import_run
     WHERE $1::uuid IS NULL OR (started_at, id) < (SELECT started_at, id FROM operations.import_run WHERE id = $1)
     ORDER BY started_at DESC, id DESC LIMIT $2`,
    [page.before, page.limit],
  );
}
