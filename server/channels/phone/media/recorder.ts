import type { Id } from '../../../base/new-id.ts';
import type { ChunkSealer } from '../../../safeguards/vault/chunks.ts';
import type { StreamFigures, StreamSpec } from './receive/stream-spec.ts';
import type { WorkerCounters } from './receive/worker-messages.ts';

export interface RecorderOptions {
  /** Spools stand here; best within the folder of blobs, on the same disk. */
  readonly folder: string;
  /** The address that sound comes to. */
  readonly host: string;
  /** UDP ports, both ends inclusive: two for each stream. */
  readonly ports: { readonly from: number; readonly to: number };
  /** Threads; each takes up to 500 streams, and is started when one needs it. */
  readonly threads?: number;
  /** Milliseconds without a packet after which a call is told to be silent, and again: its end may have been lost. */
  readonly silentAfter?: number;
  silent(recording: Id<'recording'>, milliseconds: number): void;
  /** A thread ended by itself. Its calls go on in another; `code` is none of theirs. */
  failed(code: 'thread-ended' | 'call-lost', recording?: Id<'recording'>): void;
  /** Another script for the threads, for tests. */
  readonly script?: URL;
}

export interface CallToRecord {
  readonly recording: Id<'recording'>;
  /** A sealer under the recording's key, which is in the ring already: else nobody could open what a crash leaves. */
  seal(power: number): ChunkSealer;
  /** One for each m-line that is taken, one to four. */
  readonly streams: readonly StreamSpec[];
}

/** What was recorded. */
export interface RecordingEnd {
  readonly milliseconds: number;
  readonly streams: readonly StreamFigures[];
  /** Datagrams the kernel had no room for; undefined where it does not tell. */
  readonly dropped: number | undefined;
  /** Whether all of it is on disk, durable. */
  readonly isKept: boolean;
}

export interface RunningRecording {
  /** The port of each stream, in their order: what the answer to the offer names. */
  readonly ports: readonly number[];
  /** What was agreed anew, stream for stream: paused, resumed, other codecs, other keys. @throws Refusal 'invalid-input', 'internal' */
  change(streams: readonly StreamSpec[]): Promise<void>;
  /** Ends it; whoever asks again gets the same answer. */
  stop(): Promise<RecordingEnd>;
}

export interface Recorder {
  /**
   * Takes ports and keeps what comes to them, from now on.
   * @throws Refusal 'too-many-requests' (reason 'no-port' or 'no-thread'); 'already-done' when the recording has a spool; 'storage-full';
   *   'invalid-input' (reason 'streams'); 'internal' when the host is none of this machine
   */
  start(call: CallToRecord): Promise<RunningRecording>;
  counters(): Promise<WorkerCounters>;
  /** Ends all recordings, each as it should. */
  close(): Promise<void>;
}
