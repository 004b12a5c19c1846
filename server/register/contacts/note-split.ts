import { newId, type Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';
import type { ContactRow } from './contacts-store.ts';
import { insertContactEvent, numberOf } from './merging-store.ts';

/** Tells each of the two contacts of the other. @param how `messages`: how many went; null where calls did */
export async function noteSplit(
  tx: Tx,
  from: Pick<ContactRow, 'id' | 'number'>,
  to: Id<'contact'>,
  how: { readonly at: Date; readonly by: Id<'staff'>; readonly messages: number | null },
): Promise<void> {
  insertContactEvent(tx, from.id, {
    ...how,
    id: newId(how.at),
    kind: 'split-into',
    other_id: to,
    other_number: await numberOf(tx, to),
  });
  insertContactEvent(tx, to, {
    ...how,
    id: newId(how.at),
    kind: 'split-from',
    other_id: from.id,
    other_number: from.number,
  });
}
