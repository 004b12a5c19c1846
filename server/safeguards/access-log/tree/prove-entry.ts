import { Refusal } from '../../../base/errors.ts';
import type { Database } from '../../../storage/database.ts';
import { readTree } from './prove.ts';
import { leavesBetween, newestCheckpoint, placeOf, tileHashes } from './tree-store.ts';

/** Counted from 0; undefined for a line that has none yet, or is not there. */
export const placeOfEntry = placeOf;

/**
 * A line with the proof that it is in the tree of the newest checkpoint, as C2SP tlog-proof has it; the line's own bytes stand
 * in `extra`. One file, checked without us.
 * @throws Refusal 'not-found' for a line that is not there; 'not-in-tree-yet' for one that waits, which takes seconds
 */
export async function proveEntry(db: Database, entryId: string): Promise<string> {
  const place = await placeOf(db, entryId);
  if (place === undefined) {
    const [line] = await db.query('SELECT FROM log.entry WHERE id = $1', [entryId]);
    throw new Refusal(line ? 'not-in-tree-yet' : 'not-found');
  }
  const [checkpoint, [line]] = await Promise.all([newestCheckpoint(db), leavesBetween(db, place, place + 1)]);
  if (!checkpoint || !line?.leaf) throw new Refusal('not-found');
  const tree = readTree((level, index) => tileHashes(db, level, index));
  const path = await tree.proveInclusion(place, checkpoint.size);
  return [
    'c2sp.org/tlog-proof@v1',
    `extra ${line.leaf.toString('base64')}`,
    `index ${place}`,
    ...path.map((hash) => hash.toString('base64')),
    '',
    checkpoint.note,
  ].join('\n');
}
