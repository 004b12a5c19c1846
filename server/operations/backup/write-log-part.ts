import { Refusal } from '../../base/errors.ts';
import type { Db } from '../../storage/database.ts';
import type { Snapshot, SnapshotReader } from '../../storage/read-snapshot.ts';
import {
  logPartFormat,
  type LogHead,
  type LogPartStatement,
  logPartSet,
  readName,
  statementName,
} from './format.ts';
import { noteOwnLines, readOwnLines } from './own-lines.ts';
import { logTables, readTables } from './tables.ts';
import { beginSet, removeSet, type SetDeps } from './write-set.ts';

/** Parts of fewer lines are written anew as one by the next backup: one an hour would be 9,000 a year. */
const shortPart = 20_000;

interface LogPartDeps extends SetDeps {
  readonly db: Db;
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** The newest signed size. */
export async function readLogHead(db: Db): Promise<LogHead | null> {
  const [row] = await db.query<{ size: number | string; root: Buffer; note: string }>(
    'SELECT size, root, note FROM log.checkpoint ORDER BY size DESC LIMIT 1',
  );
  return row ? { size: Number(row.size), root: row.root.toString('hex'), note: row.note } : null;
}

export async function readLinesFrom(db: Db): Promise<number> {
  const [row] = await db.query<{ index: number | string }>(
    'SELECT index FROM log.place ORDER BY index LIMIT 1',
  );
  return Number(row?.index ?? 0);
}

/** Finished parts, by where they begin, of those that begin at one place the longest first; and what was begun and never finished. */
export async function listLogParts(place: SetDeps['place']): Promise<{ parts: Part[]; unfinished: Part[] }> {
  const found = new Map<string, Part & { isWhole: boolean }>();
  for await (const { name } of place.list('log/')) {
    const read = readName(name);
    if (read?.set.kind !== 'log') continue;
    const { from, to } = read.set;
    const key = logPartSet(from, to);
    const isWhole = read.file === statementName || found.get(key)?.isWhole === true;
    found.set(key, { from, to, isWhole });
  }
  const all = [...found.values()].toSorted((one, other) => one.from - other.from || other.to - one.to);
  return {
    parts: all.filter(({ isWhole }) => isWhole),
    unfinished: all.filter(({ isWhole }) => !isWhole),
  };
}

/** The parts that a reader takes, one after another from the beginning; and those that a longer one made needless. */
export function followParts(parts: readonly Part[]): { line: Part[]; needless: Part[] } {
  const line: Part[] = [];
  const needless: Part[] = [];
  for (const part of parts) {
    if (part.from === (line.at(-1)?.to ?? 0)) line.push(part);
    else needless.push(part);
  }
  return { line, needless };
}

/**
 * Writes the lines that have a place and stand in no part yet; the first part begins at 0, whatever is pruned. Parts that this
 * database knows nothing of were written before it was put back to an older state: its own lines take their place.
 * @throws Refusal 'storage-unavailable' ('database-behind-backups'), when the place has lines that the database has not
 * @param gather short parts at the end are written anew with them, and removed afterwards
 */
export async function writeLogPart(
  deps: LogPartDeps,
  reader: SnapshotReader,
  gather: boolean,
): Promise<{ lines: number }> {
  const { parts, unfinished } = await listLogParts(deps.place);
  for (const part of unfinished) await removeSet(deps.place, logPartSet(part.from, part.to));
  const own = await readOwnLines(deps.db);
  const { line, needless } = followParts(parts.filter(({ to }) => to <= own.lines));
  const foreign = parts.filter(({ to }) => to > own.lines);
  const end = line.at(-1)?.to ?? 0;
  const furthest = Math.max(end, ...foreign.map(({ to }) => to));
  let short = line.length;
  while (gather && short > 0 && line[short - 1]!.to - line[short - 1]!.from < shortPart) short -= 1;
  const from = line[short]?.from ?? end;
  const written = await reader.read(async (snapshot) => {
    const head = await readLogHead(snapshot);
    // A database put back to an older state would write over what is newer than itself.
    if ((head?.size ?? 0) < furthest && !own.forked)
      throw new Refusal('storage-unavailable', { backup: 'database-behind-backups' });
    if (head === null || (head.size === end && foreign.length === 0)) return undefined;
    await writePart(deps, snapshot, from, head);
    return head.size;
  });
  if (written === undefined) return { lines: 0 };
  for (const part of [...needless, ...foreign, ...line.slice(short)])
    if (part.from !== from || part.to !== written)
      await removeSet(deps.place, logPartSet(part.from, part.to));
  return { lines: written - end };
}

async function writePart(deps: LogPartDeps, snapshot: Snapshot, from: number, head: LogHead): Promise<void> {
  await snapshot.set('from', String(from));
  await snapshot.set('to', String(head.size));
  const prefix = logPartSet(from, head.size);
  // Only another's has that name: without its statement it is no set while ours is written over it.
  await removeSet(deps.place, prefix);
  const set = beginSet(deps, prefix);
  try {
    const columns = new Map(
      (await readTables(snapshot)).flatMap((each) =>
        each.schema === 'log' ? [[each.table, each.columns] as const] : [],
      ),
    );
    for (const { table, where } of logTables)
      await set.table(snapshot, { schema: 'log', table, columns: columns.get(table)!, where });
    const statement: LogPartStatement = {
      from,
      to: head.size,
      writtenAt: snapshot.at.toISOString(),
      tables: set.files,
      head,
    };
    // Before it counts: killed between the two, it is still known for one of ours.
    await noteOwnLines(deps.db, head.size);
    await set.finish(logPartFormat, statement);
  } catch (error) {
    await set.abandon();
    throw error;
  }
}

/** Of parts whose lines are all pruned here only the tiles stay: they prove what is left. */
export async function pruneLogParts(place: SetDeps['place'], linesFrom: number): Promise<number> {
  let removed = 0;
  for await (const { name } of place.list('log/')) {
    const read = readName(name);
    if (read?.set.kind !== 'log' || read.set.to > linesFrom) continue;
    if (read.file === statementName || read.file.endsWith('-log.tile.age')) continue;
    await place.remove(name);
    removed += 1;
  }
  return removed;
}
