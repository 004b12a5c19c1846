import type { Db } from '../../storage/database.ts';
import { type ImportRunRow, listRuns } from './import-store.ts';

export type PastImport = ImportRunRow;

/** Runs of numbers only, newest first. @param page.before the last one seen */
export function listImports(
  db: Db,
  page: { before: PastImport['id'] | null; limit: number },
): Promise<PastImport[]> {
  return listRuns(db, page);
}
