import type { Logger } from '../../../base/logger.ts';
import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { ContactsDeps } from '../../../register/contacts/contacts.ts';
import { endCutCall, endCutCalls } from '../../../register/recordings/end-cut-calls.ts';
import { failRecording, keepRecording } from '../../../register/recordings/keep-recording.ts';
import { sealRecording } from '../../../register/recordings/seal-recording.ts';
import type { Side } from '../media/kept-sound.ts';
import { finishRecording } from '../media/finish/finish-recording.ts';
import { createFinishQueue } from './finish-queue.ts';
import { findSpools, openSpool, removeSpool } from '../media/keep/read-spool.ts';

export interface SpoolFinisher {
  /** Makes of a call that is over what stays of it, after those before it. @param onlyWhole its end was told to be kept */
  finish(recordingId: Id<'recording'>, onlyWhole: boolean): void;
  /**
   * What an earlier life left: calls that were cut off, and those that nobody came to. Before calls are taken: what a call has just
   * begun to write is none of it. @param sources whose calls these are
   */
  recover(sources: readonly string[]): Promise<void>;
  /** Waits for the one in hand; the others stay for the next life. */
  stop(): Promise<void>;
}

/** The folder is the queue: what lies in it waits. */
export function createSpoolFinisher(deps: {
  contacts: ContactsDeps;
  folder: string;
  log: Logger;
}): SpoolFinisher {
  const { contacts, folder, log } = deps;
  const queue = createFinishQueue<{ readonly onlyWhole: boolean; readonly wasLeft: boolean }>(
    log,
    (recordingId, { onlyWhole, wasLeft }) => finishOne(contacts, folder, recordingId, onlyWhole, wasLeft),
  );
  return {
    finish: (recordingId, onlyWhole) => queue.add(recordingId, { onlyWhole, wasLeft: false }),
    async recover(sources) {
      const found = await findSpools(folder);
      await endCutCalls(contacts, log, sources, found);
      for (const recordingId of found) queue.add(recordingId, { onlyWhole: false, wasLeft: true });
    },
    stop: () => queue.stop(),
  };
}

async function finishOne(
  contacts: ContactsDeps,
  folder: string,
  recordingId: Id<'recording'>,
  onlyWhole: boolean,
  wasLeft: boolean,
): Promise<void> {
  let beganAt = contacts.clock.now();
  try {
    const sealer = await sealRecording(contacts, recordingId);
    ({ beganAt } = sealer);
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
        // When it was last heard, not when somebody came to it.
        endedAt: new Date(beganAt.getTime() + milliseconds),
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
    if (code !== 'gone') await failRecording(contacts, recordingId, { at: beganAt, code }).catch(ignoreGone);
  }
  if (wasLeft) await endCutCall(contacts, recordingId);
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
