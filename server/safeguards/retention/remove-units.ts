import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import type { Grant } from '../vault/grant.ts';
import type { Vault } from '../vault/vault.ts';
import type { Holding } from './holding.ts';

/** The job that removes blobs whose keys are gone; it may run again. */
export const removeBlobJob = 'remove-blob';

/** Blobs of one job: it tries all of them again when one fails. */
const mostBlobs = 100;

/**
 * Takes locked units of a holding away, with those that go with them: keys and rows in this transaction, with a tombstone
 * each and a line of the log; their blobs follow by a job. @param more units that the grant names as well
 */
export async function removeUnits(
  tx: Tx,
  deps: { readonly vault: Vault; grantFor(units: readonly Id[]): Grant | Promise<Grant> },
  holding: Holding,
  ids: readonly Id[],
  rule: string,
  more: readonly Id[] = [],
): Promise<void> {
  const units = [...more, ...ids, ...(await holding.dependants(tx, ids))];
  await deps.vault.destroy(tx, await deps.grantFor(units), rule);
  const { blobs } = await holding.remove(tx, ids);
  await removeBlobsLater(tx, blobs);
}

/** Unreadable by then. */
export async function removeBlobsLater(tx: Tx, blobs: readonly Id<'blob'>[]): Promise<void> {
  for (let from = 0; from < blobs.length; from += mostBlobs) {
    const some = blobs.slice(from, from + mostBlobs);
    await jobQueue.enqueue(tx, removeBlobJob, { blobs: some.join(' ') }, { key: `blob:${some[0]!}` });
  }
}
