import type { Holding } from '../../safeguards/retention/holding.ts';
import { sealedBytes } from '../../safeguards/vault/sealed.ts';
import { deleteCalls, lockForgotten } from './import-call-store.ts';

/** A piece of a file of old mail on its way from one process to another. */
export const partColumn = sealedBytes('operations.import_call', 'part_sealed', 'messages');

/** Parts go the moment they are taken; those that nobody took, within the hour. No period is stated for either: nothing is kept. */
export const importPartHolding: Holding = {
  kind: 'mail',
  places: [partColumn],
  lockDue: (tx, _at, most) => lockForgotten(tx, most),
  lockOfPerson: () => Promise.resolve({ ids: [], more: false }),
  dependants: () => Promise.resolve([]),
  async remove(tx, ids) {
    await deleteCalls(tx, ids);
    return { blobs: [] };
  },
  namesBlobs: () => Promise.resolve([]),
  // In no backup: what was on its way when one was made is sent again.
  listUnits: () => Promise.resolve([]),
  shorten: () => Promise.resolve(0),
  foresee: () => Promise.resolve({ kind: 'mail', earlier: 0, later: 0, dueAtOnce: 0 }),
  countValues: () => Promise.resolve([]),
  lockGroundless: () => Promise.resolve([]),
  removeGroundless: () => Promise.resolve({ blobs: [], units: [] }),
  count: () => Promise.resolve([]),
};
