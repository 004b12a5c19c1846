import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/errors.ts';

const codeOf = (error: unknown) => String((error as NodeJS.ErrnoException).code);

/** @throws Refusal 'settings-invalid' when it is there and cannot be read */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Refusal('settings-invalid', {
      setting: 'HALTIJA_KEEPER_DIR',
      reason: 'cannot-read',
      code: codeOf(error),
    });
  }
}

async function writeBeside(folder: string, name: string, bytes: Buffer): Promise<string> {
  const temporary = join(folder, `.${name}.${randomBytes(6).toString('hex')}`);
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}

export async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Written beside, synced, then linked into place: never half there, and of two that start at once the first one's stands. */
export async function writeOnce(folder: string, name: string, bytes: Buffer): Promise<void> {
  const temporary = await writeBeside(folder, name, bytes);
  await link(temporary, join(folder, name)).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  await unlink(temporary);
  await syncFolder(folder);
}

/** Written beside, synced, then put in the place of what is there. */
export async function replaceFile(folder: string, name: string, bytes: Buffer): Promise<void> {
  await rename(await writeBeside(folder, name, bytes), join(folder, name));
  await syncFolder(folder);
}

/** As `replaceFile`, and what was there is overwritten where it lies. */
export async function replaceShredding(folder: string, name: string, bytes: Buffer): Promise<void> {
  const before = await open(join(folder, name), 'r+').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  try {
    await replaceFile(folder, name, bytes);
    const size = (await before?.stat())?.size ?? 0;
    await before?.write(randomBytes(size), 0, size, 0);
    await before?.sync();
  } finally {
    await before?.close();
  }
}

/** Overwritten where it lies, then removed. May be said again, and by two at once. What a disk keeps of it: docs/operate/keys.md. */
export async function shredFile(folder: string, name: string): Promise<void> {
  const path = join(folder, name);
  try {
    const { size } = await stat(path);
    const file = await open(path, 'r+');
    try {
      await file.write(randomBytes(size), 0, size, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  await syncFolder(folder);
}
