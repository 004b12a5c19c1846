import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';
import { countAnswer } from '../figures/count-answer.ts';
import type { CountingDeps } from '../figures/count-work.ts';
import { readLeaving } from './answered-store.ts';
import type { ContactRow } from './contacts-store.ts';

/**
 * Counts an answer as it leaves, under the contact's lock and before it is recorded as sent: so once, and never one
 * that was taken back.
 */
export async function countLeaving(
  tx: Tx,
  deps: CountingDeps,
  row: ContactRow,
  messageId: Id<'message'>,
  at: Date,
): Promise<void> {
  const leaving = await readLeaving(tx, row.id, messageId);
  if (leaving === undefined) return;
  countAnswer(tx, deps, row, {
    at,
    isFirst: leaving.is_first,
    waitedSince: leaving.waited_since,
    dueAt: leaving.answer_due_at,
  });
}
