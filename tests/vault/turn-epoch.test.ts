import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { openBlindIndex } from '../../server/safeguards/vault/blind-index.ts';
import { newSubject, type WrappedKey } from '../../server/safeguards/vault/key-ring.ts';
import type { Keeper } from '../../server/safeguards/vault/keeper.ts';
import {
  beginFirstEpoch,
  holdKeeper,
  turnEpoch,
  turnsAfter,
} from '../../server/safeguards/vault/turn-epoch.ts';
import { atOnce, type KeyProcess, openEpochHouse, tryCopy } from './epoch-house.ts';

let the: Awaited<ReturnType<typeof openEpochHouse>>;
let one: KeyProcess;
beforeEach(async () => {
  the = await openEpochHouse();
  one = await the.openProcess();
  await beginFirstEpoch(the.database.service, one.keeper);
});
afterEach(async () => {
  vi.useRealTimers();
  await the.end();
});

const minute = 60_000;
const day = 24 * 60 * minute;
const epochs = () =>
  the.database.service.query<{ epoch: number; ended: boolean }>(
    'SELECT epoch, ended_at IS NOT NULL AS ended FROM ring.epoch ORDER BY epoch',
  );

describe('what is refused', () => {
  test('a process that was away while the epoch turned writes nothing under the old one, and knows the new one a moment later', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const away = await the.openProcess();
    await away.make();
    expect(await one.turn()).toMatchObject({ began: 2, rewrapped: 1, ended: 1 });
    await expect(away.make()).rejects.toMatchObject({
      code: 'storage-unavailable',
      details: { reason: 'epoch-closed' },
    });
    expect(await the.copyRing()).toHaveLength(1);
    vi.setSystemTime(Date.now() + 6_000);
    const { unit, key } = await away.make();
    expect((await one.read(unit))?.key).toEqual(key);
  });

  test('a second folder of keys for the same database: neither a start nor a turn goes with it', async () => {
    const { unit } = await one.make();
    const stranger = await the.openProcess(`${the.keeperFolder}-other`);
    await stranger.keeper.makeEpochKey(1);
    const differs = { details: { reason: 'epoch-key-differs', epoch: 1 } };
    await expect(beginFirstEpoch(the.database.service, stranger.keeper)).rejects.toMatchObject(differs);
    await expect(stranger.read(unit)).rejects.toMatchObject(differs);
    await expect(stranger.make()).rejects.toMatchObject(differs);
    await expect(stranger.turn()).rejects.toMatchObject({ code: 'settings-invalid' });
    // It may have begun an epoch that only it has the key of; nobody writes under it, and nothing is lost.
    expect((await one.read(unit))?.unit).toBe(unit);
  });

  test('a copy of the folder on another host does not learn the new key, and says so', async () => {
    const { unit } = await one.make();
    const copied = await the.openProcess(await the.copyKeeper('copied'));
    await one.turn();
    await expect(copied.read(unit)).rejects.toMatchObject({ details: { reason: 'no-epoch-key', epoch: 2 } });
    await expect(copied.make()).rejects.toMatchObject({ details: { reason: 'no-epoch-key', epoch: 2 } });
  });

  test('an epoch with a key that does not open is not ended, and its key stays', async () => {
    const { unit } = await one.make();
    await the.database.owner.query(
      'UPDATE ring.unit_key SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) WHERE unit_id = $1',
      [unit],
    );
    await expect(one.turn()).rejects.toMatchObject({ details: { reason: 'ring-row-broken' } });
    await expect(one.turn()).rejects.toMatchObject({ details: { reason: 'ring-row-broken' } });
    expect(await epochs()).toEqual([
      { epoch: 1, ended: false },
      { epoch: 2, ended: false },
    ]);
    expect(await the.epochFiles()).toEqual(['1.key', '2.key']);
  });

  test('no epoch is counted empty while it takes keys, nor ended before it is empty', async () => {
    const { service } = the.database;
    await one.make();
    await expect(service.query('SELECT ring.empty_epoch(1)')).rejects.toMatchObject({ code: 'HE002' });
    await expect(service.query('SELECT ring.end_epoch(1, false)')).rejects.toMatchObject({ code: '23514' });
    // The only one cannot be closed.
    await service.query('SELECT ring.close_epoch(1)');
    await one.make();
    await one.turn(true, { learning: 0, resting: minute });
    await expect(
      service.query('SELECT ring.make_keys($1, $2, $3, $4)', [[newId()], ['contact'], 1, [Buffer.alloc(64)]]),
    ).rejects.toMatchObject({ details: { reason: 'epoch-closed' } });
  });
});

test('it turns when thirteen fourteenths of the horizon are over, in three steps an hour apart', async () => {
  const usual = { learning: minute, resting: 30 * minute };
  const { unit } = await one.make();
  expect(await one.turn(false, usual)).toEqual({ rewrapped: 0 });
  await the.forward(turnsAfter(14) - minute);
  expect(await one.turn(false, usual)).toEqual({ rewrapped: 0 });
  await the.forward(2 * minute);
  expect(turnsAfter(14)).toBe(13 * day);
  expect(await one.turn(false, usual)).toEqual({ began: 2, rewrapped: 1 });
  // This process has not heard of the new epoch yet, and still may write under the old one.
  const late = await one.make();
  await the.forward(60 * minute);
  expect(await one.turn(false, usual)).toEqual({ rewrapped: 1 });
  expect(await one.turn(false, usual)).toEqual({ rewrapped: 0 });
  expect(await the.epochFiles()).toEqual(['1.key', '2.key']);
  await the.forward(60 * minute);
  expect(await one.turn(false, usual)).toEqual({ rewrapped: 0, ended: 1 });
  expect(await the.epochFiles()).toEqual(['2.key']);
  for (const each of [unit, late.unit]) expect((await one.read(each))?.unit).toBe(each);
});

test('a key written under the old epoch by a transaction that lasts is waited for, and wrapped anew', async () => {
  const slow = await the.openProcess();
  const id = newId<'contact'>();
  let commit: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (commit = resolve));
  const making = the.database.service.transaction(async (tx) => {
    const made = await slow.ring.makeKeys(tx, [{ id, kind: 'contact', subject: newSubject() }]);
    await tx.query('SELECT 1');
    await held;
    return made.get(id)!;
  });
  await vi.waitFor(async () =>
    expect(
      await the.database.owner.query(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 7240411",
      ),
    ).toHaveLength(1),
  );
  const turning = one.turn();
  // Others go on meanwhile, under the new epoch.
  const other = await the.openProcess();
  await vi.waitFor(async () =>
    expect(
      await the.database.owner.query(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 7240411 AND NOT granted",
      ),
    ).toHaveLength(1),
  );
  await other.make();
  commit();
  const { key } = await making;
  expect(await turning).toEqual({ began: 2, rewrapped: 1, ended: 1 });
  expect((await other.read(id))?.key).toEqual(key);
});

test('a key that somebody changes is left for the next round, and nobody waits in a circle', async () => {
  const { unit } = await one.make();
  const changed = await the.database.service.transaction(async (tx) => {
    const fresh = await one.ring.replaceKey(tx, unit);
    // Begins, and finds the one row locked. It is not ended under it.
    expect(await one.turn(true, { learning: minute, resting: 0 })).toEqual({ began: 2, rewrapped: 0 });
    return fresh;
  });
  expect(await one.turn()).toEqual({ rewrapped: 1, ended: 1 });
  expect((await one.read(unit))?.key).toEqual(changed.key);
});

test('keys that were read before the epoch turned and are opened after it are read again', async () => {
  const { unit, key } = await one.make();
  const rows = await the.database.service.query<WrappedKey>('SELECT * FROM ring.read_keys($1)', [[unit]]);
  await one.turn();
  const late = await the.openProcess();
  const found = await late.ring.unwrapKeys(the.database.service, rows);
  expect(found.get(unit)?.key).toEqual(key);
  await one.destroy(unit);
  expect((await (await the.openProcess()).ring.unwrapKeys(the.database.service, rows)).size).toBe(0);
});

test('several turn it at once: it turns once, and nothing is lost', async () => {
  const units = await Promise.all(Array.from({ length: 40 }, () => one.make()));
  const turners = await Promise.all([the.openProcess(), the.openProcess(), the.openProcess()]);
  const turned = await Promise.allSettled(turners.map((each) => each.turn()));
  expect(turned.some(({ status }) => status === 'fulfilled')).toBe(true);
  while ((await epochs()).filter(({ ended }) => !ended).length > 1) await one.turn(false);
  for (const { unit, key } of units) expect((await one.read(unit))?.key).toEqual(key);
  const files = await the.epochFiles();
  expect(files).toHaveLength(1);
  expect(files[0]).toBe(`${(await epochs()).at(-1)!.epoch}.key`);
});

test('who is overtaken by another that turns it leaves off, and fails at nothing', async () => {
  await one.make();
  await one.turn(true, { learning: minute, resting: 0 });
  // Has seen two epochs, and asks for the old one's key when it is gone.
  const { keeper } = await the.openProcess();
  let overtaken = false;
  const slow: Keeper = {
    ...keeper,
    async epochKey(epoch) {
      if (!overtaken) {
        overtaken = true;
        expect(await one.turn(false)).toMatchObject({ ended: 1 });
      }
      return keeper.epochKey(epoch);
    },
  };
  const deps = { db: the.database.service, tables: [], horizonDays: () => 14, pace: atOnce };
  expect(await turnEpoch({ ...deps, keeper: slow })).toEqual({ rewrapped: 0 });
  // One whose key is gone although its epoch has not ended is told of.
  await one.turn(true, { learning: minute, resting: 0 });
  await one.keeper.destroyEpochKey(2);
  const left = (await the.openProcess()).keeper;
  await expect(turnEpoch({ ...deps, keeper: left })).rejects.toMatchObject({
    details: { reason: 'no-epoch-key', epoch: 2 },
  });
});

test('what is found by its digest is found by it after the epoch turned', async () => {
  const before = await openBlindIndex(the.database.service, one.keeper);
  await one.turn();
  const after = await openBlindIndex(the.database.service, (await the.openProcess()).keeper);
  const [digest] = before.digests('phone', '123');
  expect(before.uncover(digest)).toEqual(after.lastingDigest('phone', '123'));
  expect(after.digests('phone', '123')).not.toEqual([digest]);
});

test('an older copy of the ring: with the keys as they were it opens, with the keys after the epoch ended nothing of it does', async () => {
  const kept = await one.make();
  const erased = await one.make();
  const copy = await the.copyRing();
  const keysThen = await the.copyKeeper('then');
  await one.destroy(erased.unit);
  // Before the epoch ended: honestly, the copy still opens.
  expect(await tryCopy(copy, the.keeperFolder)).toEqual(new Set([kept.unit, erased.unit]));
  await one.turn();
  expect(await tryCopy(copy, the.keeperFolder)).toEqual(new Set());
  expect(await tryCopy(await the.copyRing(), the.keeperFolder)).toEqual(new Set([kept.unit]));
  expect(await tryCopy(copy, keysThen)).toEqual(new Set([kept.unit, erased.unit]));
});

test('the bytes of a destroyed epoch key are overwritten where they lay', async () => {
  const { link } = await import('node:fs/promises');
  const path = join(the.keeperFolder, 'epochs', '1.key');
  const before = await readFile(path);
  // Another name of the same bytes, such as a process leaves that was killed between writing and tidying.
  const strayed = join(the.keeperFolder, 'epochs', '.1.key.0a0a0a0a0a0a');
  const watched = join(the.keeperFolder, 'watched');
  await link(path, watched);
  await copyFile(path, strayed);
  await one.turn();
  expect((await readFile(watched)).equals(before)).toBe(false);
  expect(await the.epochFiles()).toEqual(['2.key']);
  await writeFile(watched, '');
  expect(atOnce.resting).toBe(0);
});

test('ended-epoch-not-recorded: killed between the end of a key and its record, a process starts, and the next turn records it', async () => {
  const { unit, key } = await one.make();
  await one.turn(true, { learning: 0, resting: minute });
  await one.keeper.destroyEpochKey(1);
  const next = await the.openProcess();
  await beginFirstEpoch(the.database.service, next.keeper);
  expect((await next.read(unit))?.key).toEqual(key);
  expect(await next.turn(false)).toMatchObject({ ended: 1 });
  // The key of the epoch that lives is still asked for.
  await one.keeper.destroyEpochKey(2);
  await expect(beginFirstEpoch(the.database.service, (await the.openProcess()).keeper)).rejects.toMatchObject(
    { details: { reason: 'no-epoch-key', epoch: 2 } },
  );
});

test('master-change-puts-back-ended-key: an epoch does not end while somebody holds the keeper', async () => {
  await one.make();
  await one.turn(true, { learning: 0, resting: minute });
  const { promise: changed, resolve: finish } = Promise.withResolvers<void>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  const change = the.database.service.transaction(async (tx) => {
    await holdKeeper(tx);
    hold();
    await changed;
  });
  await held;
  const turned = one.turn(false);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await the.epochFiles()).toContain('1.key');
  finish();
  await change;
  expect(await turned).toMatchObject({ ended: 1 });
  expect(await the.epochFiles()).toEqual(['2.key']);
});
