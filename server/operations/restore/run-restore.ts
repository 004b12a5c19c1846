import type { Keeper } from '../../safeguards/vault/keeper.ts';
import { createDatabase, type Database, type Db } from '../../storage/database.ts';
import { loadRows } from '../../storage/load-rows.ts';
import { migrate } from '../../storage/migrate.ts';
import { checkLog, type SeenCheckpoint } from './check-log.ts';
import { type Asked, type Chosen, chooseSets, mustHaveEpochs } from './choose-sets.ts';
import { endLinks, holdBackOutgoing } from './hold-back.ts';
import { bringUp, loadBackup, repointMerged } from './load-backup.ts';
import { readTarget, removeUntouched, type Target } from './read-target.ts';
import { holdForRestore } from './hold-for-restore.ts';
import { enterQuarantine, noteDetails, noteStep, readQuarantine } from './quarantine.ts';
import { refuseRestore } from './refuse.ts';
import type { RestoreReport } from './report.ts';
import { removeReturnedKeys, replayErased } from './replay-witness.ts';
import { checkBlobs, restoreBlobs } from './restore-blobs.ts';
import type { RestoreDeps, Standing } from './restore-deps.ts';
import { settleRestored } from './settle-restored.ts';
import { readWitness, WitnessDamaged, witnessFolder, type WitnessState } from './witness-file.ts';

/** The steps in their order. Each is done as a whole or begun anew. */
const steps = ['begun', 'loaded', 'brought-up', 'migrated', 'blobs', 'settled'] as const;

/** What was seen of this register before it was lost. @throws Refusal 'restore-refused' ('witness-damaged') */
export async function readSeen(keeperDir: string, keeper: Keeper): Promise<WitnessState | undefined> {
  try {
    return await readWitness(witnessFolder(keeperDir), keeper);
  } catch (error) {
    if (error instanceof WitnessDamaged) throw refuseRestore('witness-damaged');
    throw error;
  }
}

export interface Prepared {
  readonly chosen: Chosen;
  /** The witness; undefined where there is none. */
  readonly seen: WitnessState | undefined;
}

/** Reads and checks every statement; writes nothing. @throws Refusal 'restore-refused' */
export async function prepareRestore(
  { reader, keeper, keeperDir }: Pick<RestoreDeps, 'reader' | 'keeper' | 'keeperDir'>,
  asked: Asked,
): Promise<Prepared> {
  const seen = await readSeen(keeperDir, keeper);
  const chosen = await chooseSets(reader, asked, seen);
  await mustHaveEpochs(keeper, chosen.late);
  return { chosen, seen };
}

/**
 * Brings a register back into an empty place, from a backup and the newest late set. The database is quarantined from the
 * first moment; a restore that was killed goes on where it was.
 * @returns the signed report; the quarantine is lifted unless it names units that are unreadable
 * @throws Refusal 'restore-refused'
 */
export async function runRestore(deps: RestoreDeps, prepared: Prepared): Promise<RestoreReport> {
  return holdForRestore(deps.owner, async () => {
    const db = createDatabase(deps.owner, { max: 2, applicationName: 'haltija-restore' });
    try {
      return await goThroughSteps(deps, db, prepared);
    } finally {
      await db.end();
    }
  });
}

async function goThroughSteps(
  deps: RestoreDeps,
  db: Database,
  { chosen, seen }: Prepared,
): Promise<RestoreReport> {
  const { tell } = deps;
  const target = await readTarget(db, deps.blobs);
  const done = await beginOrGoOn(deps, db, target, chosen);
  if (done < 1) await load(deps, chosen);
  if (done < 2) await catchUp(deps, chosen, seen);
  if (done < 3) {
    tell('migrating');
    await migrate(deps.owner, deps.passwords, deps.migrations);
    await noteStep(db, 'migrated');
  }
  if (done < 4) await bringBlobs(deps, db, chosen);
  tell('log');
  const { log: before } = await readStanding(db);
  const log = await checkLog(db, deps.signer, await listSeen(deps, chosen, seen), before);
  await noteDetails(db, { log });
  return settleRestored(deps, {
    db,
    log,
    chosen,
    lateSeen: chosen.late.number,
    standing: await readStanding(db),
    acceptLoss: undefined,
  });
}

/** @returns how many of the steps are done */
async function beginOrGoOn(deps: RestoreDeps, db: Database, target: Target, chosen: Chosen): Promise<number> {
  const { backup, late, because } = chosen;
  if (target.quarantine?.reason === 'restoring') {
    const before = target.quarantine.details as Partial<Standing>;
    if (before.backup !== backup.id || before.late !== late.number)
      throw refuseRestore('another-restore', {
        backup: String(before.backup),
        late: Number(before.late),
      });
    await noteStep(db, target.quarantine.step, { resumed: true });
    return (steps as readonly string[]).indexOf(target.quarantine.step);
  }
  if (target.holdsData && !target.isUntouched) throw refuseRestore('not-empty');
  if (target.holdsBlobs) throw refuseRestore('blobs-not-empty');
  const standing: Standing = {
    startedAt: deps.clock.now().toISOString(),
    backup: backup.id,
    late: late.number,
    because,
    resumed: false,
    rows: 0,
    lines: 0,
    brought: {},
    erasures: 0,
    mergedContacts: 0,
    letters: 0,
    webHooks: 0,
    quiet: false,
    blobs: 0,
  };
  // At once: cut short between the two, what is left would be neither untouched nor a register.
  await db.transaction(async (tx) => {
    await enterQuarantine(tx, { reason: 'restoring', step: 'begun', details: { ...standing } });
    if (target.holdsData) await removeUntouched(tx);
  });
  return 0;
}

async function load(deps: RestoreDeps, chosen: Chosen): Promise<void> {
  deps.tell('migrating');
  await migrate(deps.owner, deps.passwords, deps.migrations, chosen.backup.migrations);
  deps.tell('loading');
  await loadRows(deps.owner, async (loading) => {
    const loaded = await loadBackup(loading, deps.reader, chosen);
    await noteStep(loading, 'loaded', loaded);
  });
}

/** The late set and the witness, in one transaction: a database that has the one without the other is none. */
async function catchUp(deps: RestoreDeps, chosen: Chosen, seen: WitnessState | undefined): Promise<void> {
  deps.tell('bringing-up');
  const { backup, late } = chosen;
  await migrate(deps.owner, deps.passwords, deps.migrations, late.migrations);
  const now = deps.clock.now();
  await loadRows(deps.owner, async (loading) => {
    const quiet = await isQuiet(loading, chosen, seen);
    const brought = await bringUp(loading, deps.reader, late);
    const erasures = await replayErased(loading, deps.keeperDir, seen);
    await removeReturnedKeys(loading);
    const mergedContacts = await repointMerged(loading);
    await endLinks(loading, now);
    const held = quiet
      ? { letters: 0, webHooks: 0 }
      : await holdBackOutgoing(loading, { snapshot: new Date(backup.snapshotAt), now });
    await noteStep(loading, 'brought-up', { brought, erasures, mergedContacts, quiet, ...held });
  });
}

/**
 * Whether nothing can have left since the backup: the house was stopped in good order, no line of its log is missing, and none
 * that came after the backup is of something being opened to be sent. Such a line is durable before anything leaves.
 */
async function isQuiet(
  loading: Db,
  { backup, log, linesFrom }: Chosen,
  seen: WitnessState | undefined,
): Promise<boolean> {
  const lines = log.at(-1)?.to ?? 0;
  // Lines that are pruned tell nothing.
  if (linesFrom > (backup.log?.size ?? 0)) return false;
  if (seen === undefined || !seen.stopped || (seen.log?.size ?? 0) > lines) return false;
  const [row] = await loading.query<{ left: boolean }>(
    `SELECT EXISTS (SELECT FROM log.place p LEFT JOIN log.entry e ON e.id = p.entry_id
       WHERE p.index >= $1 AND (e.id IS NULL OR e.act IN ('send', 'disclose', 'connect'))) AS "left"`,
    [backup.log?.size ?? 0],
  );
  return !row!.left;
}

async function bringBlobs(deps: RestoreDeps, db: Database, { backup }: Chosen): Promise<void> {
  deps.tell('blobs');
  const { blobs } = await readStanding(db);
  const brought =
    deps.blobs === undefined
      ? await checkBlobs(deps.reader, backup)
      : await restoreBlobs(deps.reader, backup, deps.blobs, blobs, (done) =>
          noteStep(db, 'migrated', { blobs: done }),
        );
  if (brought.blobs !== backup.blobs.blobs) throw refuseRestore('rows-differ', { file: backup.blobs.name });
  await noteStep(db, 'blobs', { blobs: brought.blobs });
}

export async function readStanding(db: Database): Promise<Standing> {
  return (await readQuarantine(db))!.details as unknown as Standing;
}

/** Every checkpoint that has been seen of this log. */
async function listSeen(
  { anchors, clock, kind }: RestoreDeps,
  { backup, late, log }: Chosen,
  seen: WitnessState | undefined,
): Promise<SeenCheckpoint[]> {
  const found: SeenCheckpoint[] = log.map(({ head, writtenAt }) => ({ note: head.note, at: writtenAt }));
  if (backup.log) found.push({ note: backup.log.note, at: backup.snapshotAt });
  if (late.log) found.push({ note: late.log.note, at: late.snapshotAt });
  // A rehearsal is held against what the backups say: the service has gone on since.
  if (kind === 'rehearsal') return found;
  if (seen?.log) found.push({ note: seen.log.note, at: seen.at });
  const anchored = await anchors?.newestNote();
  if (anchored !== undefined) found.push({ note: anchored, at: clock.now().toISOString() });
  return found;
}
