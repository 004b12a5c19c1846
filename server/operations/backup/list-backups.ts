import type { Place } from '../../storage/place/place.ts';
import { readName, statementName } from './format.ts';

export interface BackupAtPlace {
  readonly id: string;
  /** False: it was cut short, or is being written. */
  readonly finished: boolean;
  readonly files: number;
  /** Of its own files; blobs are shared. */
  readonly bytes: number;
}

/** What stands at the place, oldest first. Needs no key. */
export async function listBackups(place: Place): Promise<BackupAtPlace[]> {
  const found = new Map<string, { finished: boolean; files: number; bytes: number }>();
  for await (const { name, bytes } of place.list('backups/')) {
    const read = readName(name);
    if (read?.set.kind !== 'backup') continue;
    const { id } = read.set;
    const each = found.get(id) ?? { finished: false, files: 0, bytes: 0 };
    each.files += 1;
    each.bytes += bytes;
    each.finished ||= read.file === statementName;
    found.set(id, each);
  }
  return [...found]
    .map(([id, each]) => ({ id, ...each }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
