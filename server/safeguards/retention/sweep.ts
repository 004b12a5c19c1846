import type { Clock } from '../../base/clock.ts';
import type { Id } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import type { Access } from '../access/authorize.ts';
import type { Vault } from '../vault/vault.ts';
import type { DueUnit, Holding } from './holding.ts';

/** The job that removes a blob whose key is gone; it may run again. */
export const removeBlobJob = 'remove-blob';

export interface SweepResult {
  readonly units: Readonly<Record<string, number>>;
  readonly batches: number;
}

const batchSize = 200;

/**
 * Removes what is due, in small batches, each a transaction: lock, destroy keys, tombstones, rows,
 * and a deletion entry that names units and rule but no person. May be killed anywhere and run again.
 * The holdings are taken in the order given: contacts before the people they leave behind.
 */
export function createSweep(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  clock: Clock;
  holdings: readonly Holding[];
}) {
  async function removeBatch(holding: Holding): Promise<number> {
    return deps.db.transaction(async (tx) => {
      const due = await holding.lockDue(tx, deps.clock.now(), batchSize);
      for (const [rule, ids] of byRule(due)) {
        const units = [...ids, ...(await holding.dependants(tx, ids))];
        const grant = deps.access.systemGrant('sweep', { units, categories: [] });
        await deps.vault.destroy(tx, grant, rule);
        const { blobs } = await holding.remove(tx, ids);
        for (const blob of blobs)
          await jobQueue.enqueue(tx, removeBlobJob, { blob }, { key: `blob:${blob}` });
      }
      return due.length;
    });
  }

  return async function sweep(): Promise<SweepResult> {
    const units: Record<string, number> = {};
    let batches = 0;
    for (const holding of deps.holdings) {
      for (;;) {
        const removed = await removeBatch(holding);
        if (removed === 0) break;
        batches += 1;
        units[holding.kind] = (units[holding.kind] ?? 0) + removed;
      }
    }
    return { units, batches };
  };
}

function byRule(due: readonly DueUnit[]): Map<string, Id[]> {
  const groups = new Map<string, Id[]>();
  for (const { id, rule } of due) {
    const group = groups.get(rule);
    if (group) group.push(id);
    else groups.set(rule, [id]);
  }
  return groups;
}
