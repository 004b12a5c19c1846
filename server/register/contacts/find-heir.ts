import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { type ContactRow, lockContact } from './contacts-store.ts';
import { readForward } from './merging-store.ts';

/**
 * What to answer for a contact that has no row: 'merged' with the contact it went into, or
 * 'not-found'. The id alone is told; opening the heir is a leave of its own.
 */
export async function notHere(db: Db, contactId: Id): Promise<Refusal> {
  const heir = await readForward(db, contactId);
  return heir === undefined
    ? new Refusal('not-found', { what: 'contact' })
    : new Refusal('merged', { contactId: heir });
}

/** The contact, or the one it was merged into, for the system: late mail and replies under way. */
export async function lockContactOrHeir(tx: Tx, contactId: Id): Promise<ContactRow | undefined> {
  let id = contactId;
  // Chains are one step long; more steps only when a merging commits between two looks.
  for (let step = 0; step < 5; step += 1) {
    const row = await lockContact(tx, id);
    if (row !== undefined) return row;
    const heir = await readForward(tx, id);
    if (heir === undefined) return undefined;
    id = heir;
  }
  return undefined;
}

/** The id under which a contact is found now. */
export async function currentContactId(db: Db, contactId: Id<'contact'>): Promise<Id<'contact'>> {
  return (await readForward(db, contactId)) ?? contactId;
}
