import { createDatabase, type Database } from '../../storage/database.ts';
import { loadRows } from '../../storage/load-rows.ts';
import { noteFork } from '../backup/own-lines.ts';
import type { LateStatement } from '../backup/format.ts';
import { checkLog, type SeenCheckpoint } from './check-log.ts';
import { type Asked, chooseLate, mustHaveEpochs } from './choose-sets.ts';
import { endLinks, holdBackOutgoing } from './hold-back.ts';
import { holdForRestore } from './hold-for-restore.ts';
import { bringUp, repointMerged } from './load-backup.ts';
import { noteDetails, noteStep, readQuarantine } from './quarantine.ts';
import { refuseRestore } from './refuse.ts';
import { removeReturnedKeys, replayErased } from './replay-witness.ts';
import type { RestoreReport } from './report.ts';
import type { RestoreDeps, Standing } from './restore-deps.ts';
import { readSeen } from './run-restore.ts';
import { settleRestored } from './settle-restored.ts';
import type { WitnessState } from './witness-file.ts';

/**
 * For a database that was brought back by other means (a provider's snapshot, a copy of the disk) and is older than what was
 * seen of it: the newest late set and what the witness saw erased are laid over it, units are held against the ring, and only
 * then is it served. Where there is no late set younger than the database, the witness alone speaks.
 * @throws Refusal 'restore-refused' ('not-quarantined' among others)
 */
export async function replayOnto(
  deps: Omit<RestoreDeps, 'reader'> & { readonly reader: RestoreDeps['reader'] | undefined },
  asked: Asked,
  acceptLoss: string | undefined,
): Promise<RestoreReport> {
  return holdForRestore(deps.owner, async () => {
    const db = createDatabase(deps.owner, { max: 2, applicationName: 'haltija-restore' });
    try {
      return await goThrough(deps, db, asked, acceptLoss);
    } finally {
      await db.end();
    }
  });
}

type ReplayDeps = Parameters<typeof replayOnto>[0];

async function goThrough(
  deps: ReplayDeps,
  db: Database,
  asked: Asked,
  acceptLoss: string | undefined,
): Promise<RestoreReport> {
  const { keeper, clock, tell } = deps;
  const quarantine = await readQuarantine(db);
  if (quarantine === undefined || quarantine.reason === 'restoring') throw refuseRestore('not-quarantined');
  if (quarantine.reason !== 'units-unreadable' && acceptLoss !== undefined)
    throw refuseRestore('nothing-to-accept');
  const startedAt = clock.now();
  const seen = await readSeen(deps.keeperDir, keeper);
  const late = deps.reader && (await chooseLate(deps.reader, asked, seen));
  if (late) await mustHaveEpochs(keeper, late);
  const [stand] = await db.query<{ size: number }>(
    'SELECT coalesce(max(size), 0) AS size FROM log.checkpoint',
  );
  const { log: before } = quarantine.details as Partial<Standing>;
  // A database that is younger than the set has more than the set knows; a replay's own lines make it no younger.
  const isYounger =
    late !== undefined && (late.log?.size ?? 0) >= Math.min(stand!.size, before?.lines ?? stand!.size);
  tell('bringing-up');
  await loadRows(deps.owner, async (loading) => {
    const brought = isYounger ? await bringUp(loading, deps.reader!, late) : {};
    const erasures = await replayErased(loading, deps.keeperDir, seen);
    await removeReturnedKeys(loading);
    const mergedContacts = await repointMerged(loading);
    await loading.query('DELETE FROM staff.session');
    // What waits to be sent, and the links, were settled at the restore before.
    const isFirst = quarantine.reason === 'behind-witness';
    if (isFirst) await endLinks(loading, startedAt);
    const held = isFirst
      ? await holdBackOutgoing(loading, { snapshot: startedAt, now: startedAt })
      : { letters: 0, webHooks: 0 };
    const standing: Partial<Standing> = {
      startedAt: startedAt.toISOString(),
      resumed: false,
      rows: 0,
      blobs: 0,
      quiet: !isFirst,
      brought,
      erasures,
      mergedContacts,
      ...held,
    };
    await noteStep(loading, 'brought-up', standing);
  });
  tell('log');
  const log = await checkLog(db, deps.signer, await listSeen(deps, late, seen), before);
  await noteDetails(db, { log });
  // The place has lines that are lost here: backups go on from what there is.
  if (log.missing > 0) await noteFork(db);
  return settleRestored(
    { ...deps, reader: deps.reader as RestoreDeps['reader'] },
    {
      db,
      log,
      chosen:
        late && isYounger ? { late, because: asked.late?.because ?? null, backup: undefined } : undefined,
      // The witness alone says nothing of the late sets, which stand where they stood.
      lateSeen: late && isYounger ? late.number : (seen?.late ?? 0),
      standing: (await readQuarantine(db))!.details as unknown as Standing,
      acceptLoss,
    },
  );
}

async function listSeen(
  { anchors, clock }: ReplayDeps,
  late: LateStatement | undefined,
  seen: WitnessState | undefined,
): Promise<SeenCheckpoint[]> {
  const found: SeenCheckpoint[] = [];
  if (late?.log) found.push({ note: late.log.note, at: late.snapshotAt });
  if (seen?.log) found.push({ note: seen.log.note, at: seen.at });
  const anchored = await anchors?.newestNote();
  if (anchored !== undefined) found.push({ note: anchored, at: clock.now().toISOString() });
  return found;
}
