import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, opendir, rename, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import type { ObjectInPlace, Place } from './place.ts';

/** The end of a name that is being written: it gets its own when it is whole and durable. */
const unfinished = /\.[0-9a-f]{16}\.part$/;

/** Every failure of a disk is a word of its own: nothing that was to be written is in it. */
function asRefusal(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof Refusal || code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new Refusal('storage-full', { backup: code });
  return new Refusal('storage-unavailable', { backup: code });
}

async function guard<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw asRefusal(error);
  }
}

interface Folders {
  makeFolder(path: string): Promise<void>;
  forgetFolder(path: string): void;
  syncFolder(path: string): Promise<void>;
}

/** Backups in a folder: written beside their name, synced, then renamed, then the folder synced. */
export function openFolderPlace(folder: string): Place {
  // Folders known to be durable: thousands of blobs share some.
  const made = new Map<string, Promise<void>>();

  async function syncFolder(path: string): Promise<void> {
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  }

  function makeFolder(path: string): Promise<void> {
    const known = made.get(path);
    if (known !== undefined) return known;
    const making = mkdir(path, { recursive: true, mode: 0o700 }).then(async (first) => {
      if (first === undefined) return;
      // Each that was made, in the one above it.
      for (let each = path; each.length >= first.length; each = dirname(each))
        await syncFolder(dirname(each));
    });
    made.set(path, making);
    making.catch(() => made.delete(path));
    return making;
  }

  function forgetFolder(path: string): void {
    made.delete(path);
  }

  /** The last of a set takes its folder with it. */
  async function removeIfEmpty(path: string): Promise<void> {
    if (path === folder) return;
    const gone = await rmdir(path).then(
      () => true,
      () => false,
    );
    if (gone) forgetFolder(path);
  }

  async function* walk(path: string, name: string): AsyncGenerator<{ name: string; path: string }> {
    const entries = await opendir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw asRefusal(error);
    });
    if (entries === undefined) return;
    for await (const entry of entries) {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) yield* walk(inside, `${name}${entry.name}/`);
      else if (entry.isFile()) yield { name: name + entry.name, path: inside };
    }
  }

  return {
    begin: (name) => beginFile(join(folder, name), { makeFolder, forgetFolder, syncFolder }),
    read: (name, from, length) =>
      guard(async () => {
        const file = await open(join(folder, name), 'r').catch((error: NodeJS.ErrnoException) => {
          throw error.code === 'ENOENT' ? new Refusal('not-found', { backup: 'ENOENT' }) : error;
        });
        try {
          const bytes = Buffer.allocUnsafeSlow(length);
          let filled = 0;
          while (filled < length) {
            const { bytesRead } = await file.read(bytes, filled, length - filled, from + filled);
            if (bytesRead === 0) break;
            filled += bytesRead;
          }
          return bytes.subarray(0, filled);
        } finally {
          await file.close();
        }
      }),
    remove: (name) =>
      guard(async () => {
        const path = join(folder, name);
        await unlink(path).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error;
        });
        await removeIfEmpty(dirname(path));
      }),
    async *list(prefix) {
      for await (const { name, path } of walk(join(folder, prefix), prefix)) {
        if (unfinished.test(name)) continue;
        const found = await stat(path).catch(() => undefined);
        if (found) yield { name, bytes: found.size, at: found.mtime };
      }
    },
    async removeUnfinished(prefix) {
      let removed = 0;
      for await (const { name, path } of walk(join(folder, prefix), prefix)) {
        if (!unfinished.test(name)) continue;
        await unlink(path).catch(() => undefined);
        await removeIfEmpty(dirname(path));
        removed += 1;
      }
      return removed;
    },
  };
}

function beginFile(path: string, { makeFolder, forgetFolder, syncFolder }: Folders): ObjectInPlace {
  const written = `${path}.${randomBytes(8).toString('hex')}.part`;
  let file: FileHandle | undefined;

  async function openFile(): Promise<FileHandle> {
    const parent = dirname(path);
    await makeFolder(parent);
    return open(written, 'wx', 0o600).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      // Another disk stands here than the one the folder was made on.
      forgetFolder(parent);
      await makeFolder(parent);
      return open(written, 'wx', 0o600);
    });
  }

  return {
    write: (pieces) =>
      guard(async () => {
        file ??= await openFile();
        for (const piece of pieces) {
          let left = piece;
          while (left.length > 0) left = left.subarray((await file.write(left)).bytesWritten);
        }
      }),
    finish: () =>
      guard(async () => {
        file ??= await openFile();
        await file.sync();
        await file.close();
        file = undefined;
        await rename(written, path);
        await syncFolder(dirname(path));
      }),
    async abandon() {
      await file?.close().catch(() => undefined);
      await unlink(written).catch(() => undefined);
    },
  };
}
