import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { BlobFile, ListedBlob } from './format.ts';
import type { Progress, RunKind } from './runs.ts';

// One number for all installations, as for migrations: of one database, one backup at a time.
export const backupLock = 7_240_411_988;
export const lateLock = 7_240_411_989;

export async function insertRun(
  db: Db,
  row: { id: Id<'backup-run'>; kind: RunKind; name: string; at: Date },
): Promise<void> {
  await db.query(
    "INSERT INTO operations.backup_run (id, kind, name, state, started_at, seen_at) VALUES ($1, $2, $3, 'running', $4, $4)",
    [row.id, row.kind, row.name, row.at],
  );
}

export async function renameRun(db: Db, id: Id, name: string): Promise<void> {
  await db.query('UPDATE operations.backup_run SET name = $2 WHERE id = $1', [id, name]);
}

export async function noteSnapshot(db: Db, id: Id, at: Date, epoch: number | null): Promise<void> {
  await db.query('UPDATE operations.backup_run SET snapshot_at = $2, epoch = $3 WHERE id = $1', [
    id,
    at,
    epoch,
  ]);
}

export async function noteProgress(db: Db, id: Id, at: Date, progress: Progress): Promise<void> {
  const { tables, tablesDone, rows, blobs, blobsDone, bytes } = progress;
  await db.query(
    `UPDATE operations.backup_run SET seen_at = $2, tables = $3, tables_done = $4, rows = $5, blobs = $6, blobs_done = $7, bytes = $8
     WHERE id = $1`,
    [id, at, tables, tablesDone, rows, blobs, blobsDone, bytes],
  );
}

export async function endRun(db: Db, id: Id, at: Date, code: string | null): Promise<void> {
  await db.query(
    `UPDATE operations.backup_run SET state = CASE WHEN $3::text IS NULL THEN 'finished' ELSE 'failed' END, code = $3, ended_at = $2, seen_at = $2
     WHERE id = $1`,
    [id, at, code],
  );
}

/** Whoever holds the lock of the kind knows that no other one runs: what says so was killed. */
export async function endKilledRuns(db: Db, kind: RunKind, at: Date): Promise<void> {
  await db.query(
    "UPDATE operations.backup_run SET state = 'failed', code = 'cut-short', ended_at = $2 WHERE kind = $1 AND state = 'running'",
    [kind, at],
  );
}

export async function noteRemoved(db: Db, kind: RunKind, names: readonly string[], at: Date): Promise<void> {
  await db.query(
    'UPDATE operations.backup_run SET removed_at = $3 WHERE kind = $1 AND name = ANY ($2) AND removed_at IS NULL',
    [kind, names, at],
  );
}

/** Highest number given to a late set here; after a restore the place may know a higher one. */
export async function highestLate(db: Db): Promise<number> {
  const [row] = await db.query<{ number: number | null }>(
    "SELECT max(name::bigint) AS number FROM operations.backup_run WHERE kind = 'late'",
  );
  return row?.number ?? 0;
}

/** Numbers of late sets whose rows lie under an epoch that has ended: they open with no key any more. */
export async function lateUnderEnded(db: Db): Promise<number[]> {
  const rows = await db.query<{ number: number }>(
    `SELECT name::bigint AS number FROM operations.backup_run r WHERE kind = 'late' AND removed_at IS NULL
       AND EXISTS (SELECT FROM ring.epoch e WHERE e.epoch = r.epoch AND e.ended_at IS NOT NULL)`,
  );
  return rows.map(({ number }) => number);
}

/** What was written of a late set a year ago interests nobody; of backups the last thousand do. */
export async function forgetOldRuns(db: Db, before: Date): Promise<void> {
  await db.query('DELETE FROM operations.backup_run WHERE ended_at < $1', [before]);
}

/** A file of a blob as it was written: what a backup names it by. */
export interface KnownBlob extends ListedBlob {
  readonly unneededSince: string | null;
}

export function readKnownBlobs(db: Db, shard: number): Promise<KnownBlob[]> {
  return db.query(
    `SELECT blob, mark, bytes, encode(sha256, 'hex') AS sha256, unneeded_since AS "unneededSince" FROM operations.backup_blob WHERE shard = $1`,
    [shard],
  );
}

export async function keepBlob(
  db: Db,
  shard: number,
  { blob, mark, bytes, sha256 }: ListedBlob,
): Promise<void> {
  await db.query(
    "INSERT INTO operations.backup_blob (shard, blob, mark, bytes, sha256) VALUES ($1, $2, $3, $4, decode($5, 'hex'))",
    [shard, blob, mark, bytes, sha256],
  );
}

const asColumns = (files: readonly BlobFile[]) => [
  files.map(({ blob }) => blob),
  files.map(({ mark }) => mark),
];

/** Needed again, or from this backup on not any more. Those that stand at the place and nowhere here are noted as well. */
export async function noteNeed(
  db: Db,
  shard: number,
  needed: readonly BlobFile[],
  unneeded: readonly BlobFile[],
  backup: string,
): Promise<void> {
  if (needed.length > 0)
    await db.query(
      `UPDATE operations.backup_blob b SET unneeded_since = NULL FROM unnest($2::uuid[], $3::text[]) AS n (blob, mark)
       WHERE b.shard = $1 AND b.blob = n.blob AND b.mark = n.mark`,
      [shard, ...asColumns(needed)],
    );
  if (unneeded.length > 0)
    await db.query(
      `INSERT INTO operations.backup_blob (shard, blob, mark, bytes, sha256, unneeded_since)
       SELECT $1, blob, mark, 0, '', $4 FROM unnest($2::uuid[], $3::text[]) AS u (blob, mark)
       ON CONFLICT (shard, blob, mark) DO UPDATE SET unneeded_since = coalesce(operations.backup_blob.unneeded_since, $4)`,
      [shard, ...asColumns(unneeded), backup],
    );
}

/** Files that none of the backups needs that are kept, the oldest of which this is. */
export async function readRemovableBlobs(db: Db, oldestKept: string, most: number) {
  return db.query<BlobFile & { readonly shard: number }>(
    'SELECT shard, blob, mark FROM operations.backup_blob WHERE unneeded_since <= $1 LIMIT $2',
    [oldestKept, most],
  );
}

export async function forgetBlobs(
  db: Db,
  files: readonly (BlobFile & { readonly shard: number })[],
): Promise<void> {
  await db.query(
    `DELETE FROM operations.backup_blob b USING unnest($1::smallint[], $2::uuid[], $3::text[]) AS gone (shard, blob, mark)
     WHERE b.shard = gone.shard AND b.blob = gone.blob AND b.mark = gone.mark`,
    [files.map(({ shard }) => shard), ...asColumns(files)],
  );
}
