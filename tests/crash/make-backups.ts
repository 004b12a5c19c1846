import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { systemClock } from '../../server/base/clock.ts';
import { createFileSealer } from '../../server/operations/backup/age-file.ts';
import type { BackupDeps } from '../../server/operations/backup/make-backup.ts';
import { makeBackup } from '../../server/operations/backup/make-backup.ts';
import { openBlobFolder } from '../../server/storage/blob-folder.ts';
import { createDatabase, type DatabaseConnection } from '../../server/storage/database.ts';
import { openFolderPlace } from '../../server/storage/place/folder-place.ts';

/** What a process that makes backups is given. */
export interface BackupTask {
  readonly service: DatabaseConnection;
  readonly backup: DatabaseConnection;
  readonly keeperFolder: string;
  readonly blobFolder: string;
  readonly placeFolder: string;
  readonly recipient: string;
}

export async function openBackupDeps(task: BackupTask): Promise<BackupDeps> {
  return {
    place: openFolderPlace(task.placeFolder),
    seal: await createFileSealer([task.recipient]),
    keeper: await openKeeper(task.keeperFolder, { create: true }),
    connection: task.backup,
    db: createDatabase(task.service, { max: 2, applicationName: 'haltija-backups' }),
    blobs: await openBlobFolder(task.blobFolder),
    clock: systemClock,
    sequence: () => Promise.resolve(),
    product: 'test',
    keepDays: 30,
  };
}

if (process.argv[1] === import.meta.filename) {
  const deps = await openBackupDeps(JSON.parse(process.argv[2]!) as BackupTask);
  process.stdout.write('"ready"\n');
  for (;;) process.stdout.write(`${JSON.stringify((await makeBackup(deps)).id)}\n`);
}
