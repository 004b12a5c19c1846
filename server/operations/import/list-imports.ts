import type { Db } from '../../storage/database.ts';
import { type ImportRunRow, listRuns } from './import-store.ts';

export type PastImport = ImportRunRow;

/** The newest runs, of numbers only. */
export function listImports(db: Db, most: number): Promise<PastImport[]> {
  return listRuns(db, most);
}
