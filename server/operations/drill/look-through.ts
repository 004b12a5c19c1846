import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hit, SecretSearch } from './search-secrets.ts';

const pieceBytes = 2 * 1024 * 1024;

/** A stream of bytes on its way through the search; a secret on the cut between two chunks is found too. */
export interface Stream {
  add(chunk: Buffer): void;
  end(): void;
}

/** One haul of a thief, as it is gone through. */
export interface Looking {
  look(where: string, piece: Uint8Array): void;
  stream(where: string): Stream;
  /** Where what was found, once for each place. */
  readonly hits: readonly Hit[];
  /** How much was looked at, so that one can tell that something was. */
  bytes(): number;
  readonly places: readonly string[];
}

export function createLooking({ search, overlap }: SecretSearch): Looking {
  const hits: Hit[] = [];
  const places: string[] = [];
  let bytes = 0;
  function look(where: string, piece: Uint8Array): void {
    bytes += piece.length;
    if (places.at(-1) !== where) places.push(where);
    hits.push(...search(where, piece));
  }

  /** Puts small chunks together and cuts large streams, each piece beginning with the end of the one before. */
  function stream(where: string): Stream {
    let chunks: Buffer[] = [];
    let held = 0;
    function flush(keep: number): void {
      const piece = Buffer.concat(chunks);
      look(where, piece);
      const rest = piece.subarray(Math.max(0, piece.length - keep));
      chunks = keep === 0 ? [] : [rest];
      held = keep === 0 ? 0 : rest.length;
    }
    return {
      add(chunk) {
        chunks.push(chunk);
        held += chunk.length;
        if (held > pieceBytes) flush(overlap);
      },
      end: () => flush(0),
    };
  }
  return { look, stream, hits, places, bytes: () => bytes };
}

export interface Walk {
  /** Only what changed since then, where others share the folder; what stood in it before is not entered. */
  readonly since?: Date;
  skip?(path: string): boolean;
}

/** Every file below a folder, names included. What goes away meanwhile, or may not be read, is passed over. */
export async function lookThroughFolder(
  looking: Looking,
  folder: string,
  walk: Walk = {},
  arriving = Buffer.allocUnsafeSlow(1024 * 1024),
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (walk.skip?.(path) === true) continue;
    // A name tells as much as a file.
    looking.look(`name of ${path}`, Buffer.from(entry.name));
    if (!entry.isDirectory() && !entry.isFile()) continue;
    if (walk.since && !(await hasChanged(path, walk.since))) continue;
    if (entry.isFile()) await lookThroughFile(looking, path, arriving);
    else await lookThroughFolder(looking, path, walk, arriving);
  }
}

async function hasChanged(path: string, since: Date): Promise<boolean> {
  const stat = await lstat(path).catch(() => undefined);
  return stat !== undefined && (stat.mtime >= since || stat.ctime >= since);
}

/** @param arriving read into for one file after the other: thousands of small ones would each take a megabyte */
async function lookThroughFile(looking: Looking, path: string, arriving: Buffer): Promise<void> {
  const file = await open(path).catch(() => undefined);
  if (!file) return;
  const stream = looking.stream(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(arriving, 0, arriving.length);
      if (bytesRead === 0) break;
      stream.add(Buffer.from(arriving.subarray(0, bytesRead)));
    }
    stream.end();
  } finally {
    await file.close().catch(() => undefined);
  }
}
