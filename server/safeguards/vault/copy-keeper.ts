import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import { readIfThere, replaceFile, replaceShredding, shredFile } from './durable-files.ts';
import type { Keeper } from './keeper.ts';

const mark = 'copied.json';
const isEpochKey = (name: string) => /^\d+\.key$/.test(name);

export interface KeeperCopied {
  /** Files that are new there, or other than before. */
  readonly written: number;
  /** Keys of ended epochs, overwritten there. */
  readonly removed: number;
}

/** How a copy stands beside the keeper. */
export interface CopyState {
  /** Null: there is none. */
  readonly copiedAt: Date | null;
  /** Files of the keeper that the copy lacks or has otherwise. */
  readonly lacks: readonly string[];
  /** Keys in the copy of epochs that have ended: with an older copy of the data they bring back what was erased. */
  readonly ended: readonly string[];
}

function refuse(reason: string, more: Record<string, string> = {}): Refusal {
  return new Refusal('settings-invalid', { setting: 'HALTIJA_KEEPER_COPY_DIR', reason, ...more });
}

/** What is not ours to say, such as a disk that is not there. */
async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refuse('keeper-copy-unavailable', { code: String((error as NodeJS.ErrnoException).code) });
  }
}

/**
 * Copies root key and epoch keys, without the master key that they lie under: the copy is noise, and the recovery shares make
 * it keys. Each file is put in the place of the one before it, which is overwritten; what has ended here is overwritten
 * there. May be said again, and killed anywhere. Whoever calls it holds the keeper.
 * @param options.first makes the copy where there is none. Only the operator says so: where a disk is not mounted its place
 *   is an empty folder, and the copy on the disk would keep what is destroyed here.
 * @throws Refusal 'settings-invalid': 'keeper-copy-unavailable', 'keeper-copy-missing', 'keeper-copy-has-master',
 *   'others-can-read-copy', 'master-change-unfinished'
 */
export function copyKeeper(
  folder: string,
  target: string,
  options: { first: boolean },
): Promise<KeeperCopied> {
  return reaching(async () => {
    if (existsSync(join(folder, 'master.next'))) throw refuse('master-change-unfinished');
    if (!options.first) mustBeCopy(target);
    await mkdir(join(target, 'epochs'), { recursive: true, mode: 0o700 });
    if (((await stat(target)).mode & 0o077) !== 0)
      throw refuse('others-can-read-copy', { write: 'chmod 700' });
    for (const name of ['master.key', 'master.next'])
      if (existsSync(join(target, name))) throw refuse('keeper-copy-has-master');
    let written = (await copyFile(folder, target, 'root.key')) ? 1 : 0;
    for (const name of (await readdir(join(folder, 'epochs'))).filter(isEpochKey))
      if (await copyFile(join(folder, 'epochs'), join(target, 'epochs'), name)) written += 1;
    // Looked for once more: an epoch may have ended since.
    const removed = await removeEnded(folder, target);
    await replaceFile(target, mark, Buffer.from(JSON.stringify({ at: new Date().toISOString() })));
    return { written, removed };
  });
}

function mustBeCopy(target: string): void {
  if (!existsSync(join(target, mark))) throw refuse('keeper-copy-missing');
}

/** @returns whether it was other than before */
async function copyFile(from: string, to: string, name: string): Promise<boolean> {
  const bytes = await readIfThere(join(from, name));
  if (bytes === undefined) return false;
  const before = await readIfThere(join(to, name));
  if (before?.equals(bytes) === true) return false;
  // Under another master key, perhaps one that somebody had.
  await replaceShredding(to, name, bytes);
  return true;
}

async function removeEnded(folder: string, target: string): Promise<number> {
  const live = new Set(await readdir(join(folder, 'epochs')));
  const there = join(target, 'epochs');
  const ended = (await readdir(there)).filter((name) => !isEpochKey(name) || !live.has(name));
  for (const name of ended) await shredFile(there, name);
  for (const name of await readdir(target))
    if (/^\.(root\.key|copied\.json)\./.test(name)) await shredFile(target, name);
  return ended.length;
}

/** @throws Refusal 'settings-invalid', 'keeper-copy-unavailable' */
export function readCopyState(folder: string, target: string): Promise<CopyState> {
  return reaching(async () => {
    const names = [
      'root.key',
      ...(await readdir(join(folder, 'epochs'))).filter(isEpochKey).map((name) => join('epochs', name)),
    ];
    const lacks: string[] = [];
    for (const name of names) {
      const [here, there] = await Promise.all([
        readIfThere(join(folder, name)),
        readIfThere(join(target, name)),
      ]);
      if (here !== undefined && there?.equals(here) !== true) lacks.push(name);
    }
    const marked = await readFile(join(target, mark), 'utf8').catch(() => undefined);
    const kept = await readdir(join(target, 'epochs')).catch((): string[] => []);
    return {
      copiedAt: marked === undefined ? null : new Date(String((JSON.parse(marked) as { at: string }).at)),
      lacks,
      ended: kept.filter((name) => isEpochKey(name) && !names.includes(join('epochs', name))),
    };
  });
}

/**
 * A keeper whose epoch keys are in the copy before anything lies under them, and gone from it before an epoch counts as
 * ended. While the copy cannot be reached, no epoch begins and none ends.
 */
export function keepCopied(keeper: Keeper, folder: string, target: string): Keeper {
  const forget = (epoch: number) =>
    reaching(async () => {
      mustBeCopy(target);
      const there = join(target, 'epochs');
      // And what a process left beside it that was killed while it copied.
      for (const name of await readdir(there))
        if (name.startsWith(`.${epoch}.key.`)) await shredFile(there, name);
      await shredFile(there, `${epoch}.key`);
    });
  return {
    ...keeper,
    async makeEpochKey(epoch) {
      const key = await keeper.makeEpochKey(epoch);
      await copyKeeper(folder, target, { first: false });
      return key;
    },
    async destroyEpochKey(epoch) {
      await forget(epoch);
      const destroyed = await keeper.destroyEpochKey(epoch);
      // Somebody may have been copying it.
      await forget(epoch);
      return destroyed;
    },
  };
}
