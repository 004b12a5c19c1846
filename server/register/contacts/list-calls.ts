import { Refusal } from '../../base/errors.ts';
import { isId, type Id } from '../../base/new-id.ts';
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
import { type CallRow, listCallRows, type LegRow, readCallsOf, readLegs } from './calls-store.ts';

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
  readonly personId: Id<'person'>;
}

export interface CallsQuery {
  readonly outcome?: CallOutcome | 'going-on' | undefined;
  readonly direction?: CallDirection | undefined;
  /** Of whose legs; one's own by one's own id. */
  readonly staffId?: Id<'staff'> | undefined;
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
      queues,
      outcome: query.outcome,
      direction: query.direction,
      staff: query.staffId,
      after: query.cursor === undefined ? undefined : readPlace(query.cursor),
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const units = [...new Set(page.map((row) => row.contact_id))];
    const ask = {
      act: 'list-contacts',
      units,
      categories: ['messages', 'name', 'emailAddress', 'phone'],
    } as const;
    const grant = await deps.access.authorize(actor, ask);
    if (!grant.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
    const may = (category: string) => grant.categories.includes(category);
    const calls = await deps.vault.open(
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
          return [
            { ...openCall(opener, row, legs, may), name: hideName(name, may), personId: row.person_id },
          ];
        }),
      { shown: page.length, channel: 'phone' },
    );
    const last = page.at(-1);
    return {
      calls,
      next: rows.length > query.limit && last ? `${last.began_at.toISOString()} ${last.id}` : null,
    };
  });
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
