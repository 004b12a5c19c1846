import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow, ContactStatus } from './contacts-store.ts';
import { type ContactList, openCards, readCursor, writeCursor } from './list-contacts.ts';
import { countHistory, listHistory } from './person-history-store.ts';

export interface HistoryQuery {
  readonly channel?: ContactRow['channel'] | undefined;
  readonly status?: ContactStatus | undefined;
  readonly queue?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page of all a person's contacts, of every channel, newest first, in the queues one's tasks reach; each page is a logged reading. */
export function listPersonHistory(
  deps: ContactsDeps,
  actor: StaffActor,
  personId: Id<'person'>,
  query: HistoryQuery,
): Promise<ContactList> {
  return rereadReplaced(() => listAsItIs(deps, actor, personId, query));
}

async function listAsItIs(
  deps: ContactsDeps,
  actor: StaffActor,
  personId: Id<'person'>,
  query: HistoryQuery,
): Promise<ContactList> {
  const reached = await deps.access.queuesFor(actor, 'list-contacts');
  const queues = query.queue === undefined ? reached : reached.filter((queue) => queue === query.queue);
  if (queues.length === 0) return { cards: [], next: null };
  const rows = await listHistory(deps.db, personId, {
    queues,
    channel: query.channel ?? null,
    status: query.status ?? null,
    before: query.cursor === undefined ? undefined : readCursor(query.cursor),
    most: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const cards = await openCards(deps, actor, 'list-contacts', 'list', page);
  const last = page.at(-1);
  return { cards, next: rows.length > query.limit && last ? writeCursor(last) : null };
}

/** How many there are, by channel; of the queues one's tasks reach, and nothing is opened. */
export async function countPersonHistory(
  deps: ContactsDeps,
  actor: StaffActor,
  personId: Id<'person'>,
): Promise<{ channel: ContactRow['channel']; count: number }[]> {
  const queues = await deps.access.queuesFor(actor, 'list-contacts');
  return queues.length === 0 ? [] : countHistory(deps.db, personId, queues);
}
