import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import { chooseIdentity } from './choose-identity.ts';
import type { ServerIdentity } from './choose-identity.ts';
import { runProgram } from './run-program.ts';

/**
 * Where the parts lie:
 *
 *     <dataDir>/owner.lock      held by the one owner; names its pid
 *     <dataDir>/location.json   where `home` is
 *     <home>/cluster            PostgreSQL's data, of the server's user, 0700
 *     <home>/postgres.log       PostgreSQL's own log, 0600
 *     <home>/*.conf             our settings, not writable by the server
 *     <nativeRoot>/<version>    the server's programs, copied out of node_modules
 *
 * `home` is `dataDir`, except where we are root and the server's user cannot enter `dataDir` (a clone
 * under a 0700 home): then it is a folder of its own in a system folder.
 */
export interface Place {
  readonly home: string;
  readonly cluster: string;
  readonly logFile: string;
  readonly nativeRoot: string;
  readonly identity: ServerIdentity;
  /** From here on a missing cluster is a loss, never a first start. */
  markMade(): void;
}

interface Location {
  /** '.' is `dataDir` itself, so that the whole folder can be moved. */
  home: string;
  made: boolean;
}

const systemFolders = ['/var/lib/haltija', '/var/lib/haltija-postgres', '/srv/haltija'];

export function readLocation(dataDir: string): Location | undefined {
  const file = join(dataDir, 'location.json');
  if (!existsSync(file)) return undefined;
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<Location>;
    if (typeof found.home === 'string' && typeof found.made === 'boolean') {
      return { home: found.home, made: found.made };
    }
  } catch {
    // Same answer as for a record of another shape.
  }
  throw new Refusal('storage-unavailable', { reason: 'location-record-unreadable', file });
}

function writeLocation(dataDir: string, location: Location): void {
  const file = join(dataDir, 'location.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(location)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

async function canEnter(folder: string, identity: ServerIdentity): Promise<boolean> {
  // Asked of the kernel, not computed from modes: access lists and mounts have a say too.
  const result = await runProgram('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { identity });
  return result.exitCode === 0;
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found && { uid: found.uid, gid: found.gid };
}

async function makeSystemHome(identity: ServerIdentity): Promise<string> {
  for (const folder of systemFolders) {
    const home = join(folder, randomBytes(6).toString('hex'));
    try {
      if (!existsSync(folder)) {
        mkdirSync(folder, { recursive: true });
        chmodSync(folder, 0o711);
      }
      mkdirSync(home);
      chmodSync(home, 0o711);
    } catch {
      continue;
    }
    if (await canEnter(home, identity)) return home;
  }
  throw new Refusal('storage-unavailable', {
    reason: 'no-folder-for-server',
    uid: identity.uid,
    fix: `as root, the data folder or one of ${systemFolders.join(', ')} must be open (mode 711) to this uid`,
  });
}

/**
 * Finds the place of an existing cluster, or makes one. The caller holds the owner lock.
 * @throws Refusal `storage-unavailable` (`data-missing`, `data-folder-not-enterable`,
 *   `no-folder-for-server`, `data-of-another-user`, `location-record-unreadable`)
 */
export async function choosePlace(dataDir: string): Promise<Place> {
  const known = readLocation(dataDir);
  const knownHome = known && resolve(dataDir, known.home);
  const clusterOwner = knownHome ? ownerOf(join(knownHome, 'cluster')) : undefined;
  if (knownHome && ((known.made && !clusterOwner) || !existsSync(knownHome))) {
    throw new Refusal('storage-unavailable', { reason: 'data-missing', folder: join(knownHome, 'cluster') });
  }
  const identity = chooseIdentity(clusterOwner);

  let home = knownHome;
  if (!home) {
    home = (await canEnter(dataDir, identity)) ? resolve(dataDir) : await makeSystemHome(identity);
    writeLocation(dataDir, { home: home === resolve(dataDir) ? '.' : home, made: false });
  } else if (!(await canEnter(home, identity))) {
    throw new Refusal('storage-unavailable', {
      reason: 'data-folder-not-enterable',
      folder: home,
      uid: identity.uid,
      fix: 'open each folder above it to this uid (chmod o+x)',
    });
  }
  const place = home;
  return {
    home: place,
    cluster: join(place, 'cluster'),
    logFile: join(place, 'postgres.log'),
    // Homes in a system folder share one copy of the programs.
    nativeRoot: place === resolve(dataDir) ? join(place, 'native') : join(place, '..', 'native'),
    identity,
    markMade() {
      writeLocation(dataDir, { home: place === resolve(dataDir) ? '.' : place, made: true });
    },
  };
}
