import { type FileHandle, open, readdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../../../base/errors.ts';
import { type Id, isId } from '../../../../base/new-id.ts';
import { type ChunkOpener, chunksHeaderLength } from '../../../../safeguards/vault/chunks.ts';
import { spoolEnding, spoolFile, spoolPower } from './write-spool.ts';

const tagLength = 16;
const full = 2 ** spoolPower + tagLength;
/** Chunks read at once: 256 KiB. */
const atOnce = 64;

/** A spool that was found: of a call that ended, or of one that was cut off. */
export interface OpenedSpool {
  /** Whether its last chunk is there, which proves that nothing is missing. False: the call was cut off, or somebody cut the file. */
  readonly isWhole: boolean;
  /**
   * What was kept, in the clear, in order; up to the last whole chunk where it was cut off.
   * @throws Refusal 'internal' (reason 'seal-broken') at a chunk that is not as it was sealed
   */
  read(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** Recordings whose sound waits here to be finished. After a crash those that were cut off are among them. */
export async function findSpools(folder: string): Promise<Id<'recording'>[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith(spoolEnding))
    .map((name) => name.slice(0, -spoolEnding.length))
    .filter((name): name is Id<'recording'> => isId<'recording'>(name))
    .toSorted();
}

/** Folders beside this one in which sound waits: of a start on other ports, to which nobody comes unless it is started so again. */
export async function findOtherSpools(folder: string): Promise<{ name: string; count: number }[]> {
  const names = await readdir(dirname(folder)).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => name !== basename(folder))
      .map(async (name) => ({
        name,
        count: (await findSpools(join(dirname(folder), name)).catch(() => [])).length,
      })),
  );
  return found.filter(({ count }) => count > 0);
}

/**
 * @param openChunks by the recording's key, as `Opener.openChunks`
 * @throws Refusal 'not-found'; 'internal' (reason 'seal-broken') when it is of another recording, or its beginning was altered;
 *   what `openChunks` throws, as 'unit-erased'
 */
export async function openSpool(
  folder: string,
  recording: Id,
  openChunks: (envelope: { header: Uint8Array; bytes: number }) => ChunkOpener,
): Promise<OpenedSpool> {
  const file = await open(spoolFile(folder, recording), 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Refusal('not-found') : error;
  });
  try {
    const { size } = await file.stat();
    const header = await readAt(file, 0, chunksHeaderLength);
    // Killed before the first chunk was whole: nothing was kept.
    if (size < chunksHeaderLength + tagLength)
      return { isWhole: false, read: async function* () {}, close: () => file.close() };
    const whole = await openLast(file, size, () => openChunks({ header, bytes: size }));
    if (whole) {
      const { chunks, last } = whole;
      return {
        isWhole: true,
        async *read() {
          yield* readChunks(file, chunks, chunks.chunks - 1);
          yield last;
        },
        close: () => file.close(),
      };
    }
    const count = Math.floor((size - chunksHeaderLength) / full);
    // As if one more followed, so that none of these is taken for the last.
    const bytes = chunksHeaderLength + count * full + tagLength + 1;
    const cut = openChunks({ header, bytes: count === 0 ? chunksHeaderLength + tagLength : bytes });
    return { isWhole: false, read: () => readChunks(file, cut, count), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Removing what is not there is no error. To be called when what was made of it is durable. */
export async function removeSpool(folder: string, recording: Id): Promise<void> {
  await unlink(spoolFile(folder, recording)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Undefined when the last chunk is no last one: the file was cut. */
async function openLast(
  file: FileHandle,
  size: number,
  open: () => ChunkOpener,
): Promise<{ chunks: ChunkOpener; last: Buffer } | undefined> {
  try {
    const chunks = open();
    const at = chunks.chunks - 1;
    const { from, length } = chunks.place(at);
    return { chunks, last: chunks.open(at, await readAt(file, from, Math.min(length, size))) };
  } catch (error) {
    if (isBroken(error)) return undefined;
    throw error;
  }
}

async function* readChunks(file: FileHandle, chunks: ChunkOpener, count: number): AsyncGenerator<Buffer> {
  for (let first = 0; first < count; first += atOnce) {
    const end = Math.min(first + atOnce, count);
    const sealed = await readAt(file, chunks.place(first).from, (end - first) * full);
    const plain: Buffer[] = [];
    for (let at = first; at < end; at += 1) {
      try {
        plain.push(chunks.open(at, sealed.subarray((at - first) * full, (at - first + 1) * full)));
      } catch (error) {
        // A machine without power may leave a file longer than what was written: then nothing behind opens either.
        if (at === 0 || !isBroken(error) || (await opensBehind(file, chunks, at, count))) throw error;
        yield Buffer.concat(plain);
        return;
      }
    }
    yield Buffer.concat(plain);
  }
}

/** Whether one of the chunks that follow, a second of sound at most, opens: then the one before was altered. */
async function opensBehind(
  file: FileHandle,
  chunks: ChunkOpener,
  at: number,
  count: number,
): Promise<boolean> {
  for (let next = at + 1; next < count; next += 1) {
    try {
      chunks.open(next, await readAt(file, chunks.place(next).from, full));
      return true;
    } catch (error) {
      if (!isBroken(error)) throw error;
    }
  }
  return false;
}

const isBroken = (error: unknown): boolean =>
  error instanceof Refusal && error.details['reason'] === 'seal-broken';

async function readAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
