import type { Db } from '../../storage/database.ts';
import type { Loading } from '../../storage/load-rows.ts';
import { listMissing } from './hold-against-witness.ts';
import { refuseRestore } from './refuse.ts';
import {
  listErased,
  type Tombstone,
  WitnessDamaged,
  witnessFolder,
  type WitnessState,
} from './witness-file.ts';

/**
 * Erasures that the witness saw and the ring has not: their keys are destroyed here as well. What they were sealed with then
 * goes like all that was erased. In a transaction: a list that turns out to be altered takes back all of it.
 * @param state undefined where the witness was lost with the keeper: then the late set is all that is known
 * @returns how many @throws Refusal 'restore-refused' ('witness-damaged')
 */
export async function replayErased(
  db: Loading,
  keeperDir: string,
  state: WitnessState | undefined,
): Promise<number> {
  if (state === undefined) return 0;
  let replayed = 0;
  try {
    for await (const stones of listErased(witnessFolder(keeperDir), state))
      replayed += await replayStones(db, await listMissing(db, stones));
  } catch (error) {
    if (error instanceof WitnessDamaged) throw refuseRestore('witness-damaged');
    throw error;
  }
  return replayed;
}

async function replayStones(db: Db, stones: readonly Tombstone[]): Promise<number> {
  if (stones.length === 0) return 0;
  const units = stones.map(({ unit_id }) => unit_id);
  await db.query('DELETE FROM ring.unit_key WHERE unit_id = ANY ($1)', [units]);
  await db.query(
    `INSERT INTO ring.tombstone (unit_id, kind, epoch, rule, declaration_version, destroyed_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::text[], $5::integer[], $6::timestamptz[])
     ON CONFLICT (unit_id) DO NOTHING`,
    [
      units,
      stones.map(({ kind }) => kind),
      stones.map(({ epoch }) => epoch),
      stones.map(({ rule }) => rule),
      stones.map(({ declaration_version }) => declaration_version),
      stones.map(({ destroyed_at }) => destroyed_at),
    ],
  );
  return stones.length;
}

/** No key stands beside its own tombstone, whatever ring was put in. @returns how many did */
export async function removeReturnedKeys(db: Db): Promise<number> {
  const [row] = await db.query<{ keys: number }>(
    `WITH gone AS (DELETE FROM ring.unit_key k USING ring.tombstone t WHERE t.unit_id = k.unit_id RETURNING 1)
     SELECT count(*) AS keys FROM gone`,
  );
  return row!.keys;
}
