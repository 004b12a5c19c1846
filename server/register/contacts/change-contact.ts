import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Ask, StaffActor } from '../../safeguards/access/authorize.ts';
import type { LogDetails } from '../../safeguards/access-log/log-entry.ts';
import type { Act } from '../../safeguards/declaration/declaration.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { countMoves } from '../figures/count-moves.ts';
import { heldContactPeriod } from './contact-period.ts';
import type { ContactsDeps } from './contacts.ts';
import { dueMoments } from './due-moments.ts';
import { notHere } from './find-heir.ts';
import { type ContactRow, lockContact, readContact, updateContact } from './contacts-store.ts';
import { standingOf, whenClosed } from './standing.ts';
import { tellColleagues } from './tell-colleagues.ts';

export interface Change {
  readonly act: Act;
  readonly contactId: Id<'contact'>;
  /** What the actor saw; another version means somebody else was there first. Undefined for what cannot conflict. */
  readonly version: number | undefined;
  readonly categories: readonly string[];
  readonly details: LogDetails;
}

/**
 * The frame of every change of a contact by staff: leave, lock, version, log entry, row and event
 * in one transaction. `work` gives the row as it should be, or undefined when all is done already.
 * @throws Refusal 'not-found', 'task-missing', 'changed-meanwhile', 'unit-erased'
 */
export async function changeContact(
  deps: ContactsDeps,
  actor: StaffActor,
  change: Change,
  work: (tx: Tx, row: ContactRow, sealer: Sealer, grant: Grant) => Promise<ContactRow | undefined>,
): Promise<{ contactId: Id<'contact'>; version: number }> {
  const { contactId } = change;
  const seen = await readContact(deps.db, contactId);
  if (seen === undefined) throw await notHere(deps.db, contactId);
  const ask = { act: change.act, queue: seen.queue, units: [contactId], categories: change.categories };
  const grant = await deps.access.authorize(actor, ask);
  if (!change.categories.every((category) => grant.categories.includes(category)))
    return deps.access.refuse(actor, ask, 'task-missing');
  const changed = deps.db.transaction(async (tx) => {
    const row = await lockContact(tx, contactId);
    if (row === undefined) throw new Refusal('unit-erased');
    // Moved since: leave was given for another queue.
    if (row.queue !== seen.queue) throw new Refusal('changed-meanwhile', { version: row.version });
    const sealer = await deps.vault.change(tx, grant, 'change', { details: change.details });
    if (!sealer.holds(contactId)) throw new Refusal('unit-erased');
    const next = await work(tx, row, sealer, grant);
    if (next === undefined) return { contactId, version: row.version };
    if (change.version !== undefined && row.version !== change.version)
      throw new Refusal('changed-meanwhile', { version: row.version });
    const version = await updateContact(tx, next);
    countMoves(tx, deps, row, next, deps.clock.now());
    const fact =
      (next.status === 'closed') === (row.status === 'closed')
        ? undefined
        : next.status === 'closed'
          ? ('contact.closed' as const)
          : ('contact.reopened' as const);
    await deps.live.announce(tx, {
      kind: 'contact-changed',
      contactId,
      queue: row.queue,
      ...(fact ? { facts: [fact] } : {}),
    });
    return { contactId, version };
  });
  return changed.catch((error: unknown) => noteDoubt(deps, actor, ask, error));
}

/**
 * Being told of a doubt is being told something of an address, and nothing was changed that would say so: it gets a
 * line of its own, durable before it is told.
 * @throws the error, or that the log is away
 */
export async function noteDoubt(
  deps: Pick<ContactsDeps, 'access'>,
  actor: StaffActor,
  ask: Ask,
  error: unknown,
): Promise<never> {
  if (error instanceof Refusal && error.code === 'recipient-doubtful')
    await deps.access.refuse(actor, ask, error.code).catch((noted: unknown) => {
      if (!(noted instanceof Refusal) || noted.code !== error.code) throw noted;
    });
  throw error;
}

/** @param assigneeId must be a colleague who may answer in the contact's queue; null gives it back to the queue */
export function assignContact(
  deps: ContactsDeps & { mayWorkIn(staffId: Id<'staff'>, queue: string): Promise<boolean> },
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { version: number; assigneeId: Id<'staff'> | null },
) {
  const details = {
    change: input.assigneeId === null ? 'unassigned' : 'assigned',
    ...(input.assigneeId === null ? {} : { staff: input.assigneeId }),
  };
  return changeContact(
    deps,
    actor,
    { act: 'assign-contact', contactId, version: input.version, categories: [], details },
    async (tx, row) => {
      if (row.assignee_id === input.assigneeId) return undefined;
      if (input.assigneeId !== null && !(await deps.mayWorkIn(input.assigneeId, row.queue))) {
        throw new Refusal('task-missing', { field: 'assigneeId', act: 'answer-contact' });
      }
      if (input.assigneeId !== null && input.assigneeId !== actor.staffId)
        await tellColleagues(deps, tx, row, [input.assigneeId], 'assigned');
      return { ...row, assignee_id: input.assigneeId };
    },
  );
}

/** The contact as it stands once closed: its period runs from now. */
export async function closed(
  deps: ContactsDeps,
  row: ContactRow,
  by: Id<'staff'> | null,
): Promise<ContactRow> {
  const at = deps.clock.now();
  return {
    ...row,
    status: 'closed',
    closed_at: at,
    waiting_since: null,
    answer_due_at: null,
    underway_since: null,
    done_due_at: null,
    standing_before: standingOf(row, 'close-contact', by),
    ...(await heldContactPeriod(deps, row, at)),
  };
}

export function closeContact(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { version: number },
) {
  const change = {
    act: 'close-contact',
    contactId,
    version: input.version,
    categories: [],
    details: { change: 'closed' },
  } as const;
  return changeContact(deps, actor, change, async (_tx, row) =>
    row.status === 'closed' ? undefined : closed(deps, row, actor.staffId),
  );
}

/**
 * Opens a closed contact again, or takes up one that was put aside. Whoever waited for an answer when it was closed
 * waits again.
 */
export function reopenContact(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { version: number },
) {
  const change = {
    act: 'close-contact',
    contactId,
    version: input.version,
    categories: [],
    details: { change: 'reopened' },
  } as const;
  return changeContact(deps, actor, change, async (_tx, row) => {
    if (row.status === 'snoozed') return { ...row, status: 'open', snoozed_until: null };
    if (row.status !== 'closed') return undefined;
    const period = await heldContactPeriod(deps, row, deps.clock.now());
    const before = whenClosed(row);
    const next: ContactRow = {
      ...row,
      status: 'open',
      closed_at: null,
      waiting_since: before.waiting,
      // Without anybody waiting it had been done, and is to be done anew.
      underway_since: before.waiting === null ? deps.clock.now() : before.underway,
      standing_before: null,
      ...period,
    };
    return { ...next, ...dueMoments(deps, next) };
  });
}
