import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../base/errors.ts';
import { isId, newId, type Id } from '../base/new-id.ts';

/** Large sealed values. What comes in is ciphertext already; names are ids and tell nothing. */
export interface Blobs {
  /** @throws Refusal 'storage-full' */
  begin(): Promise<BlobInWriting>;
  /** Bytes. @throws Refusal 'not-found' */
  size(id: Id<'blob'>): Promise<number>;
  /**
   * Fewer bytes where the blob ends before.
   * @param into where they are put, when the caller has room that it uses again
   * @throws Refusal 'not-found'
   */
  read(id: Id<'blob'>, from: number, length: number, into?: Buffer): Promise<Buffer>;
  /** Removing what is not there is no error: the job may run again. */
  remove(id: Id<'blob'>): Promise<void>;
  /** Every blob with the moment it was last written to, for finding those no row names. */
  list(): AsyncIterable<{ id: Id<'blob'>; at: Date }>;
  /** Writes and removes a probe. @throws Refusal */
  check(): Promise<void>;
}

/** One of these is finished or abandoned; until then no row may name it. */
export interface BlobInWriting {
  /** One at a time. @throws Refusal 'storage-full' */
  write(pieces: readonly Uint8Array[]): Promise<void>;
  /** Durable when it resolves. */
  finish(): Promise<Id<'blob'>>;
  /** Removes what was written; never throws. */
  abandon(): Promise<void>;
}

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

/** Blobs in a folder: 256 × 256 subfolders by the id's last, random, bytes. */
export async function openBlobFolder(folder: string): Promise<Blobs> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const folderOf = (id: Id<'blob'>) => join(folder, id.slice(-2), id.slice(-4, -2));

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
    async begin() {
      const id = newId<'blob'>();
      // Under its own name at once: cut short by a kill, it is a blob that no row names, and goes as one.
      const { place, file } = await makePlace(id)
        .then(async (place) => ({ place, file: await open(join(place, id), 'wx', 0o600) }))
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
