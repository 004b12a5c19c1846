import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { ChunkOpener, ChunkSealer } from '../../safeguards/vault/chunks.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { mustGoOn } from './begin-recording.ts';
import { audioColumn, spoolColumn } from './recording-columns.ts';
import { readRecording } from './recordings-store.ts';

/** Seals and opens the sound of one recording that is under way. Each sealer is for one file. */
export interface RecordingSealer {
  readonly beganAt: Date;
  /** For the sound as it comes. @param power of two, the bytes of a chunk */
  spool(power: number): ChunkSealer;
  openSpool(envelope: { readonly header: Uint8Array; readonly bytes: number }): ChunkOpener;
  /** For what stays of it. */
  audio(): ChunkSealer;
}

/** @throws Refusal 'unit-erased', 'recording-not-kept' for one that is withheld or done */
export async function sealRecording(
  deps: ContactsDeps,
  recordingId: Id<'recording'>,
): Promise<RecordingSealer> {
  const grant = deps.access.systemGrant('intake', { units: [recordingId], categories: ['recordings'] });
  return deps.db.transaction(async (tx) => {
    const { began_at: beganAt } = mustGoOn(await readRecording(tx, recordingId));
    const sealer = await deps.vault.change(tx, grant, 'change', { details: { change: 'recorded' } });
    if (!sealer.holds(recordingId)) throw new Refusal('unit-erased');
    return {
      beganAt,
      spool: (power) => sealer.sealChunks(spoolColumn, recordingId, recordingId, power),
      openSpool: (envelope) => sealer.openChunks(spoolColumn, recordingId, recordingId, envelope),
      audio: () => sealer.sealChunks(audioColumn, recordingId, recordingId),
    };
  });
}
