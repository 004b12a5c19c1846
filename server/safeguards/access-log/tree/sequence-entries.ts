import type { Clock } from '../../../base/clock.ts';
import type { Database } from '../../../storage/database.ts';
import type { CheckpointSigner } from './checkpoint.ts';
import { growTree } from './grow-tree.ts';
import { emptyRoot } from './hash.ts';
import {
  addCheckpoint,
  addPlaces,
  addTiles,
  isAnyWaiting,
  lockSequencer,
  newestCheckpoint,
  readEdge,
  takeWaiting,
} from './tree-store.ts';

/** Thrown when what stands in the database is not the tree that the newest checkpoint was signed for: nothing more is signed. */
export class TreeBroken extends Error {
  readonly size: number;

  constructor(size: number) {
    super(`access log: the tree at ${size} lines is not the one that was signed`);
    this.name = 'TreeBroken';
    this.size = size;
  }
}

/** Lines in one transaction: a second of the fastest appending seen takes two of them. */
const mostAtOnce = 10_000;

/**
 * Gives what is committed and waits its places in the tree, and signs the new size: places, tiles and checkpoint in one
 * transaction, so that it may be killed anywhere. One process at a time does it; the others find nothing to do.
 * @returns how many lines were placed
 * @throws TreeBroken
 */
export async function sequenceEntries(deps: {
  db: Database;
  clock: Clock;
  signer: CheckpointSigner;
}): Promise<number> {
  const { db, clock, signer } = deps;
  let placed = 0;
  while (await isAnyWaiting(db)) {
    const taken = await db.transaction(async (tx) => {
      if (!(await lockSequencer(tx))) return 0;
      const newest = await newestCheckpoint(tx);
      const size = newest?.size ?? 0;
      const tree = growTree(size, await readEdge(tx, size));
      const signed = newest ? signer.read(newest.note) : undefined;
      if (
        !tree.root().equals(newest ? (signed?.root ?? Buffer.alloc(0)) : emptyRoot) ||
        (signed && signed.size !== size)
      )
        throw new TreeBroken(size);
      const leaves = await takeWaiting(tx, mostAtOnce);
      if (leaves.length === 0) return 0;
      for (const { leafHash } of leaves) tree.append(leafHash);
      addPlaces(tx, size, leaves);
      addTiles(tx, tree.takeTiles());
      const root = tree.root();
      addCheckpoint(tx, { size: tree.size, at: clock.now(), root, note: signer.sign(tree.size, root) });
      return leaves.length;
    });
    placed += taken;
    if (taken < mostAtOnce / 2) break;
  }
  return placed;
}
