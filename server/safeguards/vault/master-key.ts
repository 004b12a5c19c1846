import { randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import { readIfThere, replaceFile, syncFolder, writeOnce } from './durable-files.ts';
import { listKeeperFiles, lockAgain, readFileOf, readStored } from './keeper-files.ts';
import type { KeyService } from './key-service.ts';
import { openStored, storeUnder } from './wrap-stored.ts';

const length = 32;

/**
 * The master key; while it is being changed, the next one as well: each file is under one of the two.
 * @throws Refusal 'settings-invalid', reason 'no-master-key' or 'master-key-damaged'
 */
export async function readMasters(folder: string): Promise<Buffer[]> {
  const refuse = (reason: string) =>
    new Refusal('settings-invalid', { setting: 'HALTIJA_KEEPER_DIR', reason });
  const found: Buffer[] = [];
  // The next one first: between the two readings it may take the other's place.
  for (const name of ['master.next', 'master.key']) {
    const key = await readIfThere(join(folder, name));
    if (key === undefined) continue;
    if (key.length !== length) throw refuse('master-key-damaged');
    found.unshift(key);
  }
  if (found.length === 0) throw refuse('no-master-key');
  return found;
}

/**
 * @param service unlocks those that are locked by one
 * @returns how many files there are, and which of them none of these master keys opens
 * @throws Refusal as KeyService.unlock
 */
export async function tryMaster(
  folder: string,
  masters: readonly Buffer[],
  service?: KeyService,
): Promise<{ files: number; shut: readonly string[] }> {
  const stored = await listKeeperFiles(folder);
  const shut: string[] = [];
  for (const place of stored) {
    const found = await readStored(place, service);
    if (found === undefined || openStored(masters, place.name, found.bytes) === undefined)
      shut.push(place.name);
  }
  return { files: stored.length, shut };
}

/**
 * A new master key in place of the old one. May be killed anywhere and said again; processes that run go on. What is
 * derived stays as it is, and so do the epoch keys until the next epoch: only they are wrapped anew. The caller sees
 * to it that no epoch begins meanwhile.
 */
export async function changeMaster(folder: string, service?: KeyService): Promise<void> {
  await writeOnce(folder, 'master.next', randomBytes(length));
  const next = (await readIfThere(join(folder, 'master.next')))!;
  const masters = await readMasters(folder);
  for (const place of await listKeeperFiles(folder)) {
    const { name } = place;
    const before = await readFileOf(place);
    const stored = await readStored(place, service);
    if (before === undefined || stored === undefined || openStored([next], name, stored.bytes) !== undefined)
      continue;
    const key = openStored(masters, name, stored.bytes);
    if (key === undefined)
      throw new Refusal('settings-invalid', {
        setting: 'HALTIJA_KEEPER_DIR',
        reason: name === 'root' ? 'root-key-damaged' : 'epoch-key-damaged',
        epoch: name.slice('epoch/'.length),
      });
    const content = await lockAgain(place, service, storeUnder(next, name, key), before);
    await replaceFile(place.folder, place.file, content);
  }
  await rename(join(folder, 'master.next'), join(folder, 'master.key'));
  await syncFolder(folder);
}

/** Puts back a master key that was lost. @throws Refusal 'already-done' when there is one, 'value-not-valid' when it is not the one */
export async function putBackMaster(folder: string, master: Buffer, service?: KeyService): Promise<void> {
  if ((await readIfThere(join(folder, 'master.key'))) !== undefined)
    throw new Refusal('already-done', { reason: 'master-key-there' });
  // Where a change was cut short, some lie under the next one already; it is then to be finished.
  const next = await readIfThere(join(folder, 'master.next'));
  const { files, shut } = await tryMaster(folder, [master], service);
  const neither = next === undefined ? shut : (await tryMaster(folder, [master, next], service)).shut;
  if (neither.length > 0 || shut.length === files)
    throw new Refusal('value-not-valid', { reason: 'shares-of-another-key' });
  await writeOnce(folder, 'master.key', master);
}
