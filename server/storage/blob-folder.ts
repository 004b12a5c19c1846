import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../base/errors.ts';
import { isId, newId, type Id } from '../base/new-id.ts';
import { type Blobs, placeOf } from './blobs.ts';

// The folder cannot be used now: rights, a disk that broke or went read-only, another thing in its place, no handles left.
const awayCodes = new Set([
  'ENOENT',
  'EACCES',
  'EPERM',
  'EROFS',
  'EIO',
  'ENOTDIR',
  'EMFILE',
  'ENFILE',
  'ESTALE',
  'ENODEV',
  'ENXIO',
]);

function asRefusal(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal('storage-full', { blobs: code });
  if (code !== undefined && awayCodes.has(code)) return new Refusal('storage-unavailable', { blobs: code });
  return error;
}

function dropBytes(pieces: readonly Uint8Array[], count: number): Uint8Array[] {
  const left: Uint8Array[] = [];
  let drop = count;
  for (const piece of pieces) {
    if (drop < piece.length) left.push(piece.subarray(drop));
    drop = Math.max(0, drop - piece.length);
  }
  return left;
}

/** Blobs in a folder of this machine. */
export async function openBlobFolder(folder: string): Promise<Blobs> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const folderOf = (id: Id<'blob'>) => join(folder, placeOf(id));

  async function syncFolder(path: string): Promise<void> {
    const directory = await open(path, 'r');
    await directory.sync();
    await directory.close();
  }

  /** The folder of a blob, durable with every folder above it that had to be made. */
  async function makePlace(id: Id<'blob'>): Promise<string> {
    const place = folderOf(id);
    const made = await mkdir(place, { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncFolder(dirname(place));
    if (made === dirname(place)) await syncFolder(folder);
    return place;
  }

  async function use<T>(id: Id<'blob'>, act: (path: string) => Promise<T>): Promise<T> {
    if (!isId(id)) throw new Refusal('not-found');
    try {
      return await act(join(folderOf(id), id));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        throw new Refusal('not-found', { blobs: 'ENOENT' });
      throw asRefusal(error);
    }
  }

  return {
    bestRead: 256 * 1024,
    async begin(given) {
      const id = given ?? newId<'blob'>();
      // Under its own name at once: cut short by a kill, it is a blob that no row names, and goes as one.
      const { place, file } = await makePlace(id)
        .then(async (place) => ({ place, file: await open(join(place, id), given ? 'w' : 'wx', 0o600) }))
        .catch((error: unknown) => {
          throw asRefusal(error);
        });
      return {
        async write(pieces) {
          let left = pieces.filter((each) => each.length > 0);
          try {
            while (left.length > 0) {
              const { bytesWritten } = await file.writev(left);
              left = dropBytes(left, bytesWritten);
            }
          } catch (error) {
            throw asRefusal(error);
          }
        },
        async finish() {
          try {
            await file.sync();
            await file.close();
            await syncFolder(place);
            return id;
          } catch (error) {
            throw asRefusal(error);
          }
        },
        async abandon() {
          await file.close().catch(() => undefined);
          await unlink(join(place, id)).catch(() => undefined);
        },
      };
    },
    size: (id) => use(id, async (path) => (await stat(path)).size),
    read: (id, from, length, into) =>
      use(id, async (path) => {
        const file = await open(path, 'r');
        try {
          const bytes = into?.subarray(0, length) ?? Buffer.allocUnsafeSlow(length);
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
    async remove(id) {
      if (!isId(id)) return;
      await unlink(join(folderOf(id), id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw asRefusal(error);
      });
    },
    async *list() {
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !isId<'blob'>(entry.name)) continue;
        const found = await stat(join(entry.parentPath, entry.name)).catch(() => undefined);
        if (found) yield { id: entry.name, at: found.mtime };
      }
    },
    async check() {
      const path = join(folder, `.probe-${randomBytes(8).toString('hex')}`);
      try {
        const file = await open(path, 'wx', 0o600);
        try {
          await file.writeFile(randomBytes(4096));
          await file.sync();
        } finally {
          await file.close();
        }
        await unlink(path);
      } catch (error) {
        throw asRefusal(error);
      }
    },
  };
}
