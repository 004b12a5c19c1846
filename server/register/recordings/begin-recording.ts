import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import { dayOf } from '../../safeguards/access/calendar-day.ts';
import { staffReaching } from '../../safeguards/access/staff-reaching.ts';
import type { Tx } from '../../storage/database.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { findCall } from '../contacts/find-call.ts';
import { type Announcement, mayRecord } from './may-record.ts';
import { recordingPeriod } from './recording-period.ts';
import { insertRecording, isRestricted, type PlainRecording } from './recordings-store.ts';

export interface BegunRecording {
  readonly recordingId: Id<'recording'>;
  /** `withheld`: nothing is to be kept of the sound; why stands with it. */
  readonly state: 'recording' | 'withheld';
  readonly code: string | null;
}

/**
 * Begins the recording of a call, if it may be: a unit of its own with a key of its own. What is withheld has a row too, so that
 * it can be told why there is nothing to hear.
 * @throws Refusal 'not-found' for a call that is not known, or is erased
 */
export function beginRecording(
  deps: ContactsDeps,
  callId: Id<'call'>,
  begin: { readonly at: Date; readonly announcement: Announcement },
): Promise<BegunRecording> {
  return deps.db.transaction(async (tx) => {
    const seen = await findCall(tx, callId);
    if (seen === undefined) throw new Refusal('not-found', { what: 'call' });
    const { contact } = seen;
    const published = deps.current();
    const { announcement } = begin;
    const decided = mayRecord(published.declaration, {
      direction: seen.direction,
      beginsAt: begin.at,
      announcement,
      isRestricted: await isRestricted(tx, contact.id),
    });
    // To the call's moment its period and its cap are counted: it stands in the id.
    const callAt = seen.beganAt;
    const recordingId = newId<'recording'>(callAt);
    const grant = deps.access.systemGrant('intake', {
      units: [contact.id, recordingId],
      categories: ['recordings'],
    });
    await deps.vault.change(tx, grant, 'make', {
      make: [{ id: recordingId, kind: 'recording', about: contact.id }],
      details: {
        channel: 'phone',
        queue: seen.queue,
        item: callId,
        outcome: decided.records ? 'recording' : 'withheld',
      },
    });
    const code = decided.records ? null : decided.code;
    insertRecording(tx, {
      id: recordingId,
      contact_id: contact.id,
      call_id: callId,
      queue: seen.queue,
      direction: seen.direction,
      call_at: callAt,
      state: decided.records ? 'recording' : 'withheld',
      code,
      began_at: begin.at,
      announcement: announcement.kind,
      announced_by: announcement.kind === 'not-told' ? null : announcement.by,
      announced_at: announcement.kind === 'played' ? announcement.at : null,
      ...recordingPeriod(published, callAt),
    });
    if (decided.records && decided.alert) await alertUnannounced(deps, tx, contact);
    await deps.live.announce(tx, { kind: 'calls-changed', contactId: contact.id, queue: contact.queue });
    return { recordingId, state: decided.records ? 'recording' : 'withheld', code };
  });
}

/** It is recorded although nothing says that people were told: whoever answers for recordings hears of it at once. */
async function alertUnannounced(
  deps: ContactsDeps,
  tx: Tx,
  contact: { readonly id: Id<'contact'>; readonly queue: string },
): Promise<void> {
  const { declaration } = deps.current();
  const today = dayOf(deps.clock.now(), declaration.register.timeZone);
  const reach = { act: 'extend-recording', queue: contact.queue, today } as const;
  for (const staffId of await staffReaching(tx, declaration, reach))
    await deps.live.announce(tx, {
      kind: 'for-you',
      contactId: contact.id,
      queue: contact.queue,
      staffId,
      notice: 'recording-due',
    });
}

/** @throws Refusal 'unit-erased', 'recording-not-kept' */
export function mustGoOn(row: PlainRecording | undefined): PlainRecording {
  if (row === undefined) throw new Refusal('unit-erased');
  if (row.state !== 'recording') throw new Refusal('recording-not-kept', { state: row.state });
  return row;
}
