import type { Db } from '../../../storage/database.ts';
import { cosignaturesAt } from './cosignature-store.ts';
import { tileWidth } from './grow-tree.ts';
import {
  type AnchorCode,
  firstPlace,
  newestAnchoring,
  newestCheckpoint,
  newestCheckpointBefore,
} from './tree-store.ts';

const hour = 3_600_000;

/** How the tree is now, for whoever reads the log. */
export interface TreeState {
  readonly checkpoint: { readonly size: number; readonly at: Date; readonly note: string } | null;
  /** Lines before this place were pruned. */
  readonly prunedUntil: number;
  /** Null: no place to anchor in is set. */
  readonly anchored: { readonly at: Date; readonly size: number; readonly code: AnchorCode | null } | null;
}

/** The last checkpoint of the newest hour that is over, with what witnesses said of it. Undefined in the first hour. */
export async function readPublicCheckpoint(db: Db, now: Date): Promise<string | undefined> {
  const found = await newestCheckpointBefore(db, new Date(Math.floor(now.getTime() / hour) * hour));
  return found && found.note + (await cosignaturesAt(db, found.size));
}

export async function readTreeState(db: Db, anchors: boolean): Promise<TreeState> {
  const [newest, first, anchored] = await Promise.all([
    newestCheckpoint(db),
    firstPlace(db),
    anchors ? newestAnchoring(db) : undefined,
  ]);
  const cosigned = newest ? await cosignaturesAt(db, newest.size) : '';
  return {
    checkpoint: newest ? { size: newest.size, at: newest.at, note: newest.note + cosigned } : null,
    prunedUntil: Math.floor((first ?? 0) / tileWidth) * tileWidth,
    anchored: anchored ?? null,
  };
}
