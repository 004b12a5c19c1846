import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';
import { countMoves } from '../figures/count-moves.ts';
import { readWaitedSince } from './answered-store.ts';
import { heldContactPeriod } from './contact-period.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, updateContact } from './contacts-store.ts';
import { dueMoments } from './due-moments.ts';
import { earliest } from './moments.ts';
import { whenClosed } from './standing.ts';
import { tellColleagues } from './tell-colleagues.ts';

/**
 * An answer has not reached whom it was for: the contact is open again and waits since when it did before the answer
 * (or from now, where nobody waited then), and its author and whoever has the contact are told. The caller holds the
 * contact's lock and has written the log line.
 * @param message.author_id null for what a rule of ours sent: it was nobody's answer, so that only a bounce brings it here
 */
export async function reopenUnanswered(
  deps: ContactsDeps,
  tx: Tx,
  row: ContactRow,
  message: { readonly id: Id<'message'>; readonly author_id: Id<'staff'> | null },
  at: Date,
): Promise<void> {
  const waiting = earliest([row.waiting_since, await readWaitedSince(tx, row.id, message.id)]) ?? at;
  const open: ContactRow = {
    ...row,
    ...(at > row.last_at ? await heldContactPeriod(deps, row, at) : {}),
    status: 'open',
    closed_at: null,
    snoozed_until: null,
    waiting_since: waiting,
    underway_since: row.status === 'closed' ? (whenClosed(row).underway ?? at) : row.underway_since,
  };
  const next = { ...open, ...dueMoments(deps, open) };
  await updateContact(tx, next);
  countMoves(tx, deps, row, next, at);
  if (row.status === 'closed')
    await deps.live.announce(tx, {
      kind: 'contact-changed',
      contactId: row.id,
      queue: row.queue,
      facts: ['contact.reopened'],
    });
  const told = [message.author_id, row.assignee_id].filter((each) => each !== null);
  await tellColleagues(deps, tx, row, told, 'not-delivered');
}
