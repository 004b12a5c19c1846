import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { changeContact } from './change-contact.ts';
import type { ContactsDeps } from './contacts.ts';
import { readContact } from './contacts-store.ts';
import { wakeContactJob } from './snooze-contact.ts';
import { asItStood } from './standing.ts';

/**
 * Takes back that a contact was closed or put aside, as long as nothing has happened to it since: it stands as it
 * stood. The leave asked for is that of what is taken back.
 * @throws Refusal 'changed-meanwhile' when there is nothing to take back (any more), and those of `changeContact`
 */
export async function undoChange(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { version: number },
) {
  const seen = await readContact(deps.db, contactId);
  const change = {
    act: seen?.standing_before?.act ?? 'close-contact',
    contactId,
    version: input.version,
    categories: [],
    details: { change: 'taken-back' },
  } as const;
  return changeContact(deps, actor, change, async (tx, row) => {
    const before = row.standing_before;
    if (before === null || before.version !== row.version || before.act !== change.act)
      throw new Refusal('changed-meanwhile', { version: row.version });
    const next = await asItStood(deps, row, before);
    if (next.snoozed_until !== null)
      await jobQueue.enqueue(
        tx,
        wakeContactJob,
        { contactId },
        { key: `wake:${contactId}`, runAt: next.snoozed_until },
      );
    return next;
  });
}
