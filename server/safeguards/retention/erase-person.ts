import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import type { Id } from '../../base/new-id.ts';
import type { Database, Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import type { Access } from '../access/authorize.ts';
import type { Grant } from '../vault/grant.ts';
import type { Vault } from '../vault/vault.ts';
import { createBatchSize } from './batch-size.ts';
import { deleteErasure, insertErasure, listErasuresUnderWay, lockErasure } from './erasure-store.ts';
import type { Holding } from './holding.ts';
import { removeUnits } from './remove-units.ts';

/** The job that takes what is left of somebody whose erasure has begun; it may run again, and anywhere. */
export const eraseRestJob = 'erase-rest';

/** Contacts that are gone when the erasure has begun: more than nearly everybody has. */
const mostAtOnce = 200;
const againMilliseconds = 1_000;

export interface ErasureBegun {
  /** Nothing is left: false where the rest, unreadable by then, follows in batches. */
  readonly done: boolean;
}

/**
 * Erases a person with all that goes with them (GDPR Art. 17). One transaction ends it for every reader: their own key, fields,
 * and all they are found by are destroyed; so are their contacts, or, of somebody who has very many, the first of them, and the
 * rest gives no key any more (`ring.read_keys`). What is left goes by a job, keys and rows together as in the sweep, each batch
 * a transaction: killed anywhere, every unit is whole and unreadable, or gone with a tombstone.
 * What has a period and a ground of its own stays: incidents. Whether a request is to be granted, and what else a statute
 * demands to be kept, is decided before.
 */
export function createErasure(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  clock: Clock;
  holdings: readonly Holding[];
  isBusy(): Promise<boolean>;
  readonly atOnce?: number;
}) {
  const { db, vault, clock, atOnce = mostAtOnce } = deps;
  const people = deps.holdings.find(({ kind }) => kind === 'person')!;
  const others = deps.holdings.filter((holding) => holding !== people);
  const sweepGrant = (units: readonly Id[]) => deps.access.systemGrant('sweep', { units, categories: [] });

  /** @returns how many units it took, and whether there are others */
  async function removeSome(tx: Tx, person: Id<'person'>, rule: string, most: number) {
    let units = 0;
    let more = false;
    for (const holding of others) {
      const locked = await holding.lockOfPerson(tx, person, most - units);
      if (locked.ids.length > 0)
        await removeUnits(tx, { vault, grantFor: sweepGrant }, holding, locked.ids, rule);
      units += locked.ids.length;
      more ||= locked.more;
    }
    return { units, more };
  }

  function askForRest(tx: Tx | Database, person: Id<'person'>, runAt?: Date): Promise<void> {
    const key = `${eraseRestJob}:${person}`;
    return jobQueue.enqueue(tx, eraseRestJob, { person }, { key, ...(runAt ? { runAt } : {}) });
  }

  return {
    /**
     * @param rule why, as tombstones, certificate and log say it: a code
     * @param grantFor the leave of whoever erases, for these units
     * @throws Refusal 'not-found', 'merged' (with whom they are now), 'unit-restricted' (GDPR Art. 18)
     */
    begin(
      person: Id<'person'>,
      rule: string,
      grantFor: (units: readonly Id[]) => Grant | Promise<Grant>,
    ): Promise<ErasureBegun> {
      return db.transaction(async (tx) => {
        const { ids } = await people.lockOfPerson(tx, person, 1);
        // Their own key first: what is made for them at this moment waits for the lock, and finds nobody.
        await removeUnits(tx, { vault, grantFor }, people, ids, rule);
        const { more } = await removeSome(tx, person, rule, atOnce);
        if (more) {
          insertErasure(tx, person, { rule, begun_at: clock.now() });
          await askForRest(tx, person);
        }
        return { done: !more };
      });
    },

    /** Takes what is left, in batches. @returns whether nothing is; else it has asked to be run again */
    async finish(person: Id<'person'>, stopping?: AbortSignal): Promise<boolean> {
      const size = createBatchSize();
      while (!stopping?.aborted) {
        const begun = performance.now();
        const { units, more } = await db.transaction(async (tx) => {
          const erasure = await lockErasure(tx, person);
          if (erasure === undefined) return { units: 0, more: false };
          const removed = await removeSome(tx, person, erasure.rule, size.most());
          if (!removed.more) deleteErasure(tx, person);
          return removed;
        });
        if (!more) return true;
        // What others hold at this moment is free in the next.
        if (units === 0) break;
        const pause = size.took(performance.now() - begun, units, await deps.isBusy());
        if (pause > 0) await sleep(pause, undefined, { signal: stopping }).catch(() => undefined);
      }
      await askForRest(db, person, new Date(Date.now() + againMilliseconds));
      return false;
    },

    /** Those that were begun are finished, whatever became of their jobs. */
    async resume(): Promise<void> {
      for (const { person_id } of await listErasuresUnderWay(db)) await askForRest(db, person_id);
    },
  };
}

export type Erasure = ReturnType<typeof createErasure>;
