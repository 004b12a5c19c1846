import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../../../base/errors.ts';
import type { Id } from '../../../../base/new-id.ts';
import type { ChunkSealer } from '../../../../safeguards/vault/chunks.ts';

/** Chunks of 4 KiB: what two G.711 streams bring in the 240 ms between two writings fills one. */
export const spoolPower = 12;
const chunkSize = 2 ** spoolPower;
/** Milliseconds between two syncs of a file: a killed process loses nothing that was written, a machine without power this much more. */
const syncEvery = 480;
/** Bytes that wait while the disk takes nothing: four minutes of a call. */
const mostWaiting = 4 * 1024 * 1024;

export const spoolEnding = '.spool';
export const spoolFile = (folder: string, recording: Id): string =>
  join(folder, `${recording}${spoolEnding}`);

/** Makes the folder of spools, which nobody but us may enter. */
export async function makeSpoolFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Sound of one call as it grows on disk, sealed. */
export interface Spool {
  /** Sealed at once; on disk soon after, up to its last byte. */
  append(records: Uint8Array): void;
  /** Durable when it resolves. @returns whether all of it is: false after a disk that took nothing for too long */
  finish(): Promise<boolean>;
}

/**
 * One file for a call, in chunks that grow. Each appending is filled up with padding to the end of a chunk, so that nothing
 * waits in memory to be sealed. @param seal under the recording's own key
 * @throws Refusal 'already-done' when this recording has a spool: none is ever written over; 'storage-full', 'storage-unavailable'
 */
export async function createSpool(
  folder: string,
  recording: Id,
  seal: (power: number) => ChunkSealer,
): Promise<Spool> {
  const file = await open(spoolFile(folder, recording), 'wx', 0o600).catch((error: unknown) => {
    throw asRefusal(error);
  });
  await syncFolder(folder);
  const sealer = seal(spoolPower);
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let plainBytes = 0;
  let position = 0;
  let syncedAt = performance.now();
  let isUnsynced = false;
  let isLost = false;
  let writing: Promise<void> | undefined;

  function push(pieces: readonly Uint8Array[]): void {
    for (const piece of pieces) waitingBytes += piece.length;
    if (waitingBytes > mostWaiting) isLost = true;
    else waiting.push(...pieces);
    writing ??= write().finally(() => (writing = undefined));
  }

  /** Writes what waits; what the disk does not take now waits for the next time, at the same place. */
  async function write(): Promise<void> {
    try {
      while (waiting.length > 0 && !isLost) {
        const all = Buffer.concat(waiting);
        waiting = [];
        try {
          let written = 0;
          while (written < all.length)
            written += (await file.write(all, written, all.length - written, position + written))
              .bytesWritten;
        } catch (error) {
          waiting.unshift(all);
          throw error;
        }
        waitingBytes -= all.length;
        position += all.length;
        isUnsynced = true;
      }
      if (isUnsynced && performance.now() - syncedAt >= syncEvery) await sync();
    } catch {
      // Tried again with the next appending, four times a second; `finish` tells what came of it.
    }
  }

  async function sync(): Promise<void> {
    syncedAt = performance.now();
    isUnsynced = false;
    await file.datasync();
  }

  return {
    append(records) {
      if (isLost) return;
      plainBytes += records.length;
      const ready = sealer.seal(records);
      // The sealer keeps a full chunk until it knows of another byte.
      const padding = (chunkSize + 1 - (plainBytes % chunkSize)) % chunkSize;
      plainBytes += padding;
      ready.push(...sealer.seal(new Uint8Array(padding)));
      push(ready);
    },
    async finish() {
      if (!isLost) push(sealer.end());
      await writing;
      if (waiting.length > 0) await write();
      const isWhole = !isLost && waiting.length === 0;
      try {
        await file.sync();
        return isWhole;
      } catch {
        return false;
      } finally {
        await file.close().catch(() => undefined);
      }
    },
  };
}

async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
}

function asRefusal(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return new Refusal('already-done', { reason: 'recording-has-a-spool' });
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal('storage-full', { spool: code });
  return code === undefined ? error : new Refusal('storage-unavailable', { spool: code });
}
