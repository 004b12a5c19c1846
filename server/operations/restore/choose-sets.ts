import { Refusal } from '../../base/errors.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import {
  backupSet,
  type BackupStatement,
  lateSet,
  type LateStatement,
  type LogPartStatement,
} from '../backup/format.ts';
import type { SetReader } from './read-sets.ts';
import { refuseRestore } from './refuse.ts';
import type { WitnessState } from './witness-file.ts';

/** What the operator asks for: the newest of both when nothing is named. */
export interface Asked {
  readonly backup?: string | undefined;
  /**
   * An older late set, or one that does not reach back far enough: what it lacks is undone. It is taken only with the
   * operator's word why, which stands in the report.
   */
  readonly late?: { readonly number: number; readonly because: string } | undefined;
}

export interface Chosen {
  readonly backup: BackupStatement;
  readonly late: LateStatement;
  readonly log: readonly LogPartStatement[];
  /** Lines of the log before this one are pruned, and the files of parts that had only such lines are gone. */
  readonly linesFrom: number;
  /** Why the late set is not the newest, or does not reach back. */
  readonly because: string | null;
}

/** A late set by itself: for a database that was brought back otherwise. @throws as `chooseSets` */
export async function chooseLate(
  reader: SetReader,
  asked: Asked,
  witness: WitnessState | undefined,
): Promise<LateStatement> {
  const { late } = await reader.list();
  const newest = late.at(-1);
  const wanted = asked.late?.number ?? newest;
  if (wanted === undefined) throw refuseRestore('no-late-set');
  if (!late.includes(wanted)) throw refuseRestore('late-not-there', { late: wanted });
  // The newest as a whole, or nothing: never an older one because the newest is damaged.
  const statement = await reader.late(wanted);
  for (const file of statement.tables) await reader.check(lateSet(wanted), file);
  if (asked.late === undefined && witness !== undefined && statement.number < witness.late)
    throw refuseRestore('late-older-than-witness', { late: statement.number, newest: witness.late });
  return statement;
}

/**
 * Which backup, which late set and which parts of the log are restored. Every statement is read and its signature held against
 * this installation's key, so that nothing is written for a wrong identity, a wrong keeper or an altered set.
 * @throws Refusal 'restore-refused'
 */
export async function chooseSets(
  reader: SetReader,
  asked: Asked,
  witness: WitnessState | undefined,
): Promise<Chosen> {
  const there = await reader.list();
  const id = asked.backup ?? there.backups.at(-1);
  if (id === undefined) throw refuseRestore(there.unfinished.length > 0 ? 'backup-unfinished' : 'no-backup');
  if (!there.backups.includes(id))
    throw refuseRestore(there.unfinished.includes(id) ? 'backup-unfinished' : 'backup-not-there', {
      backup: id,
    });
  const backup = await reader.backup(id);
  await reader.check(backupSet(id), backup.blobs);
  const late = await chooseLate(reader, asked, witness);
  if (asked.late === undefined) {
    if (late.number <= backup.lateBefore)
      throw refuseRestore('late-older-than-backup', { late: late.number, after: backup.lateBefore });
    if (Date.parse(late.changesSince) > Date.parse(backup.snapshotAt))
      throw refuseRestore('late-does-not-reach-back', { late: late.number, backup: id });
  }
  return {
    backup,
    late,
    log: await chooseLog(reader, there.log, backup.log?.size ?? 0),
    linesFrom: Math.max(late.linesFrom, await newestLinesFrom(reader, there.late, late)),
    because: asked.late?.because ?? null,
  };
}

/**
 * Keys of an ended epoch are gone: what lies under it opens with nothing.
 * @throws Refusal 'restore-refused' ('late-of-ended-epoch')
 */
export async function mustHaveEpochs(keeper: Keeper, late: LateStatement): Promise<void> {
  for (const epoch of late.epochs)
    try {
      await keeper.epochKey(epoch);
    } catch (error) {
      if (error instanceof Refusal && error.details['reason'] === 'no-epoch-key')
        throw refuseRestore('late-of-ended-epoch', { late: late.number, epoch });
      throw error;
    }
}

/** The place is pruned by what its newest late set says, whichever is restored from. */
async function newestLinesFrom(
  reader: SetReader,
  numbers: readonly number[],
  chosen: LateStatement,
): Promise<number> {
  const newest = numbers.at(-1);
  if (newest === undefined || newest === chosen.number) return chosen.linesFrom;
  // One that is damaged says nothing: an older one is taken since it is.
  return reader.late(newest).then(
    ({ linesFrom }) => linesFrom,
    () => chosen.linesFrom,
  );
}

/** Parts that join without a gap from the first line on, as far as they go; at least to where the backup's log stood. */
async function chooseLog(
  reader: SetReader,
  parts: readonly { from: number; to: number }[],
  least: number,
): Promise<LogPartStatement[]> {
  const chosen: LogPartStatement[] = [];
  let to = 0;
  for (;;) {
    // Where one was cut short and written anew there may be two: the longer one.
    const next = parts.findLast((part) => part.from === to);
    if (next === undefined) break;
    chosen.push(await reader.logPart(next));
    to = next.to;
  }
  if (to < least) throw refuseRestore('log-part-missing', { from: to, to: least });
  return chosen;
}
