import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from './contacts.ts';
import { type FileRow, readFileRow } from './messages-store.ts';

/** A file with its ciphertext. One that is sealed anew just now names another blob: that one is read. @returns undefined when there is none */
export async function readSealedFile(
  deps: Pick<ContactsDeps, 'db' | 'blobs'>,
  contactId: Id<'contact'>,
  fileId: Id<'file'>,
): Promise<{ file: FileRow; sealed: Uint8Array } | undefined> {
  for (let gone: Id<'blob'> | undefined; ;) {
    const file = await readFileRow(deps.db, contactId, fileId);
    if (file === undefined) return undefined;
    if (file.content_sealed !== null) return { file, sealed: file.content_sealed };
    const blob = file.blob!;
    try {
      return { file, sealed: await deps.blobs.get(blob) };
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'not-found') || blob === gone) throw error;
      gone = blob;
    }
  }
}
