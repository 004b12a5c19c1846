import type { Id } from '../../../base/new-id.ts';
import type { Db } from '../../../storage/database.ts';
import type { CheckpointSigner } from './checkpoint.ts';
import { growTree, tileWidth } from './grow-tree.ts';
import { leafHash } from './hash.ts';
import {
  checkpointsAfter,
  firstPlace,
  type KeptCheckpoint,
  leavesBetween,
  newestCheckpoint,
  placeOfHash,
  prunedAsSaid,
  readEdge,
  tileHashes,
  unplacedEntries,
} from './tree-store.ts';

/**
 * `changed`: the line is not the one that was placed there. `moved`: it is the one of place `other`. `doubled`: the line of
 * place `other`, which stands there as well. `dropped`: no line is there. `put-in`: a line that never got a place.
 * `tree-altered`: the hashes themselves are not those signed for `place` lines (and were, for `other`). `checkpoint-forged`: one
 * of `place` lines that we did not sign. `pruned-unsaid`: lines before `place` are gone, and no line says so.
 */
export interface TreeProblem {
  readonly problem:
    | 'changed'
    | 'moved'
    | 'doubled'
    | 'dropped'
    | 'put-in'
    | 'tree-altered'
    | 'checkpoint-forged'
    | 'pruned-unsaid';
  readonly place: number | null;
  readonly entry: Id<'log-entry'> | null;
  readonly other: number | null;
}

export interface TreeVerification {
  /** Lines that the newest checkpoint is signed for; 0 and null before the first. */
  readonly size: number;
  readonly checkpoint: string | null;
  readonly checkpoints: number;
  /** Lines before this place were pruned, and their hashes kept. */
  readonly prunedUntil: number;
  readonly bad: number;
  /** The first of them, in order. */
  readonly problems: readonly TreeProblem[];
}

const mostTold = 20;

/**
 * Reads the tree from a place on, holds each line against the hash that was placed, and each signed size against the hashes.
 * @param options.from the first place to read; what stands before is taken from its hashes
 */
export async function verifyTree(options: {
  readonly db: Db;
  readonly signer: CheckpointSigner;
  readonly from?: number;
  readonly onProgress?: (lines: number) => void;
}): Promise<TreeVerification> {
  const { db, signer, from = 0, onProgress } = options;
  const problems: TreeProblem[] = [];
  let bad = 0;
  const tell = (
    problem: TreeProblem['problem'],
    place: number | null,
    entry: TreeProblem['entry'] = null,
    other: number | null = null,
  ) => {
    bad += 1;
    if (problems.length < mostTold) problems.push({ problem, place, entry, other });
  };

  const newest = await newestCheckpoint(db);
  const size = newest?.size ?? 0;
  const pruned = Math.min((await firstPlace(db)) ?? 0, size);
  // Only whole tiles are pruned: what is missing at the beginning of one was dropped.
  const prunedUntil = Math.floor(pruned / tileWidth) * tileWidth;
  const start = Math.floor(Math.min(from, size) / tileWidth) * tileWidth;
  const tree = growTree(start, await readEdge(db, start));

  let checkpoints = 0;
  let ahead: KeptCheckpoint[] = [];
  let lastGood: number | null = start;
  async function checkSigned(): Promise<void> {
    if (ahead[0]?.size !== tree.size) return;
    const { note, root } = ahead.shift()!;
    checkpoints += 1;
    const signed = signer.read(note);
    if (signed?.size !== tree.size || !signed.root.equals(root)) tell('checkpoint-forged', tree.size);
    if (signed?.root.equals(tree.root())) lastGood = tree.size;
    else if (lastGood !== null && signed) {
      // After the first that differs all differ.
      tell('tree-altered', tree.size, null, lastGood);
      lastGood = null;
    }
    if (ahead.length === 0) ahead = await checkpointsAfter(db, tree.size, 1000);
  }
  ahead = await checkpointsAfter(db, start, 1000);

  for (let first = start; first < size; first += tileWidth) {
    const end = Math.min(first + tileWidth, size);
    const [hashes, leaves] = await Promise.all([
      tileHashes(db, 0, first / tileWidth),
      leavesBetween(db, first, end),
    ]);
    for (const hash of hashes.slice(0, end - first)) {
      tree.append(hash);
      await checkSigned();
    }
    if (first < prunedUntil) continue;
    const byPlace = new Map(leaves.map((leaf) => [leaf.index, leaf]));
    for (let place = first; place < end; place += 1) {
      const found = byPlace.get(place);
      const hash = hashes[place - first];
      if (!found?.leaf) tell('dropped', place, found?.entryId ?? null);
      else if (!hash || !leafHash(found.leaf).equals(hash)) {
        // It reads all hashes: of a log that is wrong throughout the first lines are told.
        const told = problems.length >= mostTold;
        const other = told ? undefined : await placeOfHash(db, leafHash(found.leaf));
        if (other === undefined) tell('changed', place, found.entryId);
        else tell((await standsAt(db, other)) ? 'doubled' : 'moved', place, found.entryId, other);
      }
    }
    onProgress?.(end);
    // Whole tiles are gone: there is nothing more to hold against the signatures.
    if (tree.size < end) break;
  }
  if (tree.size < size && lastGood !== null) tell('tree-altered', size, null, tree.size);

  if (prunedUntil > (await prunedAsSaid(db))) tell('pruned-unsaid', prunedUntil);
  for (const { id, leaf } of await unplacedEntries(db, mostTold)) {
    const other = await placeOfHash(db, leafHash(leaf));
    tell(other === undefined ? 'put-in' : 'doubled', null, id, other ?? null);
  }
  return { size, checkpoint: newest?.note ?? null, checkpoints, prunedUntil, bad, problems };
}

async function standsAt(db: Db, place: number): Promise<boolean> {
  const tile = Math.floor(place / tileWidth);
  const [[found], hashes] = await Promise.all([leavesBetween(db, place, place + 1), tileHashes(db, 0, tile)]);
  const hash = hashes[place - tile * tileWidth];
  return found?.leaf != null && hash !== undefined && leafHash(found.leaf).equals(hash);
}
