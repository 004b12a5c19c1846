import type { Id } from '../base/new-id.ts';

/** Large sealed values. What comes in is ciphertext already; names are ids and tell nothing. */
export interface Blobs {
  /**
   * @param id of a blob that is brought back under the name its row has; what stands there takes its place
   * @throws Refusal 'storage-full'
   */
  begin(id?: Id<'blob'>): Promise<BlobInWriting>;
  /** Bytes. @throws Refusal 'not-found' */
  size(id: Id<'blob'>): Promise<number>;
  /**
   * Fewer bytes where the blob ends before.
   * @param into where they are put, when the caller has room that it uses again
   * @throws Refusal 'not-found'
   */
  read(id: Id<'blob'>, from: number, length: number, into?: Buffer): Promise<Buffer>;
  /** Bytes that a reader who goes on should ask for at once: few where asking is cheap, since it holds them. */
  readonly bestRead: number;
  /** Removing what is not there is no error: the job may run again. */
  remove(id: Id<'blob'>): Promise<void>;
  /**
   * Every blob with the moment it was last written to, for finding those no row names; also what a kill cut short.
   * @throws Refusal 'storage-unavailable' (`blobs` is `of-another-register`), when these are not ours to judge
   */
  list(): AsyncIterable<{ id: Id<'blob'>; at: Date }>;
  /** Whether they can be used now; the folder by writing a probe, the bucket by reading. @throws Refusal */
  check(): Promise<void>;
}

/** One of these is finished or abandoned; until then no row may name it. */
export interface BlobInWriting {
  /** One at a time. The pieces are not to be changed any more. @throws Refusal 'storage-full' */
  write(pieces: readonly Uint8Array[]): Promise<void>;
  /** Durable when it resolves. */
  finish(): Promise<Id<'blob'>>;
  /** Removes what was written; never throws. */
  abandon(): Promise<void>;
}

/** Where a blob stands under its folder or prefix: 256 × 256 folders by the id's last, random, bytes. */
export const placeOf = (id: Id<'blob'>): string => `${id.slice(-2)}/${id.slice(-4, -2)}`;
