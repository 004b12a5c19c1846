import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from './contacts.ts';
import { clearSeen, setSeen, setWatching } from './follow-store.ts';
import { mayReadContact } from './may-read-contact.ts';

/** Follows a contact, or no longer: one's own mark, which shows nothing of it. @throws Refusal 'not-found', 'task-missing' */
export async function followContact(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  watching: boolean,
): Promise<void> {
  await mayReadContact(deps, actor, contactId);
  await setWatching(deps.db, contactId, actor.staffId, watching);
}

/** How far one has read; called when a contact was opened. */
export function markSeen(deps: ContactsDeps, actor: StaffActor, contactId: Id<'contact'>): Promise<void> {
  return setSeen(deps.db, contactId, actor.staffId, deps.clock.now());
}

/** Back to unread, for oneself. @throws Refusal 'not-found', 'task-missing' */
export async function markUnread(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
): Promise<void> {
  await mayReadContact(deps, actor, contactId);
  await clearSeen(deps.db, contactId, actor.staffId);
}
