import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from './base/settings.ts';
import type { House } from './compose.ts';
import { openSets, reachDatabase, restoreDeps, type RestoreOptions } from './compose-restore.ts';
import { holdForRestore } from './operations/restore/hold-for-restore.ts';
import { isWell, type RestoreReport, storeReport } from './operations/restore/report.ts';
import { prepareRestore, runRestore } from './operations/restore/run-restore.ts';
import type { NewLogEntry } from './safeguards/access-log/log-entry.ts';
import { removeEmbeddedPostgres } from './storage/embedded/remove-embedded-postgres.ts';

const rehearsalName = /^rehearsal-[0-9a-f]{8}$/;

/** What a rehearsal that was killed has left: its database is nobody's. */
async function removeRehearsals(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir).catch(() => []))
    if (rehearsalName.test(name)) {
      await removeEmbeddedPostgres(join(dataDir, name, 'postgres'));
      await rm(join(dataDir, name), { recursive: true, force: true });
    }
}

/**
 * Restores beside the running service, into a database of its own that is removed afterwards: everything but the blobs, which
 * are read and compared, and the witness and anchors, which are left alone. The signed report is stored with the service's data.
 * @throws Refusal 'restore-refused': then the backup cannot be restored
 */
export function rehearseHere(
  settings: Settings,
  options: RestoreOptions,
  running: Pick<House, 'storage' | 'accessLog' | 'declarations'>,
): Promise<RestoreReport> {
  // One at a time: a second one would take the first one's database for leavings.
  return holdForRestore(running.storage.connection, () => rehearse(settings, options, running));
}

async function rehearse(
  settings: Settings,
  options: RestoreOptions,
  running: Parameters<typeof rehearseHere>[2],
): Promise<RestoreReport> {
  const { storage, accessLog, declarations } = running;
  const { keeper } = storage;
  const line = (given: Pick<NewLogEntry, 'action' | 'units' | 'categories' | 'details'>) =>
    accessLog.record({
      actorKind: 'system',
      actor: 'restore',
      act: 'restore',
      task: 'restore',
      purposes: [],
      subjects: [],
      reason: null,
      refusal: null,
      declarationVersion: declarations.current().version,
      ...given,
    });
  await removeRehearsals(settings.dataDir);
  const dataDir = join(settings.dataDir, `rehearsal-${randomBytes(4).toString('hex')}`);
  await mkdir(dataDir, { recursive: true });
  // As root the server runs as another user, who must get through.
  await chmod(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  const aside: Settings = {
    ...settings,
    dataDir,
    blobDir: join(dataDir, 'blobs'),
    bucket: undefined,
    databaseUrl: undefined,
    anchorDir: undefined,
    backup: undefined,
  };
  try {
    const reader = await openSets(settings, keeper, options);
    options.tell('choosing');
    const prepared = await prepareRestore({ reader, keeper, keeperDir: settings.keeperDir }, options);
    const database = await reachDatabase(aside, keeper, options);
    try {
      const report = await runRestore(
        {
          ...restoreDeps(aside, {
            ...options,
            owner: database.owner,
            keeper,
            reader,
            blobs: undefined,
            kind: 'rehearsal',
          }),
          recordOpening: (units, category) =>
            line({ action: 'view', units, categories: [category], details: { change: 'rehearsed' } }),
        },
        // What was erased since counts in it as well; the service is there to be compared with.
        prepared,
      );
      const item = await storeReport(storage.db, report);
      const complete = isWell(report.statement);
      const details = { change: 'rehearsed', item, complete };
      await line({ action: 'administer', units: [], categories: [], details });
      return report;
    } finally {
      await database.stop();
    }
  } finally {
    await removeEmbeddedPostgres(join(dataDir, 'postgres'));
    await rm(dataDir, { recursive: true, force: true });
  }
}
