import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { complaintColumn, type ComplaintAccount } from '../contacts/contact-columns.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { queueOf } from '../contacts/queue-of.ts';
import {
  type ComplaintContact,
  deleteLink,
  insertLink,
  readComplaintContacts,
  readOtherContacts,
  readRecordingsBeside,
  type RecordingBeside,
} from './complaint-store.ts';
import { countKeptFor } from './extensions-store.ts';
import type { ListedComplaint } from './complaints.ts';
import { type ComplaintRow, lockMatter, readMatter } from './matters-store.ts';
import { isRestricted } from './recordings-store.ts';

const ground = 'complaint';

/** @throws Refusal 'not-found' */
async function mustFind(deps: ContactsDeps, id: Id<'complaint'>): Promise<ComplaintRow> {
  const row = await readMatter(deps.db, ground, id);
  if (row === undefined) throw new Refusal('not-found', { what: ground });
  return row;
}

export interface OpenedComplaint extends ListedComplaint {
  readonly account: ComplaintAccount;
  /** The one in which it was made first. */
  readonly contacts: readonly ComplaintContact[];
  /** Of all its contacts, kept for it or not. */
  readonly beside: readonly RecordingBeside[];
  /** The person's other contacts in the queue, newest first: it may be about one of them. */
  readonly others: readonly ComplaintContact[];
}

/** A complaint with its contacts and their recordings. @throws Refusal 'not-found', 'task-missing' */
export async function showComplaint(
  deps: ContactsDeps,
  actor: StaffActor,
  complaintId: Id<'complaint'>,
): Promise<OpenedComplaint> {
  const row = await mustFind(deps, complaintId);
  const ask = {
    act: 'extend-recording',
    queue: row.queue,
    units: [row.contact_id],
    categories: ['notes'],
  } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('notes')) return deps.access.refuse(actor, ask, 'task-missing');
  return deps.vault.open(
    grant,
    'view',
    () =>
      Promise.all([
        countKeptFor(deps.db, [complaintId]),
        readComplaintContacts(deps.db, row),
        readRecordingsBeside(deps.db, row, deps.clock.now()),
        readOtherContacts(deps.db, row),
      ]),
    (opener, [kept, contacts, beside, others]) => {
      if (!opener.holds(row.contact_id)) throw new Refusal('unit-erased');
      const account = opener.open(
        complaintColumn,
        complaintColumn.at(row.contact_id, row.id, row.account_sealed),
      );
      return { row, account, recordings: kept[0]?.recordings ?? 0, contacts, beside, others };
    },
    { item: complaintId },
  );
}

/**
 * Says that an open complaint is about a further contact, of whichever channel. The same again changes nothing.
 * @throws Refusal 'not-found', 'queues-differ', 'unit-restricted', 'matter-closed', 'limit-reached', those of `changeContact`
 */
export async function linkContact(
  deps: ContactsDeps,
  actor: StaffActor,
  complaintId: Id<'complaint'>,
  contactId: Id<'contact'>,
): Promise<void> {
  await changeLinks(deps, actor, complaintId, contactId, 'complaint-linked', async (tx, row) => {
    const queue = await queueOf({ db: deps.db }, contactId);
    if (queue === undefined) throw new Refusal('not-found', { what: 'contact' });
    if (queue !== row.queue) throw new Refusal('queues-differ');
    if (await isRestricted(tx, contactId)) throw new Refusal('unit-restricted');
    if (contactId === row.contact_id) return;
    if ((await readComplaintContacts(tx, row)).length >= mostContacts)
      throw new Refusal('limit-reached', { most: mostContacts });
    insertLink(tx, { complaintId, contactId, at: deps.clock.now(), by: actor.staffId });
  });
}

const mostContacts = 50;

/**
 * Says that it is not about that contact. What it keeps of that contact's recordings is withdrawn one by one, by whoever decides it.
 * @throws Refusal 'not-found' (also for the contact in which it was made), 'matter-closed', those of `changeContact`
 */
export async function unlinkContact(
  deps: ContactsDeps,
  actor: StaffActor,
  complaintId: Id<'complaint'>,
  contactId: Id<'contact'>,
): Promise<void> {
  await changeLinks(deps, actor, complaintId, contactId, 'complaint-unlinked', async (tx) => {
    if (!(await deleteLink(tx, complaintId, contactId))) throw new Refusal('not-found', { what: 'contact' });
  });
}

async function changeLinks(
  deps: ContactsDeps,
  actor: StaffActor,
  complaintId: Id<'complaint'>,
  contactId: Id<'contact'>,
  changed: string,
  work: (tx: Parameters<typeof lockMatter>[0], row: ComplaintRow) => Promise<void>,
): Promise<void> {
  const { contact_id } = await mustFind(deps, complaintId);
  const change = {
    act: 'extend-recording',
    contactId: contact_id,
    version: undefined,
    categories: ['notes'],
    details: { change: changed, item: complaintId, contact: contactId },
  } as const;
  await changeContact(deps, actor, change, async (tx, contact) => {
    const row = await lockMatter(tx, ground, complaintId);
    if (row === undefined) throw new Refusal('unit-erased');
    if (row.closed_at !== null) throw new Refusal('matter-closed');
    await work(tx, row);
    return contact;
  });
}
