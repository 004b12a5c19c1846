import type { Tx } from '../../storage/database.ts';
import { type CountedContact, type CountingDeps, countWork, type Work } from './count-work.ts';

/**
 * Counts what came in: a new contact, a message of a customer, and that it opened a closed contact again. A
 * machine's mail makes a contact, but is no message that anybody wrote.
 * @param contact for a message in an older contact: as it stood before
 */
export function countReceived(
  tx: Tx,
  deps: CountingDeps,
  contact: CountedContact,
  came: {
    readonly at: Date;
    readonly isNew: boolean;
    readonly wasClosed: boolean;
    readonly automatic: boolean;
  },
): void {
  const { at, isNew, wasClosed, automatic } = came;
  const work: Work[] = [];
  if (isNew) work.push({ kind: 'received', at });
  if (!automatic) work.push({ kind: 'message-in', at });
  if (wasClosed && !automatic) work.push({ kind: 'reopened', at });
  countWork(tx, deps, contact, work);
}
