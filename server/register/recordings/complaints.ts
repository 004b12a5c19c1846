import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { CalendarDay } from '../../safeguards/access/calendar-day.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { complaintColumn, type ComplaintAccount } from '../contacts/contact-columns.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { withoutCodes } from '../contacts/incidents/make-incident.ts';
import { checkMatter, followMatter, type MatterChange } from './matters.ts';
import {
  type ComplaintRow,
  countKeptFor,
  insertComplaint,
  listComplaintRows,
  lockComplaint,
  readComplaint,
  updateComplaint,
} from './matters-store.ts';
import { readPlace, writePlace } from './places.ts';

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
    await checkMatter(deps, 'complaint', { ...input, queue: row.queue });
    await insertComplaint(tx, {
      contact_id: contactId,
      id: input.complaintId,
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
 * @throws Refusal 'not-found', 'matter-closed', 'changed-meanwhile', those of `checkMatter` and `changeContact`
 */
export async function changeComplaint(
  deps: ContactsDeps,
  actor: StaffActor,
  complaintId: Id<'complaint'>,
  input: MatterChange,
): Promise<{ version: number }> {
  const seen = await readComplaint(deps.db, complaintId);
  if (seen === undefined) throw new Refusal('not-found', { what: 'complaint' });
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
    const row = await lockComplaint(tx, complaintId);
    if (row === undefined) throw new Refusal('unit-erased');
    if (row.closed_at !== null) throw new Refusal('matter-closed');
    if (row.version !== input.version) throw new Refusal('changed-meanwhile', { version: row.version });
    const next = { ownerId: input.ownerId ?? row.owner_id, endsOn: input.endsOn ?? row.ends_on };
    if (!isClosed) await checkMatter(deps, 'complaint', { ...next, queue: contact.queue });
    const account = sealer.open(
      complaintColumn,
      complaintColumn.at(row.contact_id, row.id, row.account_sealed),
    );
    version = await updateComplaint(tx, {
      ...row,
      owner_id: next.ownerId,
      ends_on: next.endsOn,
      closed_at: isClosed ? deps.clock.now() : null,
      closed_by: isClosed ? actor.staffId : null,
      account_sealed: sealer.seal(complaintColumn, row.contact_id, row.id, {
        ...account,
        ...(isClosed ? { outcome: withoutCodes(input.outcome) } : {}),
      }),
    });
    await followMatter(deps, tx, actor, { id: row.id, ground: 'complaint', endsOn: next.endsOn, isClosed });
    return contact;
  });
  return { version };
}

export interface ListedComplaint {
  readonly row: ComplaintRow & { readonly queue: string };
  readonly account: ComplaintAccount;
  /** Recordings that it keeps. */
  readonly recordings: number;
}

/** A page of complaints of the queues that one's tasks reach, newest first, opened under one grant. */
export async function listComplaints(
  deps: ContactsDeps,
  actor: StaffActor,
  query: {
    readonly open: boolean;
    readonly contactId?: Id<'contact'> | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<{ complaints: ListedComplaint[]; next: string | null }> {
  const queues = await deps.access.queuesFor(actor, 'extend-recording');
  const rows = await listComplaintRows(deps.db, {
    queues,
    open: query.open,
    contact: query.contactId ?? null,
    after: readPlace(query.cursor),
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const units = [...new Set(page.map((row) => row.contact_id))];
  const ask = { act: 'extend-recording', units, categories: ['notes'] } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('notes')) return deps.access.refuse(actor, ask, 'task-missing');
  const complaints = await deps.vault.open(
    grant,
    'list',
    () =>
      countKeptFor(
        deps.db,
        page.map(({ id }) => id),
      ),
    (opener, kept) =>
      page
        .filter((row) => opener.holds(row.contact_id))
        .map((row) => ({
          row,
          account: opener.open(
            complaintColumn,
            complaintColumn.at(row.contact_id, row.id, row.account_sealed),
          ),
          recordings: kept.find(({ matter }) => matter === row.id)?.recordings ?? 0,
        })),
    { shown: page.length },
  );
  const last = page.at(-1);
  return { complaints, next: rows.length > query.limit && last ? writePlace(last.opened_at, last.id) : null };
}
