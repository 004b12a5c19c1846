import type { Id } from '../../base/new-id.ts';
import type { Blobs } from '../../storage/blobs.ts';
import { type ChunkSealer, chunksHeaderLength } from './chunks.ts';
import { broken } from './envelope.ts';
import type { SealedColumn } from './sealed.ts';
import type { Opener } from './vault.ts';

export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** A sealed blob as it grows; what was written is in its last chunk when `finish` resolves, and durable. */
export interface SealedBlobInWriting {
  /** Plain bytes; they may be used again when it resolves. */
  write(plain: Uint8Array): Promise<void>;
  finish(): Promise<Id<'blob'>>;
  /** Never throws. */
  abandon(): Promise<void>;
}

export async function beginBlob(blobs: Blobs, sealer: ChunkSealer): Promise<SealedBlobInWriting> {
  const blob = await blobs.begin();
  return {
    async write(plain) {
      const ready = sealer.seal(plain);
      if (ready.length > 0) await blob.write(ready);
    },
    async finish() {
      await blob.write(sealer.end());
      return blob.finish();
    },
    abandon: () => blob.abandon(),
  };
}

/**
 * Seals a value into a blob of its own, piece by piece.
 * @returns its name, and how many plain bytes it holds
 */
export async function writeBlob(
  blobs: Blobs,
  sealer: ChunkSealer,
  pieces: Pieces,
): Promise<{ blob: Id<'blob'>; size: number }> {
  const writing = await beginBlob(blobs, sealer);
  let size = 0;
  try {
    for await (const piece of pieces) {
      await writing.write(piece);
      size += piece.length;
    }
    return { blob: await writing.finish(), size };
  } catch (error) {
    await writing.abandon();
    throw error;
  }
}

/** A sealed blob as it is found, not opened yet: to be fetched while the reading is being logged. */
export interface FoundBlob {
  readonly blob: Id<'blob'>;
  readonly header: Uint8Array;
  readonly bytes: number;
}

/** @throws Refusal 'not-found' */
export async function findBlob(blobs: Blobs, blob: Id<'blob'>): Promise<FoundBlob> {
  const [bytes, header] = await Promise.all([blobs.size(blob), blobs.read(blob, 0, chunksHeaderLength)]);
  return { blob, header, bytes };
}

export interface OpenedBlob {
  /** Plain bytes. */
  readonly size: number;
  /**
   * Opens chunk by chunk, as fast as it is asked. As often as wanted, from anywhere.
   * @param to exclusive; the end when left out
   * @throws Refusal 'internal' (reason 'seal-broken') at the first chunk that is not as it was sealed; 'not-found'
   *   when it was removed meanwhile. It never ends short without throwing.
   */
  read(from?: number, to?: number): AsyncGenerator<Buffer>;
}

/**
 * The last chunk is opened first: what was cut off at the end is noticed before anything is told.
 * @throws Refusal 'internal' (reason 'seal-broken'), 'unit-erased'
 */
export async function openBlob(
  blobs: Blobs,
  opener: Opener,
  column: SealedColumn<Uint8Array>,
  unit: Id,
  row: Id,
  found: FoundBlob,
): Promise<OpenedBlob> {
  const chunks = opener.openChunks(column, unit, row, found);
  const { size, chunkSize } = chunks;
  /** Chunks in a row, by one question to the store; sealed still. */
  const fetch = async (first: number, end: number, room?: Buffer): Promise<Buffer> => {
    const { from } = chunks.place(first);
    const { from: lastFrom, length: lastLength } = chunks.place(end - 1);
    const length = lastFrom + lastLength - from;
    const sealed = await blobs.read(found.blob, from, length, room);
    if (sealed.length !== length) throw broken(column);
    return sealed;
  };
  const lastIndex = chunks.chunks - 1;
  const last = chunks.open(lastIndex, await fetch(lastIndex, chunks.chunks));
  const full = chunks.place(0).length;
  const atOnce = Math.max(1, Math.floor(blobs.bestRead / full));
  return {
    size,
    async *read(from = 0, to = size) {
      const [start, end] = [Math.max(0, from), Math.min(to, size)];
      if (start >= end) return;
      // One for all chunks of a reading: what was read is done with once it is opened.
      let room: Buffer | undefined;
      for (let index = Math.floor(start / chunkSize); index * chunkSize < end;) {
        const first = index;
        const behind = Math.min(first + atOnce, Math.ceil(end / chunkSize), lastIndex);
        // The last is open already.
        const sealed =
          first < lastIndex
            ? await fetch(first, behind, (room ??= Buffer.allocUnsafeSlow(full * (behind - first))))
            : undefined;
        do {
          const at = (index - first) * full;
          const plain = sealed ? chunks.open(index, sealed.subarray(at, at + full)) : last;
          const begin = index * chunkSize;
          yield plain.subarray(Math.max(0, start - begin), Math.min(plain.length, end - begin));
          index += 1;
        } while (index < behind);
      }
    },
  };
}

/** For what is small enough to be held. */
export async function readWhole(pieces: Pieces): Promise<Buffer> {
  const found: Uint8Array[] = [];
  for await (const piece of pieces) found.push(piece);
  return Buffer.concat(found);
}
