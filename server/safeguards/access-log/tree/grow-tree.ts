import { emptyRoot, nodeHash, rootOver } from './hash.ts';

export const tileWidth = 256;

/** A full tile, named as in C2SP tlog-tiles. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: readonly Buffer[];
  readonly root: Buffer;
}

/** What stands in the tile at the right edge of each level, lowest first; a full one never does. */
export type Edge = readonly (readonly Buffer[])[];

/** A tree that takes leaves at its right edge and hands over each tile as it becomes full. */
export interface GrowingTree {
  append(leafHash: Buffer): void;
  readonly size: number;
  root(): Buffer;
  /** The tiles filled since the last asking, lower ones first. */
  takeTiles(): Tile[];
}

export function growTree(size: number, edge: Edge): GrowingTree {
  const levels = edge.map((hashes) => [...hashes]);
  let grown = size;
  let filled: Tile[] = [];

  function push(level: number, hash: Buffer): void {
    const hashes = (levels[level] ??= []);
    hashes.push(hash);
    if (hashes.length < tileWidth) return;
    const root = rootOver(hashes);
    const index = Math.floor((grown - 1) / tileWidth ** (level + 1));
    filled.push({ level, index, hashes, root });
    levels[level] = [];
    push(level + 1, root);
  }

  return {
    append(leafHash) {
      grown += 1;
      push(0, leafHash);
    },
    get size() {
      return grown;
    },
    root() {
      // Full subtrees from the left: those of the highest level first. The last two are joined first.
      const subtrees = levels.toReversed().flatMap(powersOf);
      return subtrees.length === 0 ? emptyRoot : subtrees.reduceRight((right, left) => nodeHash(left, right));
    },
    takeTiles() {
      const tiles = filled;
      filled = [];
      return tiles;
    },
  };
}

/** Fewer than a tile's hashes as full subtrees, by the bits of their number. */
function powersOf(hashes: readonly Buffer[]): Buffer[] {
  const subtrees: Buffer[] = [];
  let start = 0;
  for (let width = tileWidth / 2; width >= 1; width /= 2) {
    if (hashes.length - start < width) continue;
    subtrees.push(rootOver(hashes.slice(start, start + width)));
    start += width;
  }
  return subtrees;
}
