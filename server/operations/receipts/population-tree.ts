import { Refusal } from '../../base/errors.ts';
import { canonicalJson } from '../../safeguards/access-log/canonical-leaf.ts';
import { tileWidth } from '../../safeguards/access-log/tree/grow-tree.ts';
import { leafHash, rootOver } from '../../safeguards/access-log/tree/hash.ts';
import { readTree } from '../../safeguards/access-log/tree/prove.ts';
import type { Database } from '../../storage/database.ts';
import { type ListedPopulation, type PopulationRow, readPopulation, type Span } from './populations-store.ts';

/** Read and hashed in some seconds. */
const largestPopulation = 1_000_000;

/** What is hashed of an item. */
export const itemText = ({ item }: PopulationRow): string => canonicalJson(item);

/**
 * The tree (RFC 9162) over a population's items in the order of their ids. Of most tiles of 256 hashes only the root is kept:
 * what a proof needs beside those is the tile of its own item, and the one at the right edge.
 * @param keep rows wanted, by index: they can be proved
 * @throws Refusal 'limit-reached' for too many items
 */
export async function populationTree(
  db: Database,
  population: ListedPopulation,
  span: Span,
  keep: ReadonlySet<number>,
) {
  const wanted = new Set([...keep].map((index) => Math.floor(index / tileWidth)));
  const tiles = new Map<number, readonly Buffer[]>();
  const kept = new Map<number, PopulationRow>();
  const roots: Buffer[] = [];
  let edge: Buffer[] = [];
  let size = 0;
  for await (const page of readPopulation(db, population, span))
    for (const row of page) {
      if (keep.has(size)) kept.set(size, row);
      edge.push(leafHash(Buffer.from(itemText(row))));
      size += 1;
      if (size > largestPopulation) throw new Refusal('limit-reached', { most: largestPopulation });
      if (edge.length < tileWidth) continue;
      if (wanted.has(roots.length)) tiles.set(roots.length, edge);
      roots.push(rootOver(edge));
      edge = [];
    }
  tiles.set(roots.length, edge);
  const above = levelsOver(roots);
  const tree = readTree((level, index) =>
    Promise.resolve(
      level === 0
        ? (tiles.get(index) ?? [])
        : (above[level - 1] ?? []).slice(index * tileWidth, (index + 1) * tileWidth),
    ),
  );
  return { tree, size, kept };
}

/** Hashes of full tiles, a level in each. */
function levelsOver(roots: readonly Buffer[]): (readonly Buffer[])[] {
  const levels: (readonly Buffer[])[] = [roots];
  for (let below = roots; below.length >= tileWidth; below = levels.at(-1)!) {
    const under = below;
    levels.push(
      Array.from({ length: Math.floor(under.length / tileWidth) }, (_, at) =>
        rootOver(under.slice(at * tileWidth, (at + 1) * tileWidth)),
      ),
    );
  }
  return levels;
}
