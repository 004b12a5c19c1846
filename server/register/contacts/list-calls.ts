import { Refusal } from '../../base/errors.ts';
import { isId, type Id } from '../../base/new-id.ts';
import { type CalendarDay, spanOfDay } from '../../safeguards/access/calendar-day.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { CallDirection } from '../../safeguards/declaration/declaration.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import { callNumbersColumn, cardColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { readContact } from './contacts-store.ts';
import { notHere } from './find-heir.ts';
import { hideName, type MaySee } from './hide-unseen.ts';
import { leaveToOpen } from './leave-to-open.ts';
import type { CallOutcome } from './call-event.ts';
import { type LoggedCallRow, listCallRows, readCallsAround } from './call-log-store.ts';
import { type CallRow, type LegRow, readCallsOf, readLegs } from './calls-store.ts';

export interface OpenedCall {
  readonly row: CallRow;
  /** E.164; none where the reader's task may not see numbers. */
  readonly customers: readonly string[];
  readonly own: string | null;
  readonly legs: readonly LegRow[];
}

/** The calls of a contact, oldest first, opened under one grant. @throws as `leaveToOpen` */
export function openCalls(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  reason?: string,
): Promise<OpenedCall[]> {
  return rereadReplaced(async () => {
    const { grant, may } = await leaveToOpen(deps, actor, contactId, reason, ['phone']);
    const load = async () => {
      const rows = await readCallsOf(deps.db, contactId);
      return {
        rows,
        legs: await readLegs(
          deps.db,
          rows.map(({ id }) => id),
        ),
      };
    };
    return deps.vault.open(
      grant,
      'list',
      load,
      (opener, { rows, legs }) => {
        if (!opener.holds(contactId)) throw new Refusal('unit-erased');
        return rows.map((row) => openCall(opener, row, legs, may));
      },
      { channel: 'phone' },
    );
  });
}

export interface ListedCall extends OpenedCall {
  /** Whom the contact is of, as its card says. */
  readonly name: string;
  readonly row: LoggedCallRow;
}

export interface CallsQuery {
  readonly outcome?: CallOutcome | 'going-on' | undefined;
  readonly direction?: CallDirection | undefined;
  /** Of whose legs; one's own by one's own id. */
  readonly staffId?: Id<'staff'> | undefined;
  readonly queue?: string | undefined;
  /** A calendar day in the register's time zone. */
  readonly day?: CalendarDay | undefined;
  /** Only those that wait to be called back, of each contact the newest. */
  readonly toReturn?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of the log of calls in the queues that one's tasks reach, newest first: one grant and one line for all it shows. */
export function listCalls(
  deps: ContactsDeps,
  actor: StaffActor,
  query: CallsQuery,
): Promise<{ calls: ListedCall[]; next: string | null }> {
  return rereadReplaced(async () => {
    const queues = await deps.access.queuesFor(actor, 'list-contacts');
    const rows = await listCallRows(deps.db, {
      queues: query.queue === undefined ? queues : queues.filter((queue) => queue === query.queue),
      outcome: query.outcome,
      direction: query.direction,
      staff: query.staffId,
      toReturn: query.toReturn === true,
      between:
        query.day === undefined
          ? undefined
          : spanOfDay(query.day, deps.current().declaration.register.timeZone),
      after: query.cursor === undefined ? undefined : readPlace(query.cursor),
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const calls = await openListed(deps, actor, page);
    const last = page.at(-1);
    return {
      calls,
      next: rows.length > query.limit && last ? `${last.began_at.toISOString()} ${last.id}` : null,
    };
  });
}

/** No call goes on for longer: its end was not told. */
export const longestCallHours = 12;
/** So long after its end a call waits on the screen to be wrapped up. */
const wrapUpMinutes = 10;
const mostAround = 10;

/**
 * What rings or goes on with the reader, or in a queue of theirs with nobody yet, and what of their own is not wrapped up. Nothing
 * is opened, and no line written, where there is nothing.
 */
export function callsAround(deps: ContactsDeps, actor: StaffActor): Promise<ListedCall[]> {
  return rereadReplaced(async () => {
    const now = deps.clock.now().getTime();
    const rows = await readCallsAround(deps.db, {
      queues: await deps.access.queuesFor(actor, 'list-contacts'),
      staff: actor.staffId,
      since: new Date(now - longestCallHours * 3_600_000),
      lately: new Date(now - wrapUpMinutes * 60_000),
      limit: mostAround,
    });
    return rows.length === 0 ? [] : openListed(deps, actor, rows);
  });
}

/** @throws Refusal 'task-missing' where the reader may not see contacts' cards */
async function openListed(
  deps: ContactsDeps,
  actor: StaffActor,
  page: readonly LoggedCallRow[],
): Promise<ListedCall[]> {
  const units = [...new Set(page.map((row) => row.contact_id))];
  const ask = {
    act: 'list-contacts',
    units,
    categories: ['messages', 'name', 'emailAddress', 'phone'],
  } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  const may = (category: string) => grant.categories.includes(category);
  return deps.vault.open(
    grant,
    'list',
    async () => ({
      legs: await readLegs(
        deps.db,
        page.map(({ id }) => id),
      ),
      cards: await readCards(deps, units),
    }),
    (opener, { legs, cards }) =>
      page.flatMap((row) => {
        const card = cards.get(row.contact_id);
        // Erased between the two readings: gone from the list too.
        if (card === undefined || !opener.holds(row.contact_id)) return [];
        const { name } = opener.open(cardColumn, cardColumn.at(row.contact_id, row.contact_id, card));
        return [{ ...openCall(opener, row, legs, may), row, name: hideName(name, may) }];
      }),
    { shown: page.length, channel: 'phone' },
  );
}

function openCall(opener: Opener, row: CallRow, legs: readonly LegRow[], may: MaySee): OpenedCall {
  const numbers =
    row.numbers_sealed && may('phone')
      ? opener.open(callNumbersColumn, callNumbersColumn.at(row.contact_id, row.id, row.numbers_sealed))
      : null;
  return {
    row,
    customers: numbers?.customers ?? [],
    own: numbers?.own ?? null,
    legs: legs.filter(({ call_id }) => call_id === row.id),
  };
}

async function readCards({ db }: ContactsDeps, contacts: readonly Id[]): Promise<Map<Id, Buffer>> {
  const rows = await db.query<{ id: Id; card_sealed: Buffer }>(
    'SELECT id, card_sealed FROM register.contact WHERE id = ANY ($1)',
    [contacts],
  );
  return new Map(rows.map(({ id, card_sealed }) => [id, card_sealed]));
}

function readPlace(cursor: string): { at: Date; id: Id } {
  const [moment = '', id = ''] = cursor.split(' ');
  const at = new Date(moment);
  if (Number.isNaN(at.getTime()) || !isId(id)) throw new Refusal('invalid-input', { field: 'cursor' });
  return { at, id };
}

/** A call of a contact, for an act upon it. @throws Refusal 'not-found', 'merged' */
export async function mustBeCallOf(
  { db }: Pick<ContactsDeps, 'db'>,
  contactId: Id<'contact'>,
  callId: Id<'call'>,
): Promise<CallRow> {
  const call = (await readCallsOf(db, contactId)).find(({ id }) => id === callId);
  if (call !== undefined) return call;
  if ((await readContact(db, contactId)) === undefined) throw await notHere(db, contactId);
  throw new Refusal('not-found', { what: 'call' });
}
