import { randomBytes } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import { readStored, rootFile } from './keeper-files.ts';
import type { KeyService } from './key-service.ts';
import { readServiceState } from './move-keeper.ts';

export interface Tried {
  /** The service would give the keys themselves away to whoever has our certificate. */
  readonly givesAway: boolean;
}

/**
 * Whether the service does all that the keeper asks of it, on a key made for this and destroyed again: it locks and unlocks,
 * refuses what was altered or is another's, and opens nothing once the key is destroyed.
 * @throws Refusal as KeyService; 'storage-unavailable', reason 'key-service-unusable' when it does not
 */
export async function tryService(service: KeyService): Promise<Tried> {
  const name = `haltija/try/${randomBytes(16).toString('hex')}`;
  const unusable = (what: string) =>
    new Refusal('storage-unavailable', { reason: 'key-service-unusable', code: what });
  const refused = async (work: Promise<unknown>, what: string) => {
    const opened = await work.then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof Refusal) || error.details['reason'] === 'key-service-away') throw error;
        return false;
      },
    );
    if (opened) throw unusable(what);
  };
  try {
    const key = await service.make(name);
    const secret = randomBytes(60);
    const locked = await service.lock(key, secret);
    if (!(await service.unlock(key, locked)).equals(secret)) throw unusable('unlocks-wrongly');
    const altered = Buffer.from(locked.body);
    altered[0]! ^= 1;
    await refused(service.unlock(key, { ...locked, body: altered }), 'opens-what-was-altered');
    await refused(service.unlock({ ...key, name: `${name}/other` }, locked), 'opens-for-another-name');
    const givesAway = await service.givesAway(key);
    await service.destroy(name);
    await refused(service.unlock(key, locked), 'opens-what-was-destroyed');
    return { givesAway };
  } catch (error) {
    await service.destroy(name).catch(() => undefined);
    throw error;
  }
}

/** How the service is, in a code; null: it locks all keys of the folder, and unlocks the root now. */
export async function lookAtService(folder: string, service: KeyService): Promise<string | null> {
  try {
    if ((await readServiceState(folder)).unlocked.length > 0) return 'key-service-unused';
    await readStored(rootFile(folder), service);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) return 'unknown';
    return String(error.details['reason'] ?? error.code);
  }
}
