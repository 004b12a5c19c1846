import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../base/errors.ts';
import { isId, newId, type Id } from '../base/new-id.ts';

/** Large sealed values. What comes in is ciphertext already; names are ids and tell nothing. */
export interface Blobs {
  /** Durable when it resolves. @throws Refusal 'storage-full' */
  put(bytes: Uint8Array): Promise<Id<'blob'>>;
  /** @throws Refusal 'not-found' */
  get(id: Id<'blob'>): Promise<Buffer>;
  /** Removing what is not there is no error: the job may run again. */
  remove(id: Id<'blob'>): Promise<void>;
  /** Every blob with the moment it was written, for finding those no row names. */
  list(): AsyncIterable<{ id: Id<'blob'>; at: Date }>;
  /** Writes and removes a probe. @throws Refusal */
  check(): Promise<void>;
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

/** Blobs in a folder: 256 × 256 subfolders by the id's last, random, bytes. */
export async function openBlobFolder(folder: string): Promise<Blobs> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const folderOf = (id: Id<'blob'>) => join(folder, id.slice(-2), id.slice(-4, -2));

  async function write(path: string, bytes: Uint8Array): Promise<void> {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async function syncFolder(path: string): Promise<void> {
    const directory = await open(path, 'r');
    await directory.sync();
    await directory.close();
  }

  return {
    async put(bytes) {
      const id = newId<'blob'>();
      const place = folderOf(id);
      try {
        await mkdir(place, { recursive: true, mode: 0o700 });
        const temporary = join(place, `.${randomBytes(8).toString('hex')}`);
        await write(temporary, bytes).catch(async (error: unknown) => {
          await unlink(temporary).catch(() => undefined);
          throw error;
        });
        await rename(temporary, join(place, id));
        await syncFolder(place);
        return id;
      } catch (error) {
        throw asRefusal(error);
      }
    },
    async get(id) {
      if (!isId(id)) throw new Refusal('not-found');
      try {
        return await readFile(join(folderOf(id), id));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT')
          throw new Refusal('not-found', { blobs: 'ENOENT' });
        throw asRefusal(error);
      }
    },
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
        await write(path, randomBytes(4096));
        await unlink(path);
      } catch (error) {
        throw asRefusal(error);
      }
    },
  };
}
