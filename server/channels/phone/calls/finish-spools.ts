import type { Logger } from '../../../base/logger.ts';
import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { ContactsDeps } from '../../../register/contacts/contacts.ts';
import { failRecording, keepRecording } from '../../../register/recordings/keep-recording.ts';
import { sealRecording } from '../../../register/recordings/seal-recording.ts';
import type { Side } from '../media/kept-sound.ts';
import { finishRecording } from '../media/finish/finish-recording.ts';
import { createFinishQueue } from './finish-queue.ts';
import { findSpools, openSpool, removeSpool } from '../media/keep/read-spool.ts';

export interface SpoolFinisher {
  /** Makes of a call that is over what stays of it, after those before it. @param onlyWhole its end was told to be kept */
  finish(recordingId: Id<'recording'>, onlyWhole: boolean): void;
  /** What an earlier life left: calls that were cut off, and those that nobody came to. */
  recover(): Promise<void>;
  /** Waits for the one in hand; the others stay for the next life. */
  stop(): Promise<void>;
}

/** The folder is the queue: what lies in it waits. */
export function createSpoolFinisher(deps: {
  contacts: ContactsDeps;
  folder: string;
  log: Logger;
  isRecording(recordingId: Id<'recording'>): boolean;
}): SpoolFinisher {
  const { contacts, folder, log } = deps;
  const queue = createFinishQueue<boolean>(log, (recordingId, onlyWhole) =>
    finishOne(contacts, folder, recordingId, onlyWhole),
  );
  return {
    finish: (recordingId, onlyWhole) => queue.add(recordingId, onlyWhole),
    async recover() {
      for (const recordingId of await findSpools(folder))
        if (!deps.isRecording(recordingId)) queue.add(recordingId, false);
    },
    stop: () => queue.stop(),
  };
}

async function finishOne(
  contacts: ContactsDeps,
  folder: string,
  recordingId: Id<'recording'>,
  onlyWhole: boolean,
): Promise<void> {
  const endedAt = contacts.clock.now();
  try {
    const sealer = await sealRecording(contacts, recordingId);
    const spool = await openSpool(folder, recordingId, sealer.openSpool);
    try {
      const { audio, peaks, milliseconds, channels } = await finishRecording({
        spool,
        onlyWhole,
        blobs: contacts.blobs,
        sealAudio: sealer.audio(),
      });
      const sides: readonly Side[] = channels === 2 ? ['customer', 'staff'] : ['mixed'];
      await keepRecording(contacts, recordingId, {
        endedAt,
        milliseconds,
        sides,
        format: 'audio/ogg',
        sound: { blob: audio },
        peaks,
      });
    } finally {
      await spool.close();
    }
  } catch (error) {
    const code = whyNothingStays(error);
    if (code === undefined) throw error;
    if (code !== 'gone') await failRecording(contacts, recordingId, { at: endedAt, code }).catch(ignoreGone);
  }
  await removeSpool(folder, recordingId);
}

/** Undefined: it may go better the next time. `gone`: it is erased, or was done in an earlier life. */
function whyNothingStays(error: unknown): 'gone' | 'empty' | 'damaged' | undefined {
  if (!(error instanceof Refusal)) return undefined;
  if (error.code === 'unit-erased' || error.code === 'recording-not-kept') return 'gone';
  if (error.code === 'not-found') return 'empty';
  return error.details['reason'] === 'seal-broken' ? 'damaged' : undefined;
}

function ignoreGone(error: unknown): void {
  if (whyNothingStays(error) !== 'gone') throw error;
}
