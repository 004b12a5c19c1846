import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from './contacts.ts';
import { readContactsOutside } from './contacts-store.ts';

/**
 * Leaves out what names a contact in a queue that one's tasks do not reach: that the officer opened a
 * person's request tells of the request.
 */
export async function hideUnreached<Entry extends { readonly units: readonly Id[] }>(
  deps: ContactsDeps,
  actor: StaffActor,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const units = [...new Set(entries.flatMap((entry) => entry.units))];
  const queues = await deps.access.queuesFor(actor, 'open-contact');
  const hidden = new Set(await readContactsOutside(deps.db, units, queues));
  return entries.filter((entry) => !entry.units.some((unit) => hidden.has(unit)));
}
