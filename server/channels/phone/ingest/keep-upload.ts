import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../../base/errors.ts';
import { type Id, isId, newId } from '../../../base/new-id.ts';
import type { RecordingSealer } from '../../../register/recordings/seal-recording.ts';
import type { ChunkSealer } from '../../../safeguards/vault/chunks.ts';
import type { Track } from '../media/audio/track.ts';
import { findSpools, openSpool, removeSpool } from '../media/keep/read-spool.ts';
import { makeSpoolFolder, spoolFile, spoolPower } from '../media/keep/write-spool.ts';

// A folder for each recording that is handed in: sealed files of what came, one each time something came, and one that says what is to come.

/** What is to come, as it was told when it began. */
export interface UploadFacts {
  readonly source: string;
  /** ISO. */
  readonly soundBeganAt: string;
  /** Of one track after the other; null where it is fetched. */
  readonly bytes: number | null;
  /** Hexadecimal, of all of it; null where it is fetched. */
  readonly sha256: string | null;
  readonly tracks: readonly TrackPlace[];
  /** Where it is to be fetched. */
  readonly url: string | null;
}

export interface TrackPlace extends Track {
  /** Null: to the end. */
  readonly bytes: number | null;
}

/** A key of a file in a folder whose names are ids otherwise. */
const facts = 'facts' as Id;
const folderOf = (root: string, recording: Id) => join(root, recording);

export async function createUpload(
  root: string,
  recording: Id,
  sealer: RecordingSealer,
  told: UploadFacts,
): Promise<void> {
  const folder = folderOf(root, recording);
  await makeSpoolFolder(folder);
  const writing = await openPart(folder, facts, sealer.spool(spoolPower));
  await writing.append(Buffer.from(JSON.stringify(told)));
  await writing.end();
  await syncFolder(root);
}

/** @throws Refusal 'not-found' where it was not whole when we were killed; as `openSpool` */
export async function readFacts(root: string, recording: Id, sealer: RecordingSealer): Promise<UploadFacts> {
  const spool = await openSpool(folderOf(root, recording), facts, sealer.openSpool);
  try {
    if (!spool.isWhole) throw new Refusal('not-found');
    const pieces: Buffer[] = [];
    for await (const piece of spool.read()) pieces.push(piece);
    return JSON.parse(Buffer.concat(pieces).toString()) as UploadFacts;
  } finally {
    await spool.close();
  }
}

export async function findUploads(root: string): Promise<Id<'recording'>[]> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const names = await readdir(root);
  return names.filter((name): name is Id<'recording'> => isId<'recording'>(name)).toSorted();
}

export async function removeUpload(root: string, recording: Id): Promise<void> {
  await rm(folderOf(root, recording), { recursive: true, force: true });
}

/** What was told of it stays. */
export async function removeParts(root: string, recording: Id): Promise<void> {
  const folder = folderOf(root, recording);
  for (const part of await findSpools(folder)) await removeSpool(folder, part);
}

/** What came, from one place to another; exclusive. What a crash cut off is up to its last whole chunk, each time the same. */
export async function* readUpload(
  root: string,
  recording: Id,
  sealer: RecordingSealer,
  from = 0,
  to = Infinity,
): AsyncGenerator<Buffer> {
  const folder = folderOf(root, recording);
  let at = 0;
  for (const part of await findSpools(folder)) {
    if (at >= to) return;
    const spool = await openSpool(folder, part, sealer.openSpool);
    try {
      for await (const piece of spool.read()) {
        const wanted = piece.subarray(Math.max(0, from - at), Math.max(0, to - at));
        at += piece.length;
        if (wanted.length > 0) yield wanted;
      }
    } finally {
      await spool.close();
    }
  }
}

export async function countUpload(root: string, recording: Id, sealer: RecordingSealer): Promise<number> {
  let bytes = 0;
  for await (const piece of readUpload(root, recording, sealer)) bytes += piece.length;
  return bytes;
}

export async function digestOfUpload(root: string, recording: Id, sealer: RecordingSealer): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of readUpload(root, recording, sealer)) hash.update(piece);
  return hash.digest('hex');
}

export interface PartInWriting {
  /** Sealed at once, and on disk when it resolves but for the last chunk. @throws Refusal 'storage-full', 'storage-unavailable' */
  append(bytes: Uint8Array): Promise<void>;
  /** All of it is durable when it resolves. After an appending that failed only the file is closed. @throws Refusal as `append` */
  end(): Promise<void>;
}

export async function beginPart(
  root: string,
  recording: Id,
  sealer: RecordingSealer,
): Promise<PartInWriting> {
  return openPart(folderOf(root, recording), newId<'part'>(), sealer.spool(spoolPower));
}

async function openPart(folder: string, name: Id, sealer: ChunkSealer): Promise<PartInWriting> {
  const file = await guard(open(spoolFile(folder, name), 'wx', 0o600));
  await syncFolder(folder);
  let position = 0;
  let isBroken = false;

  async function write(pieces: readonly Uint8Array[]): Promise<void> {
    if (pieces.length === 0) return;
    try {
      position += await guard(writeAll(file, Buffer.concat(pieces), position));
    } catch (error) {
      isBroken = true;
      throw error;
    }
  }

  return {
    append: (bytes) => write(sealer.seal(bytes)),
    async end() {
      try {
        if (isBroken) throw new Refusal('storage-unavailable');
        await write(sealer.end());
        await guard(file.datasync());
      } finally {
        await file.close().catch(() => undefined);
      }
    },
  };
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<number> {
  let written = 0;
  while (written < bytes.length)
    written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
  return written;
}

async function guard<T>(doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new Refusal(code === 'ENOSPC' || code === 'EDQUOT' ? 'storage-full' : 'storage-unavailable', {
      spool: code,
    });
  }
}

async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
}
