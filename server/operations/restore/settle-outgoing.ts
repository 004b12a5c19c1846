import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { recordDelivery } from '../../register/contacts/deliver-message.ts';
import { enqueueSending } from '../../register/contacts/answer-contact.ts';
import { informPeopleJob, informPeopleKey } from '../../register/contacts/informing/inform-people.ts';
import { wakeContactJob } from '../../register/contacts/snooze-contact.ts';
import { repointKey, repointPersonJob } from '../../register/people/merge-people.ts';
import { jobQueue } from '../../storage/job-queue.ts';

/** What staff are shown on a message that may have left before the restore. */
const perhapsSent = 'perhaps-sent';
const page = 200;

interface Leaving {
  readonly contact_id: Id<'contact'>;
  readonly id: Id<'message'>;
  readonly delivery: 'queued' | 'scheduled';
  readonly delivery_code: string | null;
  readonly send_at: Date | null;
  readonly is_taken: boolean;
}

/**
 * Messages that were on their way when the backup was made. Nobody can know which of them have left since, so none is sent by
 * itself: each shows as perhaps sent, its contact is open again, and a colleague decides. May be said again.
 * @param quiet nothing has happened since the backup: they go on as they were
 * @returns how many were held back
 */
export async function settleOutgoing(deps: ContactsDeps, quiet: boolean): Promise<number> {
  let held = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await deps.db.query<Leaving>(
      `SELECT contact_id, id, delivery, delivery_code, send_at, handed_at IS NOT NULL AS is_taken FROM register.contact_message
       WHERE delivery IN ('scheduled', 'queued') AND id > $1 ORDER BY id LIMIT $2`,
      [after, page],
    );
    for (const row of rows) {
      if (quiet) {
        await deps.db.transaction((tx) =>
          enqueueSending(tx, row.contact_id, row.id, row.send_at ?? undefined),
        );
        continue;
      }
      await holdBack(deps, row);
      held += 1;
    }
    const last = rows.at(-1);
    if (rows.length < page || last === undefined) return held;
    after = last.id;
  }
}

async function holdBack(deps: ContactsDeps, row: Leaving): Promise<void> {
  if (row.delivery === 'scheduled')
    await deps.db.transaction(async (tx) => {
      await tx.query('DELETE FROM register.contact_scheduled WHERE contact_id = $1 AND message_id = $2', [
        row.contact_id,
        row.id,
      ]);
      await tx.query(
        "UPDATE register.contact_message SET delivery = 'queued', send_at = NULL WHERE contact_id = $1 AND id = $2",
        [row.contact_id, row.id],
      );
    });
  await recordDelivery(
    deps,
    row.contact_id,
    row.id,
    // Its server had taken it before the backup was made: that much is known.
    row.is_taken
      ? { delivery: 'sent', code: row.delivery_code }
      : { delivery: 'failed', code: perhapsSent, unsure: true },
  );
}

/** Jobs stand in no backup: what their subjects wait for is asked for anew. May be said again. */
export async function enqueueAnew({ db }: Pick<ContactsDeps, 'db'>): Promise<void> {
  const snoozed = await db.query<{ id: Id<'contact'>; until: Date }>(
    "SELECT id, snoozed_until AS until FROM register.contact WHERE status = 'snoozed'",
  );
  for (const { id, until } of snoozed)
    await jobQueue.enqueue(db, wakeContactJob, { contactId: id }, { key: `wake:${id}`, runAt: until });
  const people = await db.query<{ id: Id<'person'> }>(
    'SELECT DISTINCT person_id AS id FROM register.person_repoint',
  );
  for (const { id } of people)
    await jobQueue.enqueue(db, repointPersonJob, { personId: id }, { key: repointKey(id) });
  const rounds = await db.query<{ version: number | null; incidentId: Id<'incident'> | null }>(
    `SELECT version, incident_id AS "incidentId" FROM register.inform_round
     WHERE NOT paused AND (version IS NULL OR version = (SELECT max(version) FROM declaration.version))`,
  );
  for (const { version, incidentId } of rounds) {
    const of = version === null ? { incidentId: incidentId! } : { version };
    await jobQueue.enqueue(db, informPeopleJob, of, { key: informPeopleKey(of) });
  }
}
