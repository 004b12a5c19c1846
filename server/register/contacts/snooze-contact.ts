import { Refusal } from '../../base/errors.ts';
import { isId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { changeContact } from './change-contact.ts';
import type { ContactsDeps } from './contacts.ts';
import { lockContact, updateContact } from './contacts-store.ts';
import { forgetSeen } from './follow-store.ts';
import { standingOf } from './standing.ts';
import { concerned, tellColleagues } from './tell-colleagues.ts';

export const wakeContactJob = 'wake-contact';

const longestDays = 366;
const day = 24 * 3_600_000;

/**
 * Puts a contact aside until a moment: it leaves the open ones and comes back by itself, or at once when the
 * customer writes.
 * @param input.until after now, within a year
 * @throws Refusal 'invalid-input', 'contact-closed', and those of `changeContact`
 */
export async function snoozeContact(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { version: number; until: Date },
) {
  const now = deps.clock.now().getTime();
  const { until } = input;
  if (until.getTime() <= now || until.getTime() > now + longestDays * day)
    throw new Refusal('invalid-input', { field: 'until' });
  const change = {
    act: 'assign-contact',
    contactId,
    version: input.version,
    categories: [],
    details: { change: 'snoozed' },
  } as const;
  return changeContact(deps, actor, change, async (tx, row) => {
    if (row.status === 'closed') throw new Refusal('contact-closed');
    await jobQueue.enqueue(tx, wakeContactJob, { contactId }, { key: `wake:${contactId}`, runAt: until });
    return {
      ...row,
      status: 'snoozed',
      snoozed_until: until,
      standing_before: standingOf(row, 'assign-contact', actor.staffId),
    };
  });
}

/** Wakes a contact whose moment has come; one that was woken, answered, closed or put off meanwhile stays as it is. */
export async function wakeContact(
  deps: ContactsDeps,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { contactId } = payload;
  if (!isId<'contact'>(contactId)) return;
  await deps.db.transaction(async (tx) => {
    const row = await lockContact(tx, contactId);
    if (row?.status !== 'snoozed' || row.snoozed_until === null) return;
    if (row.snoozed_until > deps.clock.now()) return;
    const grant = deps.access.systemGrant('wake', { units: [contactId], categories: [] });
    await deps.vault.change(tx, grant, 'change', { details: { change: 'woken', queue: row.queue } });
    await updateContact(tx, { ...row, status: 'open', snoozed_until: null });
    // It shows as unread to whoever put it aside.
    forgetSeen(tx, contactId);
    await deps.live.announce(tx, { kind: 'contact-changed', contactId, queue: row.queue });
    // Whoever put it aside wanted it back, also where nobody has it.
    const by = row.standing_before?.act === 'assign-contact' ? row.standing_before.by : null;
    const told = [...(await concerned(tx, row)), ...(by === null ? [] : [by])];
    await tellColleagues(deps, tx, row, told, 'woken');
  });
}
