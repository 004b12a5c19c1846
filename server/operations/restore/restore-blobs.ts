import type { Blobs } from '../../storage/blobs.ts';
import {
  type BackupStatement,
  backupSet,
  blobName,
  blobStem,
  type ListedBlob,
  readBlobLine,
} from '../backup/format.ts';
import type { SetReader } from './read-sets.ts';
import { refuseRestore } from './refuse.ts';

export interface RestoredBlobs {
  readonly blobs: number;
  /** Bytes of their age files. */
  readonly bytes: number;
}

const atOnce = 4;

/**
 * The blobs that the backup names, each checked while it is written and named by no row before. Cut short, it goes on where it was.
 * @param from how many are there already
 * @param note told how many there are after each few
 */
export async function restoreBlobs(
  reader: SetReader,
  backup: BackupStatement,
  blobs: Blobs,
  from: number,
  note: (done: number) => Promise<void>,
): Promise<RestoredBlobs> {
  return eachFew(reader, backup, from, note, async (blob) => {
    const writing = await blobs.begin(blob.blob);
    try {
      for await (const piece of reader.read('', fileOf(blob))) await writing.write([piece]);
      await writing.finish();
    } catch (error) {
      await writing.abandon();
      throw error;
    }
  });
}

const fileOf = (blob: ListedBlob) => ({ ...blob, name: blobName(blobStem(blob)) });

/** The same without writing: every blob is there, and is the one that was signed for. */
export function checkBlobs(reader: SetReader, backup: BackupStatement): Promise<RestoredBlobs> {
  return eachFew(
    reader,
    backup,
    0,
    () => Promise.resolve(),
    (blob) => reader.check('', fileOf(blob)),
  );
}

async function eachFew(
  reader: SetReader,
  backup: BackupStatement,
  from: number,
  note: (done: number) => Promise<void>,
  act: (blob: ListedBlob) => Promise<void>,
): Promise<RestoredBlobs> {
  let few: ListedBlob[] = [];
  let done = 0;
  let bytes = 0;
  const settle = async () => {
    if (done + few.length > from) await Promise.all(few.map(act));
    done += few.length;
    few = [];
    if (done > from) await note(done);
  };
  for await (const blob of listBlobs(reader, backup)) {
    few.push(blob);
    bytes += blob.bytes;
    if (few.length === atOnce) await settle();
  }
  if (few.length > 0) await settle();
  return { blobs: done, bytes };
}

async function* listBlobs(reader: SetReader, backup: BackupStatement): AsyncGenerator<ListedBlob> {
  const set = backupSet(backup.id);
  let rest = '';
  for await (const piece of reader.read(set, backup.blobs)) {
    const lines = (rest + piece.toString('latin1')).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const blob = readBlobLine(line);
      // It was as signed when it was chosen. Somebody may have laid another in its place since, and ids are names of files here.
      if (blob === undefined) throw refuseRestore('file-altered', { file: `${set}${backup.blobs.name}` });
      yield blob;
    }
  }
}
