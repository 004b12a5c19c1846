import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, isId } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import { canonicalLeaf, differingFields, readLeaf } from './canonical-leaf.ts';
import { type EntryRow, entryColumns, readRow } from './entry-row.ts';
import type { LogEntry } from './log-entry.ts';
import { createMerkleRoot } from './merkle-root.ts';

/** What an auditor notes down: so many lines, up to this one, have this tree hash (RFC 6962, hex). */
export interface LogHead {
  readonly entries: number;
  /** The last line's id; null for an empty log. */
  readonly until: Id<'log-entry'> | null;
  readonly root: string;
}

/**
 * `columns-altered`: the columns tell something else than the bytes kept when the line was written
 * (`fields` says which). `leaf-unreadable`: those bytes are not a line of ours. `id-of-another-moment`:
 * the line was not written by us, since our ids carry the moment of their line.
 */
export interface LogProblem {
  readonly id: Id<'log-entry'>;
  readonly problem: 'columns-altered' | 'leaf-unreadable' | 'id-of-another-moment';
  readonly fields: readonly (keyof LogEntry)[];
}

export interface LogVerification extends LogHead {
  /**
   * The head over the lines older than `settle`: none that is still being committed can slip in below
   * it, so this is the one to note and to check against later.
   */
  readonly settled: LogHead;
  readonly bad: number;
  readonly firstBad?: LogProblem;
  /** Whether `root` is the expected one; absent when none was given. */
  readonly asExpected?: boolean;
}

const pageSize = 1000;

/**
 * Reads every line in the order of ids, holds its columns against its stored bytes and computes the tree
 * hash over those bytes. A line altered together with its bytes, put in or taken away changes the root.
 *
 * @param options.after reads only the lines after this one; head and root are then of those alone
 * @param options.until the last id to read, as noted with `expectedRoot` (hex) at an earlier time
 * @param options.settle milliseconds a transaction with a line may last
 * @throws Refusal 'invalid-input' for an `until` or `expectedRoot` of another shape
 */
export async function verifyEntries(options: {
  readonly db: Db;
  readonly clock: Clock;
  readonly after?: Id<'log-entry'>;
  readonly until?: Id;
  readonly expectedRoot?: string;
  readonly settle?: number;
  readonly onProgress?: (entries: number) => void;
}): Promise<LogVerification> {
  const { db, clock, after, until, expectedRoot, settle = 120_000, onProgress } = options;
  if (until !== undefined && !isId(until)) throw new Refusal('invalid-input', { field: 'until' });
  if (expectedRoot !== undefined && !/^[0-9a-f]{64}$/i.test(expectedRoot))
    throw new Refusal('invalid-input', { field: 'expectedRoot' });

  const settledBefore = firstIdAt(clock.now().getTime() - settle);
  const tree = createMerkleRoot();
  const head = (): LogHead => ({ entries: tree.size, until: last, root: tree.root().toString('hex') });
  let last: Id<'log-entry'> | null = null;
  let settled: LogHead | undefined;
  let firstBad: LogProblem | undefined;
  let bad = 0;

  for (;;) {
    const rows: LeafRow[] = await db.query<LeafRow>(pageSql, [
      last ?? after ?? lowestId,
      until ?? highestId,
      pageSize,
    ]);
    for (const row of rows) {
      if (row.id >= settledBefore) settled ??= head();
      const problem = checkRow(row);
      if (problem) {
        bad += 1;
        firstBad ??= problem;
      }
      tree.append(row.leaf);
      last = row.id;
    }
    onProgress?.(tree.size);
    if (rows.length < pageSize) break;
  }

  const now = head();
  return {
    ...now,
    settled: settled ?? now,
    bad,
    ...(firstBad && { firstBad }),
    ...(expectedRoot !== undefined && { asExpected: now.root === expectedRoot.toLowerCase() }),
  };
}

interface LeafRow extends EntryRow {
  readonly leaf: Buffer;
}

const pageSql = `
  SELECT ${entryColumns}, leaf FROM log.entry
  WHERE id > $1::uuid AND id <= $2::uuid ORDER BY id LIMIT $3::int`;

const lowestId = '00000000-0000-0000-0000-000000000000';
const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

function checkRow({ leaf, ...row }: LeafRow): LogProblem | undefined {
  let kept: LogEntry;
  try {
    kept = readLeaf(leaf);
  } catch {
    return { id: row.id, problem: 'leaf-unreadable', fields: [] };
  }
  try {
    const told = readRow(row);
    if (!canonicalLeaf(told).equals(leaf)) {
      return { id: row.id, problem: 'columns-altered', fields: differingFields(told, kept) };
    }
    if (row.id.startsWith(firstIdAt(told.at.getTime()))) return undefined;
    return { id: row.id, problem: 'id-of-another-moment', fields: ['id', 'at'] };
  } catch {
    return { id: row.id, problem: 'columns-altered', fields: ['at'] };
  }
}

/** The lowest id that could be made at a moment (UUIDv7: 48 bits of milliseconds lead). */
function firstIdAt(milliseconds: number): string {
  const hex = Math.max(0, milliseconds).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
