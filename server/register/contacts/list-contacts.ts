import { Refusal } from '../../base/errors.ts';
import { isId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { LogAction, LogDetails } from '../../safeguards/access-log/log-entry.ts';
import { dayOf } from '../../safeguards/access/calendar-day.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import type { Act } from '../../safeguards/declaration/declaration.ts';
import { cardColumn, type ListCard } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow, ContactStatus, Priority } from './contacts-store.ts';
import { hideName, phoneIn } from './hide-unseen.ts';
import {
  countedAtMost,
  countInboxRows,
  type InboxCounts,
  type InboxOrder,
  listContacts,
  type OwnMark,
  readOwnMarks,
  sortMoment,
} from './inbox-store.ts';

/** A contact as a list shows it. */
export interface OpenedCard extends ListCard {
  readonly row: ContactRow;
  /** The reader's own marks; undefined when there are none. */
  readonly mark: OwnMark | undefined;
}

export interface ContactList {
  readonly cards: readonly OpenedCard[];
  readonly next: string | null;
}

export type ContactView = 'mine' | 'unassigned' | 'all' | 'mentioned' | 'watching';

interface Cursor {
  readonly at: Date;
  readonly id: Id;
}

export function writeCursor(row: ContactRow, order: InboxOrder = 'newest'): string {
  return `${sortMoment(row, order).getTime()}_${row.id}`;
}

/** @throws Refusal 'invalid-input' for anything that is not a cursor of ours */
export function readCursor(text: string): Cursor {
  const [moment = '', id = ''] = text.split('_');
  const at = new Date(/^\d{1,15}$/.test(moment) ? Number(moment) : Number.NaN);
  if (Number.isNaN(at.getTime()) || !isId(id)) throw new Refusal('invalid-input', { field: 'cursor' });
  return { at, id };
}

/** Opens the cards of rows under one grant and one log entry that names every one of them. The caller reads anew, rows and all, when a key was replaced. */
export async function openCards(
  deps: ContactsDeps,
  actor: StaffActor,
  act: Act,
  action: LogAction,
  rows: readonly ContactRow[],
  details: LogDetails = {},
): Promise<OpenedCard[]> {
  const categories = ['messages', 'name', 'emailAddress', ...phoneIn(rows)];
  const ask = { act, units: rows.map((row) => row.id), categories };
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  const may = (category: string) => grant.categories.includes(category);
  return deps.vault.open(
    grant,
    action,
    () => readOwnMarks(deps.db, actor.staffId, ask.units),
    (opener, marks) =>
      rows
        // Erased between the two readings: gone from the list too.
        .filter((row) => opener.holds(row.id))
        .map((row) => {
          const card = opener.open(cardColumn, cardColumn.at(row.id, row.id, row.card_sealed));
          return { row, mark: marks.get(row.id), ...card, name: hideName(card.name, may) };
        }),
    { shown: rows.length, ...details },
  );
}

export interface InboxQuery {
  readonly view: ContactView;
  readonly status: ContactStatus | 'any';
  readonly queue?: string | undefined;
  readonly assignee?: Id<'staff'> | undefined;
  readonly tag?: Id<'tag'> | undefined;
  readonly channel?: ContactRow['channel'] | undefined;
  readonly language?: ContactRow['language'] | undefined;
  readonly priority?: Priority | undefined;
  readonly overdue?: 'yes' | undefined;
  readonly order: InboxOrder;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page of the inbox, of the queues that the actor's tasks reach. */
export function listInbox(deps: ContactsDeps, actor: StaffActor, query: InboxQuery): Promise<ContactList> {
  return rereadReplaced(() => listAsItIs(deps, actor, query));
}

async function listAsItIs(deps: ContactsDeps, actor: StaffActor, query: InboxQuery): Promise<ContactList> {
  const reached = await deps.access.queuesFor(actor, 'list-contacts');
  const { view, cursor, limit, order } = query;
  const rows = await listContacts(deps.db, {
    ...query,
    queues: query.queue === undefined ? reached : reached.filter((queue) => queue === query.queue),
    assignee: view === 'mine' ? actor.staffId : view === 'unassigned' ? 'nobody' : (query.assignee ?? 'any'),
    follower: view === 'mentioned' || view === 'watching' ? { staffId: actor.staffId, as: view } : undefined,
    overdueAt: query.overdue === 'yes' ? deps.clock.now() : undefined,
    after: cursor === undefined ? undefined : readCursor(cursor),
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const cards = await openCards(deps, actor, 'list-contacts', 'list', page);
  const last = page.at(-1);
  return { cards, next: rows.length > limit && last ? writeCursor(last, order) : null };
}

const nothing: InboxCounts = {
  mine: 0,
  unassigned: 0,
  all: 0,
  mentioned: 0,
  watching: 0,
  overdue: 0,
  todos: 0,
};

/** How many contacts wait; numbers only, nothing is opened. None goes above `most`. */
export async function countInbox(
  deps: ContactsDeps,
  actor: StaffActor,
): Promise<InboxCounts & { readonly most: number }> {
  const queues = await deps.access.queuesFor(actor, 'list-contacts');
  if (queues.length === 0) return { ...nothing, most: countedAtMost };
  const at = deps.clock.now();
  const today = dayOf(at, deps.current().declaration.register.timeZone);
  const counts = await countInboxRows(deps.db, { queues, staff: actor.staffId, at, today });
  return { ...counts, most: countedAtMost };
}
