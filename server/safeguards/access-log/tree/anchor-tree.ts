import type { Clock } from '../../../base/clock.ts';
import type { Database } from '../../../storage/database.ts';
import { type AnchorFolder, AnchorUnavailable } from './anchor-folder.ts';
import type { CheckpointSigner } from './checkpoint.ts';
import { readTree, TreeIncomplete } from './prove.ts';
import {
  addAnchoring,
  type AnchorCode,
  newestAnchoring,
  newestCheckpoint,
  tileHashes,
} from './tree-store.ts';

export type { AnchorCode } from './tree-store.ts';

const tellAgainAfter = 3_600_000;

/** Holds the tree against the newest checkpoint in the folder. `anchored`: the lines of that one, 0 for none. */
export async function compareTree({
  db,
  folder,
}: {
  readonly db: Database;
  readonly folder: Pick<AnchorFolder, 'newest'>;
}): Promise<{ readonly code: AnchorCode | null; readonly anchored: number }> {
  try {
    const held = await folder.newest();
    return { code: held ? await compare(db, held) : null, anchored: held?.size ?? 0 };
  } catch (error) {
    if (error instanceof AnchorUnavailable) return { code: 'anchor-unavailable', anchored: 0 };
    throw error;
  }
}

/**
 * Compares, and anchors the newest checkpoint where it goes on from the one that is there. What does not go on is never
 * anchored, so each checkpoint in the folder contains all those before it and the last speaks for them.
 */
export async function anchorTree(deps: {
  db: Database;
  clock: Clock;
  signer: CheckpointSigner;
  folder: AnchorFolder;
}): Promise<AnchorCode | null> {
  const { db, clock, signer, folder } = deps;
  const newest = await newestCheckpoint(db);
  const compared = await compareTree(deps);
  let { code, anchored } = compared;
  let added = false;
  if (code === null && newest && newest.size > anchored && signer.read(newest.note)) {
    try {
      await folder.append(newest.note, clock.now());
      anchored = newest.size;
      added = true;
    } catch (error) {
      if (!(error instanceof AnchorUnavailable)) throw error;
      code = 'anchor-unavailable';
    }
  }
  const told = await newestAnchoring(db);
  const stale = !told || clock.now().getTime() - told.at.getTime() >= tellAgainAfter;
  if (added || stale || told.code !== code) await addAnchoring(db, clock.now(), anchored, code);
  return code;
}

async function compare(
  db: Database,
  held: { readonly size: number; readonly root: Buffer },
): Promise<AnchorCode | null> {
  const newest = await newestCheckpoint(db);
  if ((newest?.size ?? 0) < held.size) return 'log-rolled-back';
  try {
    const root = await readTree((level, index) => tileHashes(db, level, index)).rootAt(held.size);
    return root.equals(held.root) ? null : 'log-rewritten';
  } catch (error) {
    if (error instanceof TreeIncomplete) return 'log-rewritten';
    throw error;
  }
}
