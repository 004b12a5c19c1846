import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from './contacts.ts';
import { findContent, type FoundContent } from './file-content.ts';
import { type FileRow, readFileRow } from './messages-store.ts';

/** A file with its content, not opened yet. One that is sealed anew just now names another blob: that one is found. @returns undefined when there is none */
export async function readSealedFile(
  deps: Pick<ContactsDeps, 'db' | 'blobs'>,
  contactId: Id<'contact'>,
  fileId: Id<'file'>,
): Promise<{ file: FileRow; found: FoundContent } | undefined> {
  for (let gone: Id<'blob'> | undefined; ;) {
    const file = await readFileRow(deps.db, contactId, fileId);
    if (file === undefined) return undefined;
    try {
      return { file, found: await findContent(deps.blobs, file) };
    } catch (error) {
      const { blob } = file;
      if (!(error instanceof Refusal && error.code === 'not-found') || blob === null || blob === gone)
        throw error;
      gone = blob;
    }
  }
}
