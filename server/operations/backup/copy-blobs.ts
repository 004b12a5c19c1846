import { randomBytes } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Database } from '../../storage/database.ts';
import type { Snapshot } from '../../storage/read-snapshot.ts';
import { keepBlob, noteNeed, readKnownBlobs } from './backup-store.ts';
import {
  type BlobFile,
  blobLine,
  blobListName,
  type BlobListFile,
  blobName,
  blobOfName,
  blobStem,
  type ListedBlob,
} from './format.ts';
import { nameOf, type TableToCopy } from './tables.ts';
import { putSealed, type SetDeps } from './write-set.ts';

/** Blobs at once: each waits for the disk or the network most of its time. */
const lanes = 4;
const idBytes = 16;
const page = 20_000;

/** The ids of all blobs that rows of the snapshot name, 16 bytes each, by their last byte: 16 to 32 MB for a million. */
export interface BlobIds {
  count(): number;
  add(id: string): void;
  /** In the spelling that ids have, each once. */
  of(shard: number): Id<'blob'>[];
}

export function createBlobIds(): BlobIds {
  const shards = Array.from({ length: 256 }, () => ({ bytes: Buffer.alloc(0), used: 0 }));
  return {
    count: () => shards.reduce((sum, { used }) => sum + used / idBytes, 0),
    add(id) {
      const hex = id.replaceAll('-', '');
      const shard = shards[Number.parseInt(hex.slice(-2), 16)]!;
      if (shard.used === shard.bytes.length)
        shard.bytes = Buffer.concat([shard.bytes], Math.max(64 * idBytes, 2 * shard.bytes.length));
      shard.used += shard.bytes.write(hex, shard.used, 'hex');
    },
    of(number) {
      const { bytes, used } = shards[number]!;
      const found = new Set<Id<'blob'>>();
      for (let at = 0; at < used; at += idBytes) found.add(spell(bytes.toString('hex', at, at + idBytes)));
      return [...found];
    },
  };
}

function spell(hex: string): Id<'blob'> {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Every blob that the snapshot needs. Columns of that name and type are found in the catalogue. */
export async function readBlobIds(snapshot: Snapshot, tables: readonly TableToCopy[]): Promise<BlobIds> {
  const ids = createBlobIds();
  for (const each of tables) {
    if (each.blobs.length === 0) continue;
    const cursor = `blobs_${nameOf(each).replaceAll(/\W/g, '_')}`;
    // Of the catalogue, both: the names of our own migrations.
    await snapshot.query(
      `DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT blob FROM ${nameOf(each)} WHERE blob IS NOT NULL`,
    );
    for (;;) {
      const rows = await snapshot.query<{ blob: string }>(`FETCH ${page} FROM ${cursor}`);
      for (const { blob } of rows) ids.add(blob);
      if (rows.length < page) break;
    }
    await snapshot.query(`CLOSE ${cursor}`);
  }
  return ids;
}

/**
 * Writes each blob that the place has not, and the list of all that the backup needs. What stands there is asked of the
 * place, never remembered; only its hash is, since who writes backups cannot read them.
 */
export async function copyBlobs(
  deps: SetDeps & { readonly blobs: Blobs; readonly db: Database; readonly copied: () => void },
  given: { ids: BlobIds; set: string; backup: string },
): Promise<BlobListFile> {
  let listed = 0;
  let blobBytes = 0;
  let gone = 0;

  async function* lines(): AsyncGenerator<Buffer> {
    for (let shard = 0; shard < 256; shard += 1) {
      const found = await copyShard(deps, given, shard);
      gone += found.gone;
      for (const { bytes } of found.kept) blobBytes += bytes;
      listed += found.kept.length;
      if (found.kept.length > 0) yield Buffer.from(found.kept.map(blobLine).join(''));
    }
  }

  const put = await putSealed(deps, given.set + blobListName, lines());
  return { name: blobListName, blobs: listed, blobBytes, gone, ...put };
}

async function copyShard(
  deps: Parameters<typeof copyBlobs>[0],
  given: Parameters<typeof copyBlobs>[1],
  shard: number,
): Promise<{ kept: ListedBlob[]; gone: number }> {
  const { place, db } = deps;
  const needed = given.ids.of(shard);
  const known = await readKnownBlobs(db, shard);
  // A bucket is not asked 256 times by a register of few blobs.
  if (needed.length === 0 && known.length === 0) return { kept: [], gone: 0 };
  const there = new Map<string, BlobFile & { readonly bytes: number }>();
  const folder = `blobs/${shard.toString(16).padStart(2, '0')}/`;
  for await (const { name, bytes } of place.list(folder)) {
    const file = blobOfName(name);
    if (file !== undefined) there.set(blobStem(file), { ...file, bytes });
  }
  // Of two places that take turns each has files of its own.
  const standing = new Map(
    known
      .filter((file) => file.sha256 !== '' && there.get(blobStem(file))?.bytes === file.bytes)
      .map((file) => [file.blob, file]),
  );

  const kept: ListedBlob[] = [];
  let gone = 0;
  const waiting = needed.values();
  let failed = false;
  async function lane(): Promise<void> {
    for (const blob of waiting) {
      if (failed) return;
      const stands = standing.get(blob);
      const file = stands ?? (await copyBlob(deps, blob));
      if (file === undefined) gone += 1;
      else {
        if (!stands) await keepBlob(db, shard, file);
        kept.push(file);
      }
      deps.copied();
    }
  }
  const ended = await Promise.allSettled(
    Array.from({ length: lanes }, () =>
      lane().catch((error: unknown) => {
        failed = true;
        throw error;
      }),
    ),
  );
  for (const each of ended) if (each.status === 'rejected') throw each.reason;

  const need = new Set(kept.map(blobStem));
  const unneeded = new Set(known.flatMap((file) => (file.unneededSince === null ? [] : [blobStem(file)])));
  const all = new Map<string, BlobFile>([...there, ...known.map((file) => [blobStem(file), file] as const)]);
  await noteNeed(
    db,
    shard,
    kept.filter((file) => unneeded.has(blobStem(file))),
    [...all].flatMap(([stem, file]) => (need.has(stem) || unneeded.has(stem) ? [] : [file])),
    given.backup,
  );
  return { kept: kept.toSorted((one, other) => (one.blob < other.blob ? -1 : 1)), gone };
}

/** Undefined: erased since the snapshot, and its key with it. */
async function copyBlob(
  deps: Parameters<typeof copyBlobs>[0],
  blob: Id<'blob'>,
): Promise<ListedBlob | undefined> {
  try {
    const size = await deps.blobs.size(blob);
    const file: BlobFile = { blob, mark: randomBytes(4).toString('hex') };
    const put = await putSealed(deps, blobName(blobStem(file)), readBlob(deps.blobs, blob, size), size);
    return { ...file, ...put };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return undefined;
    throw error;
  }
}

async function* readBlob(blobs: Blobs, id: Id<'blob'>, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < size;) {
    const piece = await blobs.read(id, from, blobs.bestRead);
    if (piece.length === 0) throw new Refusal('storage-unavailable', { blobs: 'cut-short' });
    yield piece;
    from += piece.length;
  }
}
