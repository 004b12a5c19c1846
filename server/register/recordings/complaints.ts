import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { CalendarDay } from '../../safeguards/access/calendar-day.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { complaintColumn, type ComplaintAccount } from '../contacts/contact-columns.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { withoutCodes } from '../contacts/incidents/make-incident.ts';
import {
  changedMatter,
  checkMatter,
  followMatter,
  type ListedMatter,
  listMatters,
  type MatterChange,
  type MattersQuery,
  withOutcome,
} from './matters.ts';
import { type ComplaintRow, insertMatter, lockMatter, readMatter, updateMatter } from './matters-store.ts';

const ground = 'complaint';
const accountOf = ({ contact_id, id, account_sealed }: ComplaintRow) =>
  complaintColumn.at(contact_id, id, account_sealed);

/**
 * A customer's complaint, made in a contact: it goes with that contact. The same `complaintId` again changes nothing.
 * @throws Refusal those of `checkMatter` and `changeContact`
 */
export async function openComplaint(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: {
    readonly complaintId: Id<'complaint'>;
    readonly ownerId: Id<'staff'>;
    readonly endsOn: CalendarDay;
    readonly reason: string;
  },
): Promise<{ version: number }> {
  const change = {
    act: 'extend-recording',
    contactId,
    version: undefined,
    categories: ['notes'],
    details: { change: 'complaint-opened', item: input.complaintId },
  } as const;
  await changeContact(deps, actor, change, async (tx, row, sealer) => {
    await checkMatter(deps, ground, { ...input, queue: row.queue });
    await insertMatter(tx, ground, {
      contact_id: contactId,
      id: input.complaintId,
      queue: row.queue,
      owner_id: input.ownerId,
      opened_at: deps.clock.now(),
      opened_by: actor.staffId,
      ends_on: input.endsOn,
      account_sealed: sealer.seal(complaintColumn, contactId, input.complaintId, {
        reason: withoutCodes(input.reason),
      }),
    });
    return row;
  });
  return { version: 1 };
}

/**
 * Gives a complaint another owner or last day, or closes it with what came of it.
 * @throws Refusal 'not-found', those of `changedMatter` and `changeContact`
 */
export async function changeComplaint(
  deps: ContactsDeps,
  actor: StaffActor,
  complaintId: Id<'complaint'>,
  input: MatterChange,
): Promise<{ version: number }> {
  const seen = await readMatter(deps.db, ground, complaintId);
  if (seen === undefined) throw new Refusal('not-found', { what: ground });
  const isClosed = input.outcome !== undefined;
  const change = {
    act: 'extend-recording',
    contactId: seen.contact_id,
    version: undefined,
    categories: ['notes'],
    details: { change: isClosed ? 'complaint-closed' : 'complaint-changed', item: complaintId },
  } as const;
  let version = 0;
  await changeContact(deps, actor, change, async (tx, contact, sealer) => {
    const next = await changedMatter(deps, actor, ground, await lockMatter(tx, ground, complaintId), input);
    const account = withOutcome(sealer.open(complaintColumn, accountOf(next)), input);
    version = await updateMatter(tx, ground, {
      ...next,
      account_sealed: sealer.seal(complaintColumn, next.contact_id, next.id, account),
    });
    await followMatter(deps, tx, actor, { id: next.id, ground, endsOn: next.ends_on, isClosed });
    return contact;
  });
  return { version };
}

export type ListedComplaint = ListedMatter<ComplaintRow, ComplaintAccount>;

/** A page of complaints of the queues that one's tasks reach, newest first, opened under one grant. */
export async function listComplaints(
  deps: ContactsDeps,
  actor: StaffActor,
  query: MattersQuery,
): Promise<{ complaints: ListedComplaint[]; next: string | null }> {
  const { matters, next } = await listMatters(deps, actor, ground, query, {
    unitOf: (row) => row.contact_id,
    open: (opener, row) => opener.open(complaintColumn, accountOf(row)),
  });
  return { complaints: matters, next };
}
