import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Database, DatabaseConnection } from '../../storage/database.ts';
import { openSnapshotReader } from '../../storage/read-snapshot.ts';
import type { Place } from '../../storage/place/place.ts';
import { backupLock, forgetBlobs, forgetOldRuns, noteRemoved, readRemovableBlobs } from './backup-store.ts';
import { backupSet, blobName, blobStem, timeOfBackup } from './format.ts';
import { listBackups } from './list-backups.ts';
import { newestFinished } from './runs.ts';
import { removeSet } from './write-set.ts';

const day = 86_400_000;
const atOnce = 500;

/**
 * Removes backups older than so many days, but never the newest one; then the blobs that none of those needs that are
 * kept. Only whoever holds the backups' lock does it.
 */
export async function removeOldBackups(deps: {
  readonly place: Place;
  readonly db: Database;
  readonly clock: Clock;
  readonly keepDays: number;
}): Promise<{ backups: number; blobs: number }> {
  const { place, db, clock, keepDays } = deps;
  const before = clock.now().getTime() - keepDays * day;
  const finished = (await listBackups(place)).filter((each) => each.finished);
  // Whoever writes at the place can make something look like a newer one: the last that we know to be whole stays as well.
  const good = (await newestFinished(db, 'backup'))?.name;
  const old = finished.slice(0, -1).filter(({ id }) => id !== good && timeOfBackup(id).getTime() < before);
  const removed = new Set(old.map(({ id }) => id));
  for (const id of removed) await removeSet(place, backupSet(id));
  await noteRemoved(db, 'backup', [...removed], clock.now());

  const oldest = finished.find(({ id }) => !removed.has(id));
  let blobs = 0;
  while (oldest !== undefined) {
    const gone = await readRemovableBlobs(db, oldest.id, atOnce);
    for (const file of gone) await place.remove(blobName(blobStem(file)));
    await forgetBlobs(db, gone);
    blobs += gone.length;
    if (gone.length < atOnce) break;
  }
  await forgetOldRuns(db, new Date(clock.now().getTime() - 400 * day));
  return { backups: old.length, blobs };
}

/** @throws Refusal 'already-done' ('backup-running') */
export async function removeOldUnderLock(
  deps: Parameters<typeof removeOldBackups>[0] & { readonly connection: DatabaseConnection },
): Promise<{ backups: number; blobs: number }> {
  const reader = await openSnapshotReader(deps.connection, 'haltija-backup');
  try {
    if (!(await reader.lock(backupLock))) throw new Refusal('already-done', { reason: 'backup-running' });
    return await removeOldBackups(deps);
  } finally {
    await reader.end();
  }
}
