import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Tx } from '../../storage/database.ts';
import { withoutCodes } from '../contacts/incidents/make-incident.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { retryDeadlocks } from '../contacts/retry-deadlocks.ts';
import {
  insertExtension,
  lockComplaint,
  lockProject,
  readComplaint,
  readProject,
  withdrawExtension as endOne,
} from './matters-store.ts';
import { leaveForRecording, mustBeFree } from './reach-recording.ts';
import { extensionColumn } from './recording-columns.ts';
import { type ExtensionGround, extensionEnd } from './recording-period.ts';
import { lockRecording, settleExtensions } from './recordings-store.ts';

/** For which complaint or quality project a recording is kept. */
export type Matter =
  | { readonly ground: 'complaint'; readonly id: Id<'complaint'> }
  | { readonly ground: 'quality-project'; readonly id: Id<'quality-project'> };

export interface Extended {
  /** Until when it is kept now, by whatever keeps it longest. */
  readonly deleteAfter: Date;
}

/**
 * Keeps a recording longer, for a complaint or a quality project that is open, by somebody whose task lets them, for a reason in
 * their words; to the end of that matter, never past the cap. The same `extensionId` again changes nothing.
 * @throws Refusal 'not-found', 'task-missing', 'recording-not-kept', 'recording-held', 'unit-restricted', 'matter-closed',
 *   'extension-not-declared', 'recording-past-cap' when it would not be kept a moment longer for it
 */
export async function extendRecording(
  deps: ContactsDeps,
  actor: StaffActor,
  recordingId: Id<'recording'>,
  input: { readonly extensionId: Id<'extension'>; readonly matter: Matter; readonly reason: string },
): Promise<Extended> {
  const categories = ['recordings', 'notes'];
  const {
    row: seen,
    queue,
    grant,
  } = await leaveForRecording(deps, actor, recordingId, {
    act: 'extend-recording',
    categories,
  });
  await mustReachMatter(deps, input.matter, queue);
  const extend = async (tx: Tx): Promise<Extended> => {
    // The matter before the recording, as whoever closes it: of two at once one finds it closed.
    const matter = await lockMatter(tx, input.matter);
    const row = await lockRecording(tx, recordingId);
    if (row === undefined) throw new Refusal('unit-erased');
    await mustBeFree(tx, row);
    if (row.state !== 'kept' && row.state !== 'recording')
      throw new Refusal('recording-not-kept', { state: row.state });
    const now = deps.clock.now();
    if (row.delete_after <= now) throw new Refusal('unit-erased');
    const until = extensionEnd(deps.current(), input.matter.ground, row.call_at, matter.ends_on);
    if (until <= row.base_after) throw new Refusal('recording-past-cap');
    const sealer = await deps.vault.change(tx, grant, 'change', {
      details: {
        change: 'extended',
        item: input.matter.id,
        ...(seen.contact_id ? { contact: seen.contact_id } : {}),
      },
    });
    if (!sealer.holds(recordingId)) throw new Refusal('unit-erased');
    await insertExtension(tx, {
      recording_id: recordingId,
      id: input.extensionId,
      ground: input.matter.ground,
      complaint_id: input.matter.ground === 'complaint' ? input.matter.id : null,
      project_id: input.matter.ground === 'quality-project' ? input.matter.id : null,
      made_at: now,
      made_by: actor.staffId,
      reason_sealed: sealer.seal(extensionColumn, recordingId, input.extensionId, withoutCodes(input.reason)),
      until,
    });
    await settleExtensions(tx, [recordingId]);
    await deps.live.announce(tx, { kind: 'calls-changed', contactId: row.contact_id, queue });
    return { deleteAfter: (await lockRecording(tx, recordingId))!.delete_after };
  };
  return retryDeadlocks(() => deps.db.transaction(extend));
}

/** Ends one extension before its matter ends. @throws Refusal 'not-found', 'task-missing', 'recording-held', 'already-done' */
export async function withdrawExtension(
  deps: ContactsDeps,
  actor: StaffActor,
  recordingId: Id<'recording'>,
  extensionId: Id<'extension'>,
): Promise<Extended> {
  const { queue, grant } = await leaveForRecording(deps, actor, recordingId, {
    act: 'extend-recording',
    categories: ['recordings'],
  });
  return deps.db.transaction(async (tx) => {
    const row = await lockRecording(tx, recordingId);
    if (row === undefined) throw new Refusal('unit-erased');
    await mustBeFree(tx, row);
    if (!(await endOne(tx, recordingId, extensionId, deps.clock.now()))) throw new Refusal('already-done');
    await deps.vault.change(tx, grant, 'change', {
      details: { change: 'extension-withdrawn', item: extensionId },
    });
    await settleExtensions(tx, [recordingId]);
    await deps.live.announce(tx, { kind: 'calls-changed', contactId: row.contact_id, queue });
    return { deleteAfter: (await lockRecording(tx, recordingId))!.delete_after };
  });
}

/** A complaint or project of another queue keeps nothing of this one. @throws Refusal 'not-found', 'queues-differ' */
async function mustReachMatter(deps: ContactsDeps, matter: Matter, queue: string): Promise<void> {
  const found =
    matter.ground === 'complaint'
      ? await readComplaint(deps.db, matter.id)
      : await readProject(deps.db, matter.id);
  if (found === undefined) throw new Refusal('not-found', { what: matter.ground });
  if (found.queue !== queue) throw new Refusal('queues-differ');
}

async function lockMatter(tx: Tx, { ground, id }: Matter): Promise<{ readonly ends_on: string }> {
  const found = ground === 'complaint' ? await lockComplaint(tx, id) : await lockProject(tx, id);
  if (found === undefined) throw new Refusal('not-found', { what: ground satisfies ExtensionGround });
  if (found.closed_at !== null) throw new Refusal('matter-closed');
  return found;
}
