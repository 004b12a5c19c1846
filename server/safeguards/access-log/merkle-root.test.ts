import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMerkleRoot } from './merkle-root.ts';

// The leaves and roots that the reference implementations of RFC 6962 are tested with.
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the tree hash', () => {
  it('gives the known roots of the first eight leaves, root by root', () => {
    const tree = createMerkleRoot();
    expect(tree.root().toString('hex')).toBe(roots[0]);
    for (const [index, leaf] of leaves.entries()) {
      tree.append(Buffer.from(leaf, 'hex'));
      expect(tree.size).toBe(index + 1);
      expect(tree.root().toString('hex')).toBe(roots[index + 1]);
    }
  });

  it('equals the recursive definition for any number of leaves', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 70 }), (data) => {
        const tree = createMerkleRoot();
        for (const leaf of data) tree.append(leaf);
        expect(tree.root()).toEqual(byDefinition(data));
      }),
    );
  });
});

function digest(mark: number[], ...parts: Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(Buffer.from(mark));
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** RFC 6962 section 2.1, word by word. */
function byDefinition(data: readonly Uint8Array[]): Buffer {
  if (data.length === 0) return digest([]);
  if (data.length === 1) return digest([0], data[0]!);
  let k = 1;
  while (k * 2 < data.length) k *= 2;
  return digest([1], byDefinition(data.slice(0, k)), byDefinition(data.slice(k)));
}
