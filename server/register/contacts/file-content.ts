import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import { broken, keyReplaced } from '../../safeguards/vault/envelope.ts';
import {
  findBlob,
  type FoundBlob,
  openBlob,
  type OpenedBlob,
  type Pieces,
  readWhole,
  writeBlob,
} from '../../safeguards/vault/sealed-blob.ts';
import type { Opener, Sealer } from '../../safeguards/vault/vault.ts';
import type { Blobs } from '../../storage/blobs.ts';
import { fileContentColumn } from './contact-columns.ts';

/** Files up to this size stand in their row, under one seal; larger ones are blobs, sealed in chunks. */
const inlineFileBytes = 32 * 1024;

/** What is too large to be held is read when it is stored. */
export type FileContent = Uint8Array | { readonly size: number; read(): Pieces };

export interface StoredContent {
  readonly size: number;
  readonly content_sealed: Buffer | null;
  readonly blob: Id<'blob'> | null;
}

/** Synced before the row: a crash between leaves an unreadable blob that nobody names, never a row without one. */
export async function storeContent(
  blobs: Blobs,
  sealer: Sealer,
  contactId: Id<'contact'>,
  fileId: Id<'file'>,
  content: FileContent,
): Promise<StoredContent> {
  const isHeld = content instanceof Uint8Array;
  const announced = isHeld ? content.length : content.size;
  if (announced <= inlineFileBytes) {
    const held = isHeld ? content : await readWhole(content.read());
    const content_sealed = sealer.seal(fileContentColumn, contactId, fileId, held);
    return { size: held.length, content_sealed, blob: null };
  }
  const chunks = sealer.sealChunks(fileContentColumn, contactId, fileId);
  const { blob, size } = await writeBlob(blobs, chunks, isHeld ? [content] : content.read());
  if (size !== announced) throw new Refusal('internal', { reason: 'file-length-differs', announced, size });
  return { size, content_sealed: null, blob };
}

/** A file as it is found, not opened yet. */
export type FoundContent = Buffer | FoundBlob;

export async function findContent(
  blobs: Blobs,
  row: Pick<StoredContent, 'content_sealed' | 'blob'>,
): Promise<FoundContent> {
  return row.content_sealed ?? findBlob(blobs, row.blob!);
}

export type OpenedContent = OpenedBlob;

/**
 * @throws Refusal as `openBlob`; reason 'key-replaced' when the blob is gone since it was found, as reading may throw
 *   too: the file was sealed anew, or erased, and whoever reads it again learns which
 */
export async function openContent(
  blobs: Blobs,
  opener: Opener,
  contactId: Id<'contact'>,
  fileId: Id<'file'>,
  found: FoundContent,
): Promise<OpenedContent> {
  if (Buffer.isBuffer(found)) {
    const content = Buffer.from(
      opener.open(fileContentColumn, fileContentColumn.at(contactId, fileId, found)),
    );
    return {
      size: content.length,
      async *read(from = 0, to = content.length) {
        if (from < to) yield content.subarray(from, to);
      },
    };
  }
  try {
    const opened = await openBlob(blobs, opener, fileContentColumn, contactId, fileId, found);
    return {
      size: opened.size,
      async *read(from, to) {
        try {
          yield* opened.read(from, to);
        } catch (error) {
          throw replacedIfGone(error);
        }
      },
    };
  } catch (error) {
    throw replacedIfGone(error);
  }
}

function replacedIfGone(error: unknown): unknown {
  return error instanceof Refusal && error.code === 'not-found'
    ? broken(fileContentColumn, keyReplaced)
    : error;
}
