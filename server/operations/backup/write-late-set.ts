import { Refusal } from '../../base/errors.ts';
import type { Clock } from '../../base/clock.ts';
import { newId } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import { openSnapshotReader, type Snapshot } from '../../storage/read-snapshot.ts';
import type { DatabaseConnection } from '../../storage/database.ts';
import type { Place } from '../../storage/place/place.ts';
import {
  endKilledRuns,
  endRun,
  highestLate,
  insertRun,
  lateLock,
  lateUnderEnded,
  noteProgress,
  noteRemoved,
  noteSnapshot,
  renameRun,
} from './backup-store.ts';
import { claimPlace } from './claim-place.ts';
import { codeOf } from './code-of.ts';
import {
  isBackupId,
  lateFormat,
  lateSet,
  type LateStatement,
  readName,
  statementName,
  timeOfBackup,
} from './format.ts';
import { readMigrations, readSequences, tablesOfLate } from './tables.ts';
import { pruneLogParts, readLinesFrom, readLogHead, writeLogPart } from './write-log-part.ts';
import { beginSet, removeSet, type SetDeps } from './write-set.ts';

/** One an hour comes to 8,760 a year. */
const farBeyond = 1_000_000_000_000;
/** Enough for one that is being read while the next two are written. */
const keptSets = 3;
/** Milliseconds to wait for another process that writes one. */
const patience = 60_000;

export interface LateDeps extends Omit<SetDeps, 'wrote'> {
  readonly connection: DatabaseConnection;
  readonly db: Database;
  readonly clock: Clock;
  /** Gives what waits in the access log its places. */
  readonly sequence: () => Promise<unknown>;
}

/**
 * Writes the late set: the ring, the declaration and what a restore must not undo, as they are now; and before it the lines of the
 * log that came since. Durable at the place when it resolves.
 * @param ask.underNone nothing in it may lie under this epoch or an older one: its key is about to be destroyed
 * @param ask.gather short parts of the log become one
 * @throws Refusal 'storage-unavailable', 'storage-full'
 */
export async function writeLateSet(
  deps: LateDeps,
  { underNone, gather = false }: { underNone?: number; gather?: boolean } = {},
): Promise<{ number: number }> {
  const { db, place, clock } = deps;
  const progress = { tables: 0, tablesDone: 0, rows: 0, blobs: 0, blobsDone: 0, bytes: 0 };
  const within = { ...deps, wrote: (bytes: number) => void (progress.bytes += bytes) };
  const reader = await openSnapshotReader(deps.connection, 'haltija-late-set');
  try {
    if (!(await reader.lock(lateLock, patience)))
      throw new Refusal('storage-unavailable', { reason: 'lock-busy' });
    await endKilledRuns(db, 'late', clock.now());
    // Before the last lines get their places: the one that says that these were pruned is then among them.
    const linesFrom = await readLinesFrom(db);
    const id = newId<'backup-run'>();
    // The place may know a higher one, after a restore; until it has said so, this is the number.
    let number = (await highestLate(db)) + 1;
    await insertRun(db, { id, kind: 'late', name: String(number), at: clock.now() });
    try {
      await claimPlace(place, deps.keeper);
      number = numberAfter((await listLateSets(place)).all.at(-1) ?? 0, number);
      await renameRun(db, id, String(number));
      for (const prefix of ['late/', 'log/']) await place.removeUnfinished(prefix);
      await deps.sequence();
      await writeLogPart(within, reader, gather);
      const set = beginSet(within, lateSet(number));
      try {
        await reader.read(async (snapshot) => {
          if (underNone !== undefined) await mustHaveNoneUnder(snapshot, underNone);
          const epochs = await readEpochs(snapshot);
          await noteSnapshot(db, id, snapshot.at, epochs[0] ?? null);
          const changesSince = await knownSince(snapshot, (await oldestBackup(place)) ?? snapshot.at);
          await snapshot.set('since', changesSince.toISOString());
          const tables = await tablesOfLate(snapshot);
          progress.tables = tables.length;
          for (const wanted of tables) {
            progress.rows += (await set.table(snapshot, wanted)).rows;
            progress.tablesDone += 1;
          }
          const statement = await describe(snapshot, { number, changesSince, epochs, linesFrom, set, clock });
          await set.finish(lateFormat, statement);
        });
      } catch (error) {
        await set.abandon();
        throw error;
      }
      await noteProgress(db, id, clock.now(), progress);
      await endRun(db, id, clock.now(), null);
    } catch (error) {
      await endRun(db, id, clock.now(), codeOf(error)).catch(() => undefined);
      throw error;
    }
    await removeOldLateSets(deps, number).catch(() => undefined);
    // Not before a set is durable that says so: a restore would miss them.
    await pruneLogParts(place, linesFrom).catch(() => undefined);
    return { number };
  } finally {
    await reader.end();
  }
}

/**
 * Higher than all at the place. A number that is far beyond ours was laid there by somebody else: the next ones would have more
 * digits than a name has room for, and no reader would find them.
 */
function numberAfter(highest: number, ours: number): number {
  if (highest >= Math.max(ours, farBeyond))
    throw new Refusal('storage-unavailable', { backup: 'late-number-beyond' });
  return Math.max(ours, highest + 1);
}

async function mustHaveNoneUnder(snapshot: Snapshot, epoch: number): Promise<void> {
  const [row] = await snapshot.query<{ some: boolean }>(
    `SELECT EXISTS (SELECT FROM ring.unit_key WHERE epoch <= $1) OR EXISTS (SELECT FROM ring.index_key WHERE epoch <= $1)
       OR EXISTS (SELECT FROM ring.index_cover WHERE epoch <= $1 AND ended_at IS NULL) AS some`,
    [epoch],
  );
  if (row!.some) throw new Refusal('internal', { reason: 'epoch-not-empty' });
}

async function readEpochs(snapshot: Snapshot): Promise<number[]> {
  const rows = await snapshot.query<{ epoch: number }>(
    'SELECT epoch FROM ring.epoch WHERE ended_at IS NULL ORDER BY epoch',
  );
  return rows.map(({ epoch }) => epoch);
}

async function describe(
  snapshot: Snapshot,
  given: {
    number: number;
    changesSince: Date;
    epochs: readonly number[];
    linesFrom: number;
    set: ReturnType<typeof beginSet>;
    clock: Clock;
  },
): Promise<LateStatement> {
  const [counts] = await snapshot.query<{ restricted: string; tombstones: string; version: number | null }>(
    `SELECT (SELECT count(*) FROM register.person WHERE state = 'restricted') AS restricted,
       (SELECT count(*) FROM ring.tombstone) AS tombstones, (SELECT max(version) FROM declaration.version) AS version`,
  );
  return {
    number: given.number,
    writtenAt: given.clock.now().toISOString(),
    snapshotAt: snapshot.at.toISOString(),
    migrations: await readMigrations(snapshot),
    tables: given.set.files,
    sequences: await readSequences(snapshot),
    changesSince: given.changesSince.toISOString(),
    restricted: Number(counts!.restricted),
    log: await readLogHead(snapshot),
    linesFrom: given.linesFrom,
    declarationVersion: counts!.version ?? 0,
    epochs: given.epochs,
    tombstones: Number(counts!.tombstones),
  };
}

/** When the oldest backup that is kept was begun: from then on changes must be known. */
async function oldestBackup(place: Place): Promise<Date | undefined> {
  let oldest: string | undefined;
  for await (const { name } of place.list('backups/')) {
    const read = readName(name);
    if (read?.set.kind !== 'backup' || !isBackupId(read.set.id)) continue;
    if (oldest === undefined || read.set.id < oldest) oldest = read.set.id;
  }
  return oldest === undefined ? undefined : timeOfBackup(oldest);
}

/** The log tells what was changed: where its lines are pruned, not as far back as asked. */
async function knownSince(snapshot: Snapshot, wanted: Date): Promise<Date> {
  const [row] = await snapshot.query<{ at: Date }>(
    `SELECT e.at FROM log.place p JOIN log.entry e ON e.id = p.entry_id
     WHERE p.index = (SELECT min(index) FROM log.place) AND p.index > 0`,
  );
  return row === undefined || row.at < wanted ? wanted : row.at;
}

/** Numbers of finished ones, and of all that were begun. */
export async function listLateSets(place: Place): Promise<{ finished: number[]; all: number[] }> {
  const all = new Set<number>();
  const finished: number[] = [];
  for await (const { name } of place.list('late/')) {
    const read = readName(name);
    if (read?.set.kind !== 'late') continue;
    all.add(read.set.number);
    if (read.file === statementName) finished.push(read.set.number);
  }
  return { finished: finished.toSorted((a, b) => a - b), all: [...all].toSorted((a, b) => a - b) };
}

/** Those before the newest few, what was cut short, and what lies under an ended epoch: it opens with nothing. Never the one just written. */
async function removeOldLateSets(deps: LateDeps, newest: number): Promise<void> {
  const { finished, all } = await listLateSets(deps.place);
  const kept = new Set(finished.filter((number) => number <= newest).slice(-keptSets));
  for (const number of await lateUnderEnded(deps.db)) kept.delete(number);
  kept.add(newest);
  // One of a higher number than ours was not written from this database as it is now: a person decides about it.
  const gone = all.filter((number) => number < newest && !kept.has(number));
  for (const number of gone) await removeSet(deps.place, lateSet(number));
  await noteRemoved(deps.db, 'late', gone.map(String), deps.clock.now());
}
