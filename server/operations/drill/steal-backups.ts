import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openAgeFile } from '../backup/age-file.ts';
import type { Looking } from './look-through.ts';

/**
 * Every file of the backups, opened with their private key: tables as COPY wrote them, blobs, the newest ring.
 * @throws Refusal 'value-not-valid' for a file that does not open: then it is no backup
 */
export async function openBackups(
  looking: Looking,
  { folder, identity }: { readonly folder: string; readonly identity: string },
): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.age')) continue;
    const path = join(entry.parentPath, entry.name);
    const stream = looking.stream(`${path}, opened`);
    for await (const piece of openAgeFile(createReadStream(path), [identity])) stream.add(piece);
    stream.end();
  }
}
