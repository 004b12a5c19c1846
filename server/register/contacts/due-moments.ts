import type { ContactsDeps } from './contacts.ts';
import type { ContactRow } from './contacts-store.ts';

/** By when the queue's targets want an answer, and want it done; null without a target, or where nobody waits or nothing is to be done. */
export function dueMoments(
  { team }: Pick<ContactsDeps, 'team'>,
  row: Pick<ContactRow, 'queue' | 'priority' | 'waiting_since' | 'underway_since'>,
): Pick<ContactRow, 'answer_due_at' | 'done_due_at'> {
  const { queue, priority } = row;
  return {
    answer_due_at: team.answerDueAt(queue, priority, row.waiting_since),
    done_due_at: team.doneDueAt(queue, priority, row.underway_since),
  };
}
