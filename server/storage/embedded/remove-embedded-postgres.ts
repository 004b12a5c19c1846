import { existsSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { readLocation } from './choose-place.ts';
import { chooseIdentity } from './choose-identity.ts';
import { endServer } from './end-server.ts';
import { holdOwnerLock } from './hold-owner-lock.ts';
import { removeSocketFolder } from './make-socket-folder.ts';

const ours = [
  'cluster',
  'native',
  'postgres.log',
  'postgres.log.1',
  'postgresql.conf',
  'pg_hba.conf',
  'pg_ident.conf',
];

/**
 * Removes an embedded database and all its data, wherever it lies: for the demo's reset and for tests. The
 * folder itself stays.
 * @throws Refusal `storage-unavailable` (`held-by-another-process`) when a server owns it
 */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, 'owner.lock'))) return;
  const lock = await holdOwnerLock({ file: join(dataDir, 'owner.lock'), clock: systemClock });
  try {
    const location = readLocation(dataDir);
    if (location) {
      const home = resolve(dataDir, location.home);
      const cluster = join(home, 'cluster');
      if (existsSync(cluster)) await endServer({ cluster, identity: chooseIdentity(statSync(cluster)) });
      if (home === resolve(dataDir)) {
        for (const name of ours) rmSync(join(home, name), { recursive: true, force: true, maxRetries: 5 });
      } else {
        rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      }
      rmSync(join(dataDir, 'location.json'), { force: true });
    }
    if (lock.before?.socketFolder) removeSocketFolder(lock.before.socketFolder);
  } finally {
    lock.release();
  }
}
