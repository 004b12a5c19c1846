import type { DatabaseConnection } from '../../storage/database.ts';
import { openSnapshotReader } from '../../storage/read-snapshot.ts';
import { refuseRestore } from './refuse.ts';

// One number for all installations, as for backups: of one database, one restore at a time.
export const restoreLock = 7_240_411_990;

/** Two restores into one database would each take the other for one that was cut short. @throws Refusal 'restore-refused' ('restore-running') */
export async function holdForRestore<T>(connection: DatabaseConnection, act: () => Promise<T>): Promise<T> {
  const reader = await openSnapshotReader(connection, 'haltija-restore');
  try {
    if (!(await reader.lock(restoreLock))) throw refuseRestore('restore-running');
    return await act();
  } finally {
    await reader.end();
  }
}
