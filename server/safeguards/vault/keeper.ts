import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/errors.ts';

/**
 * Holds what must never lie beside the data: the master key and the epoch keys wrapped under it. A
 * folder of its own with tight permissions; a key service can stand in its place.
 */
export interface Keeper {
  /** The key of an epoch; made on first asking when `make` is set. */
  epochKey(epoch: number, make?: boolean): Promise<Buffer>;
  destroyEpochKey(epoch: number): Promise<void>;
  /** A secret for another use (database password, reply tokens, cookies), derived from the master key. */
  derive(use: string, length?: number): Buffer;
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Refusal('settings-invalid', {
      setting: 'HALTIJA_KEEPER_DIR',
      reason: 'cannot-read',
      code: String((error as NodeJS.ErrnoException).code),
    });
  }
}

/** Written beside, synced, then linked into place: never half there, and of two that start at once the first one's stands. */
async function writeDurably(folder: string, name: string, bytes: Buffer): Promise<void> {
  const temporary = join(folder, `.${name}.${randomBytes(6).toString('hex')}`);
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await link(temporary, join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(temporary);
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
}

/**
 * Opens the keeper's folder; makes it and its master key when `create` is set and nothing is there.
 * @throws Refusal 'settings-invalid' when others can read the folder, or the key is missing or damaged
 */
export async function openKeeper(folder: string, options: { create: boolean }): Promise<Keeper> {
  if (options.create) await mkdir(join(folder, 'epochs'), { recursive: true, mode: 0o700 });
  const mode = await stat(folder).then(
    (found) => found.mode & 0o777,
    () => undefined,
  );
  if (mode === undefined)
    throw new Refusal('settings-invalid', { setting: 'HALTIJA_KEEPER_DIR', reason: 'missing' });
  if ((mode & 0o077) !== 0) {
    if (!options.create)
      throw new Refusal('settings-invalid', {
        setting: 'HALTIJA_KEEPER_DIR',
        reason: 'others-can-read',
        write: 'chmod 700',
      });
    await chmod(folder, 0o700);
  }
  let master = await readIfThere(join(folder, 'master.key'));
  if (master === undefined) {
    if (!options.create)
      throw new Refusal('settings-invalid', { setting: 'HALTIJA_KEEPER_DIR', reason: 'no-master-key' });
    await writeDurably(folder, 'master.key', randomBytes(32));
    master = await readFile(join(folder, 'master.key'));
  }
  if (master.length !== 32)
    throw new Refusal('settings-invalid', { setting: 'HALTIJA_KEEPER_DIR', reason: 'master-key-damaged' });

  const derive = (use: string, length = 32): Buffer =>
    Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `haltija/${use}`, length));
  const wrapping = derive('epoch-wrapping');
  const epochs = new Map<number, Buffer>();
  const folderOfEpochs = join(folder, 'epochs');

  return {
    derive,
    async epochKey(epoch, make = false) {
      const cached = epochs.get(epoch);
      if (cached) return cached;
      const stored = await readIfThere(join(folderOfEpochs, `${epoch}.key`));
      let key: Buffer;
      if (stored !== undefined) {
        key = unwrap(wrapping, epoch, stored);
      } else {
        if (!make)
          throw new Refusal('settings-invalid', {
            setting: 'HALTIJA_KEEPER_DIR',
            reason: 'no-epoch-key',
            epoch,
          });
        await writeDurably(folderOfEpochs, `${epoch}.key`, wrap(wrapping, epoch, randomBytes(32)));
        key = unwrap(wrapping, epoch, await readFile(join(folderOfEpochs, `${epoch}.key`)));
      }
      epochs.set(epoch, key);
      return key;
    },
    async destroyEpochKey(epoch) {
      epochs.get(epoch)?.fill(0);
      epochs.delete(epoch);
      const path = join(folderOfEpochs, `${epoch}.key`);
      const file = await open(path, 'r+');
      await file.write(randomBytes(60), 0, 60, 0);
      await file.sync();
      await file.close();
      await unlink(path);
    },
  };
}

function wrap(wrapping: Buffer, epoch: number, key: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce);
  cipher.setAAD(Buffer.from(`epoch/${epoch}`));
  const body = cipher.update(key);
  cipher.final();
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

function unwrap(wrapping: Buffer, epoch: number, stored: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrapping, stored.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(`epoch/${epoch}`));
    decipher.setAuthTag(stored.subarray(stored.length - 16));
    const key = decipher.update(stored.subarray(12, stored.length - 16));
    decipher.final();
    return key;
  } catch {
    throw new Refusal('settings-invalid', {
      setting: 'HALTIJA_KEEPER_DIR',
      reason: 'epoch-key-damaged',
      epoch,
    });
  }
}
