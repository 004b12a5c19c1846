import { hkdfSync, randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import { readIfThere, shredFile, writeOnce } from './durable-files.ts';
import {
  epochFile,
  lockNew,
  mustBeSet,
  nameIn,
  readFileOf,
  readStored,
  registerOf,
  registerOfRoot,
  rootFile,
} from './keeper-files.ts';
import type { KeyService } from './key-service.ts';
import { readLockedFile } from './locked-file.ts';
import { readMasters } from './master-key.ts';
import { openStored, storeUnder } from './wrap-stored.ts';

/**
 * Holds what must never lie beside the data: the epoch keys, and the root of what is derived, both wrapped under the
 * master key. A folder of its own with tight permissions. Where a key service is used, each file is locked by a key of the
 * service as well: neither opens anything alone.
 */
export interface Keeper {
  /** @throws Refusal 'settings-invalid', reason 'no-epoch-key' or 'epoch-key-damaged' */
  epochKey(epoch: number): Promise<Buffer>;
  /** Durable when it answers. One that is there already stays, so two that make it at once get the same. */
  makeEpochKey(epoch: number): Promise<Buffer>;
  /**
   * For good: destroyed in the service, where one locks it, then overwritten here and removed. May be said again.
   * @returns whether no copy of the folder ever held it unlocked, so that none opens it now; false when that is not known
   */
  destroyEpochKey(epoch: number): Promise<{ inService: boolean }>;
  /** Forgets, in memory, the keys of all epochs but these. */
  rememberOnly(epochs: readonly number[]): void;
  /** A secret for another use (database password, reply tokens, cookies), derived from the root: a new master key leaves it as it is. */
  derive(use: string, length?: number): Buffer;
}

/**
 * Opens the keeper's folder; makes it and its keys when `create` is set and nothing is there.
 * @param options.service locks what is made, in a folder that is new or that it locks already
 * @throws Refusal 'settings-invalid' when others can read the folder, or a key is missing or damaged; those of KeyService
 */
export async function openKeeper(
  folder: string,
  options: { create: boolean; service?: KeyService | undefined },
): Promise<Keeper> {
  const { service } = options;
  const epochsFolder = join(folder, 'epochs');
  if (options.create) await mkdir(epochsFolder, { recursive: true, mode: 0o700 });
  await mustBeClosed(folder, options.create);
  if (options.create && (await readIfThere(join(folder, 'root.key'))) === undefined)
    await makeRoot(folder, service);
  const stored = await readStored(rootFile(folder), service);
  let masters = await readMasters(folder);
  if (stored === undefined) throw damaged('no-root-key');
  const root = openStored(masters, 'root', stored.bytes);
  if (root === undefined) throw damaged('root-key-damaged');
  const epochs = new Map<number, Buffer>();

  async function readEpochKey(epoch: number): Promise<Buffer | undefined> {
    const found = await readStored(epochFile(folder, epoch), service);
    if (found === undefined) return undefined;
    const { bytes } = found;
    let key = openStored(masters, `epoch/${epoch}`, bytes);
    if (key === undefined) {
      // The master key was changed while we ran.
      masters = await readMasters(folder);
      key = openStored(masters, `epoch/${epoch}`, bytes);
    }
    if (key === undefined) throw damaged('epoch-key-damaged', epoch);
    epochs.set(epoch, key);
    return key;
  }

  return {
    async epochKey(epoch) {
      const key = epochs.get(epoch) ?? (await readEpochKey(epoch));
      if (key === undefined) throw damaged('no-epoch-key', epoch);
      return key;
    },
    async makeEpochKey(epoch) {
      const there = await readEpochKey(epoch);
      if (there !== undefined) return there;
      masters = await readMasters(folder);
      const bytes = storeUnder(masters[0]!, `epoch/${epoch}`, randomBytes(32));
      // Asked each time: the keeper may have moved into the service, or out of it, while we ran.
      const register = await registerOf(rootFile(folder));
      const content =
        register === undefined
          ? bytes
          : await lockNew(epochFile(folder, epoch), service, bytes, { register, fromTheStart: true });
      await writeOnce(epochsFolder, `${epoch}.key`, content);
      return (await readEpochKey(epoch))!;
    },
    async destroyEpochKey(epoch) {
      epochs.delete(epoch);
      const place = epochFile(folder, epoch);
      const content = await readFileOf(place);
      const found = content && readLockedFile(content);
      const register = found?.register ?? (await registerOf(rootFile(folder)));
      // The service first: of a file that is gone nobody would know that its key is not.
      if (register !== undefined) await mustBeSet(service).destroy(nameIn(register, place));
      // What a process left beside it that was killed while it wrote.
      for (const name of await readdir(epochsFolder))
        if (name.startsWith(`.${epoch}.key.`)) await shredFile(epochsFolder, name);
      await shredFile(epochsFolder, `${epoch}.key`);
      return { inService: found?.fromTheStart ?? false };
    },
    rememberOnly(live) {
      // Not overwritten: somebody may be about to use one, and is to find a row that was wrapped anew, not a broken one.
      for (const epoch of epochs.keys()) if (!live.includes(epoch)) epochs.delete(epoch);
    },
    derive: (use, length = 32) =>
      Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `haltija/${use}`, length)),
  };
}

function damaged(reason: string, epoch?: number): Refusal {
  return new Refusal('settings-invalid', {
    setting: 'HALTIJA_KEEPER_DIR',
    reason,
    ...(epoch === undefined ? {} : { epoch }),
  });
}

async function mustBeClosed(folder: string, mend: boolean): Promise<void> {
  const mode = await stat(folder).then(
    (found) => found.mode & 0o777,
    () => undefined,
  );
  if (mode === undefined) throw damaged('missing');
  if ((mode & 0o077) === 0) return;
  if (!mend)
    throw new Refusal('settings-invalid', {
      setting: 'HALTIJA_KEEPER_DIR',
      reason: 'others-can-read',
      write: 'chmod 700',
    });
  await chmod(folder, 0o700);
}

/** First start. Epoch keys without a root are of a keeper that lost a file: nothing is made anew over those. */
async function makeRoot(folder: string, service: KeyService | undefined): Promise<void> {
  const hasEpochs = (await readdir(join(folder, 'epochs'))).some((name) => name.endsWith('.key'));
  // Another process may have made both between the two looks.
  if ((await readIfThere(join(folder, 'root.key'))) !== undefined) return;
  if (hasEpochs) throw damaged('no-root-key');
  if ((await readIfThere(join(folder, 'master.key'))) === undefined)
    await writeOnce(folder, 'master.key', randomBytes(32));
  const [master] = await readMasters(folder);
  const root = randomBytes(32);
  const bytes = storeUnder(master!, 'root', root);
  if (service === undefined) return writeOnce(folder, 'root.key', bytes);
  const register = registerOfRoot(root);
  const content = await lockNew(rootFile(folder), service, bytes, { register, fromTheStart: true });
  await writeOnce(folder, 'root.key', content);
  // Another was faster: nothing lies under ours.
  if ((await readFileOf(rootFile(folder)))?.equals(content) !== true)
    await service.destroy(nameIn(register, rootFile(folder)));
}
