import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCheckpointSigner } from '../../server/safeguards/access-log/tree/checkpoint.ts';
import { growTree, type Tile } from '../../server/safeguards/access-log/tree/grow-tree.ts';
import { leafHash } from '../../server/safeguards/access-log/tree/hash.ts';
import { readTree, TreeIncomplete } from '../../server/safeguards/access-log/tree/prove.ts';
import { createMerkleRoot } from '../../server/safeguards/access-log/merkle-root.ts';
import { othersFindConsistent, othersFindIncluded, othersReadCheckpoint } from './tree-oracles.ts';

/** A tree of that many lines, grown a few at a time from its edge alone, with its tiles. */
function grow(size: number, steps: readonly number[]) {
  const data = Array.from({ length: size }, (_, place) => Buffer.from(`line ${place}`));
  const tiles = new Map<string, Tile>();
  let tree = growTree(0, []);
  let step = 0;
  while (tree.size < size) {
    const until = Math.min(size, tree.size + steps[step % steps.length]!);
    while (tree.size < until) tree.append(leafHash(data[tree.size]!));
    for (const tile of tree.takeTiles()) tiles.set(`${tile.level}/${tile.index}`, tile);
    step += 1;
    // As a process that begins anew: nothing is remembered but tiles and edge.
    const edge = [];
    for (let level = 0, hashes = until; hashes > 0; level += 1, hashes = Math.floor(hashes / 256))
      edge.push(hashesOf(level, Math.floor(hashes / 256), until));
    tree = growTree(until, edge);
  }
  function hashesOf(level: number, index: number, at = size): Buffer[] {
    const full = tiles.get(`${level}/${index}`);
    const width = Math.min(256, Math.max(0, Math.floor(at / 256 ** level) - index * 256));
    if (full) return full.hashes.slice(0, width);
    if (level === 0) return data.slice(index * 256, index * 256 + width).map(leafHash);
    return Array.from(
      { length: width },
      (_, within) => tiles.get(`${level - 1}/${index * 256 + within}`)!.root,
    );
  }
  return { data, tree, tiles, reading: () => readTree(async (level, index) => hashesOf(level, index)) };
}

const rootByLeaves = (data: readonly Buffer[]) => {
  const tree = createMerkleRoot();
  for (const leaf of data) tree.append(leaf);
  return tree.root();
};

describe('the tree', () => {
  it('grown in any steps has the root of its leaves, and every full tile is there once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1400 }),
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
        (size, steps) => {
          const { data, tree, tiles } = grow(size, steps);
          expect(tree.root()).toEqual(rootByLeaves(data));
          expect([...tiles.keys()].filter((key) => key.startsWith('0/'))).toHaveLength(
            Math.floor(size / 256),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('above 65,536 lines there is a full tile of tiles, and roots and proofs hold across it', async () => {
    const { data, tree, tiles, reading } = grow(66_000, [30_000]);
    expect(tiles.get('1/0')!.hashes).toHaveLength(256);
    const root = rootByLeaves(data);
    expect(tree.root()).toEqual(root);
    for (const place of [0, 255, 256, 65_535, 65_536, 65_999]) {
      const path = await reading().proveInclusion(place, 66_000);
      expect(await othersFindIncluded({ data: data[place]!, place, size: 66_000, root, path })).toBe(true);
    }
    for (const older of [1, 256, 65_536, 65_537]) {
      const olderRoot = rootByLeaves(data.slice(0, older));
      expect(await reading().rootAt(older)).toEqual(olderRoot);
      const path = await reading().proveConsistency(older, 66_000);
      expect(await othersFindConsistent({ size: older, root: olderRoot }, { size: 66_000, root }, path)).toBe(
        true,
      );
    }
  });

  it('others find every line included, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 900 }), fc.nat(), fc.nat(), async (size, one, two) => {
        const { data, tree, reading } = grow(size, [97]);
        const at = 1 + (two % size);
        const place = one % at;
        const root = await reading().rootAt(at);
        if (at === size) expect(root).toEqual(tree.root());
        const path = await reading().proveInclusion(place, at);
        const claim = { data: data[place]!, place, size: at, root, path };
        expect(await othersFindIncluded(claim)).toBe(true);
        expect(await othersFindIncluded({ ...claim, data: Buffer.from('another line') })).toBe(false);
        expect(await othersFindIncluded({ ...claim, root: randomBytes(32) })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('others find any two sizes consistent, and a tree that was written anew not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 900 }), fc.nat(), fc.nat(), async (size, one, two) => {
        const { reading, data } = grow(size, [131]);
        const newer = 1 + (one % size);
        const older = 1 + (two % newer);
        const roots = [await reading().rootAt(older), await reading().rootAt(newer)] as const;
        const path = await reading().proveConsistency(older, newer);
        const [before, after] = [
          { size: older, root: roots[0] },
          { size: newer, root: roots[1] },
        ];
        expect(await othersFindConsistent(before, after, path)).toBe(true);
        const rewritten = rootByLeaves([Buffer.from('other'), ...data.slice(1, older)]);
        expect(await othersFindConsistent({ size: older, root: rewritten }, after, path)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('says so when a tile is missing', async () => {
    const reading = readTree(() => Promise.resolve([]));
    await expect(reading.rootAt(3)).rejects.toBeInstanceOf(TreeIncomplete);
  });
});

describe('a checkpoint', () => {
  const signer = createCheckpointSigner(Buffer.alloc(32, 7));
  const root = Buffer.alloc(32, 9);
  const note = signer.sign(123, root);

  it('is read by others as it was signed', () => {
    expect(othersReadCheckpoint(note, signer.verifierKey)).toEqual({
      origin: signer.origin,
      size: 123,
      root,
    });
    expect(() => othersReadCheckpoint(note.replace('\n123\n', '\n124\n'), signer.verifierKey)).toThrow();
  });

  it('is ours only as it was signed, and by our key', () => {
    expect(signer.read(note)).toEqual({ origin: signer.origin, size: 123, root });
    const other = createCheckpointSigner(Buffer.alloc(32, 8));
    expect(other.origin).not.toBe(signer.origin);
    for (const wrong of [
      '',
      note.replace('\n123\n', '\n124\n'),
      note.replace(root.toString('base64'), Buffer.alloc(32).toString('base64')),
      note.slice(0, -20),
      note.trimEnd(),
      other.sign(123, root),
      other.sign(123, root).replaceAll(other.origin, signer.origin),
      signer.sign(123, root).split('\n\n')[0]!,
    ])
      expect(signer.read(wrong), wrong).toBeUndefined();
  });

  it('is the same for the same key for good', () => {
    expect(signer.verifierKey).toBe(createCheckpointSigner(Buffer.alloc(32, 7)).verifierKey);
    expect(note).toBe(signer.sign(123, root));
  });
});
