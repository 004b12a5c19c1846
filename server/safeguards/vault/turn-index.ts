import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../base/errors.ts';
import { type Database, DatabaseError, type Db } from '../../storage/database.ts';
import { beginCover, listCovers, type LiveCover, openCover } from './blind-index.ts';
import { createEpochs, type Epochs } from './epochs.ts';
import type { CoverChange, IndexedTable } from './indexed-table.ts';
import type { Keeper } from './keeper.ts';

/** Rows that somebody has locked are left for the next round; after so many for the next turn. */
const mostRounds = 20;
/** Between two batches, so that those who write come to their turn on a machine of one disk. */
const breath = 2;

export interface IndexTurning {
  readonly db: Database;
  readonly keeper: Keeper;
  readonly tables: readonly IndexedTable[];
  /** How long a cover is known, in milliseconds, before it is written under, so that every process finds what lies under it. */
  readonly learning: number;
  readonly stopping?: AbortSignal | undefined;
}

export interface TurnedIndex {
  /** One cover is left, and lies under the newest epoch. */
  readonly done: boolean;
  readonly rows: number;
  readonly began?: number;
  readonly ended?: number;
}

/** Makes the next cover known, unless one is known already: nobody writes under it yet. @returns its number */
export async function beginIndexTurn(deps: Pick<IndexTurning, 'db' | 'keeper'>): Promise<number | undefined> {
  const covers = await listCovers(deps.db);
  const [only] = covers;
  if (covers.length !== 1 || only === undefined) return undefined;
  await beginCover(deps.db, createEpochs(deps.keeper), only.generation + 1);
  return only.generation + 1;
}

/**
 * Takes the steps of turning the index that are due. The next cover is known to all; it is written under, from a moment at
 * which nobody writes under the old one; row by row what lies under the old one is laid under it, without being opened;
 * the old one is destroyed. May be killed anywhere and said again, and several may do it at once.
 */
export async function turnIndex(deps: IndexTurning): Promise<TurnedIndex> {
  const { db, keeper } = deps;
  const epochs = createEpochs(keeper);
  const [old, next] = await listCovers(db);
  if (old === undefined) return { done: true, rows: 0 };
  if (next === undefined) {
    const newest = await epochs.current(db);
    if (old.epoch === newest.epoch) return { done: true, rows: 0 };
    const began = await beginIndexTurn(deps);
    return deps.learning > 0 ? { done: false, rows: 0, ...(began && { began }) } : turnIndex(deps);
  }
  if (!next.written) {
    if (next.age < deps.learning) return { done: false, rows: 0 };
    if (!(await writeUnder(db, next))) return { done: false, rows: 0 };
  }
  const change = await openChange(db, epochs, old, next).catch(async (error: unknown) => {
    // Another was faster: it has ended, and its epoch as well.
    if ((await liveGenerations(db)).includes(old.generation)) throw error;
  });
  if (change === undefined) return turnIndex(deps);
  let rows = 0;
  for (const table of deps.tables) {
    const recoded = await recodeTable(deps, table, change);
    rows += recoded.rows;
    if (!recoded.all) return { done: false, rows };
  }
  await db.query('SELECT ring.end_cover($1)', [old.generation]);
  // Turned by hand before the epoch: the one that is left may lie under the old epoch as well.
  const rest = await turnIndex(deps);
  return { ...rest, rows: rows + rest.rows, ended: rest.ended ?? old.generation };
}

async function openChange(db: Db, epochs: Epochs, old: LiveCover, next: LiveCover): Promise<CoverChange> {
  return { from: await openCover(db, epochs, old), to: await openCover(db, epochs, next) };
}

/** Waits for those who write under the old one, and has others wait meanwhile: two seconds at most. @returns whether it came to it */
async function writeUnder(db: Db, next: LiveCover): Promise<boolean> {
  try {
    const [row] = await db.query<{ written: boolean }>('SELECT ring.write_cover($1) AS written', [
      next.generation,
    ]);
    return row!.written;
  } catch (error) {
    // Somebody writes for long: at the next turn.
    if (error instanceof DatabaseError && error.code === '55P03') return false;
    throw error;
  }
}

/** In rounds until none is left. No row comes to lie under the old cover any more. */
async function recodeTable(
  { db, stopping }: IndexTurning,
  table: IndexedTable,
  change: CoverChange,
): Promise<{ all: boolean; rows: number }> {
  let rows = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    if (!(await table.hasUnder(db, change.from.generation))) return { all: true, rows };
    const pages = await table.countPages(db);
    for (let from = 0; from < pages; from += table.pagesAtOnce) {
      if (stopping?.aborted) return { all: false, rows };
      const moved = await db.transaction((tx) =>
        table.recode(tx, { from, to: from + table.pagesAtOnce }, change),
      );
      rows += moved;
      if (moved > 0) await sleep(breath);
    }
  }
  return { all: false, rows };
}

/** Numbers under which rows may lie: those of covers that have not ended. */
export async function liveGenerations(db: Db): Promise<number[]> {
  const covers = await listCovers(db);
  if (covers.length === 0) throw new Refusal('storage-unavailable', { reason: 'no-index-key' });
  return covers.map(({ generation }) => generation);
}
