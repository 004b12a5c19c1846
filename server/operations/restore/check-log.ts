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
 * @throws Refusal 'restore-refused' ('log-not-continued')
 */
export async function checkLog(
  db: Database,
  signer: CheckpointSigner,
  seen: readonly SeenCheckpoint[],
): Promise<LogStand> {
  const { checkpoint } = await readTreeState(db, false);
  const lines = checkpoint?.size ?? 0;
  let furthest: { size: number; at: string } | undefined;
  for (const { note, at } of seen) {
    const held = signer.read(note);
    if (!held) throw refuseRestore('log-not-continued', { signed: false });
    if (held.size > lines) {
      if (furthest === undefined || held.size > furthest.size) furthest = { size: held.size, at };
      continue;
    }
    const { code } = await compareTree({ db, folder: { newest: () => Promise.resolve(held) } });
    if (code !== null) throw refuseRestore('log-not-continued', { lines: held.size });
  }
  const { bad } = await verifyTree({ db, signer });
  return {
    lines,
    note: checkpoint?.note ?? null,
    missing: furthest === undefined ? 0 : furthest.size - lines,
    missingFrom: furthest === undefined ? null : (checkpoint?.at.toISOString() ?? null),
    missingUntil: furthest?.at ?? null,
    problems: bad,
  };
}
