import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { changeContact } from './change-contact.ts';
import type { ContactsDeps } from './contacts.ts';
import { readUnansweredSince } from './messages-store.ts';
import { standingOf } from './standing.ts';

/**
 * Says that the next word is the customer's, where no answer of ours did: one was given by telephone, say. Or that
 * it is not: the contact is open again, and waits since the first mail that nobody has answered. Only a member of staff
 * says so; when the customer writes it opens by itself as ever.
 * @throws Refusal 'contact-closed', and those of `changeContact`
 */
export function awaitCustomer(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { version: number; waiting: boolean },
) {
  const change = {
    act: 'assign-contact',
    contactId,
    version: input.version,
    categories: [],
    details: { change: input.waiting ? 'waiting' : 'not-waiting' },
  } as const;
  return changeContact(deps, actor, change, async (tx, row) => {
    if (row.status === 'closed') throw new Refusal('contact-closed');
    if ((row.status === 'waiting') === input.waiting) return undefined;
    const standing_before = standingOf(row, 'assign-contact', actor.staffId);
    if (input.waiting)
      return {
        ...row,
        status: 'waiting',
        snoozed_until: null,
        waiting_since: null,
        answer_due_at: null,
        standing_before,
      };
    const since = await readUnansweredSince(tx, contactId);
    return {
      ...row,
      status: 'open',
      waiting_since: since,
      answer_due_at: deps.team.answerDueAt(row.queue, row.priority, since),
      standing_before,
    };
  });
}
