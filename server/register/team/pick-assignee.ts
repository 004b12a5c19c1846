import type { Id } from '../../base/new-id.ts';
import { dayOf } from '../../safeguards/access/calendar-day.ts';
import { staffReaching } from '../../safeguards/access/staff-reaching.ts';
import type { Declaration, Language } from '../../safeguards/declaration/declaration.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { lockTurns, readTurns, takeTurn } from './team-store.ts';
import type { Assignment } from './team-settings.ts';

/** What this room asks of contacts, which stand above it; compose hands it down. */
export interface TeamContacts {
  usesTag(db: Db, tag: Id<'tag'>): Promise<boolean>;
  /** Open contacts of each of these colleagues, in all queues; who has none is left out. */
  openOf(db: Db, staff: readonly Id<'staff'>[]): Promise<ReadonlyMap<Id<'staff'>, number>>;
}

/**
 * Whose turn it is. The rule looks at the queue, the language and the hour, at who is on duty and how much they
 * have; never at who wrote (P15). Others of the same queue wait until the transaction ends: call it last.
 */
export async function pickAssignee(
  tx: Tx,
  contacts: TeamContacts,
  ask: {
    readonly declaration: Declaration;
    readonly queue: string;
    readonly language: Language | null;
    readonly assignment: Assignment;
    readonly now: Date;
  },
): Promise<Id<'staff'> | null> {
  const { declaration, queue, assignment } = ask;
  if (assignment.rule === 'by-hand') return null;
  await lockTurns(tx, queue);
  const today = dayOf(ask.now, declaration.register.timeZone);
  const reaching = await staffReaching(tx, declaration, { act: 'answer-contact', queue, today });
  const waiting = await readTurns(tx, queue, reaching, ask.language);
  const chosen = await choose(tx, contacts, waiting, assignment);
  if (chosen !== undefined) takeTurn(tx, queue, chosen);
  return chosen ?? null;
}

/** @param waiting who has waited longest first, which decides between equals */
async function choose(
  tx: Tx,
  contacts: TeamContacts,
  waiting: readonly Id<'staff'>[],
  { rule, ceiling }: Assignment,
): Promise<Id<'staff'> | undefined> {
  if (waiting.length === 0 || (rule === 'in-turn' && ceiling === null)) return waiting[0];
  const open = await contacts.openOf(tx, waiting);
  const openOf = (id: Id<'staff'>) => open.get(id) ?? 0;
  const free = waiting.filter((id) => ceiling === null || openOf(id) < ceiling);
  return rule === 'in-turn' ? free[0] : free.toSorted((one, other) => openOf(one) - openOf(other))[0];
}
