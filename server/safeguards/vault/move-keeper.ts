import { Refusal } from '../../base/errors.ts';
import { replaceShredding } from './durable-files.ts';
import {
  type KeeperFile,
  listKeeperFiles,
  lockNew,
  nameIn,
  readFileOf,
  readStored,
  registerOfRoot,
  rootFile,
} from './keeper-files.ts';
import type { KeyService } from './key-service.ts';
import { readLockedFile } from './locked-file.ts';
import { readMasters } from './master-key.ts';
import { openStored } from './wrap-stored.ts';

export interface ServiceState {
  readonly files: number;
  /** Names of those that no key service locks. */
  readonly unlocked: readonly string[];
  /** Whether what is made from now on is locked. */
  readonly locksNew: boolean;
}

/** How much of the keeper a key service locks. Asks nobody. */
export async function readServiceState(folder: string): Promise<ServiceState> {
  const places = await listKeeperFiles(folder);
  const unlocked: string[] = [];
  for (const place of places) {
    const content = await readFileOf(place);
    if (content !== undefined && readLockedFile(content) === undefined) unlocked.push(place.name);
  }
  return { files: places.length, unlocked, locksNew: !unlocked.includes('root') };
}

/**
 * Locks every file by a key of the service. The root first: by it whoever makes a key knows that it is to be locked. May be
 * killed anywhere and said again; processes that run go on. The caller holds the keeper.
 * @returns how many were locked now
 * @throws Refusal as KeyService, and 'settings-invalid' for a file that the master key does not open: it is left as it is
 */
export async function moveIntoService(folder: string, service: KeyService): Promise<number> {
  const register = registerOfRoot(await openFile(folder, rootFile(folder), service));
  let moved = 0;
  for (const place of await listKeeperFiles(folder)) {
    const stored = await readStored(place, service);
    if (stored === undefined || stored.lock !== undefined) continue;
    await openFile(folder, place, service);
    const content = await lockNew(place, service, stored.bytes, { register, fromTheStart: false });
    await replaceShredding(place.folder, place.file, content);
    moved += 1;
  }
  return moved;
}

/**
 * Unlocks every file, and then destroys the keys in the service. May be killed anywhere and said again. The caller holds the keeper.
 * @param between what must be done while the keys are still there: what was locked elsewhere is to be unlocked as well
 * @returns how many were unlocked now
 * @throws Refusal as `moveIntoService`
 */
export async function moveOutOfService(
  folder: string,
  service: KeyService,
  between: () => Promise<void>,
): Promise<number> {
  const register = registerOfRoot(await openFile(folder, rootFile(folder), service));
  const places = await listKeeperFiles(folder);
  let moved = 0;
  for (const place of places) {
    const stored = await readStored(place, service);
    if (stored?.lock === undefined) continue;
    await openFile(folder, place, service);
    await replaceShredding(place.folder, place.file, stored.bytes);
    moved += 1;
  }
  await between();
  for (const place of places) await service.destroy(nameIn(register, place));
  return moved;
}

/** Proves that the master key opens what is in it. */
async function openFile(folder: string, place: KeeperFile, service: KeyService): Promise<Buffer> {
  const stored = await readStored(place, service);
  const key = stored && openStored(await readMasters(folder), place.name, stored.bytes);
  if (key !== undefined) return key;
  throw new Refusal('settings-invalid', {
    setting: 'HALTIJA_KEEPER_DIR',
    reason: place.name === 'root' ? (stored ? 'root-key-damaged' : 'no-root-key') : 'epoch-key-damaged',
    epoch: place.name.slice('epoch/'.length),
  });
}
