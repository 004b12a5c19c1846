import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface SmallDisk {
  /** Whether it can be filled. Where nobody may mount, it is a plain folder, and is only made unusable. */
  readonly real: boolean;
  /** No byte fits any more. @returns what makes room */
  fill(): Promise<() => Promise<void>>;
  /** Nothing can be written. @returns what mends it */
  spoil(): Promise<() => Promise<void>>;
  unmount(): void;
}

/** A folder on a disk of sixteen megabytes, in memory. */
export async function makeSmallDisk(folder: string): Promise<SmallDisk> {
  await mkdir(folder);
  const real = mount('-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder);
  async function spoil(): Promise<() => Promise<void>> {
    if (real) {
      mount('-o', 'remount,ro', folder);
      return async () => void mount('-o', 'remount,rw', folder);
    }
    await rename(folder, `${folder}-away`);
    await writeFile(folder, '');
    return async () => {
      await rm(folder);
      await rename(`${folder}-away`, folder);
    };
  }
  return {
    real,
    spoil,
    async fill() {
      if (!real) return spoil();
      const filler = join(folder, 'filler');
      await writeFile(filler, Buffer.alloc(32 * 1024 * 1024)).catch(() => undefined);
      return () => rm(filler);
    },
    unmount() {
      if (real) execFileSync('umount', ['-l', folder]);
    },
  };
}

function mount(...options: string[]): boolean {
  try {
    execFileSync('mount', options, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
