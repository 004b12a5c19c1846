import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from './contacts.ts';
import { readContact } from './contacts-store.ts';

export async function queueOf(
  deps: Pick<ContactsDeps, 'db'>,
  contactId: Id<'contact'>,
): Promise<string | undefined> {
  return (await readContact(deps.db, contactId))?.queue;
}
