import { hkdfSync } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import { readIfThere } from './durable-files.ts';
import type { KeyService } from './key-service.ts';
import { readLockedFile, writeLockedFile } from './locked-file.ts';

/** A file of the keeper, and the name that what is in it is bound to. */
export interface KeeperFile {
  readonly folder: string;
  readonly file: string;
  readonly name: string;
}

export const rootFile = (folder: string): KeeperFile => ({ folder, file: 'root.key', name: 'root' });
export const epochFile = (folder: string, epoch: number): KeeperFile => ({
  folder: join(folder, 'epochs'),
  file: `${epoch}.key`,
  name: `epoch/${epoch}`,
});

/** All files of the folder that lie under the master key: the root, and each epoch's. */
export async function listKeeperFiles(folder: string): Promise<KeeperFile[]> {
  const epochs = (await readdir(join(folder, 'epochs'))).filter((file) => /^\d+\.key$/.test(file));
  return [rootFile(folder), ...epochs.map((file) => epochFile(folder, Number.parseInt(file, 10)))];
}

/** What a file holds under the master key. */
export interface Stored {
  readonly bytes: Buffer;
  /** Undefined: no key service locks it. */
  readonly lock: { readonly register: Buffer; readonly fromTheStart: boolean } | undefined;
}

export const readFileOf = ({ folder, file }: KeeperFile) => readIfThere(join(folder, file));

/** Unlocked by the service where it is locked. @throws Refusal as KeyService.unlock, 'key-service-not-set' */
export async function readStored(
  place: KeeperFile,
  service: KeyService | undefined,
): Promise<Stored | undefined> {
  const content = await readFileOf(place);
  if (content === undefined) return undefined;
  const found = readLockedFile(content);
  if (found === undefined) return { bytes: content, lock: undefined };
  const { register, fromTheStart, id, locked } = found;
  const key = { name: nameIn(register, place), id };
  return { bytes: await mustBeSet(service).unlock(key, locked), lock: { register, fromTheStart } };
}

/** Content for a file that a new key of the service locks. It is opened once before it counts. @throws Refusal as KeyService */
export async function lockNew(
  place: KeeperFile,
  service: KeyService | undefined,
  bytes: Buffer,
  lock: { register: Buffer; fromTheStart: boolean },
): Promise<Buffer> {
  const set = mustBeSet(service);
  const key = await set.make(nameIn(lock.register, place));
  return lockUnder(set, key, bytes, lock);
}

/** Content for a file that the same key of the service locks as before. @throws Refusal as KeyService */
export async function lockAgain(
  place: KeeperFile,
  service: KeyService | undefined,
  bytes: Buffer,
  before: Buffer,
): Promise<Buffer> {
  const found = readLockedFile(before);
  if (found === undefined) return bytes;
  const key = { name: nameIn(found.register, place), id: found.id };
  return lockUnder(mustBeSet(service), key, bytes, found);
}

async function lockUnder(
  service: KeyService,
  key: { name: string; id: string },
  bytes: Buffer,
  { register, fromTheStart }: { register: Buffer; fromTheStart: boolean },
): Promise<Buffer> {
  const locked = await service.lock(key, bytes);
  if (!(await service.unlock(key, locked)).equals(bytes))
    throw new Refusal('storage-unavailable', { reason: 'key-service-unusable' });
  return writeLockedFile({ fromTheStart, register, id: key.id, locked });
}

/** The register of the file's lock; undefined where there is none. Asks nobody. */
export async function registerOf(place: KeeperFile): Promise<Buffer | undefined> {
  const content = await readFileOf(place);
  return content && readLockedFile(content)?.register;
}

export const nameIn = (register: Buffer, { name }: Pick<KeeperFile, 'name'>): string =>
  `haltija/${register.toString('hex')}/${name}`;

/** Tells nothing of the root, and is the same each time a keeper moves into a service: what was cut short is found again. */
export const registerOfRoot = (root: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), 'haltija/key-service/register', 16));

export function mustBeSet(service: KeyService | undefined): KeyService {
  if (service !== undefined) return service;
  throw new Refusal('settings-invalid', {
    setting: 'HALTIJA_KEY_SERVICE_URL',
    reason: 'key-service-not-set',
  });
}
