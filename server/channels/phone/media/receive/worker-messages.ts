import type { Id } from '../../../../base/new-id.ts';
import type { StreamFigures, StreamSpec } from './stream-spec.ts';

/** What a thread that receives is asked; each question has a number, by which its answer is known. */
export type WorkerQuestion =
  | {
      readonly kind: 'open';
      readonly recording: Id;
      readonly host: string;
      /** One for each stream, even; the odd one behind each takes RTCP. */
      readonly ports: readonly number[];
      readonly streams: readonly StreamSpec[];
      /** Milliseconds the call has lasted: more than 0 when another thread failed it. */
      readonly elapsed: number;
    }
  | { readonly kind: 'change'; readonly recording: Id; readonly streams: readonly StreamSpec[] }
  | { readonly kind: 'stop'; readonly recording: Id }
  | { readonly kind: 'count' };

export interface WorkerCounters {
  readonly calls: number;
  readonly streams: number;
  /** Datagrams of the calls that go on. */
  readonly packets: number;
  readonly refused: number;
  /** Datagrams the kernel had no room for (/proc/net/udp); undefined where it does not tell. */
  readonly dropped: number | undefined;
}

export interface CallFigures {
  readonly milliseconds: number;
  readonly streams: readonly StreamFigures[];
  readonly dropped: number | undefined;
}

export type WorkerAnswer =
  | { readonly kind: 'opened' }
  /** The port, or the odd one behind it, is somebody else's. */
  | { readonly kind: 'port-taken'; readonly port: number }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'changed' }
  | { readonly kind: 'stopped'; readonly figures: CallFigures; readonly last: Uint8Array | undefined }
  | { readonly kind: 'counted'; readonly counters: WorkerCounters };

export type FromWorker =
  | { readonly kind: 'answer'; readonly number: number; readonly answer: WorkerAnswer }
  /** Sound in records, to be sealed and kept. */
  | { readonly kind: 'sound'; readonly parts: readonly { recording: Id; bytes: Uint8Array<ArrayBuffer> }[] }
  /** Nothing came for any stream of this call for so many milliseconds; told again after so many more. */
  | { readonly kind: 'silent'; readonly recording: Id; readonly milliseconds: number };
