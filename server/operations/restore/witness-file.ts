import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Id } from '../../base/new-id.ts';
import { canonicalJson } from '../../safeguards/access-log/canonical-leaf.ts';
import { readIfThere, replaceFile, syncFolder } from '../../safeguards/vault/durable-files.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';

const format = 'haltija-witness-1';
const stateName = 'state.json';
/** Lists that are begun anew lie in files of their own: until the state names the new one, the old one is whole. */
const newListOf = (epoch: number) => `erased-${epoch}-${randomBytes(4).toString('hex')}`;

/** A destroyed unit as the ring has it. */
export interface Tombstone {
  readonly unit_id: Id;
  readonly kind: string;
  readonly epoch: number;
  readonly rule: string;
  readonly declaration_version: number;
  readonly destroyed_at: Date;
}

/** What the database had come to when it was last seen whole. It stands beside the keys, away from the data. */
export interface WitnessState {
  readonly at: string;
  /** Newest signed checkpoint of the access log: lines, and the signed note. */
  readonly log: { readonly size: number; readonly note: string } | null;
  readonly declarationVersion: number;
  /** Number of the newest late set that stands at the place of the backups; 0: none. */
  readonly late: number;
  /** The last process has ended, and nothing has happened since. */
  readonly stopped: boolean;
  /** For each epoch that has not ended. */
  readonly erased: Readonly<Record<string, ErasedStand>>;
}

/** Where a list of tombstones stands: how many it names, its bytes, and their SHA-256 (hex). */
export interface ErasedStand {
  readonly file: string;
  readonly count: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The witness was altered or cut short by somebody else than us. */
export class WitnessDamaged extends Error {
  constructor(what: string) {
    super(`witness: ${what} is not as it was written`);
    this.name = 'WitnessDamaged';
  }
}

export const witnessFolder = (keeperDir: string): string => join(keeperDir, 'witness');

const macOf = (keeper: Keeper, state: WitnessState) =>
  createHmac('sha256', keeper.derive('witness')).update(canonicalJson(state)).digest();

/** @returns undefined before the first. @throws WitnessDamaged */
export async function readWitness(folder: string, keeper: Keeper): Promise<WitnessState | undefined> {
  const bytes = await readIfThere(join(folder, stateName));
  if (bytes === undefined) return undefined;
  try {
    const read = JSON.parse(bytes.toString('utf8')) as { format: string; state: WitnessState; mac: string };
    const mac = Buffer.from(read.mac, 'base64url');
    const own = macOf(keeper, read.state);
    if (read.format === format && mac.length === own.length && timingSafeEqual(mac, own)) return read.state;
  } catch {
    // Told below.
  }
  throw new WitnessDamaged(stateName);
}

/** Durable when it resolves. */
export async function writeWitness(folder: string, keeper: Keeper, state: WitnessState): Promise<void> {
  const mac = macOf(keeper, state).toString('base64url');
  await replaceFile(folder, stateName, Buffer.from(`${JSON.stringify({ format, state, mac })}\n`));
}

const lineOf = (stone: Tombstone) =>
  `${stone.unit_id} ${stone.kind} ${stone.epoch} ${stone.rule} ${stone.declaration_version} ${stone.destroyed_at.toISOString()}\n`;

function readLine(line: string): Tombstone {
  const [unit, kind, epoch, rule, version, at] = line.split(' ');
  return {
    unit_id: unit as Id,
    kind: kind!,
    epoch: Number(epoch),
    rule: rule!,
    declaration_version: Number(version),
    destroyed_at: new Date(at!),
  };
}

/** The tombstones of an epoch, added to and never rewritten. Its end is its state's to say: what a killed process wrote past it does not count. */
export interface ErasedList {
  stand(): ErasedStand;
  /** Durable when it resolves. */
  append(stones: readonly Tombstone[]): Promise<void>;
}

export async function makeWitnessFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/**
 * Opens the list of an epoch where its state says that it ends, and reads it once; without one it is begun anew.
 * @param each told of what stands in it
 * @throws WitnessDamaged
 */
export async function openErasedList(
  folder: string,
  epoch: number,
  stands: ErasedStand | undefined,
  each: (stone: Tombstone) => void,
): Promise<ErasedList> {
  const file = stands?.file ?? newListOf(epoch);
  const hash = createHash('sha256');
  let { count, bytes } = stands ?? { count: 0, bytes: 0 };
  if (stands) for await (const stones of readListed(folder, stands, hash)) stones.forEach(each);
  return {
    stand: () => ({ file, count, bytes, sha256: hash.copy().digest('hex') }),
    async append(stones) {
      if (stones.length === 0) return;
      const text = Buffer.from(stones.map(lineOf).join(''));
      const opened = await open(join(folder, file), bytes === 0 ? 'w' : 'r+', 0o600);
      try {
        await opened.truncate(bytes);
        await opened.write(text, 0, text.length, bytes);
        await opened.sync();
      } finally {
        await opened.close();
      }
      await syncFolder(folder);
      hash.update(text);
      bytes += text.length;
      count += stones.length;
    },
  };
}

/** A piece at a time. Nothing of it is to count until the end: only then is it known to be the one that was written. */
async function* readListed(
  folder: string,
  stands: ErasedStand,
  hash = createHash('sha256'),
): AsyncGenerator<Tombstone[]> {
  const { bytes, sha256 } = stands;
  if (bytes === 0) return;
  const file = await open(join(folder, stands.file), 'r').catch(() => {
    throw new WitnessDamaged(stands.file);
  });
  try {
    let rest = '';
    for (let at = 0; at < bytes;) {
      const part = Buffer.allocUnsafe(Math.min(1024 * 1024, bytes - at));
      const { bytesRead } = await file.read(part, 0, part.length, at);
      if (bytesRead === 0) throw new WitnessDamaged(stands.file);
      const read = part.subarray(0, bytesRead);
      hash.update(read);
      at += bytesRead;
      // Ids, codes and numbers: one byte a character.
      const lines = (rest + read.toString('latin1')).split('\n');
      rest = lines.pop()!;
      yield lines.map(readLine);
    }
  } finally {
    await file.close();
  }
  if (hash.copy().digest('hex') !== sha256) throw new WitnessDamaged(stands.file);
}

/** Every tombstone that the witness names, in groups; nothing is to count until the end. @throws WitnessDamaged */
export async function* listErased(folder: string, state: WitnessState): AsyncGenerator<Tombstone[]> {
  for (const stands of Object.values(state.erased)) yield* readListed(folder, stands);
}

/** Lists that the state does not name say nothing: begun anew since, or of an epoch that has ended, under which nothing opens from any copy. */
export async function removeOtherLists(folder: string, state: WitnessState): Promise<void> {
  const named = new Set(Object.values(state.erased).map(({ file }) => file));
  for (const name of await readdir(folder))
    if (/^erased-\d+(?:-[0-9a-f]{8})?$/.test(name) && !named.has(name)) await unlink(join(folder, name));
}
