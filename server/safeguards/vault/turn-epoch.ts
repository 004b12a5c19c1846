import { Refusal } from '../../base/errors.ts';
import type { Database, Db, Tx } from '../../storage/database.ts';
import { listCovers, unwrapIndexKey, wrapIndexKey } from './blind-index.ts';
import { checkOf, mustMatch } from './epochs.ts';
import type { IndexedTable } from './indexed-table.ts';
import type { Keeper } from './keeper.ts';
import { unwrapKey, type WrappedKey, wrapKey } from './key-ring.ts';
import { beginIndexTurn, turnIndex } from './turn-index.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Some 16 ms of wrapping: whoever is served by this process waits no longer. */
const batchSize = 200;
/** Locked by others again and again: left for the next turn. */
const mostRounds = 20;

/**
 * How long the new epoch is known before the old one takes no more keys, so that no process is refused; and how long
 * the old key rests once nothing lies under it, so that a replica has caught up before older rows become noise.
 */
export interface Pace {
  readonly learning: number;
  readonly resting: number;
}
export const usualPace: Pace = { learning: minute, resting: 30 * minute };

export interface TurnDeps {
  readonly db: Database;
  readonly keeper: Keeper;
  /** All there are: what lies under the index's old cover is lost when that is destroyed. */
  readonly tables: readonly IndexedTable[];
  /** Within so many days of its destruction a key is to be unrecoverable. */
  horizonDays(): number;
  readonly pace?: Pace;
  /**
   * What must be durable elsewhere before the key of an epoch is destroyed: a copy of the ring that needs it no more. A failure leaves
   * the key where it is until the next turn, as does one of the keeper itself.
   */
  beforeEnding?(epoch: number): Promise<void>;
  /** Between two batches: a house that stops leaves off here. */
  readonly stopping?: AbortSignal;
}

export interface Turned {
  readonly began?: number;
  readonly rewrapped: number;
  readonly ended?: number;
  /** The old epoch has not ended: what must come before that failed with this. */
  readonly waits?: unknown;
}

/** Times are milliseconds by the database's clock, which is the same for all: one that goes wrong on a host ends nothing early. */
interface EpochRow {
  readonly epoch: number;
  readonly key_check: Buffer;
  readonly age: number;
  readonly closed: boolean;
  readonly empty_for: number | null;
}

/** A fourteenth of the horizon is kept for the turning itself: a day of a fortnight. */
export function turnsAfter(horizonDays: number): number {
  return (horizonDays * day * 13) / 14;
}

/**
 * Takes the steps of turning the epoch that are due, in an order that loses nothing wherever it is killed: the new key is
 * durable in the keeper; the epoch begins; the old one takes no more keys; all keys are wrapped anew; the index is turned;
 * all is counted while nobody can write; the old key is destroyed; that is recorded. Said again it goes on where it was; several may do it at once.
 * @param early begins a new epoch although the present one is not old enough
 */
export async function turnEpoch(deps: TurnDeps, early = false): Promise<Turned> {
  const { db, keeper, pace = usualPace } = deps;
  let epochs = await readEpochs(db);
  let began: number | undefined;
  const [only] = epochs;
  if (epochs.length === 1 && (early || only!.age >= turnsAfter(deps.horizonDays()))) {
    began = only!.epoch + 1;
    await beginEpoch(db, keeper, began);
    await beginIndexTurn(deps);
    epochs = await readEpochs(db);
  }
  const [old, next] = epochs;
  if (old === undefined || next === undefined) {
    // Begun by hand.
    await turnIndex({ ...deps, learning: pace.learning });
    return { rewrapped: 0 };
  }
  const told = began === undefined ? {} : { began };

  let isClosed = old.closed;
  if (!isClosed && next.age >= pace.learning) {
    await db.query('SELECT ring.close_epoch($1)', [old.epoch]);
    isClosed = true;
  }
  let emptyFor = old.empty_for;
  let rewrapped = 0;
  for (let round = 0; emptyFor === null && round < mostRounds; round += 1) {
    const again = await rewrapAll(deps, old, next).catch((error: unknown) =>
      endedMeanwhile(db, old.epoch, error),
    );
    if (again === undefined) return { ...told, rewrapped };
    rewrapped += again;
    if (!isClosed || deps.stopping?.aborted) return { ...told, rewrapped };
    const left = await countLeft(db, old.epoch);
    if (left.keys > 0) continue;
    // Last: whoever is erased from here on had their key under the new epoch, as their digests may be.
    if (left.covers > 0 && !(await turnIndex({ ...deps, learning: pace.learning })).done)
      return { ...told, rewrapped };
    await countLeft(db, old.epoch);
    emptyFor = (await readEpochs(db)).find(({ epoch }) => epoch === old.epoch)?.empty_for ?? null;
  }
  if (emptyFor === null || emptyFor < pace.resting) return { ...told, rewrapped };

  // The new key is what all lies under now: not without it.
  mustMatch(next.epoch, await keeper.epochKey(next.epoch), next.key_check);
  try {
    await deps.beforeEnding?.(old.epoch);
    await endEpoch(db, keeper, old.epoch);
  } catch (error) {
    return { ...told, rewrapped, waits: error };
  }
  return { ...told, rewrapped, ended: old.epoch };
}

/** Held meanwhile: a new master key, or a move into a key service, would put back the file that is destroyed. */
async function endEpoch(db: Database, keeper: Keeper, epoch: number): Promise<void> {
  await db.transaction(async (tx) => {
    await holdKeeper(tx);
    const { inService } = await keeper.destroyEpochKey(epoch);
    await tx.query('SELECT ring.end_epoch($1, $2)', [epoch, inService]);
  });
}

/** Another was faster: its key is gone since nothing lay under it. @throws what failed, when that is not why */
async function endedMeanwhile(db: Db, epoch: number, error: unknown): Promise<undefined> {
  const found = (await readEpochs(db)).find((each) => each.epoch === epoch);
  if (found !== undefined && found.empty_for === null) throw error;
}

/** Records, when it is none, that the epoch is empty. */
async function countLeft(db: Db, epoch: number): Promise<{ keys: number; covers: number }> {
  const covers = (await listCovers(db)).filter((cover) => cover.epoch === epoch).length;
  const [row] = await db.query<{ still: number }>('SELECT ring.empty_epoch($1) AS still', [epoch]);
  return { keys: row!.still - covers, covers };
}

/** Those that have not ended, oldest first: one, or two while it turns. */
function readEpochs(db: Db): Promise<EpochRow[]> {
  return db.query<EpochRow>(
    `SELECT epoch, key_check, closed_at IS NOT NULL AS closed,
       (extract(epoch FROM clock_timestamp() - began_at) * 1000)::float8 AS age,
       (extract(epoch FROM clock_timestamp() - emptied_at) * 1000)::float8 AS empty_for
     FROM ring.epoch WHERE ended_at IS NULL ORDER BY epoch`,
  );
}

/** First start: the first epoch, and its key in the keeper. Safe to call by several processes. @throws Refusal 'settings-invalid' */
export async function beginFirstEpoch(db: Database, keeper: Keeper): Promise<void> {
  if ((await readEpochs(db)).length === 0) await beginEpoch(db, keeper, 1);
  // Each process proves at its start that its keeper is the one that belongs here. By an epoch that is empty it is not to be
  // told: whoever was killed while it ended has destroyed its key.
  const epochs = await readEpochs(db);
  const held = epochs.filter(({ empty_for }, at) => empty_for === null || at === epochs.length - 1);
  for (const { epoch, key_check } of held) mustMatch(epoch, await keeper.epochKey(epoch), key_check);
}

/** The key first. One whose epoch never began is used by the next who tries. */
async function beginEpoch(db: Database, keeper: Keeper, epoch: number): Promise<void> {
  await db.transaction(async (tx) => {
    await holdKeeper(tx);
    // Whoever was faster may be further by now: a key made here would belong to nothing.
    const [last] = await tx.query<{ epoch: number | null }>('SELECT max(epoch) AS epoch FROM ring.epoch');
    if ((last?.epoch ?? 0) !== epoch - 1) return;
    const key = await keeper.makeEpochKey(epoch);
    await tx.query('SELECT ring.begin_epoch($1, $2)', [epoch, checkOf(epoch, key)]);
  });
}

/** Whoever adds a key to the keeper or changes its master key holds it until the transaction ends. */
export async function holdKeeper(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(7240412)');
}

/** Once through all that lies under the old epoch. @returns how many were wrapped anew */
async function rewrapAll(deps: TurnDeps, old: EpochRow, next: EpochRow): Promise<number> {
  const { db, keeper } = deps;
  const from = await keeper.epochKey(old.epoch);
  const to = await keeper.epochKey(next.epoch);
  mustMatch(old.epoch, from, old.key_check);
  mustMatch(next.epoch, to, next.key_check);
  for (const { name, wrapped } of await db.query<{ name: string; wrapped: Buffer }>(
    'SELECT name, wrapped FROM ring.list_index_keys($1)',
    [old.epoch],
  )) {
    const key = unwrapIndexKey(from, old.epoch, name, wrapped);
    await db.query('SELECT ring.rewrap_index_key($1, $2, $3, $4)', [
      name,
      wrapped,
      next.epoch,
      wrapIndexKey(to, next.epoch, name, key),
    ]);
  }
  let after = '00000000-0000-0000-0000-000000000000';
  let done = 0;
  while (!deps.stopping?.aborted) {
    const { last, rewrapped } = await db.transaction((tx) => rewrapBatch(tx, after));
    if (last === undefined) break;
    after = last;
    done += rewrapped;
  }
  return done;

  async function rewrapBatch(tx: Tx, past: string): Promise<{ last?: string; rewrapped: number }> {
    const rows = await tx.query<WrappedKey>(
      'SELECT unit_id, kind, epoch, wrapped FROM ring.lock_keys_of($1, $2, $3)',
      [old.epoch, past, batchSize],
    );
    const last = rows.at(-1)?.unit_id;
    if (last === undefined) return { rewrapped: 0 };
    const wraps = rows.map((row) => wrapKey(to, next.epoch, unwrapKey(from, row)));
    const [changed] = await tx.query<{ rewrapped: number }>(
      'SELECT ring.rewrap_keys($1, $2, $3, $4) AS rewrapped',
      [rows.map(({ unit_id }) => unit_id), wraps, old.epoch, next.epoch],
    );
    if (changed!.rewrapped !== rows.length) throw new Refusal('internal', { reason: 'rewrap-short' });
    return { last, rewrapped: rows.length };
  }
}
