import { tileWidth } from './grow-tree.ts';
import { emptyRoot, largestPowerBelow, nodeHash, rootOver } from './hash.ts';

/** The hashes that stand in a tile now, as many as there are; a tile is asked for once. */
export type ReadTile = (level: number, index: number) => Promise<readonly Buffer[]>;

/** Root and proofs at any size up to the present one, as RFC 9162 section 2.1 defines them, from a few tiles. */
export function readTree(readTile: ReadTile) {
  const asked = new Map<string, Promise<readonly Buffer[]>>();

  function tile(level: number, index: number): Promise<readonly Buffer[]> {
    const key = `${level}/${index}`;
    let found = asked.get(key);
    if (!found) asked.set(key, (found = readTile(level, index)));
    return found;
  }

  /** The hash over a full subtree: `width` leaves, a power of two, from `start` on. */
  async function full(start: number, width: number): Promise<Buffer> {
    let level = 0;
    let unit = 1;
    while (unit * tileWidth <= width) {
      unit *= tileWidth;
      level += 1;
    }
    const first = start / unit;
    const hashes = await tile(level, Math.floor(first / tileWidth));
    const within = first % tileWidth;
    const wanted = hashes.slice(within, within + width / unit);
    if (wanted.length < width / unit) throw new TreeIncomplete(level, Math.floor(first / tileWidth));
    return rootOver(wanted);
  }

  async function over(start: number, end: number): Promise<Buffer> {
    const width = end - start;
    if (width === 0) return emptyRoot;
    const split = width === 1 ? 1 : largestPowerBelow(width);
    if (width === 1 || split * 2 === width) return full(start, width);
    const [left, right] = await Promise.all([over(start, start + split), over(start + split, end)]);
    return nodeHash(left, right);
  }

  async function path(place: number, start: number, end: number): Promise<Buffer[]> {
    if (end - start === 1) return [];
    const middle = start + largestPowerBelow(end - start);
    return place < middle
      ? [...(await path(place, start, middle)), await over(middle, end)]
      : [...(await path(place, middle, end)), await over(start, middle)];
  }

  async function subproof(older: number, start: number, end: number, known: boolean): Promise<Buffer[]> {
    if (older === end) return known ? [] : [await over(start, end)];
    const middle = start + largestPowerBelow(end - start);
    return older <= middle
      ? [...(await subproof(older, start, middle, known)), await over(middle, end)]
      : [...(await subproof(older, middle, end, false)), await over(start, middle)];
  }

  return {
    rootAt: (size: number) => over(0, size),
    /** That the leaf at `place` is in the tree of `size`: its audit path, lowest first. `place` is below `size`. */
    proveInclusion: (place: number, size: number) => path(place, 0, size),
    /** That the tree of `size` begins with the tree of `older`, which is 1 to `size`. */
    proveConsistency: (older: number, size: number) => subproof(older, 0, size, true),
  };
}

/** Tiles that must be there are not: somebody has taken them away. */
export class TreeIncomplete extends Error {
  readonly level: number;
  readonly index: number;

  constructor(level: number, index: number) {
    super(`access log: tile ${level}/${index} is not whole`);
    this.name = 'TreeIncomplete';
    this.level = level;
    this.index = index;
  }
}
