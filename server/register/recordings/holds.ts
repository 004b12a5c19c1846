import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { addMonths, type CalendarDay, dayOf } from '../../safeguards/access/calendar-day.ts';
import { staffReaching } from '../../safeguards/access/staff-reaching.ts';
import { isDeclaredCategory } from '../../safeguards/declaration/may-collect.ts';
import { withoutCodes } from '../contacts/incidents/make-incident.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { endHold, type HoldGround, type HoldRow, insertHold, readHolds, reviewHold } from './holds-store.ts';
import { leaveForRecording } from './reach-recording.ts';
import { holdColumn } from './recording-columns.ts';
import { lockRecording } from './recordings-store.ts';

/** Whether a hold is still needed is asked at least so often. */
const mostMonthsToReview = 12;

/**
 * Holds a recording by law: by the order of an authority or a court, or for a legal claim (GDPR Art. 17(3)(b) and (e)). It is then
 * kept past every period and serves that matter alone. The same `holdId` again changes nothing.
 * @throws Refusal 'not-found', 'task-missing', 'recording-not-kept', 'unit-erased', 'category-not-declared', 'invalid-input'
 *   (field reviewOn: a day to come, within twelve months; field ownerId: somebody who may hold recordings there)
 */
export async function holdRecording(
  deps: ContactsDeps,
  actor: StaffActor,
  recordingId: Id<'recording'>,
  input: {
    readonly holdId: Id<'hold'>;
    readonly ground: HoldGround;
    /** Which order or claim, and where its document stands. */
    readonly document: string;
    readonly ownerId: Id<'staff'>;
    readonly reviewOn: CalendarDay;
  },
): Promise<void> {
  const { queue, grant } = await leaveForRecording(deps, actor, recordingId, {
    act: 'hold-recording',
    categories: ['notes'],
  });
  await checkReview(deps, { ...input, queue });
  await deps.db.transaction(async (tx) => {
    const row = await lockRecording(tx, recordingId);
    if (row === undefined) throw new Refusal('unit-erased');
    if (row.state !== 'kept' && row.state !== 'recording')
      throw new Refusal('recording-not-kept', { state: row.state });
    const sealer = await deps.vault.change(tx, grant, 'change', {
      details: { change: 'held', outcome: input.ground, item: input.holdId },
    });
    if (!sealer.holds(recordingId)) throw new Refusal('unit-erased');
    await insertHold(tx, {
      recording_id: recordingId,
      id: input.holdId,
      ground: input.ground,
      document_sealed: sealer.seal(holdColumn, recordingId, input.holdId, withoutCodes(input.document)),
      owner_id: input.ownerId,
      made_at: deps.clock.now(),
      made_by: actor.staffId,
      review_on: input.reviewOn,
    });
    await deps.live.announce(tx, { kind: 'calls-changed', contactId: row.contact_id, queue });
  });
}

/**
 * Says that a hold is still needed, until when that is asked again, and who answers for it.
 * @throws Refusal 'not-found', 'task-missing', 'matter-closed', 'invalid-input' as above
 */
export async function reviewRecordingHold(
  deps: ContactsDeps,
  actor: StaffActor,
  recordingId: Id<'recording'>,
  holdId: Id<'hold'>,
  input: { readonly ownerId: Id<'staff'>; readonly reviewOn: CalendarDay },
): Promise<void> {
  await changeHold(deps, actor, recordingId, holdId, 'hold-reviewed', async (tx, hold, queue) => {
    await checkReview(deps, { ...input, queue });
    reviewHold(tx, hold, {
      on: input.reviewOn,
      owner: input.ownerId,
      at: deps.clock.now(),
      by: actor.staffId,
    });
  });
}

/** Ends a hold: what is past its period goes with the next sweep. @throws Refusal 'not-found', 'task-missing', 'matter-closed' */
export async function endRecordingHold(
  deps: ContactsDeps,
  actor: StaffActor,
  recordingId: Id<'recording'>,
  holdId: Id<'hold'>,
): Promise<void> {
  await changeHold(deps, actor, recordingId, holdId, 'hold-ended', (tx, hold) =>
    Promise.resolve(endHold(tx, hold, deps.clock.now(), actor.staffId)),
  );
}

type Work = (tx: Parameters<typeof lockRecording>[0], hold: HoldRow, queue: string) => Promise<void>;

async function changeHold(
  deps: ContactsDeps,
  actor: StaffActor,
  recordingId: Id<'recording'>,
  holdId: Id<'hold'>,
  change: string,
  work: Work,
): Promise<void> {
  const { queue, grant } = await leaveForRecording(deps, actor, recordingId, {
    act: 'hold-recording',
    categories: [],
  });
  await deps.db.transaction(async (tx) => {
    const row = await lockRecording(tx, recordingId);
    if (row === undefined) throw new Refusal('unit-erased');
    const hold = (await readHolds(tx, [recordingId])).find(({ id }) => id === holdId);
    // A restriction is the person's: it ends where it was made.
    if (hold === undefined || hold.ground === 'restriction') throw new Refusal('not-found', { what: 'hold' });
    if (hold.ended_at !== null) throw new Refusal('matter-closed');
    await deps.vault.change(tx, grant, 'change', { details: { change, item: holdId } });
    await work(tx, hold, queue);
    await deps.live.announce(tx, { kind: 'calls-changed', contactId: row.contact_id, queue });
  });
}

async function checkReview(
  deps: ContactsDeps,
  {
    queue,
    ownerId,
    reviewOn,
  }: { readonly queue: string; readonly ownerId: Id<'staff'>; readonly reviewOn: CalendarDay },
): Promise<void> {
  const { declaration } = deps.current();
  if (!isDeclaredCategory(declaration, 'notes'))
    throw new Refusal('category-not-declared', { category: 'notes' });
  const today = dayOf(deps.clock.now(), declaration.register.timeZone);
  if (reviewOn <= today || reviewOn > addMonths(today, mostMonthsToReview))
    throw new Refusal('invalid-input', { field: 'reviewOn' });
  const able = await staffReaching(deps.db, declaration, { act: 'hold-recording', queue, today });
  if (!able.includes(ownerId)) throw new Refusal('invalid-input', { field: 'ownerId' });
}
