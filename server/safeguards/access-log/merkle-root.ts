import { hash } from 'node:crypto';

/** A Merkle tree that keeps only the roots of its full subtrees: log2(n) hashes for n leaves. */
export interface MerkleRoot {
  append(leaf: Uint8Array): void;
  readonly size: number;
  /** The tree hash of all leaves so far: 32 bytes. More may be appended after. */
  root(): Buffer;
}

const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

const sha256 = (parts: Uint8Array[]) => hash('sha256', Buffer.concat(parts), 'buffer');

/** RFC 6962 section 2.1 (the same in RFC 9162): leaf = H(0 ‖ data), node = H(1 ‖ left ‖ right), none = H(). */
export function createMerkleRoot(): MerkleRoot {
  // Left to right, each over a power of two of leaves, as the bits of `size`.
  const subtrees: Buffer[] = [];
  let size = 0;
  return {
    append(leaf) {
      let node = sha256([leafMark, leaf]);
      // Halves, not bit shifts: those end at 2^31 leaves.
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2)
        node = sha256([nodeMark, subtrees.pop()!, node]);
      subtrees.push(node);
      size += 1;
    },
    get size() {
      return size;
    },
    root() {
      if (subtrees.length === 0) return sha256([]);
      return subtrees.reduceRight((right, left) => sha256([nodeMark, left, right]));
    },
  };
}
