import type { Db } from '../../storage/database.ts';
import { type BacklogRow, insertPastBacklog } from './figures-store.ts';

export type { BacklogRow } from './figures-store.ts';

/** What stood at hours before anybody counted; hours that were counted stay as they are. */
export async function recordPastBacklog(db: Db, rows: readonly BacklogRow[]): Promise<void> {
  if (rows.length > 0) await insertPastBacklog(db, rows);
}
