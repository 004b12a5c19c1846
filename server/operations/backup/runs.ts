import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';

export type RunKind = 'backup' | 'late';

export interface RunRow {
  readonly id: Id<'backup-run'>;
  readonly kind: RunKind;
  readonly name: string;
  readonly state: 'running' | 'finished' | 'failed';
  readonly startedAt: Date;
  readonly snapshotAt: Date | null;
  readonly seenAt: Date;
  readonly endedAt: Date | null;
  readonly tables: number;
  readonly tablesDone: number;
  readonly rows: number;
  readonly blobs: number;
  readonly blobsDone: number;
  readonly bytes: number;
  readonly code: string | null;
  readonly removedAt: Date | null;
}

/** How far a run has come. */
export interface Progress {
  tables: number;
  tablesDone: number;
  rows: number;
  blobs: number;
  blobsDone: number;
  bytes: number;
}

const columns = `id, kind, name, state, started_at AS "startedAt", snapshot_at AS "snapshotAt", seen_at AS "seenAt", ended_at AS "endedAt",
  tables, tables_done AS "tablesDone", rows, blobs, blobs_done AS "blobsDone", bytes, code, removed_at AS "removedAt"`;

/** Newest first. */
export function readRuns(db: Db, kind: RunKind, most: number): Promise<RunRow[]> {
  return db.query<RunRow>(
    `SELECT ${columns} FROM operations.backup_run WHERE kind = $1 ORDER BY started_at DESC, id DESC LIMIT $2`,
    [kind, most],
  );
}

/** Newest first, without those that run. */
export function readEndedRuns(db: Db, kind: RunKind, most: number): Promise<RunRow[]> {
  return db.query<RunRow>(
    `SELECT ${columns} FROM operations.backup_run WHERE kind = $1 AND state <> 'running' ORDER BY started_at DESC, id DESC LIMIT $2`,
    [kind, most],
  );
}

export async function newestFinished(db: Db, kind: RunKind): Promise<RunRow | undefined> {
  const [row] = await db.query<RunRow>(
    `SELECT ${columns} FROM operations.backup_run WHERE kind = $1 AND state = 'finished' ORDER BY started_at DESC LIMIT 1`,
    [kind],
  );
  return row;
}

/** When the last good one was begun, or the first of all where none has been good: from then on one is missed. */
export async function waitingSince(db: Db, kind: RunKind): Promise<Date | undefined> {
  const [row] = await db.query<{ since: Date | null }>(
    `SELECT coalesce(max(started_at) FILTER (WHERE state = 'finished'), min(started_at)) AS since
     FROM operations.backup_run WHERE kind = $1`,
    [kind],
  );
  return row?.since ?? undefined;
}
