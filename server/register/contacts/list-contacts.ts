import { Refusal } from '../../base/errors.ts';
import { isId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { LogAction, LogDetails } from '../../safeguards/access-log/log-entry.ts';
import type { Act } from '../../safeguards/declaration/declaration.ts';
import { cardColumn, type ListCard } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, type ContactStatus, countOpen, listContacts } from './contacts-store.ts';

/** A contact as a list shows it. */
export interface OpenedCard extends ListCard {
  readonly row: ContactRow;
}

export interface ContactList {
  readonly cards: readonly OpenedCard[];
  readonly next: string | null;
}

export type ContactView = 'mine' | 'unassigned' | 'all';

interface Cursor {
  readonly at: Date;
  readonly id: Id;
}

export function writeCursor(row: { last_at: Date; id: Id }): string {
  return `${row.last_at.getTime()}_${row.id}`;
}

/** @throws Refusal 'invalid-input' for anything that is not a cursor of ours */
export function readCursor(text: string): Cursor {
  const [moment = '', id = ''] = text.split('_');
  const at = new Date(/^\d{1,15}$/.test(moment) ? Number(moment) : Number.NaN);
  if (Number.isNaN(at.getTime()) || !isId(id)) throw new Refusal('invalid-input', { field: 'cursor' });
  return { at, id };
}

/** Opens the cards of rows under one grant and one log entry that names every one of them. */
export async function openCards(
  deps: ContactsDeps,
  actor: StaffActor,
  act: Act,
  action: LogAction,
  rows: readonly ContactRow[],
  details: LogDetails = {},
): Promise<OpenedCard[]> {
  const ask = { act, units: rows.map((row) => row.id), categories: ['messages', 'name'] };
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  const named = grant.categories.includes('name');
  return deps.vault.open(
    grant,
    action,
    () => Promise.resolve(rows),
    (opener) =>
      rows
        // Erased between the two readings: gone from the list too.
        .filter((row) => opener.holds(row.id))
        .map((row) => {
          const card = opener.open(cardColumn, cardColumn.at(row.id, row.id, row.card_sealed));
          return { row, ...card, name: named ? card.name : '' };
        }),
    { shown: rows.length, ...details },
  );
}

/** One page of the inbox, newest first, of the queues that the actor's tasks reach. */
export async function listInbox(
  deps: ContactsDeps,
  actor: StaffActor,
  filter: {
    view: ContactView;
    status: ContactStatus | 'any';
    queue?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<ContactList> {
  const reached = await deps.access.queuesFor(actor, 'list-contacts');
  const queues = filter.queue === undefined ? reached : reached.filter((queue) => queue === filter.queue);
  const rows = await listContacts(deps.db, {
    queues,
    status: filter.status,
    assignee: filter.view === 'mine' ? actor.staffId : filter.view === 'unassigned' ? 'nobody' : 'any',
    before: filter.cursor === undefined ? undefined : readCursor(filter.cursor),
    limit: filter.limit + 1,
  });
  const page = rows.slice(0, filter.limit);
  const cards = await openCards(deps, actor, 'list-contacts', 'list', page);
  const last = page.at(-1);
  return { cards, next: rows.length > filter.limit && last ? writeCursor(last) : null };
}

/** How many contacts wait; numbers only, nothing is opened. */
export async function countInbox(
  deps: ContactsDeps,
  actor: StaffActor,
): Promise<{ mine: number; unassigned: number; all: number }> {
  const queues = await deps.access.queuesFor(actor, 'list-contacts');
  return queues.length === 0 ? { mine: 0, unassigned: 0, all: 0 } : countOpen(deps.db, queues, actor.staffId);
}
