import type { Logger } from '../../../base/logger.ts';
import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { ContactsDeps } from '../../../register/contacts/contacts.ts';
import { failRecording, keepRecording } from '../../../register/recordings/keep-recording.ts';
import { sealRecording } from '../../../register/recordings/seal-recording.ts';
import { RefusedAudio } from '../media/audio/track.ts';
import { finishTracks } from '../media/finish/finish-recording.ts';
import { digestOfUpload, readUpload, removeUpload, type UploadFacts } from './keep-upload.ts';
import { ignoreGone, isGone } from './recording-gone.ts';

/** How often one is tried that ends the thread it is read in. */
const mostTries = 3;

/**
 * Makes of files that are here what stays of them. What they are is seen now: audio that is not what it says is a recording that failed,
 * with its reason for whoever runs the source.
 */
export function createUploadFinisher(deps: {
  contacts: ContactsDeps;
  root: string;
  log: Logger;
  /** @param code null: it is kept */
  done(id: Id<'recording'>, facts: UploadFacts, code: string | null): void;
}) {
  const { contacts, root, log, done } = deps;
  const tries = new Map<Id, number>();

  async function make(id: Id<'recording'>, facts: UploadFacts): Promise<string | null> {
    // Anew: it may have been erased since the first of it came.
    const sealer = await sealRecording(contacts, id);
    if (facts.sha256 !== null && (await digestOfUpload(root, id, sealer)) !== facts.sha256) return 'altered';
    let at = 0;
    const sounds = facts.tracks.map(({ bytes }) => {
      const from = at;
      at += bytes ?? 0;
      return readUpload(root, id, sealer, from, bytes === null ? Infinity : at);
    });
    const made = await finishTracks({
      tracks: facts.tracks,
      sounds,
      blobs: contacts.blobs,
      sealAudio: sealer.audio(),
    });
    const [only] = facts.tracks;
    // As it came: nothing was laid anew.
    const isAsItCame = only?.format === 'ogg-opus';
    await keepRecording(contacts, id, {
      endedAt: new Date(Date.parse(facts.soundBeganAt) + made.milliseconds),
      milliseconds: made.milliseconds,
      sides: isAsItCame ? only.sides : made.channels === 2 ? ['customer', 'staff'] : ['mixed'],
      format: 'audio/ogg',
      sound: { blob: made.audio },
      peaks: made.peaks,
    });
    return null;
  }

  return {
    /** @throws what may go better the next time */
    async finishOne(id: Id<'recording'>, facts: UploadFacts): Promise<void> {
      let code: string | null;
      try {
        code = await make(id, facts);
      } catch (error) {
        const tried = (tries.get(id) ?? 0) + 1;
        tries.set(id, tried);
        const why = whyNothingStays(error, tried);
        if (why === undefined) throw error;
        code = why;
      }
      tries.delete(id);
      if (code !== null && code !== 'gone') {
        log.warn(
          { source: facts.source, recordingId: id, code },
          'a recording that was handed in is not kept',
        );
        await failRecording(contacts, id, { at: contacts.clock.now(), code }).catch(ignoreGone);
      }
      await removeUpload(root, id);
      done(id, facts, code);
    },
  };
}

function whyNothingStays(error: unknown, tried: number): string | undefined {
  if (error instanceof RefusedAudio) return error.reason === 'empty' ? 'empty' : `audio-${error.reason}`;
  if (isGone(error)) return 'gone';
  if (!(error instanceof Refusal)) return undefined;
  if (error.details['reason'] === 'seal-broken') return 'damaged';
  return error.details['state'] === 'thread-ended' && tried >= mostTries ? 'audio-malformed' : undefined;
}
