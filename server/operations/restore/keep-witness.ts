import type { Id } from '../../base/new-id.ts';
import { canonicalJson } from '../../safeguards/access-log/canonical-leaf.ts';
import { readTreeState } from '../../safeguards/access-log/tree/read-tree-state.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import type { Database, Tx } from '../../storage/database.ts';
import {
  type ErasedList,
  type ErasedStand,
  makeWitnessFolder,
  openErasedList,
  readWitness,
  removeOtherLists,
  type Tombstone,
  witnessFolder,
  type WitnessState,
  writeWitness,
} from './witness-file.ts';

const witnessLock = 7_240_413;
/** A transaction may commit a tombstone later than another that is younger; none lasts so long. */
const slack = 10 * 60_000;
const countAgainAfter = 60 * 60_000;
const page = 10_000;

/** The list of an epoch as this process has it in hand, and the ids in it that may still be met again. */
interface Held {
  readonly list: ErasedList;
  readonly recent: Map<Id, number>;
  newest: number;
}

/**
 * Writes down, away from the data, what the database has come to: the newest signed checkpoint of the log, the declaration in
 * force, the newest late set, and the tombstones. A database that is older than that is found at the next start.
 * Several processes take turns; whoever is second finds it done.
 */
export function createWitness(deps: { db: Database; keeper: Keeper; keeperDir: string }) {
  const { db, keeper } = deps;
  const folder = witnessFolder(deps.keeperDir);
  const held = new Map<number, Held>();
  let known: string | undefined;
  let countedAt = 0;

  async function openList(epoch: number, stands: ErasedStand | undefined): Promise<Held> {
    const recent = new Map<Id, number>();
    let newest = 0;
    const list = await openErasedList(folder, epoch, stands, (stone) => {
      const at = stone.destroyed_at.getTime();
      newest = Math.max(newest, at);
      recent.set(stone.unit_id, at);
      if (recent.size > 4 * page) forget(recent, newest);
    });
    forget(recent, newest);
    return { list, recent, newest };
  }

  /** Adds what the ring has of the epoch and the list has not. */
  async function listNew(tx: Tx, epoch: number, into: Held): Promise<void> {
    let from = new Date(into.newest - slack).toISOString();
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await readTombstones(tx, epoch, from, after);
      const fresh = rows.filter(({ unit_id }) => !into.recent.has(unit_id));
      await into.list.append(fresh);
      for (const { unit_id, destroyed_at } of fresh) {
        into.recent.set(unit_id, destroyed_at.getTime());
        into.newest = Math.max(into.newest, destroyed_at.getTime());
      }
      const last = rows.at(-1);
      if (rows.length < page || last === undefined) break;
      from = last.exact;
      after = last.unit_id;
    }
    forget(into.recent, into.newest);
  }

  async function note(
    tx: Tx,
    { stopped, anew }: { stopped: boolean; anew: number | undefined },
  ): Promise<void> {
    const before = anew !== undefined ? undefined : await readWitness(folder, keeper);
    if (before === undefined) await makeWitnessFolder(folder);
    // Another process was here, or this one has just begun.
    if (known === undefined || before === undefined || canonicalJson(before) !== known) held.clear();
    const stand = await readStand(tx);
    const counts =
      Date.now() - countedAt > countAgainAfter ? await countTombstones(tx, stand.epochs) : undefined;
    if (counts) countedAt = Date.now();
    const erased: Record<string, ErasedStand> = {};
    for (const epoch of stand.epochs) {
      let one = held.get(epoch) ?? (await openList(epoch, before?.erased[epoch]));
      await listNew(tx, epoch, one);
      const should = counts?.get(epoch);
      // One that committed very late. Where the ring has fewer, somebody took some away: the list tells of them at the next start.
      if (should !== undefined && should > one.list.stand().count) {
        one = await openList(epoch, undefined);
        await listNew(tx, epoch, one);
      }
      held.set(epoch, one);
      erased[epoch] = one.list.stand();
    }
    const state: WitnessState = {
      at: new Date().toISOString(),
      log: stand.log,
      declarationVersion: stand.declarationVersion,
      late: Math.max(stand.late, before?.late ?? 0, anew ?? 0),
      stopped: stopped && stand.processes === 0,
      erased,
    };
    if (before !== undefined && sameStand(before, state)) return void (known = canonicalJson(before));
    await writeWitness(folder, keeper, state);
    known = canonicalJson(state);
    for (const epoch of held.keys()) if (!stand.epochs.includes(epoch)) held.delete(epoch);
    await removeOtherLists(folder, state);
  }

  return {
    /**
     * @param options.stopped this process has stopped: where it was the last one, nothing happens from here on
     * @throws WitnessDamaged, and what the file system or the database throws */
    note: ({ stopped = false } = {}) =>
      db.transaction(async (tx) => {
        const [turn] = await tx.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
          witnessLock,
        ]);
        if (turn!.taken) await note(tx, { stopped, anew: undefined });
      }),
    /** @param late the number of the late set that was restored from. Whatever stood there before: a restore has looked at it, and speaks for what it lacks. */
    noteAnew: (late: number) =>
      db.transaction(async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock($1)', [witnessLock]);
        await note(tx, { stopped: false, anew: late });
      }),
  };
}

function forget(recent: Map<Id, number>, newest: number): void {
  for (const [unit, at] of recent) if (at < newest - slack) recent.delete(unit);
}

const sameStand = (one: WitnessState, other: WitnessState): boolean =>
  canonicalJson({ ...one, at: '' }) === canonicalJson({ ...other, at: '' });

async function readStand(tx: Tx) {
  const { checkpoint } = await readTreeState(tx, false);
  const [row] = await tx.query<{ version: number; late: number; processes: number; epochs: number[] }>(
    `SELECT (SELECT coalesce(max(version), 0) FROM declaration.version) AS version,
       (SELECT coalesce(max(name::bigint), 0) FROM operations.backup_run WHERE kind = 'late' AND state = 'finished') AS late,
       (SELECT count(*) FROM promises.process) AS processes,
       ARRAY(SELECT epoch FROM ring.epoch WHERE ended_at IS NULL ORDER BY epoch) AS epochs`,
  );
  return {
    log: checkpoint && { size: checkpoint.size, note: checkpoint.note },
    declarationVersion: row!.version,
    late: row!.late,
    processes: row!.processes,
    epochs: row!.epochs,
  };
}

/** @param from a moment as the database writes it: finer than ours are */
function readTombstones(
  tx: Tx,
  epoch: number,
  from: string,
  after: string,
): Promise<(Tombstone & { exact: string })[]> {
  return tx.query(
    `SELECT unit_id, kind, epoch, rule, declaration_version, destroyed_at, destroyed_at::text AS exact FROM ring.tombstone
     WHERE epoch = $1 AND (destroyed_at, unit_id) > ($2::timestamptz, $3::uuid) ORDER BY destroyed_at, unit_id LIMIT ${page}`,
    [epoch, from, after],
  );
}

async function countTombstones(tx: Tx, epochs: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.query<{ epoch: number; stones: number }>(
    'SELECT epoch, count(*) AS stones FROM ring.tombstone WHERE epoch = ANY ($1) GROUP BY epoch',
    [epochs],
  );
  return new Map(epochs.map((epoch) => [epoch, rows.find((row) => row.epoch === epoch)?.stones ?? 0]));
}
