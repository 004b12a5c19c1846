import type { Id } from '../../../base/new-id.ts';
import type { TrackPlace, UploadFacts } from './keep-upload.ts';
import type { Source } from './sources.ts';

/** A recording that a source has. */
export interface ToldRecording {
  readonly callId: string;
  readonly beganAt: Date;
  /** That people were told, before it began. */
  readonly announced?: { readonly by: string; readonly at: Date } | undefined;
  readonly tracks: readonly TrackPlace[];
  readonly sha256: string | null;
  readonly url: string | null;
}

export interface UploadStatus {
  readonly uploadId: Id<'recording'>;
  /** `withheld`: it may not be kept, so nothing of it is taken. `fetching`: from where it was said to be. */
  readonly state: 'receiving' | 'fetching' | 'finishing' | 'kept' | 'failed' | 'withheld';
  readonly code: string | null;
  /** Bytes that are here, durable. */
  readonly offset: number;
  /** Bytes that are to come in all; null where that is not known, or not any more. */
  readonly bytes: number | null;
}

export interface Upload {
  readonly id: Id<'recording'>;
  readonly facts: UploadFacts;
  state: 'receiving' | 'fetching' | 'finishing';
  offset: number;
  parts: number;
  touchedAt: number;
  running: { stop(): void; readonly done: Promise<unknown> } | undefined;
}

export interface TakenRecordings {
  /**
   * The server decides whether it may be kept, by the declaration and the person's rights, before a byte of it is taken. The same again, and
   * a second copy of it, is the one that is there.
   * @throws Refusal 'not-found' (what 'call'), 'body-too-large', 'already-done' while another of this call is being taken, 'limit-reached'
   */
  begin(source: Source, told: ToldRecording): Promise<UploadStatus>;
  /** What is coming in is stopped first: whoever asks wants to go on from there. @throws Refusal 'not-found' */
  status(source: Source, id: Id<'recording'>): Promise<UploadStatus>;
  /**
   * More of it; what came is kept, also where the sender is cut off.
   * @returns bytes that are here now
   * @throws Refusal 'changed-meanwhile' (with the offset that is right), 'body-too-large', 'not-found', 'already-done', 'storage-full'
   */
  append(source: Source, id: Id<'recording'>, offset: number, bytes: AsyncIterable<Buffer>): Promise<number>;
  /** What was fetched, from its beginning on. */
  keepFetched(upload: Upload, bytes: AsyncIterable<Buffer>): Promise<void>;
  /** It is finished, or came to nothing. */
  forget(id: Id): void;
  /** Those that an earlier life left go on. */
  recover(): Promise<void>;
  /** Those that nobody has gone on with are given up. */
  giveUpIdle(): Promise<void>;
  /** Ends what is coming in. */
  stop(): Promise<void>;
}
