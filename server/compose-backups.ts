import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupSettings } from './base/backup-settings.ts';
import type { Clock } from './base/clock.ts';
import type { Conditions } from './base/conditions.ts';
import { Refusal } from './base/errors.ts';
import type { StorageHouse } from './compose-storage.ts';
import { createFileSealer } from './operations/backup/age-file.ts';
import {
  newestFinished,
  type Progress,
  readEndedRuns,
  readRuns,
  waitingSince,
} from './operations/backup/runs.ts';
import { listBackups } from './operations/backup/list-backups.ts';
import { type BackupDeps, type MadeBackup, makeBackup } from './operations/backup/make-backup.ts';
import { removeOldUnderLock } from './operations/backup/remove-old.ts';
import { writeLateSet } from './operations/backup/write-late-set.ts';
import type { WaysOut } from './safeguards/processors/ways-out.ts';
import { openBucketPlace } from './storage/place/bucket-place.ts';
import { openFolderPlace } from './storage/place/folder-place.ts';
import type { Place } from './storage/place/place.ts';

export type BackupHouse = ReturnType<typeof createBackups>;

/** A new one is due a little before a day is over, so that each day has one. */
const hour = 3_600_000;
const dueAfter = 23.5 * hour;
/** One is made each day, and a late set each hour: twice that, and some. */
const overdueAfter = { backup: 50 * hour, late: 3 * hour };
const part = 'backups';

/** The place of the settings; a bucket asks the gate at each connection. */
export async function openBackupPlace(settings: BackupSettings, leave: WaysOut['leave']): Promise<Place> {
  if ('folder' in settings.place) return openFolderPlace(settings.place.folder);
  const { bucket } = settings.place;
  // Its library is read only where there is a bucket.
  const { openBucket } = await import('./storage/bucket/open-bucket.ts');
  const mayConnect = async (host: string, port: number) => void (await leave({ way: 'backup', host, port }));
  return openBucketPlace(openBucket(bucket, { mayConnect }), bucket.prefix);
}

/** Backups, when the settings name a place; each act is refused where they do not. */
export function createBackups(deps: {
  settings: BackupSettings | undefined;
  storage: StorageHouse;
  clock: Clock;
  conditions: Conditions;
  leave: WaysOut['leave'];
  sequence(): Promise<unknown>;
  stopping?: AbortSignal;
}) {
  const { settings, storage, clock, conditions } = deps;
  const { db } = storage;
  let opened: Promise<BackupDeps> | undefined;

  async function open(): Promise<BackupDeps> {
    if (settings === undefined) throw new Refusal('not-found', { what: 'backup-place' });
    opened ??= openWith(settings).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  async function openWith(given: BackupSettings): Promise<BackupDeps> {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
      version: string;
    };
    return {
      place: await openBackupPlace(given, deps.leave),
      seal: await createFileSealer(given.recipients),
      keeper: storage.keeper,
      connection: storage.backupConnection,
      db,
      blobs: storage.blobs,
      clock,
      sequence: deps.sequence,
      product: version,
      keepDays: given.keepDays,
      stopping: deps.stopping,
    };
  }

  /**
   * How the last ones went, as a condition: nothing is served worse, but somebody has to look. Read from the database, since any
   * process may have made them.
   */
  async function look(): Promise<void> {
    if (settings === undefined) return;
    const now = clock.now().getTime();
    for (const kind of ['backup', 'late'] as const) {
      const [last] = await readEndedRuns(db, kind, 1);
      const since = await waitingSince(db, kind);
      const late = since !== undefined && now - since.getTime() > overdueAfter[kind];
      conditions.report(part, last?.code ?? (late ? 'overdue' : null), kind);
    }
  }

  async function looking<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } finally {
      await look().catch(() => undefined);
    }
  }

  return {
    settings,
    look,
    /** @throws Refusal as `makeBackup`; 'not-found' without a place */
    make: (tell?: (progress: Progress) => void): Promise<MadeBackup> =>
      looking(async () => makeBackup(await open(), tell)),
    /** The late set, as it must be durable before the key of an epoch goes; without a place there is nothing to wait for. */
    async beforeEnding(epoch: number): Promise<void> {
      if (settings === undefined) return;
      await looking(async () => writeLateSet(await open(), { underNone: epoch }));
    },
    /** Each hour: a backup when the last is a day old, else the late set alone. @returns what was done */
    async keep(): Promise<'backup' | 'late' | 'none'> {
      if (settings === undefined) return 'none';
      const last = await newestFinished(db, 'backup');
      const age = last === undefined ? Infinity : clock.now().getTime() - last.startedAt.getTime();
      if (age < dueAfter) {
        await looking(async () => writeLateSet(await open()));
        return 'late';
      }
      try {
        await looking(async () => makeBackup(await open()));
      } catch (error) {
        // One that takes longer than an hour: the late set goes on beside it.
        if (!isRunning(error)) throw error;
        await looking(async () => writeLateSet(await open()));
        return 'late';
      }
      return 'backup';
    },
    /** What stands at the place, oldest first. */
    list: async () => listBackups((await open()).place),
    /** @throws Refusal 'already-done' while a backup runs */
    removeOld: async () => removeOldUnderLock(await open()),
    /** What became of the last ones, newest first. */
    runs: (most: number) => readRuns(db, 'backup', most),
    /** How it stands: of a place that is set, when the next one is due. */
    async standing() {
      const [good, late, since] = await Promise.all([
        newestFinished(db, 'backup'),
        newestFinished(db, 'late'),
        waitingSince(db, 'backup'),
      ]);
      const age = since && clock.now().getTime() - since.getTime();
      return {
        lastGood: good?.startedAt,
        isOverdue: settings !== undefined && age !== undefined && age > overdueAfter.backup,
        nextBy:
          settings !== undefined && good ? new Date(good.startedAt.getTime() + dueAfter + hour) : undefined,
        lateAt: late?.snapshotAt ?? undefined,
      };
    },
    async newestLate() {
      return newestFinished(db, 'late');
    },
  };
}

const isRunning = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'already-done' && error.details['reason'] === 'backup-running';
