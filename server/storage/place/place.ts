/** Where backups stand: a folder, or a bucket of an S3 server. What comes in is ciphertext already. */
export interface Place {
  /**
   * Nothing can be read under the name before `finish`, and then the whole. Under a name that is taken it takes its place.
   * @param expected bytes, where they are known roughly: a bucket takes a large object in parts of a size to be chosen
   */
  begin(name: string, expected?: number): ObjectInPlace;
  /** Fewer bytes where the object ends before. @throws Refusal 'not-found' */
  read(name: string, from: number, length: number): Promise<Buffer>;
  /** Removing what is not there is no error. */
  remove(name: string): Promise<void>;
  /** What is finished, in no order to rely on. @param prefix ends with a slash, or is empty */
  list(prefix: string): AsyncIterable<PlacedObject>;
  /** What was begun below the prefix and left, as a kill leaves it. Only for who knows that nobody else writes there. @returns how many */
  removeUnfinished(prefix: string): Promise<number>;
}

export interface PlacedObject {
  readonly name: string;
  readonly bytes: number;
  readonly at: Date;
}

/** One of these is finished or abandoned. */
export interface ObjectInPlace {
  /** One at a time. The pieces are not to be changed any more. @throws Refusal 'storage-full', 'storage-unavailable' */
  write(pieces: readonly Uint8Array[]): Promise<void>;
  /** Durable when it resolves. */
  finish(): Promise<void>;
  /** Removes what was written; never throws. */
  abandon(): Promise<void>;
}

const atOnce = 2 * 1024 * 1024;

/** The whole object, a piece at a time. @throws Refusal 'not-found' */
export async function* readObject(place: Place, name: string): AsyncGenerator<Buffer> {
  for (let from = 0; ; from += atOnce) {
    const piece = await place.read(name, from, atOnce);
    if (piece.length > 0) yield piece;
    if (piece.length < atOnce) return;
  }
}
