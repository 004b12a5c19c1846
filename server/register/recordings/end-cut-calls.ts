import type { Logger } from '../../base/logger.ts';
import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { endCall } from '../contacts/receive-call.ts';
import { failRecording } from './keep-recording.ts';

interface CutCall {
  readonly id: Id<'call'>;
  /** The last that is known of it. */
  readonly heard_at: Date;
}

const cut = `SELECT k.id, greatest(k.began_at, k.answered_at, max(r.ended_at)) AS heard_at
  FROM register.contact_call k LEFT JOIN register.recording r ON r.call_id = k.id WHERE k.ended_at IS NULL`;

/**
 * Ends what an earlier life was cut off from, before calls are taken again: nobody will tell of their end any more. A call ended when
 * it was last heard; a recording of which nothing was kept is empty.
 * @param left recordings whose sound waits to be finished: they and their calls come to their end by that
 */
export async function endCutCalls(
  deps: ContactsDeps,
  log: Logger,
  sources: readonly string[],
  left: readonly Id<'recording'>[],
): Promise<void> {
  const recordings = await deps.db.query<{ id: Id<'recording'>; began_at: Date }>(
    `SELECT r.id, r.began_at FROM register.recording r JOIN register.contact_call k ON k.id = r.call_id
     WHERE r.state = 'recording' AND k.source = ANY ($1) AND r.id <> ALL ($2)`,
    [sources, left],
  );
  const tell = (about: Record<string, Id>) => (error: unknown) =>
    log.error({ ...about, error }, 'a call that was cut off could not be ended');
  for (const { id, began_at: at } of recordings)
    await failRecording(deps, id, { at, code: 'empty' }).catch(tell({ recordingId: id }));
  const calls = await deps.db.query<CutCall>(
    `${cut} AND k.source = ANY ($1) AND NOT EXISTS (SELECT FROM register.recording l WHERE l.call_id = k.id AND l.id = ANY ($2)) GROUP BY k.id, k.began_at, k.answered_at`,
    [sources, left],
  );
  for (const { id, heard_at } of calls) await endCall(deps, id, heard_at).catch(tell({ callId: id }));
}

/** Ends the call of a recording that was cut off, when its sound ended. */
export async function endCutCall(deps: ContactsDeps, recordingId: Id<'recording'>): Promise<void> {
  const calls = await deps.db.query<CutCall>(
    `${cut} AND k.id = (SELECT call_id FROM register.recording WHERE id = $1) GROUP BY k.id, k.began_at, k.answered_at`,
    [recordingId],
  );
  for (const { id, heard_at } of calls) await endCall(deps, id, heard_at);
}
