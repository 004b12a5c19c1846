import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import type { Id } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import type { Access } from '../access/authorize.ts';
import type { Vault } from '../vault/vault.ts';
import { createBatchSize } from './batch-size.ts';
import type { DueUnit, Holding, SweptTo } from './holding.ts';
import { removeUnits } from './remove-units.ts';

export interface SweepResult {
  readonly units: Readonly<Record<string, number>>;
  readonly batches: number;
}

/** Before all that is due. */
const beginning: SweptTo = { due: new Date(0), id: '00000000-0000-0000-0000-000000000000' as Id };

/**
 * Removes what is due, in batches, each a transaction: lock, destroy keys, tombstones, rows, and a deletion entry that names
 * units and rule but no person. A batch is as large as may be done in a moment; while customers write, most of the time is
 * left to them. May be killed anywhere and run again.
 * The holdings are taken in the order given: contacts before the people they leave behind.
 */
export function createSweep(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  clock: Clock;
  holdings: readonly Holding[];
  /** Whether there is work that somebody waits for. */
  isBusy(): Promise<boolean>;
}) {
  const grantFor = (units: readonly Id[]) => deps.access.systemGrant('sweep', { units, categories: [] });

  function removeBatch(holding: Holding, most: number, after: SweptTo): Promise<readonly DueUnit[]> {
    return deps.db.transaction(async (tx) => {
      const due = await holding.lockDue(tx, deps.clock.now(), most, after);
      for (const [rule, ids] of byRule(due))
        await removeUnits(tx, { vault: deps.vault, grantFor }, holding, ids, rule);
      return due;
    });
  }

  /** @param stopping where it leaves off; the next sweep goes on */
  return async function sweep(stopping?: AbortSignal): Promise<SweepResult> {
    const units: Record<string, number> = {};
    let batches = 0;
    for (const holding of deps.holdings) {
      const size = createBatchSize();
      for (let after = beginning; !stopping?.aborted;) {
        const begun = performance.now();
        const removed = await removeBatch(holding, size.most(), after);
        const last = removed.at(-1);
        if (last === undefined) break;
        after = last;
        batches += 1;
        units[holding.kind] = (units[holding.kind] ?? 0) + removed.length;
        const pause = size.took(performance.now() - begun, removed.length, await deps.isBusy());
        if (pause > 0) await sleep(pause, undefined, { signal: stopping }).catch(() => undefined);
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
