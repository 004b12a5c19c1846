import type { Clock } from '../../base/clock.ts';
import type { Id } from '../../base/new-id.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Db } from '../../storage/database.ts';
import type { Holding } from './holding.ts';

/** A blob is synced before its row: one this old whose row has not come belongs to a transaction that failed. */
const strayAfterMilliseconds = 24 * 3_600_000;
const batchSize = 500;

/** Removes blobs that no row names; they are unreadable already, their keys were never committed. @returns how many */
export async function removeStrayBlobs(deps: {
  db: Db;
  blobs: Blobs;
  clock: Clock;
  holdings: readonly Holding[];
}): Promise<number> {
  const before = deps.clock.now().getTime() - strayAfterMilliseconds;
  let removed = 0;
  let batch: Id<'blob'>[] = [];
  const settle = async () => {
    const named = new Set(
      (await Promise.all(deps.holdings.map((holding) => holding.namesBlobs(deps.db, batch)))).flat(),
    );
    for (const id of batch) {
      if (named.has(id)) continue;
      await deps.blobs.remove(id);
      removed += 1;
    }
    batch = [];
  };
  for await (const { id, at } of deps.blobs.list()) {
    if (at.getTime() >= before) continue;
    batch.push(id);
    if (batch.length === batchSize) await settle();
  }
  if (batch.length > 0) await settle();
  return removed;
}
