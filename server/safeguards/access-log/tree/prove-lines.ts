import type { Db } from '../../../storage/database.ts';
import { leafPrefix } from '../canonical-leaf.ts';
import type { LogEntry } from '../log-entry.ts';
import { leafHash } from './hash.ts';
import { readTree } from './prove.ts';
import { tileHashes } from './tree-store.ts';
import { linesAt } from './receipts-store.ts';

export type WrittenEntry = Omit<LogEntry, 'at'> & { readonly at: string };

/** A line as it was hashed, what it says, and its audit path to the root of the tree. */
export interface ProvenLine {
  readonly place: number;
  readonly leaf: Buffer;
  readonly hash: Buffer;
  /** Undefined where the bytes are no line of ours: they were altered. */
  readonly entry: WrittenEntry | undefined;
  readonly path: readonly string[];
}

const pageSize = 500;

/**
 * Lines of the log with their proofs, a page at a time, in the order asked for. What is not there any more is left out.
 * A line that was altered in the database is given as it stands: its proof then fails, which is what a receipt is for.
 */
export async function* proveLines(
  db: Db,
  places: readonly number[],
  size: number,
): AsyncGenerator<readonly ProvenLine[]> {
  for (let start = 0; start < places.length; start += pageSize) {
    const wanted = places.slice(start, start + pageSize);
    // A tree of its own a page: its tiles are kept in memory as long as it is.
    const tree = readTree((level, index) => tileHashes(db, level, index));
    const lines = new Map((await linesAt(db, wanted)).map((line) => [line.place, line]));
    const proven: ProvenLine[] = [];
    for (const place of wanted) {
      const line = lines.get(place);
      if (!line) continue;
      const path = await tree.proveInclusion(place, size);
      proven.push({
        place,
        leaf: line.leaf,
        hash: leafHash(line.leaf),
        entry: readWritten(line.leaf),
        path: path.map((hash) => hash.toString('base64')),
      });
    }
    yield proven;
  }
}

function readWritten(leaf: Buffer): WrittenEntry | undefined {
  try {
    return JSON.parse(leaf.toString('utf8').slice(leafPrefix.length)) as WrittenEntry;
  } catch {
    // The parser's message quotes what stands there; this does not.
    return undefined;
  }
}
