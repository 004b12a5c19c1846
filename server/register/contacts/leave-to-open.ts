import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { WrappedKey } from '../../safeguards/vault/key-ring.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, hasOpenContact, readContactWithKeys } from './contacts-store.ts';
import { notHere } from './find-heir.ts';
import { phoneIn } from './hide-unseen.ts';

const categories = ['messages', 'files', 'notes', 'name', 'emailAddress'];

/**
 * Whether this contact is work in hand: it is open, it is one's own, or its person is being served in
 * a queue of one's own. Then no reason is asked.
 */
export async function isInHand(deps: ContactsDeps, actor: StaffActor, row: ContactRow): Promise<boolean> {
  if (row.status !== 'closed' || row.assignee_id === actor.staffId) return true;
  return hasOpenContact(deps.db, row.person_id, await deps.access.queuesFor(actor, 'open-contact'));
}

/**
 * The leave to read a contact's thread. @param more categories beside those of a thread
 * @throws Refusal 'not-found' (also for a queue outside one's tasks once it was logged as refused), 'reason-needed'
 */
export async function leaveToOpen(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  reason?: string,
  more: readonly string[] = [],
): Promise<{
  row: ContactRow;
  grant: Grant;
  may: (category: string) => boolean;
  /** For the vault. */
  keys: readonly WrappedKey[] | undefined;
}> {
  const found = await readContactWithKeys(deps.db, contactId);
  if (found === undefined) throw await notHere(deps.db, contactId);
  const { row, keys } = found;
  const ask = {
    act: 'open-contact',
    queue: row.queue,
    units: [contactId, row.person_id],
    categories: [...new Set([...categories, ...phoneIn([row]), ...more])],
    needsReason: true,
    inHand: await isInHand(deps, actor, row),
    ...(reason === undefined ? {} : { reason }),
  } as const;
  const grant = await deps.access.authorize(actor, ask);
  const may = (category: string) => grant.categories.includes(category);
  if (!may('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  return { row, grant, may, keys };
}
