import type { Clock } from '../../../base/clock.ts';
import type { Db } from '../../../storage/database.ts';
import { leafPrefix } from '../canonical-leaf.ts';
import type { CheckpointSigner } from './checkpoint.ts';
import { cosignaturesAt, givenCheckpointsAfter } from './cosignature-store.ts';
import { tileWidth } from './grow-tree.ts';
import {
  firstPlace,
  newestCheckpoint,
  type PlacedLeaf,
  leavesBetween,
  tileHashes,
  unplacedEntries,
} from './tree-store.ts';

export const treeExportFormat = 'haltija-log-export-1';
const mostUnplaced = 1000;

/**
 * The whole log with its tree, as lines of text for our verifier, which has nothing else to go by: what it is and the newest
 * checkpoint; then tile by tile the checkpoints signed within it, with what witnesses said of them, its hashes, its lines as they were hashed (without their
 * prefix); at the end lines that never got a place, and that it is whole. Nothing is judged here: what is wrong is passed on.
 */
export async function* exportTree(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly signer: CheckpointSigner;
}): AsyncGenerator<string> {
  const { db, clock, signer } = deps;
  const newest = await newestCheckpoint(db);
  const size = newest?.size ?? 0;
  const first = Math.min((await firstPlace(db)) ?? 0, size);
  const prunedUntil = Math.floor(first / tileWidth) * tileWidth;
  yield write({
    format: treeExportFormat,
    madeAt: clock.now().toISOString(),
    verifierKey: signer.verifierKey,
    size,
    prunedUntil,
    checkpoint: newest ? newest.note + (await cosignaturesAt(db, newest.size)) : null,
  });
  let signed = await givenCheckpointsAfter(db, 0, 1000);
  for (let start = 0; start < size; start += tileWidth) {
    const end = Math.min(start + tileWidth, size);
    const text: string[] = [];
    while (signed[0] && signed[0].size <= end) {
      const { note, size: signedSize } = signed.shift()!;
      text.push(write({ checkpoint: note }));
      if (signed.length === 0) signed = await givenCheckpointsAfter(db, signedSize, 1000);
    }
    const hashes = (await tileHashes(db, 0, start / tileWidth)).slice(0, end - start);
    text.push(write({ tile: start / tileWidth, hashes: Buffer.concat(hashes).toString('base64') }));
    if (start >= prunedUntil) {
      const lines = new Map((await leavesBetween(db, start, end)).map((line) => [line.index, line]));
      for (let place = start; place < end; place += 1) text.push(writeLine(lines.get(place)));
    }
    yield text.join('');
  }
  for (const { id, leaf } of await unplacedEntries(db, mostUnplaced))
    yield write({ unplaced: id, bytes: leaf.toString('base64') });
  yield write({ end: size });
}

const write = (value: unknown) => `${JSON.stringify(value)}\n`;
const prefix = Buffer.from(leafPrefix);

function writeLine(line: PlacedLeaf | undefined): string {
  if (!line?.leaf) return write({ gone: line?.entryId ?? null });
  const { leaf, entryId } = line;
  const text = leaf.subarray(prefix.length);
  // Whatever is not a line as we write them goes as bytes, with the id of the row it was found in.
  if (leaf.subarray(0, prefix.length).equals(prefix) && /^\{"act":"[^\n]*\}$/.test(text.toString('utf8')))
    return `${text.toString('utf8')}\n`;
  return write({ other: entryId, bytes: leaf.toString('base64') });
}
