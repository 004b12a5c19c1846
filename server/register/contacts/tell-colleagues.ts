import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';
import type { Notice } from '../../storage/live-events.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow } from './contacts-store.ts';
import { readFollowers } from './follow-store.ts';

/** Tells colleagues, each alone, that something on a contact concerns them. It names the contact and why, nothing of it. */
export async function tellColleagues(
  deps: Pick<ContactsDeps, 'live'>,
  tx: Tx,
  contact: Pick<ContactRow, 'id' | 'queue'>,
  staff: readonly Id<'staff'>[],
  notice: Notice,
): Promise<void> {
  for (const staffId of new Set(staff))
    await deps.live.announce(tx, {
      kind: 'for-you',
      contactId: contact.id,
      queue: contact.queue,
      staffId,
      notice,
    });
}

/** Whoever has the contact, and whoever watches it. */
export async function concerned(tx: Tx, row: ContactRow): Promise<Id<'staff'>[]> {
  const followers = await readFollowers(tx, row.id);
  return [
    ...(row.assignee_id === null ? [] : [row.assignee_id]),
    ...followers.filter((each) => each.watching).map((each) => each.staff_id),
  ];
}

/** Minutes before an answer, or being done, is due at which the assignee is told, and how often the job looks. */
const ahead = 30;
export const tellDueEvery = 5;

/** Tells assignees of what will soon be due. Each falls into one look; a look missed while we were away is not made up for. */
export async function tellDueSoon(deps: Pick<ContactsDeps, 'db' | 'live' | 'clock'>): Promise<void> {
  const look = tellDueEvery * 60_000;
  const begin = Math.floor(deps.clock.now().getTime() / look) * look + ahead * 60_000;
  await deps.db.transaction(async (tx) => {
    const rows = await tx.query<Pick<ContactRow, 'id' | 'queue'> & { assignee_id: Id<'staff'> }>(
      `SELECT id, queue, assignee_id FROM register.contact
       WHERE due_at < $2 AND assignee_id IS NOT NULL AND status = 'open'
         AND ((answer_due_at >= $1 AND answer_due_at < $2) OR (done_due_at >= $1 AND done_due_at < $2))`,
      [new Date(begin), new Date(begin + look)],
    );
    for (const row of rows) await tellColleagues(deps, tx, row, [row.assignee_id], 'due-soon');
  });
}
