import type { Clock } from '../../base/clock.ts';
import type { Id } from '../../base/new-id.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Database, Db, Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import type { Access } from '../access/authorize.ts';
import type { Declarations } from '../declaration/create-declarations.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { Vault } from '../vault/vault.ts';
import { countGroundless } from './count-groundless.ts';
import {
  addRemoved,
  beginRemoval,
  finishRemoval,
  hasEndedGround,
  readRemoval,
  type RemovalRow,
} from './ground-store.ts';
import type { GroundlessUnit, Holding } from './holding.ts';
import { removeBlobsLater } from './remove-units.ts';

/** The job that removes what lost its ground with a publishing; it may run again, and anywhere. */
export const removeGroundlessJob = 'remove-groundless';
export const groundEnded = 'ground-ended';

const batchSize = 20;
/** Before every id there is. */
const beginning = '00000000-0000-0000-0000-000000000000' as Id;
/** A process that has not heard of the version for a moment may still store by the one before. */
const stragglersMilliseconds = 60_000;
const againMilliseconds = 30_000;

/**
 * Removes the values that have no ground under the newest version, in small batches, each a transaction: rows, what they
 * were found by, and the key under which old copies of them could be read. What has got its ground back is kept: each
 * unit is asked again under its lock. May be killed anywhere and run again, by any number of processes.
 */
export function createGroundRemoval(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  blobs: Blobs;
  clock: Clock;
  declarations: Pick<Declarations, 'current' | 'refresh'>;
  holdings: readonly Holding[];
}) {
  const { db, vault, access } = deps;

  async function removeUnit(tx: Tx, holding: Holding, unit: GroundlessUnit): Promise<void> {
    const { id, categories, values } = unit;
    const sweep = (units: readonly Id[]) => access.systemGrant('sweep', { units, categories });
    const blobs: Id<'blob'>[] = [];
    if (unit.whole) {
      await vault.destroy(tx, sweep([id, ...(await holding.dependants(tx, [id]))]), groundEnded);
      blobs.push(...(await holding.remove(tx, [id])).blobs);
    } else {
      const details = { rule: groundEnded, count: values };
      await vault.change(tx, sweep([id]), 'erase', { details });
      const removed = await holding.removeGroundless(tx, deps, id);
      if (removed.units.length > 0) await vault.destroy(tx, sweep(removed.units), groundEnded);
      blobs.push(...removed.blobs);
    }
    await removeBlobsLater(tx, blobs);
  }

  /** @returns the last id of the batch; undefined after the last */
  function removeBatch(holding: Holding, after: Id, version: number): Promise<Id | undefined> {
    return db.transaction(async (tx) => {
      const units = await holding.lockGroundless(tx, after, batchSize);
      for (const unit of units) await removeUnit(tx, holding, unit);
      addRemoved(
        tx,
        version,
        units.reduce((sum, { values }) => sum + values, 0),
      );
      return units.at(-1)?.id;
    });
  }

  async function countLeft({ declaration }: PublishedDeclaration) {
    const { groups, heldBack } = await countGroundless(db, deps.holdings, declaration);
    return { values: groups.reduce((sum, { values }) => sum + values, 0), heldBack };
  }

  /** @returns whether nothing without ground is left, but what a restriction holds back */
  return async function removeGroundless(signal?: AbortSignal): Promise<boolean> {
    // By what the database has for newest it is read and removed; this process may not have heard of it.
    await deps.declarations.refresh();
    const published = deps.declarations.current();
    const { version, publishedAt } = published;
    const ended = await hasEndedGround(db);
    const nothing = { values: 0, heldBack: 0 };
    const { values: foreseen, heldBack } = ended ? await countLeft(published) : nothing;
    await beginRemoval(db, { version, foreseen, heldBack, at: deps.clock.now() });
    for (const holding of foreseen > 0 ? deps.holdings : []) {
      let after: Id | undefined = beginning;
      while (after !== undefined) {
        if (signal?.aborted) return false;
        after = await removeBatch(holding, after, version);
      }
    }
    const { values: left } = foreseen > 0 ? await countLeft(published) : nothing;
    if (left === 0) await finishRemoval(db, version, deps.clock.now());
    const settled = deps.clock.now().getTime() - publishedAt.getTime() >= stragglersMilliseconds;
    if (ended && (left > 0 || !settled)) {
      const runAt = new Date(Date.now() + (left > 0 ? againMilliseconds : stragglersMilliseconds));
      await jobQueue.enqueue(db, removeGroundlessJob, {}, { key: removeGroundlessJob, runAt });
    }
    return left === 0;
  };
}

/** How far the removing of what has no ground under a version has come; undefined before it has begun. */
export function readGroundRemoval(db: Db, version: number): Promise<RemovalRow | undefined> {
  return readRemoval(db, version);
}
