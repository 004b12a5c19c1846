import { emptyRoot, leafHash, nodeHash } from './tree/hash.ts';

/** A Merkle tree that keeps only the roots of its full subtrees: log2(n) hashes for n leaves. */
export interface MerkleRoot {
  append(leaf: Uint8Array): void;
  readonly size: number;
  /** The tree hash of all leaves so far: 32 bytes. More may be appended after. */
  root(): Buffer;
}

export function createMerkleRoot(): MerkleRoot {
  // Left to right, each over a power of two of leaves, as the bits of `size`.
  const subtrees: Buffer[] = [];
  let size = 0;
  return {
    append(leaf) {
      let node = leafHash(leaf);
      // Halves, not bit shifts: those end at 2^31 leaves.
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(subtrees.pop()!, node);
      subtrees.push(node);
      size += 1;
    },
    get size() {
      return size;
    },
    root() {
      if (subtrees.length === 0) return emptyRoot;
      return subtrees.reduceRight((right, left) => nodeHash(left, right));
    },
  };
}
