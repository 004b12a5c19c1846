import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from './contacts.ts';
import { notHere } from './find-heir.ts';
import { readContact } from './contacts-store.ts';

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
