import { compareTree } from '../../safeguards/access-log/tree/anchor-tree.ts';
import type { CheckpointSigner } from '../../safeguards/access-log/tree/checkpoint.ts';
import { readTreeState } from '../../safeguards/access-log/tree/read-tree-state.ts';
import { verifyTree } from '../../safeguards/access-log/tree/verify-tree.ts';
import type { Database } from '../../storage/database.ts';
import { refuseRestore } from './refuse.ts';

export interface LogStand {
  /** Lines that were brought back. */
  readonly lines: number;
  /** The checkpoint signed for them. */
  readonly note: string | null;
  /** Lines that were signed for at a later moment, and are lost. */
  readonly missing: number;
  /** From the last line that there is to when the missing ones were last seen, ISO; null where none is missing. */
  readonly missingFrom: string | null;
  readonly missingUntil: string | null;
  /** What the verifier finds wrong in what was brought back: it was so when the backup was made. */
  readonly problems: number;
}

/** A checkpoint that was signed by this installation and has been seen elsewhere. */
export interface SeenCheckpoint {
  readonly note: string;
  readonly at: string;
}

/**
 * The log that was brought back must begin as every checkpoint that was seen of it says: the backup's, the late set's, the
 * witness's, the anchored one. One that is further is no contradiction; what it has more is missing, and said.
 * @param before what was found when this restore first looked: it has written lines of its own since, which stand where missing
 *   ones stood
 * @throws Refusal 'restore-refused' ('log-not-continued')
 */
export async function checkLog(
  db: Database,
  signer: CheckpointSigner,
  seen: readonly SeenCheckpoint[],
  before?: LogStand,
): Promise<LogStand> {
  const { checkpoint } = await readTreeState(db, false);
  const reached = checkpoint?.size ?? 0;
  const lines = Math.min(reached, before?.lines ?? reached);
  let furthest: { size: number; at: string } | undefined;
  for (const { note, at } of seen) {
    const held = signer.read(note);
    if (!held) throw refuseRestore('log-not-continued', { signed: false });
    const compared =
      held.size <= reached
        ? await compareTree({ db, folder: { newest: () => Promise.resolve(held) } })
        : null;
    if (compared?.code === null) continue;
    if (held.size <= lines) throw refuseRestore('log-not-continued', { lines: held.size });
    if (furthest === undefined || held.size > furthest.size) furthest = { size: held.size, at };
  }
  const { bad: problems } = await verifyTree({ db, signer });
  const missing = furthest === undefined ? 0 : furthest.size - lines;
  // The witness may speak of this restore's own lines by now, and no more of those that were lost.
  if (before !== undefined && before.missing >= missing) return { ...before, problems };
  return {
    lines,
    note: before?.note ?? checkpoint?.note ?? null,
    missing,
    missingFrom: furthest === undefined ? null : (checkpoint?.at.toISOString() ?? null),
    missingUntil: furthest?.at ?? null,
    problems,
  };
}
