import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from './contacts.ts';
import { notHere } from './find-heir.ts';
import { readContact } from './contacts-store.ts';
import { readForwardsTo } from './merging-store.ts';

/** Whether the actor reaches the contact at all, without opening it. @throws Refusal 'not-found', 'task-missing' */
export async function mayReadContact(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
): Promise<void> {
  const row = await readContact(deps.db, contactId);
  if (row === undefined) throw await notHere(deps.db, contactId);
  await deps.access.authorize(actor, {
    act: 'open-contact',
    queue: row.queue,
    units: [contactId],
    categories: [],
  });
}

/** The ids under which a contact is in the log: its own, and those of contacts merged into it. */
export async function idsOfContact(
  deps: Pick<ContactsDeps, 'db'>,
  contactId: Id<'contact'>,
): Promise<Id<'contact'>[]> {
  return [contactId, ...(await readForwardsTo(deps.db, contactId))];
}
