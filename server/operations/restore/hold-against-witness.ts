import type { CheckpointSigner } from '../../safeguards/access-log/tree/checkpoint.ts';
import { compareTree } from '../../safeguards/access-log/tree/anchor-tree.ts';
import type { AnchorFolder } from '../../safeguards/access-log/tree/anchor-folder.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import type { Database, Db } from '../../storage/database.ts';
import {
  listErased,
  readWitness,
  type Tombstone,
  WitnessDamaged,
  witnessFolder,
  type WitnessState,
} from './witness-file.ts';

/**
 * `witness-damaged`: what stands beside the keys was altered. `log-rolled-back`, `log-rewritten`: the access log does not go on
 * from the checkpoint that stands there. `tombstones-missing`: units that were erased are not, by this database.
 * `declaration-older`: a version that was published is not there. The two of the log may be of the anchored checkpoint too.
 */
export type BehindCode =
  | 'witness-damaged'
  | 'log-rolled-back'
  | 'log-rewritten'
  | 'tombstones-missing'
  | 'declaration-older';

export interface Behind {
  readonly code: BehindCode;
  /** Lines, tombstones or versions that are missing. */
  readonly missing: number;
}

/**
 * Whether the database is at least what it was when the witness was last written. Costs a few look-ups; the lists of
 * tombstones are read only where their number does not agree.
 * @returns what is older, nothing where all is well or there is no witness yet
 */
export async function holdAgainstWitness(deps: {
  db: Database;
  keeper: Keeper;
  keeperDir: string;
  signer: CheckpointSigner;
  anchors?: AnchorFolder | undefined;
}): Promise<Behind[]> {
  const { db, keeper, signer } = deps;
  const folder = witnessFolder(deps.keeperDir);
  let state: WitnessState | undefined;
  try {
    state = await readWitness(folder, keeper);
    const behind: Behind[] = [];
    if (state !== undefined) {
      behind.push(...(await holdLog(db, signer, state)));
      const missing = await countMissing(db, folder, state);
      if (missing > 0) behind.push({ code: 'tombstones-missing', missing });
      const [row] = await db.query<{ version: number }>(
        'SELECT coalesce(max(version), 0) AS version FROM declaration.version',
      );
      if (row!.version < state.declarationVersion)
        behind.push({ code: 'declaration-older', missing: state.declarationVersion - row!.version });
    }
    if (behind.length === 0 && deps.anchors) {
      const { code, anchored } = await compareTree({ db, folder: deps.anchors });
      // A folder that cannot be read is told of while it runs; it proves nothing.
      if (code === 'log-rolled-back' || code === 'log-rewritten') behind.push({ code, missing: anchored });
    }
    return behind;
  } catch (error) {
    if (error instanceof WitnessDamaged) return [{ code: 'witness-damaged', missing: 0 }];
    throw error;
  }
}

async function holdLog(db: Database, signer: CheckpointSigner, state: WitnessState): Promise<Behind[]> {
  const seen = state.log && signer.read(state.log.note);
  if (!seen) return state.log ? [{ code: 'witness-damaged', missing: 0 }] : [];
  const { code } = await compareTree({ db, folder: { newest: () => Promise.resolve(seen) } });
  if (code !== 'log-rolled-back' && code !== 'log-rewritten') return [];
  const [row] = await db.query<{ size: number }>('SELECT coalesce(max(size), 0) AS size FROM log.checkpoint');
  return [{ code, missing: Math.max(0, seen.size - row!.size) }];
}

/** How many of the tombstones that were seen the ring has not. */
async function countMissing(db: Db, folder: string, state: WitnessState): Promise<number> {
  const epochs = Object.keys(state.erased).map(Number);
  const [row] = await db.query<{ agree: boolean }>(
    `SELECT bool_and(coalesce(h.stones, 0) >= w.stones) AS agree
     FROM unnest($1::integer[], $2::bigint[]) AS w(epoch, stones)
     LEFT JOIN (SELECT epoch, count(*) AS stones FROM ring.tombstone WHERE epoch = ANY ($1) GROUP BY epoch) h USING (epoch)`,
    [epochs, epochs.map((epoch) => state.erased[epoch]!.count)],
  );
  if (row!.agree !== false) return 0;
  let missing = 0;
  for await (const stones of listErased(folder, state)) missing += (await listMissing(db, stones)).length;
  return missing;
}

/** Of these, the ones that the ring does not have. */
export async function listMissing(db: Db, stones: readonly Tombstone[]): Promise<Tombstone[]> {
  const there = await db.query<{ unit_id: string }>(
    'SELECT unit_id FROM ring.tombstone WHERE unit_id = ANY ($1)',
    [stones.map(({ unit_id }) => unit_id)],
  );
  const known = new Set(there.map(({ unit_id }) => unit_id));
  return stones.filter(({ unit_id }) => !known.has(unit_id));
}
