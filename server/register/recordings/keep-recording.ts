import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { removeBlobsLater } from '../../safeguards/retention/remove-units.ts';
import { mustGoOn } from './begin-recording.ts';
import { audioColumn, peaksColumn } from './recording-columns.ts';
import {
  type AudioFormat,
  failAudio,
  keepAudio,
  lockRecording,
  type PlainRecording,
  type Side,
} from './recordings-store.ts';

/** What is too small for a blob of its own stands in its row. */
export const inlineAudioBytes = 32 * 1024;

export interface RecordedSound {
  readonly endedAt: Date;
  /** Of sound. */
  readonly milliseconds: number;
  /** Left and right; one where both are mixed. */
  readonly sides: readonly Side[];
  readonly format: AudioFormat;
  /** Sealed by `sealRecording` and synced already; or bytes, `inlineAudioBytes` at most. */
  readonly sound: { readonly blob: Id<'blob'> } | Uint8Array;
  /** How loud it is: a byte for each side and tenth of a second. */
  readonly peaks?: Uint8Array;
}

/**
 * Keeps the sound of a recording that is under way. The same blob again changes nothing.
 * @throws Refusal 'unit-erased' (the blob is removed by the sweep of those nobody names), 'recording-not-kept', 'value-not-valid'
 */
export function keepRecording(
  deps: ContactsDeps,
  recordingId: Id<'recording'>,
  { endedAt, milliseconds, sides, format, sound, peaks }: RecordedSound,
): Promise<void> {
  const grant = deps.access.systemGrant('intake', { units: [recordingId], categories: ['recordings'] });
  return deps.db.transaction(async (tx) => {
    const held = await lockRecording(tx, recordingId);
    if (held?.state === 'kept' && 'blob' in sound && held.blob === sound.blob) return;
    const row = mustGoOn(held);
    if (milliseconds <= 0) return fail(deps, tx, row, endedAt, 'empty');
    if (sound instanceof Uint8Array && sound.length > inlineAudioBytes)
      throw new Refusal('value-not-valid', { field: 'sound' });
    const sealer = await deps.vault.change(tx, grant, 'change', { details: { change: 'kept' } });
    if (!sealer.holds(recordingId)) throw new Refusal('unit-erased');
    const isHeld = sound instanceof Uint8Array;
    keepAudio(tx, {
      id: recordingId,
      ended_at: endedAt,
      milliseconds: Math.round(milliseconds),
      sides: [...sides],
      format,
      audio_sealed: isHeld ? sealer.seal(audioColumn, recordingId, recordingId, sound) : null,
      blob: isHeld ? null : sound.blob,
      peaks_sealed: peaks ? sealer.seal(peaksColumn, recordingId, recordingId, peaks) : null,
    });
    await tellCalls(deps, tx, row);
  });
}

/**
 * A recording that came to nothing, with a code of ours; what was written of it is removed.
 * @throws Refusal 'unit-erased', 'recording-not-kept'
 */
export function failRecording(
  deps: ContactsDeps,
  recordingId: Id<'recording'>,
  {
    at,
    code,
    blobs = [],
  }: { readonly at: Date; readonly code: string; readonly blobs?: readonly Id<'blob'>[] },
): Promise<void> {
  return deps.db.transaction(async (tx) => {
    const row = mustGoOn(await lockRecording(tx, recordingId));
    await fail(deps, tx, row, at, code);
    await removeBlobsLater(tx, blobs);
  });
}

async function fail(deps: ContactsDeps, tx: Tx, row: PlainRecording, at: Date, code: string): Promise<void> {
  failAudio(tx, row.id, at, code);
  await tellCalls(deps, tx, row);
}

function tellCalls(deps: ContactsDeps, tx: Tx, { contact_id, queue }: PlainRecording): Promise<void> {
  return deps.live.announce(tx, { kind: 'calls-changed', contactId: contact_id, queue });
}
