import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../../base/errors.ts';
import type { Id } from '../../../../base/new-id.ts';
import type { ChunkSealer } from '../../../../safeguards/vault/chunks.ts';
import { beginBlob, type SealedBlobInWriting } from '../../../../safeguards/vault/sealed-blob.ts';
import type { Blobs } from '../../../../storage/blobs.ts';
import { RefusedAudio, type Track } from '../audio/track.ts';
import { endThread } from '../end-thread.ts';
import type { OpenedSpool } from '../keep/read-spool.ts';
import type { FromFinisher, ToFinisher } from './finish-worker.ts';

/** A recording as it stays. */
export interface FinishedRecording {
  /** Opus in Ogg: `audio/ogg; codecs=opus`. Sealed, and durable. */
  readonly audio: Id<'blob'>;
  /** A byte for each channel and tenth of a second: the loudest sample, 255 the loudest there is. */
  readonly peaks: Uint8Array;
  readonly milliseconds: number;
  /** 2: customer left, staff right. 1: both in one. */
  readonly channels: 1 | 2;
  /** False: the call was cut off, or its spool was cut. */
  readonly isWhole: boolean;
}

/**
 * Turns what was kept of a call into what stays of it, in a thread of its own; memory does not grow with the call. The spool is the caller's to remove,
 * when the blob is named by a row that is committed. May run again: a blob that no row names goes as a stray.
 * @param onlyWhole for a call whose end was told to be kept: one that was cut since is refused
 * @throws Refusal 'not-found' when nothing was kept; 'internal' (reason 'seal-broken'), also for one cut since; 'storage-full'
 */
export async function finishRecording(task: {
  spool: OpenedSpool;
  onlyWhole: boolean;
  blobs: Blobs;
  sealAudio: ChunkSealer;
}): Promise<FinishedRecording> {
  const { spool, blobs, sealAudio } = task;
  if (task.onlyWhole && !spool.isWhole) throw new Refusal('internal', { reason: 'seal-broken' });
  const made = await finishIn(blobs, sealAudio, { sounds: [spool.read()] });
  return { ...made, isWhole: spool.isWhole };
}

/**
 * As `finishRecording`, for one or two files as somebody else made them, each from the beginning of the call on.
 * @param sounds the bytes of each; what they throw goes through
 * @throws RefusedAudio for what is not what it says
 */
export function finishTracks(task: {
  tracks: readonly Track[];
  sounds: readonly AsyncGenerator<Buffer>[];
  blobs: Blobs;
  sealAudio: ChunkSealer;
}): Promise<Omit<FinishedRecording, 'isWhole'>> {
  return finishIn(task.blobs, task.sealAudio, task);
}

interface Sounds {
  readonly sounds: readonly AsyncGenerator<Buffer>[];
  readonly tracks?: readonly Track[];
}

async function finishIn(
  blobs: Blobs,
  sealAudio: ChunkSealer,
  sounds: Sounds,
): Promise<Omit<FinishedRecording, 'isWhole'>> {
  const writing = await beginBlob(blobs, sealAudio);
  try {
    const { milliseconds, channels, peaks } = await encode(sounds, writing);
    const audio = await writing.finish();
    return { audio, peaks, milliseconds, channels };
  } catch (error) {
    await writing.abandon();
    throw error;
  }
}

async function encode(
  { sounds, tracks }: Sounds,
  writing: SealedBlobInWriting,
): Promise<FromFinisher & { kind: 'finished' }> {
  const worker = new Worker(new URL('./finish-worker.ts', import.meta.url), {
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    workerData: { tracks },
  });
  let isFinished = false;
  // One after the other: what came out is written before more goes in.
  let turn = Promise.resolve();
  try {
    return await new Promise((resolve, reject) => {
      const take = async (message: FromFinisher): Promise<void> => {
        if (message.kind === 'encoded') return writing.write(message.bytes);
        isFinished = message.kind !== 'wanted';
        if (message.kind === 'finished') return resolve(message);
        if (message.kind === 'empty') throw new Refusal('not-found');
        if (message.kind === 'refused') throw new RefusedAudio(message.reason);
        const next = await sounds[message.track]!.next();
        const piece: ToFinisher = next.done ? 'end' : { bytes: next.value };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage(piece);
      };
      worker.on('message', (message: FromFinisher) => {
        turn = turn.then(() => take(message));
        turn.catch(reject);
      });
      const lost = () => reject(new Refusal('internal', { part: 'recorder', state: 'thread-ended' }));
      worker.on('error', lost);
      // What it said before comes first, and the disk may be behind with it.
      worker.on('exit', () => turn.then(lost, reject));
    });
  } finally {
    await (isFinished ? endThread(worker) : worker.terminate());
    await Promise.all(sounds.map((each) => each.return(undefined)));
  }
}
