import type { Id } from '../../server/base/new-id.ts';
import type { House } from '../../server/compose.ts';
import { chunksHeaderLength, openInChunks } from '../../server/safeguards/vault/chunks.ts';
import { openBytes } from '../../server/safeguards/vault/envelope.ts';
import { unwrapKey, type UnitKey, type WrappedKey } from '../../server/safeguards/vault/key-ring.ts';
import { isInChunks, type SealedValue } from '../support/read-sealed-values.ts';

/** The row of the ring as it stands now, with the key that whoever holds the epoch's key makes of it. */
export async function stealKey(house: House, unit: Id): Promise<{ wrapped: Buffer; key: UnitKey }> {
  const { db, keeper } = house.storage;
  const [row] = await db.query<WrappedKey>('SELECT * FROM ring.read_keys($1)', [[unit]]);
  return { wrapped: row!.wrapped, key: unwrapKey(await keeper.epochKey(row!.epoch), row!) };
}

/** A thief tries a key on bytes as if it were of whatever version they say; of a value in chunks any chunk will do. */
export function opens({ key }: UnitKey, { column, unit, row, envelope }: SealedValue): boolean {
  if (!isInChunks(envelope)) return works(() => openBytes(key, column, unit, row, envelope, envelope[1]));
  const header = envelope.subarray(0, chunksHeaderLength);
  const opener = openInChunks(key, column, unit, row, header, envelope.length, envelope[1]);
  return Array.from({ length: opener.chunks }, (_, index) => opener.place(index)).some(
    ({ from, length }, index) => works(() => opener.open(index, envelope.subarray(from, from + length))),
  );
}

function works(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
