import type { Id } from '../../../base/new-id.ts';
import type { Db, Tx } from '../../../storage/database.ts';
import { type Edge, type Tile, tileWidth } from './grow-tree.ts';
import { hashSize } from './hash.ts';

// One number for all installations, as for migrations: one sequencer at a time over all processes.
const sequencerLock = 7_240_411_986;

export interface KeptCheckpoint {
  readonly size: number;
  readonly at: Date;
  readonly root: Buffer;
  readonly note: string;
}

export interface WaitingLeaf {
  readonly entryId: Id<'log-entry'>;
  readonly leafHash: Buffer;
}

/** Until the transaction ends; false: another process is at it. */
export async function lockSequencer(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ locked: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS locked', [
    sequencerLock,
  ]);
  return row!.locked;
}

export async function isAnyWaiting(db: Db): Promise<boolean> {
  const [row] = await db.query<{ any: boolean }>('SELECT EXISTS (SELECT FROM log.waiting) AS "any"');
  return row!.any;
}

/** Takes what waits, in the order of ids. One that has a place is not given a second, however often it is told of. */
export function takeWaiting(tx: Tx, most: number): Promise<WaitingLeaf[]> {
  return tx.query(
    `WITH taken AS (
       DELETE FROM log.waiting WHERE ctid = ANY (ARRAY (SELECT ctid FROM log.waiting LIMIT $1))
       RETURNING entry_id, leaf_hash
     )
     SELECT DISTINCT ON (entry_id) entry_id AS "entryId", leaf_hash AS "leafHash" FROM taken t
     WHERE NOT EXISTS (SELECT FROM log.place p WHERE p.entry_id = t.entry_id) ORDER BY entry_id, leaf_hash`,
    [most],
  );
}

export function addPlaces(tx: Tx, first: number, leaves: readonly WaitingLeaf[]): void {
  tx.send(
    `INSERT INTO log.place (index, entry_id, leaf_hash)
     SELECT $1::bigint + ordinality - 1, entry_id, leaf_hash
     FROM unnest($2::uuid[], $3::bytea[]) WITH ORDINALITY AS leaf(entry_id, leaf_hash, ordinality)`,
    [first, leaves.map(({ entryId }) => entryId), leaves.map(({ leafHash }) => leafHash)],
  );
}

export function addTiles(tx: Tx, tiles: readonly Tile[]): void {
  for (const { level, index, hashes, root } of tiles)
    tx.send('INSERT INTO log.tile (level, index, hashes, root) VALUES ($1, $2, $3, $4)', [
      level,
      index,
      Buffer.concat(hashes),
      root,
    ]);
}

export function addCheckpoint(tx: Tx, { size, at, root, note }: KeptCheckpoint): void {
  tx.send('INSERT INTO log.checkpoint (size, at, root, note) VALUES ($1, $2, $3, $4)', [
    size,
    at,
    root,
    note,
  ]);
}

export async function newestCheckpoint(db: Db): Promise<KeptCheckpoint | undefined> {
  const [row] = await db.query<KeptCheckpoint>(
    'SELECT size, at, root, note FROM log.checkpoint ORDER BY size DESC LIMIT 1',
  );
  return row;
}

export async function newestCheckpointBefore(db: Db, moment: Date): Promise<KeptCheckpoint | undefined> {
  const [row] = await db.query<KeptCheckpoint>(
    'SELECT size, at, root, note FROM log.checkpoint WHERE at < $1 ORDER BY size DESC LIMIT 1',
    [moment],
  );
  return row;
}

/** Those after a size, smallest first. */
export function checkpointsAfter(db: Db, size: number, most: number): Promise<KeptCheckpoint[]> {
  return db.query('SELECT size, at, root, note FROM log.checkpoint WHERE size > $1 ORDER BY size LIMIT $2', [
    size,
    most,
  ]);
}

/** The hashes of a tile, as many as there are: a full one's own, else those of the lines or of the tiles below. */
export async function tileHashes(db: Db, level: number, index: number): Promise<readonly Buffer[]> {
  const [full] = await db.query<{ hashes: Buffer }>(
    'SELECT hashes FROM log.tile WHERE level = $1 AND index = $2',
    [level, index],
  );
  if (full) return splitHashes(full.hashes);
  const first = index * tileWidth;
  const rows =
    level === 0
      ? await db.query<{ place: number; hash: Buffer }>(
          'SELECT index AS place, leaf_hash AS hash FROM log.place WHERE index >= $1 AND index < $2 ORDER BY index',
          [first, first + tileWidth],
        )
      : await db.query<{ place: number; hash: Buffer }>(
          'SELECT index AS place, root AS hash FROM log.tile WHERE level = $1 AND index >= $2 AND index < $3 ORDER BY index',
          [level - 1, first, first + tileWidth],
        );
  // After a gap the rest stands at no place of its own.
  const gap = rows.findIndex(({ place }, at) => place !== first + at);
  return (gap < 0 ? rows : rows.slice(0, gap)).map(({ hash }) => hash);
}

/** What stands at the right edge of a tree of this size. */
export async function readEdge(db: Db, size: number): Promise<Edge> {
  const edge: (readonly Buffer[])[] = [];
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / tileWidth)) {
    const within = hashes % tileWidth;
    edge.push(
      within === 0 ? [] : (await tileHashes(db, level, Math.floor(hashes / tileWidth))).slice(0, within),
    );
  }
  return edge;
}

export function splitHashes(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / hashSize }, (_, at) =>
    bytes.subarray(at * hashSize, (at + 1) * hashSize),
  );
}

export async function placeOf(db: Db, entryId: string): Promise<number | undefined> {
  const [row] = await db.query<{ index: number }>('SELECT index FROM log.place WHERE entry_id = $1', [
    entryId,
  ]);
  return row?.index;
}

/** Where in the tree a line of this hash belongs. Reads all hashes: for what is wrong, which is rare. */
export async function placeOfHash(db: Db, hash: Buffer): Promise<number | undefined> {
  const [row] = await db.query<{ place: number }>(
    `SELECT index * 256 + (position($1::bytea IN hashes) - 1) / 32 AS place FROM log.tile
     WHERE level = 0 AND position($1::bytea IN hashes) > 0
     UNION ALL
     SELECT index FROM log.place WHERE leaf_hash = $1
       AND index >= (SELECT count(*) * 256 FROM log.tile WHERE level = 0)
     LIMIT 1`,
    [hash],
  );
  return row?.place;
}

export interface PlacedLeaf {
  readonly index: number;
  readonly entryId: Id<'log-entry'>;
  /** What was placed. */
  readonly leafHash: Buffer;
  /** Null: the line is gone. */
  readonly leaf: Buffer | null;
}

/** Lines with their places, from one place up to, not including, another. */
export function leavesBetween(db: Db, from: number, to: number): Promise<PlacedLeaf[]> {
  return db.query(
    `SELECT p.index, p.entry_id AS "entryId", p.leaf_hash AS "leafHash", e.leaf
     FROM log.place p LEFT JOIN log.entry e ON e.id = p.entry_id
     WHERE p.index >= $1 AND p.index < $2 ORDER BY p.index`,
    [from, to],
  );
}

/** Places up to here have lost their lines, and only these, when lines were pruned as they should be. */
export async function firstPlace(db: Db): Promise<number | undefined> {
  const [row] = await db.query<{ index: number }>('SELECT index FROM log.place ORDER BY index LIMIT 1');
  return row?.index;
}

/** Up to which place lines of the log say that they were pruned. */
export async function prunedAsSaid(db: Db): Promise<number> {
  const [row] = await db.query<{ tiles: number | null }>(
    `SELECT max((details->>'page')::int) AS tiles FROM log.entry
     WHERE actor = 'sweep' AND act = 'sweep' AND action = 'erase' AND details ? 'page'`,
  );
  return (row?.tiles ?? 0) * tileWidth;
}

/** Lines that have no place and do not wait for one, oldest first: none, since a line leaves the one with the other. */
export function unplacedEntries(db: Db, most: number): Promise<{ id: Id<'log-entry'>; leaf: Buffer }[]> {
  return db.query(
    `SELECT e.id, e.leaf FROM log.entry e
     WHERE NOT EXISTS (SELECT FROM log.place p WHERE p.entry_id = e.id)
       AND NOT EXISTS (SELECT FROM log.waiting w WHERE w.entry_id = e.id)
     ORDER BY e.id LIMIT $1`,
    [most],
  );
}

/**
 * `log-rolled-back`: the database holds fewer lines than the checkpoint that was anchored: it is an older state.
 * `log-rewritten`: as many or more, and they are not the lines that were anchored. `anchor-unavailable`: it could not be read or added to.
 */
export type AnchorCode = 'log-rolled-back' | 'log-rewritten' | 'anchor-unavailable';

export async function addAnchoring(db: Db, at: Date, size: number, code: AnchorCode | null): Promise<void> {
  await db.query('INSERT INTO log.anchoring (at, size, code) VALUES ($1, $2, $3)', [at, size, code]);
}

export async function newestAnchoring(
  db: Db,
): Promise<{ at: Date; size: number; code: AnchorCode | null } | undefined> {
  const [row] = await db.query<{ at: Date; size: number; code: AnchorCode | null }>(
    'SELECT at, size, code FROM log.anchoring ORDER BY at DESC LIMIT 1',
  );
  return row;
}

export async function prunePlaces(
  tx: Tx,
  olderThan: Date,
  mostTiles: number,
): Promise<{ tiles: number; lines: number }> {
  const [row] = await tx.query<{ tiles: number; lines: number }>(
    'SELECT tiles, lines FROM log.prune($1, $2)',
    [olderThan, mostTiles],
  );
  return row!;
}

export async function thinOutCheckpoints(db: Db): Promise<void> {
  await db.query('SELECT log.thin_out_checkpoints()');
}
