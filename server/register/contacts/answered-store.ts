import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';
import type { ContactRow } from './contacts-store.ts';

/** Since when the customer had waited for this answer, and by when one was wanted: the contact itself forgets it with the answer. */
export function rememberWaiting(
  tx: Tx,
  row: Pick<ContactRow, 'id' | 'waiting_since' | 'answer_due_at'>,
  message: Id<'message'>,
): void {
  if (row.waiting_since === null) return;
  tx.send(
    'UPDATE register.contact_message SET waited_since = $3, answer_due_at = $4 WHERE contact_id = $1 AND id = $2',
    [row.id, message, row.waiting_since, row.answer_due_at],
  );
}

/** Since when the customer had waited for this answer; null when they had not. */
export async function readWaitedSince(tx: Tx, contact: Id, message: Id<'message'>): Promise<Date | null> {
  const [row] = await tx.query<{ waited_since: Date | null }>(
    'SELECT waited_since FROM register.contact_message WHERE contact_id = $1 AND id = $2',
    [contact, message],
  );
  return row?.waited_since ?? null;
}

export interface LeavingRow {
  waited_since: Date | null;
  answer_due_at: Date | null;
  is_first: boolean;
}

/** An answer of staff that is about to have left; undefined when it had left before, or is no answer of theirs. */
export async function readLeaving(
  tx: Tx,
  contact: Id,
  message: Id<'message'>,
): Promise<LeavingRow | undefined> {
  const [row] = await tx.query<LeavingRow>(
    `SELECT waited_since, answer_due_at, NOT EXISTS (
       SELECT 1 FROM register.contact_message AS earlier
       WHERE earlier.contact_id = $1 AND earlier.direction = 'out' AND earlier.author_id IS NOT NULL
         AND earlier.id <> $2 AND earlier.delivery IN ('sent', 'bounced')
     ) AS is_first
     FROM register.contact_message
     WHERE contact_id = $1 AND id = $2 AND direction = 'out' AND delivery = 'queued' AND sent_at IS NULL AND author_id IS NOT NULL`,
    [contact, message],
  );
  return row;
}
