import { chmod, mkdir, open, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyKeeper, keepCopied, readCopyState } from '../../server/safeguards/vault/copy-keeper.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { changeMaster, readMasters, tryMaster } from '../../server/safeguards/vault/master-key.ts';
import { beginFirstEpoch, turnEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { atOnce, openEpochHouse, tryCopy } from './epoch-house.ts';

// The keys a second time, on another disk: noise by themselves, keys with the recovery shares, and never older than the keeper.

let the: Awaited<ReturnType<typeof openEpochHouse>>;
let target: string;
beforeEach(async () => {
  the = await openEpochHouse();
  await beginFirstEpoch(the.database.service, (await the.openProcess()).keeper);
  target = `${the.keeperFolder}-copy`;
});
afterEach(() => the.end());

const copy = (first = true) => copyKeeper(the.keeperFolder, target, { first });
const keysThere = async () =>
  (await readdir(join(target, 'epochs'))).filter((name) => name.endsWith('.key')).toSorted();
async function turn(): Promise<unknown> {
  const keeper = keepCopied(await openKeeper(the.keeperFolder, { create: false }), the.keeperFolder, target);
  const deps = { db: the.database.service, keeper, tables: [], horizonDays: () => 14, pace: atOnce };
  return turnEpoch(deps, true);
}

describe('what is refused', () => {
  test('a copy where there was none, unless the operator asks for the first: a disk that is not mounted is an empty folder', async () => {
    await mkdir(target, { mode: 0o700 });
    await expect(copy(false)).rejects.toMatchObject({
      code: 'settings-invalid',
      details: { reason: 'keeper-copy-missing' },
    });
    expect(await readdir(target)).toEqual([]);
  });

  test('a folder that others can read, one that has a master key, one that is no folder', async () => {
    await mkdir(target, { mode: 0o755 });
    await chmod(target, 0o755);
    await expect(copy()).rejects.toMatchObject({ details: { reason: 'others-can-read-copy' } });
    await chmod(target, 0o700);
    await writeFile(join(target, 'master.key'), 'x');
    await expect(copy()).rejects.toMatchObject({ details: { reason: 'keeper-copy-has-master' } });
    await rm(target, { recursive: true });
    await writeFile(target, '');
    await expect(copy()).rejects.toMatchObject({ details: { reason: 'keeper-copy-unavailable' } });
    await rm(target);
  });

  test('a copy while the master key is being changed: half of it would be under either', async () => {
    await writeFile(join(the.keeperFolder, 'master.next'), Buffer.alloc(32));
    await expect(copy()).rejects.toMatchObject({ details: { reason: 'master-change-unfinished' } });
  });

  test('an epoch while the copy cannot be reached: none begins, none ends, and nothing is lost', async () => {
    const one = await the.openProcess();
    const { unit } = await one.make();
    await copy();
    await rename(target, `${target}-away`);
    await expect(turn()).rejects.toMatchObject({ details: { reason: 'keeper-copy-missing' } });
    await mkdir(target, { mode: 0o700 });
    await expect(turn()).rejects.toMatchObject({ details: { reason: 'keeper-copy-missing' } });
    expect((await the.database.service.query('SELECT 1 FROM ring.epoch')).length).toBe(1);
    await rm(target, { recursive: true });
    await rename(`${target}-away`, target);
    // Begun by a process without a copy, and to be ended by one whose copy is away.
    await one.turn(true, { learning: 0, resting: 60_000 });
    await rename(target, `${target}-away`);
    await the.forward(120_000);
    expect(await turn()).toMatchObject({ waits: { details: { reason: 'keeper-copy-missing' } } });
    expect(await the.epochFiles()).toEqual(['1.key', '2.key']);
    await rename(`${target}-away`, target);
    expect(await turn()).toMatchObject({ ended: 1 });
    expect((await (await the.openProcess()).read(unit))?.unit).toBe(unit);
  });
});

test('without the master key the copy opens nothing; put back with it, everything', async () => {
  const { unit } = await (await the.openProcess()).make();
  await copy();
  expect((await readdir(target)).toSorted()).toEqual(['copied.json', 'epochs', 'root.key']);
  await expect(openKeeper(target, { create: false })).rejects.toMatchObject({
    details: { reason: 'no-master-key' },
  });
  const [master] = await readMasters(the.keeperFolder);
  await rm(the.keeperFolder, { recursive: true });
  await rename(target, the.keeperFolder);
  await writeFile(join(the.keeperFolder, 'master.key'), master!, { mode: 0o600 });
  expect(await tryMaster(the.keeperFolder, [master!])).toEqual({ files: 2, shut: [] });
  expect((await (await the.openProcess()).read(unit))?.unit).toBe(unit);
});

test('the copy turns with the epoch: the new key is there before anything lies under it, the old one is overwritten before it ends', async () => {
  const one = await the.openProcess();
  const { unit } = await one.make();
  const thief = await the.copyRing();
  await copy();
  const held = await open(join(target, 'epochs', '1.key'), 'r');
  const before = await readFile(join(target, 'epochs', '1.key'));
  expect(await turn()).toMatchObject({ began: 2, ended: 1 });
  expect(await keysThere()).toEqual(['2.key']);
  const bytes = Buffer.alloc(before.length);
  await held.read(bytes, 0, bytes.length, 0);
  await held.close();
  expect(bytes.equals(before)).toBe(false);
  // Not even with the master key.
  const [master] = await readMasters(the.keeperFolder);
  await writeFile(join(target, 'master.key'), master!, { mode: 0o600 });
  expect(await tryCopy(thief, target)).toEqual(new Set());
  expect(await tryCopy(await the.copyRing(), target)).toEqual(new Set([unit]));
});

test('after a new master key the copy is under it, and what lay there under the old one is overwritten', async () => {
  await copy();
  const [old] = await readMasters(the.keeperFolder);
  const held = await open(join(target, 'root.key'), 'r');
  const before = await readFile(join(target, 'root.key'));
  await changeMaster(the.keeperFolder);
  expect((await readCopyState(the.keeperFolder, target)).lacks).toEqual(['root.key', 'epochs/1.key']);
  expect(await copy(false)).toEqual({ written: 2, removed: 0 });
  const bytes = Buffer.alloc(before.length);
  await held.read(bytes, 0, bytes.length, 0);
  await held.close();
  expect(bytes.equals(before)).toBe(false);
  expect((await tryMaster(target, [old!])).shut).toEqual(['root', 'epoch/1']);
  expect(await readCopyState(the.keeperFolder, target)).toMatchObject({ lacks: [], ended: [] });
});

test('said again it changes nothing; what a killed copy left, and what ended meanwhile, goes with the next', async () => {
  await copy();
  expect(await copy(false)).toEqual({ written: 0, removed: 0 });
  await writeFile(join(target, 'epochs', '.1.key.0123456789ab'), 'half');
  await writeFile(join(target, '.root.key.0123456789ab'), 'half');
  await writeFile(join(target, 'epochs', '7.key'), 'of an epoch that ended');
  expect((await readCopyState(the.keeperFolder, target)).ended).toEqual(['7.key']);
  expect(await copy(false)).toEqual({ written: 0, removed: 2 });
  expect(await readdir(join(target, 'epochs'))).toEqual(['1.key']);
  expect((await readdir(target)).toSorted()).toEqual(['copied.json', 'epochs', 'root.key']);
});

test('a folder behind a link is copied to as itself', async () => {
  await mkdir(`${target}-real`, { mode: 0o700 });
  await symlink(`${target}-real`, target);
  await copy();
  expect(await keysThere()).toEqual(['1.key']);
});
