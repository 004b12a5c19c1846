import type { Clock } from '../../../base/clock.ts';
import type { Database } from '../../../storage/database.ts';
import type { PublishedDeclaration } from '../../declaration/declaration.ts';
import type { AccessLog } from '../append-entries.ts';
import { tileWidth } from './grow-tree.ts';
import { firstPlace, prunePlaces, thinOutCheckpoints } from './tree-store.ts';

/** Tiles in one transaction: ten thousand lines. */
const tilesAtOnce = 40;

/**
 * Removes lines whose declared period has ended, whole tiles at a time, so the last go some days late on a quiet log. Their
 * hashes stay: what is left can be proved as before. Each removal is a line of the log, which says up to which tile.
 * @param olderThan when a line must have been written to be due now; undefined: no period is declared, nothing goes
 * @returns how many lines went
 */
export async function pruneEntries(deps: {
  db: Database;
  clock: Clock;
  accessLog: AccessLog;
  current(): PublishedDeclaration;
  olderThan: { readonly rule: string; readonly moment: Date } | undefined;
}): Promise<number> {
  const { db, accessLog, olderThan } = deps;
  await thinOutCheckpoints(db);
  let removed = 0;
  while (olderThan) {
    const { tiles, lines } = await db.transaction(async (tx) => {
      const pruned = await prunePlaces(tx, olderThan.moment, tilesAtOnce);
      if (pruned.tiles === 0) return pruned;
      const first = (await firstPlace(tx)) ?? 0;
      await accessLog.recordIn(tx, {
        action: 'erase',
        actorKind: 'system',
        actor: 'sweep',
        act: 'sweep',
        task: 'sweep',
        purposes: [],
        categories: [],
        units: [],
        subjects: [],
        reason: null,
        refusal: null,
        declarationVersion: deps.current().version,
        details: { rule: olderThan.rule, count: pruned.lines, page: Math.floor(first / tileWidth) },
      });
      return pruned;
    });
    removed += lines;
    if (tiles < tilesAtOnce) break;
  }
  return removed;
}
