import { isId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { findByEmailAddress, findByName, findByPhone } from '../people/find-people.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, listContactsOf, readContact, readContactsByNumber } from './contacts-store.ts';
import { type ContactList, openCards } from './list-contacts.ts';

export type SearchBy = 'any' | 'name' | 'email' | 'phone' | 'id';

/** What the text looks like, when the searcher did not say. */
export function guessSearch(text: string): Exclude<SearchBy, 'any'> {
  const trimmed = text.trim();
  if (trimmed.includes('@')) return 'email';
  if (isId(trimmed.toLowerCase()) || /^#\d{1,12}$/.test(trimmed)) return 'id';
  if (/^\+?[\d\s()/-]{6,}$/.test(trimmed)) return 'phone';
  return /^\d{1,12}$/.test(trimmed) ? 'id' : 'name';
}

const mostFound = 100;

/**
 * Contacts of the people who fit, newest first. Every unit opened on the way is in the log, and the
 * text searched for is in none: neither address, nor log, nor statistics.
 */
export async function searchContacts(
  deps: ContactsDeps,
  actor: StaffActor,
  search: { by: SearchBy; text: string },
): Promise<ContactList> {
  const queues = await deps.access.queuesFor(actor, 'search-contacts');
  const by = search.by === 'any' ? guessSearch(search.text) : search.by;
  const rows = await find(deps, actor, by, search.text, queues);
  const kind = ({ id: 'id', name: 'name', email: 'email-address', phone: 'phone' } as const)[by];
  const cards = await openCards(deps, actor, 'search-contacts', 'search', rows, { by: kind });
  return { cards, next: null };
}

async function find(
  deps: ContactsDeps,
  actor: StaffActor,
  by: Exclude<SearchBy, 'any'>,
  text: string,
  queues: readonly string[],
): Promise<ContactRow[]> {
  if (by === 'id') {
    const trimmed = text.trim().toLowerCase().replace(/^#/, '');
    if (/^\d{1,12}$/.test(trimmed)) return readContactsByNumber(deps.db, Number(trimmed), queues);
    const row = isId(trimmed) ? await readContact(deps.db, trimmed) : undefined;
    return row && queues.includes(row.queue) ? [row] : [];
  }
  const people: Id<'person'>[] =
    by === 'email'
      ? await findByEmailAddress(deps, text)
      : by === 'phone'
        ? await findByPhone(deps, text)
        : await findByName(deps, actor, text);
  return people.length === 0 ? [] : listContactsOf(deps.db, people, queues, mostFound);
}
