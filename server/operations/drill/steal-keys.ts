import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import { unwrapKey, type WrappedKey } from '../../safeguards/vault/key-ring.ts';
import type { Db } from '../../storage/database.ts';
import type { Planted } from './planted.ts';

/** The rows of the key ring, as a copy of the data holds them. */
export function readRing(owner: Db): Promise<WrappedKey[]> {
  return owner.query<WrappedKey>('SELECT unit_id, kind, epoch, wrapped FROM ring.unit_key');
}

/** The epochs whose keys lie in a keeper's folder. */
export async function listEpochs(keeperDir: string): Promise<number[]> {
  const names = await readdir(join(keeperDir, 'epochs'));
  return names.filter((name) => /^\d+\.key$/.test(name)).map((name) => Number.parseInt(name, 10));
}

/** Every key of the folder tried on every row. @returns the keys that it opened, by unit */
export async function openRing(
  rows: readonly WrappedKey[],
  keeper: Keeper,
  keeperDir: string,
): Promise<Map<string, Buffer>> {
  const opened = new Map<string, Buffer>();
  for (const epoch of await listEpochs(keeperDir)) {
    const key = await keeper.epochKey(epoch);
    for (const row of rows) {
      try {
        opened.set(row.unit_id, unwrapKey(key, row).key);
      } catch {
        // Not by this one.
      }
    }
  }
  return opened;
}

/** The keys themselves, as things to look for: of the epochs, of the units, the master key. */
export async function keysAsPlanted(
  rows: readonly WrappedKey[],
  keeper: Keeper,
  keeperDir: string,
  masters: readonly Buffer[],
): Promise<Planted[]> {
  const planted: Planted[] = masters.map((bytes, index) => ({
    category: 'key',
    secret: { name: `master key ${index + 1}`, bytes },
  }));
  for (const epoch of await listEpochs(keeperDir))
    planted.push({
      category: 'key',
      secret: { name: `key of epoch ${epoch}`, bytes: await keeper.epochKey(epoch) },
    });
  for (const [unit, bytes] of await openRing(rows, keeper, keeperDir))
    planted.push({ category: 'key', secret: { name: `key of unit ${unit}`, bytes } });
  return planted;
}
