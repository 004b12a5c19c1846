import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Tx } from '../../storage/database.ts';
import { withoutCodes } from '../contacts/incidents/make-incident.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { retryDeadlocks } from '../contacts/retry-deadlocks.ts';
import { insertExtension, withdrawExtension as endOne } from './extensions-store.ts';
import { lockMatter, type MatterRow, readMatter } from './matters-store.ts';
import { leaveForRecording, mustBeFree } from './reach-recording.ts';
import { extensionColumn } from './recording-columns.ts';
import { type ExtensionGround, extensionEnd } from './recording-period.ts';
import { lockRecording, type PlainRecording, settleExtensions } from './recordings-store.ts';

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
    const matter = await lockOpen(tx, input.matter);
    const row = await lockRecording(tx, recordingId);
    if (row === undefined) throw new Refusal('unit-erased');
    await mustBeFree(tx, row);
    if (row.state !== 'kept' && row.state !== 'recording')
      throw new Refusal('recording-not-kept', { state: row.state });
    if (row.delete_after <= deps.clock.now()) throw new Refusal('unit-erased');
    const until = keptUntil(deps, row, input.matter.ground, matter);
    if (until === undefined) throw new Refusal('recording-past-cap');
    const sealer = await deps.vault.change(tx, grant, 'change', {
      details: {
        change: 'extended',
        item: input.matter.id,
        ...(seen.contact_id ? { contact: seen.contact_id } : {}),
      },
    });
    if (!sealer.holds(recordingId)) throw new Refusal('unit-erased');
    await insertExtension(tx, {
      ...extensionOf(deps, actor, input.matter, until),
      recording_id: recordingId,
      id: input.extensionId,
      reason_sealed: sealer.seal(extensionColumn, recordingId, input.extensionId, withoutCodes(input.reason)),
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
  const found = await readMatter(deps.db, matter.ground, matter.id);
  if (found === undefined) throw new Refusal('not-found', { what: matter.ground });
  if (found.queue !== queue) throw new Refusal('queues-differ');
}

/** The complaint or project, held until the transaction ends. @throws Refusal 'not-found', 'matter-closed' */
export async function lockOpen(tx: Tx, { ground, id }: Matter): Promise<MatterRow> {
  const found = await lockMatter(tx, ground, id);
  if (found === undefined) throw new Refusal('not-found', { what: ground });
  if (found.closed_at !== null) throw new Refusal('matter-closed');
  return found;
}

/** Until when a recording would be kept for it; undefined: not a moment longer than without. @throws as `extensionEnd` */
export function keptUntil(
  deps: Pick<ContactsDeps, 'current'>,
  row: Pick<PlainRecording, 'call_at' | 'base_after'>,
  ground: ExtensionGround,
  { ends_on }: Pick<MatterRow, 'ends_on'>,
): Date | undefined {
  const until = extensionEnd(deps.current(), ground, row.call_at, ends_on);
  return until > row.base_after ? until : undefined;
}

/** What stands in every extension, whoever makes it. */
export function extensionOf(
  { clock }: Pick<ContactsDeps, 'clock'>,
  actor: StaffActor,
  { ground, id }: Matter,
  until: Date,
) {
  return {
    ground,
    complaint_id: ground === 'complaint' ? id : null,
    project_id: ground === 'quality-project' ? id : null,
    made_at: clock.now(),
    made_by: actor.staffId,
    until,
  };
}
