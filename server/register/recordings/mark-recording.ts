import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { withoutCodes } from '../contacts/incidents/make-incident.ts';
import { countMarks, deleteMark, insertMark } from './marks-store.ts';
import { leaveForRecording, mustServe } from './reach-recording.ts';
import { markColumn } from './recording-columns.ts';
import { lockRecording } from './recordings-store.ts';

const mostMarks = 200;

/**
 * Notes something at a moment of a recording, for whoever listens to it after. The same `markId` again changes nothing.
 * @param input.at milliseconds from its beginning
 * @throws Refusal 'not-found', 'task-missing', 'recording-not-kept', 'recording-held', 'unit-restricted', 'unit-erased',
 *   'category-not-declared', 'limit-reached', 'invalid-input' (field at: past its end)
 */
export async function markRecording(
  deps: ContactsDeps,
  actor: StaffActor,
  recordingId: Id<'recording'>,
  input: {
    readonly markId: Id<'mark'>;
    readonly at: number;
    readonly note: string;
    readonly hold: Id<'hold'> | undefined;
  },
): Promise<void> {
  const {
    row: seen,
    queue,
    grant,
  } = await leaveForRecording(deps, actor, recordingId, {
    act: 'play-recording',
    categories: ['recordings', 'notes'],
  });
  await mustServe(deps, actor, seen, input.hold);
  await deps.db.transaction(async (tx) => {
    const row = await lockRecording(tx, recordingId);
    if (row === undefined) throw new Refusal('unit-erased');
    if (row.state !== 'kept') throw new Refusal('recording-not-kept', { state: row.state });
    if (input.at > row.milliseconds!) throw new Refusal('invalid-input', { field: 'at' });
    if ((await countMarks(tx, recordingId)) >= mostMarks)
      throw new Refusal('limit-reached', { most: mostMarks });
    const sealer = await deps.vault.change(tx, grant, 'change', {
      details: { change: 'marked', item: input.markId },
    });
    if (!sealer.holds(recordingId)) throw new Refusal('unit-erased');
    insertMark(tx, {
      recording_id: recordingId,
      id: input.markId,
      at_milliseconds: input.at,
      made_at: deps.clock.now(),
      made_by: actor.staffId,
      note_sealed: sealer.seal(markColumn, recordingId, input.markId, withoutCodes(input.note)),
    });
    await deps.live.announce(tx, { kind: 'calls-changed', contactId: row.contact_id, queue });
  });
}

/** Takes a mark of one's own away. @throws Refusal 'not-found' also for somebody else's, 'task-missing' */
export async function removeMark(
  deps: ContactsDeps,
  actor: StaffActor,
  recordingId: Id<'recording'>,
  markId: Id<'mark'>,
): Promise<void> {
  const { queue, grant } = await leaveForRecording(deps, actor, recordingId, {
    act: 'play-recording',
    categories: [],
  });
  await deps.db.transaction(async (tx) => {
    const row = await lockRecording(tx, recordingId);
    if (row === undefined) throw new Refusal('unit-erased');
    if (!(await deleteMark(tx, recordingId, markId, actor.staffId)))
      throw new Refusal('not-found', { what: 'mark' });
    await deps.vault.change(tx, grant, 'change', { details: { change: 'mark-removed', item: markId } });
    await deps.live.announce(tx, { kind: 'calls-changed', contactId: row.contact_id, queue });
  });
}
