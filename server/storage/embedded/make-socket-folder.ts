import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import type { ServerIdentity } from './choose-identity.ts';

const prefix = 'haltija-';
// A socket's address holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432" and, for its lock, ".lock".
const longestFolder = 107 - '/.s.PGSQL.65535.lock'.length;

/**
 * A new private folder with a short path, mode 0700, of the server's user.
 * @throws Refusal `storage-unavailable` (`no-socket-folder`)
 */
export function makeSocketFolder(identity: ServerIdentity): string {
  const parents = identity.dropped ? ['/run', '/tmp', tmpdir()] : [tmpdir(), '/tmp', '/var/tmp', '/dev/shm'];
  for (const parent of parents) {
    const start = join(parent, prefix);
    if (Buffer.byteLength(start) + 6 > longestFolder) continue;
    try {
      const folder = mkdtempSync(start);
      if (identity.dropped) chownSync(folder, identity.uid, identity.gid);
      chmodSync(folder, 0o700);
      return folder;
    } catch {
      // Read-only or missing: the next one.
    }
  }
  throw new Refusal('storage-unavailable', {
    reason: 'no-socket-folder',
    fix: `one of ${parents.join(', ')} must be writable`,
  });
}

/**
 * Takes away what a server that has ended left in its socket folder; anything that is not one stays untouched.
 * A server that was killed while it wrote its lock leaves an empty one, and PostgreSQL never starts beside that.
 * @returns whether it is a socket folder
 */
export function emptySocketFolder(folder: string): boolean {
  if (!basename(folder).startsWith(prefix) || !existsSync(folder)) return false;
  const names = readdirSync(folder);
  if (!names.every((name) => name.startsWith('.s.PGSQL.'))) return false;
  for (const name of names) rmSync(join(folder, name), { force: true });
  return true;
}

/** Removes a socket folder of a server that has ended; anything that is not one stays untouched. */
export function removeSocketFolder(folder: string): void {
  if (emptySocketFolder(folder)) rmdirSync(folder);
}
