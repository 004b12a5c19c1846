import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Act } from '../../safeguards/declaration/declaration.ts';
import type { ContactsDeps } from './contacts.ts';
import { readContact } from './contacts-store.ts';
import { notHere } from './find-heir.ts';

/** Whom a contact is of, for who may do the act in its queue; nothing is opened. @throws Refusal 'not-found', 'merged', 'task-missing' */
export async function reachContact(
  deps: Pick<ContactsDeps, 'db' | 'access'>,
  actor: StaffActor,
  contactId: Id<'contact'>,
  act: Act,
): Promise<{ readonly personId: Id<'person'>; readonly queue: string }> {
  const row = await readContact(deps.db, contactId);
  if (row === undefined) throw await notHere(deps.db, contactId);
  await deps.access.authorize(actor, { act, queue: row.queue, units: [contactId], categories: [] });
  return { personId: row.person_id, queue: row.queue };
}
