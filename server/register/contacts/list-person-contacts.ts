import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import type { ContactsDeps } from './contacts.ts';
import { hasOpenContact, listContactsOf } from './contacts-store.ts';
import { openCards, type OpenedCard } from './list-contacts.ts';

const mostShown = 100;

/** A person's contacts in the queues one's tasks reach, newest first, under one grant. */
export async function listPersonContacts(
  deps: ContactsDeps,
  actor: StaffActor,
  personId: Id<'person'>,
): Promise<{ cards: OpenedCard[]; more: boolean }> {
  const queues = await deps.access.queuesFor(actor, 'list-contacts');
  if (queues.length === 0) return { cards: [], more: false };
  return rereadReplaced(async () => {
    const rows = await listContactsOf(deps.db, [personId], queues, mostShown + 1);
    return {
      cards: await openCards(deps, actor, 'list-contacts', 'list', rows.slice(0, mostShown)),
      more: rows.length > mostShown,
    };
  });
}

/** Whether the person is being served in a queue of one's own: then no reason is asked. */
export async function isBeingServed(
  deps: ContactsDeps,
  actor: StaffActor,
  personId: Id<'person'>,
): Promise<boolean> {
  return hasOpenContact(deps.db, personId, await deps.access.queuesFor(actor, 'open-contact'));
}
