import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { checkOf } from '../../server/safeguards/vault/epochs.ts';
import type { Keeper } from '../../server/safeguards/vault/keeper.ts';
import {
  createKeyRing,
  newSubject,
  wrapKey,
  type WrappedKey,
} from '../../server/safeguards/vault/key-ring.ts';
import type { Db } from '../../server/storage/database.ts';

// A unit's key that is too old to be used lies in no memory: the thief's drill found those of hours ago.

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
afterEach(() => vi.useRealTimers());

const epochKey = randomBytes(32);
const keeper = { epochKey: () => Promise.resolve(epochKey), rememberOnly() {} } as unknown as Keeper;
const db: Db = {
  query: <Row>() => Promise.resolve([{ epoch: 1, key_check: checkOf(1, epochKey) }] as Row[]),
};

function wrapped(): WrappedKey {
  const unit = newId<'contact'>();
  const key = { unit, kind: 'contact', key: randomBytes(32), version: 1, subject: newSubject() } as const;
  return { unit_id: unit, kind: 'contact', epoch: 1, wrapped: wrapKey(epochKey, 1, key) };
}

test('a key is remembered for a minute and let go at the next look at the epochs', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const ring = createKeyRing({ keeper });
  const [old, used] = [wrapped(), wrapped()];
  const open = async (row: WrappedKey) => new WeakRef((await ring.unwrapKeys(db, [row])).get(row.unit_id)!);
  const held = new Map([
    ['used', await open(used)],
    ['old', await open(old)],
  ]);
  async function left(): Promise<string[]> {
    await ring.followEpochs(db);
    // A weak reference that was just made or asked holds on until the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    return [...held].filter(([, ref]) => ref.deref() !== undefined).map(([name]) => name);
  }
  expect(await left()).toEqual(['used', 'old']);
  vi.advanceTimersByTime(61_000);
  // Too old to be taken from memory: unwrapped anew, and younger than the other now.
  held.set('used', await open(used));
  expect(await left()).toEqual(['used']);
  vi.advanceTimersByTime(61_000);
  expect(await left()).toEqual([]);
});
