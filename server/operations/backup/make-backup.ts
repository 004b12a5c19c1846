import { randomBytes } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import { newId } from '../../base/new-id.ts';
import type { Blobs } from '../../storage/blobs.ts';
import { openSnapshotReader, type Snapshot, type SnapshotReader } from '../../storage/read-snapshot.ts';
import { backupLock, endKilledRuns, endRun, insertRun, noteProgress, noteSnapshot } from './backup-store.ts';
import { claimPlace } from './claim-place.ts';
import { codeOf } from './code-of.ts';
import type { Progress } from './runs.ts';
import { type BlobIds, copyBlobs, readBlobIds } from './copy-blobs.ts';
import { backupFormat, backupIdAt, backupSet, type BackupStatement } from './format.ts';
import { listBackups } from './list-backups.ts';
import { removeOldBackups } from './remove-old.ts';
import { readMigrations, readSequences, type TableToCopy, tablesOfBackup } from './tables.ts';
import { readLogHead } from './write-log-part.ts';
import { type LateDeps, listLateSets, writeLateSet } from './write-late-set.ts';
import { beginSet, removeSet, type SetDeps } from './write-set.ts';

/** Milliseconds between two notes of how far it has come. */
const tellEvery = 2_000;

export interface BackupDeps extends LateDeps {
  readonly blobs: Blobs;
  readonly product: string;
  /** Days that a backup is kept. */
  readonly keepDays: number;
}

export interface MadeBackup {
  readonly id: string;
  readonly late: number;
  readonly progress: Readonly<Progress>;
  readonly removed: { readonly backups: number; readonly blobs: number };
}

/**
 * Makes a backup: all tables as of one moment, then the blobs, then its statement; then the log, and the late set last. What was
 * not finished before is removed first, what is too old afterwards.
 * @param tell hears how far it has come, every few seconds
 * @throws Refusal 'already-done' ('backup-running'), 'storage-unavailable', 'storage-full'
 */
export async function makeBackup(
  deps: BackupDeps,
  tell: (progress: Progress) => void = () => undefined,
): Promise<MadeBackup> {
  const { db, clock } = deps;
  const reader = await openSnapshotReader(deps.connection, 'haltija-backup');
  try {
    if (!(await reader.lock(backupLock))) throw new Refusal('already-done', { reason: 'backup-running' });
    await endKilledRuns(db, 'backup', clock.now());
    const startedAt = clock.now();
    const name = backupIdAt(startedAt, randomBytes(3).toString('hex').slice(1));
    const id = newId<'backup-run'>();
    await insertRun(db, { id, kind: 'backup', name, at: startedAt });
    const progress: Progress = { tables: 0, tablesDone: 0, rows: 0, blobs: 0, blobsDone: 0, bytes: 0 };
    let late: number;
    const stopTelling = tellNowAndThen(() => {
      tell(progress);
      return noteProgress(db, id, clock.now(), progress);
    });
    try {
      await claimPlace(deps.place, deps.keeper);
      await removeUnfinished(deps);
      await writeBackup(deps, reader, { name, id, startedAt, progress });
      ({ number: late } = await writeLateSet(deps, { gather: true }));
      await stopTelling();
      await endRun(db, id, clock.now(), null);
    } catch (error) {
      await stopTelling();
      await endRun(db, id, clock.now(), codeOf(error)).catch(() => undefined);
      throw error;
    }
    tell(progress);
    return { id: name, late, progress, removed: await removeOldBackups(deps) };
  } finally {
    await reader.end();
  }
}

/** The tables, the blobs, and the statement that makes a backup of them. */
async function writeBackup(
  deps: BackupDeps,
  reader: SnapshotReader,
  given: { name: string; id: string; startedAt: Date; progress: Progress },
): Promise<void> {
  const { place, clock } = deps;
  const { name, progress } = given;
  const within: SetDeps = { ...deps, wrote: (bytes) => void (progress.bytes += bytes) };
  const prefix = backupSet(name);
  const set = beginSet(within, prefix);
  try {
    const { described, ids } = await reader.read(async (snapshot) => {
      await noteSnapshot(deps.db, given.id, snapshot.at, null);
      const tables = await tablesOfBackup(snapshot);
      const found = await readBlobIds(snapshot, tables);
      progress.tables = tables.length;
      progress.blobs = found.count();
      await copyTables(set, snapshot, tables, progress);
      return { described: await describe(snapshot), ids: found };
    });
    const blobs = await copyAllBlobs(deps, within, { ids, prefix, name, progress });
    const lateBefore = (await listLateSets(place)).finished.at(-1) ?? 0;
    // Whoever lost the lock may have been taken for dead, and its files for leavings.
    await reader.stillThere();
    await mustStandWhole(deps, prefix, [...set.files, blobs]);
    const statement: BackupStatement = {
      id: name,
      product: deps.product,
      startedAt: given.startedAt.toISOString(),
      finishedAt: clock.now().toISOString(),
      ...described,
      tables: set.files,
      blobs,
      lateBefore,
    };
    await set.finish(backupFormat, statement);
  } catch (error) {
    await set.abandon();
    throw error;
  }
}

async function copyTables(
  set: ReturnType<typeof beginSet>,
  snapshot: Snapshot,
  tables: readonly TableToCopy[],
  progress: Progress,
): Promise<void> {
  for (const table of tables) {
    progress.rows += (await set.table(snapshot, table)).rows;
    progress.tablesDone += 1;
  }
}

function copyAllBlobs(
  deps: BackupDeps,
  within: SetDeps,
  given: { ids: BlobIds; prefix: string; name: string; progress: Progress },
) {
  return copyBlobs(
    {
      ...within,
      db: deps.db,
      blobs: deps.blobs,
      copied: () => void (given.progress.blobsDone += 1),
    },
    { ids: given.ids, set: given.prefix, backup: given.name },
  );
}

async function describe(snapshot: Snapshot) {
  const epochs = await snapshot.query<{ epoch: number }>(
    'SELECT epoch FROM ring.epoch WHERE ended_at IS NULL ORDER BY epoch',
  );
  const [newest] = await snapshot.query<{ version: number | null }>(
    'SELECT max(version) AS version FROM declaration.version',
  );
  return {
    snapshotAt: snapshot.at.toISOString(),
    migrations: await readMigrations(snapshot),
    sequences: await readSequences(snapshot),
    log: await readLogHead(snapshot),
    epochs: epochs.map(({ epoch }) => epoch),
    declarationVersion: newest?.version ?? 0,
  };
}

/** @throws Refusal 'storage-unavailable' ('files-missing') */
async function mustStandWhole(
  { place }: BackupDeps,
  prefix: string,
  files: readonly { name: string; bytes: number }[],
): Promise<void> {
  const there = new Map<string, number>();
  for await (const { name, bytes } of place.list(prefix)) there.set(name, bytes);
  if (files.some(({ name, bytes }) => there.get(prefix + name) !== bytes))
    throw new Refusal('storage-unavailable', { backup: 'files-missing' });
}

/** What a kill left. Nobody else writes backups of this register: we hold the lock. */
async function removeUnfinished(deps: BackupDeps): Promise<void> {
  const { place } = deps;
  for (const { id, finished } of await listBackups(place))
    if (!finished) await removeSet(place, backupSet(id));
  for (const prefix of ['backups/', 'blobs/']) await place.removeUnfinished(prefix);
}

/** @returns what ends it, after a last time */
function tellNowAndThen(act: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    last = last.then(act).catch(() => undefined);
  }, tellEvery);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await last;
    await act().catch(() => undefined);
  };
}
