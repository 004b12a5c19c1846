import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyKeeper, keepCopied } from '../../server/safeguards/vault/copy-keeper.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { type WrappedKey, unwrapKey, wrapKey } from '../../server/safeguards/vault/key-ring.ts';
import { beginFirstEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { type KeyProcess, openEpochHouse } from './epoch-house.ts';

// Where a turning was left: what the next start finds, what older copies still hold, and what is said of it.

let the: Awaited<ReturnType<typeof openEpochHouse>>;
let one: KeyProcess;
beforeEach(async () => {
  the = await openEpochHouse();
  one = await the.openProcess();
  await beginFirstEpoch(the.database.service, one.keeper);
});
afterEach(() => the.end());

const hour = 3_600_000;
const known = { learning: 0, resting: hour };

test('killed between the end of a key and the note of it, the house starts again and notes it', async () => {
  const { unit } = await one.make();
  await one.turn(true, known);
  await one.keeper.destroyEpochKey(1);
  // Killed here: the epoch has not ended, and its key is gone.
  const again = await the.openProcess();
  await beginFirstEpoch(the.database.service, again.keeper);
  expect((await again.read(unit))?.unit).toBe(unit);
  await the.forward(2 * hour);
  expect(await again.turn(false, known)).toMatchObject({ ended: 1 });
});

test('a key that is missing while keys lie under it is refused at the start', async () => {
  await one.make();
  await one.keeper.destroyEpochKey(1);
  const again = await the.openProcess();
  await expect(beginFirstEpoch(the.database.service, again.keeper)).rejects.toMatchObject({
    details: { reason: 'no-epoch-key', epoch: 1 },
  });
});

test('a key wrapped anew by a transaction that was lost: the copy it left lies under the next epoch, and the tombstone says so', async () => {
  const { unit } = await one.make();
  const [row] = await the.copyRing();
  await one.turn(true, { learning: hour, resting: 0 });
  await the.database.owner.query('UPDATE ring.unit_key SET epoch = 1, wrapped = $1', [row!.wrapped]);
  // What the write-ahead log and the table's pages keep of it: a row that opens with the next epoch's key.
  let left: WrappedKey | undefined;
  const lost = the.database.service.transaction(async (tx) => {
    const [from, to] = [await one.keeper.epochKey(1), await one.keeper.epochKey(2)];
    const wrapped = wrapKey(to, 2, unwrapKey(from, row!));
    await tx.query('SELECT ring.rewrap_keys($1, $2, 1, 2)', [[unit], [wrapped]]);
    left = { ...row!, epoch: 2, wrapped };
    throw new Error('killed');
  });
  await expect(lost).rejects.toThrow('killed');
  await one.destroy(unit);
  await the.forward(2 * hour);
  await one.turn(false, { learning: 0, resting: 0 });
  expect(unwrapKey(await one.keeper.epochKey(2), left!).unit).toBe(unit);
  const [tomb] = await the.database.service.query<{ epoch: number; ended: boolean }>(
    'SELECT t.epoch, e.ended_at IS NOT NULL AS ended FROM ring.tombstone t JOIN ring.epoch e USING (epoch)',
  );
  expect(tomb).toEqual({ epoch: 2, ended: false });
});

test('a tombstone is of the moment at which the key goes, not of the one at which a long transaction began', async () => {
  const { unit } = await one.make();
  const [{ late } = { late: false }] = await the.database.service.transaction(async (tx) => {
    await tx.query('SELECT pg_sleep(0.2)');
    await one.ring.destroyKeys(tx, [unit], { rule: 'contact', declarationVersion: 1 });
    return tx.query<{ late: boolean }>(
      "SELECT destroyed_at >= now() + interval '200 milliseconds' AS late FROM ring.tombstone",
    );
  });
  expect(late).toBe(true);
});

test('what a killed copying left of a key in the copy goes with the epoch', async () => {
  const target = `${the.keeperFolder}-copy`;
  await copyKeeper(the.keeperFolder, target, { first: true });
  const half = join(target, 'epochs', '.1.key.0123456789ab');
  await writeFile(half, 'the key of epoch 1, as it was being copied');
  const keeper = keepCopied(await openKeeper(the.keeperFolder, { create: false }), the.keeperFolder, target);
  await keeper.destroyEpochKey(1);
  await expect(readFile(half)).rejects.toMatchObject({ code: 'ENOENT' });
});
