import type { Id } from '../../base/new-id.ts';
import { dayOf } from '../../safeguards/access/calendar-day.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { endingDays } from './list-recordings.ts';

interface Due {
  readonly owner: Id<'staff'>;
  readonly queue: string;
  readonly contact_id: Id<'contact'> | null;
}

/**
 * Tells owners what will need a decision of theirs: recordings that their complaints and projects keep and that go within two weeks,
 * and holds whose day of review has come. Of each one is told once, also when we were away at its moment.
 * @returns how many were told
 */
export async function remindOfRecordings(
  deps: Pick<ContactsDeps, 'db' | 'clock' | 'live' | 'current'>,
): Promise<number> {
  const now = deps.clock.now();
  const soon = new Date(now.getTime() + endingDays * 86_400_000);
  const today = dayOf(now, deps.current().declaration.register.timeZone);
  return deps.db.transaction(async (tx) => {
    const ending = await tx.query<Due>(
      `UPDATE register.recording_extension x SET told_at = $1 FROM register.recording r
       WHERE r.id = x.recording_id AND x.ended_at IS NULL AND x.told_at IS NULL AND x.until <= $2 AND x.until > $1 AND r.extended_until <= $2
       RETURNING r.queue, r.contact_id, coalesce((SELECT owner_id FROM register.complaint m WHERE m.id = x.complaint_id),
         (SELECT owner_id FROM register.quality_project q WHERE q.id = x.project_id), x.made_by) AS owner`,
      [now, soon],
    );
    const reviews = await tx.query<Due>(
      `UPDATE register.recording_hold h SET told_on = $1::date FROM register.recording r
       WHERE r.id = h.recording_id AND h.ended_at IS NULL AND h.review_on <= $1::date AND h.told_on IS NULL AND h.owner_id IS NOT NULL
       RETURNING r.queue, r.contact_id, h.owner_id AS owner`,
      [today],
    );
    const due = [...ending, ...reviews];
    for (const { owner, queue, contact_id } of due)
      await deps.live.announce(tx, {
        kind: 'for-you',
        contactId: contact_id,
        queue,
        staffId: owner,
        notice: 'recording-due',
      });
    return due.length;
  });
}
