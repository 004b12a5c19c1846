import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { isReplaced, rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import { type FileDescription, fileDescriptionColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { openContent, type OpenedContent } from './file-content.ts';
import { notHere } from './find-heir.ts';
import { readContact } from './contacts-store.ts';
import { readDraftOwner } from './drafts-store.ts';
import { isInHand } from './leave-to-open.ts';
import { readSealedFile } from './read-sealed-file.ts';

interface OpenedFile {
  readonly description: FileDescription;
  readonly content: OpenedContent;
}

/**
 * A file of a contact with its content, as it was sent, to be read piece by piece. One that still hangs on a draft is
 * its writer's alone.
 * @throws Refusal 'not-found', 'reason-needed'; `internal` (seal-broken) when it is not as it was sealed - reading may throw it too
 */
export async function openFile(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  fileId: Id<'file'>,
  reason?: string,
): Promise<OpenedFile> {
  const read = () => rereadReplaced(() => openAsItIs(deps, actor, contactId, fileId, reason));
  const { description, content } = await read();
  const { size } = content;
  return {
    description,
    content: { size, read: (from = 0, to = size) => readOn(content, read, from, to) },
  };
}

/** One that is sealed anew while it is read is read on as it then stands, asked for and logged once more. */
async function* readOn(
  content: OpenedContent,
  again: () => Promise<OpenedFile>,
  from: number,
  to: number,
): AsyncGenerator<Buffer> {
  let now = content;
  for (let at = from; ;) {
    try {
      for await (const piece of now.read(at, to)) {
        at += piece.length;
        yield piece;
      }
      return;
    } catch (error) {
      if (!isReplaced(error)) throw error;
      ({ content: now } = await again());
    }
  }
}

async function openAsItIs(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  fileId: Id<'file'>,
  reason: string | undefined,
): Promise<OpenedFile> {
  const row = await readContact(deps.db, contactId);
  if (row === undefined) throw await notHere(deps.db, contactId);
  const grant = await deps.access.authorize(actor, {
    act: 'open-contact',
    queue: row.queue,
    units: [contactId],
    categories: ['files'],
    needsReason: true,
    inHand: await isInHand(deps, actor, row),
    ...(reason === undefined ? {} : { reason }),
  });
  if (!grant.categories.includes('files'))
    throw new Refusal('task-missing', { act: 'open-contact', category: 'files' });
  const load = async () => {
    const found = await readSealedFile(deps, contactId, fileId);
    if (found === undefined) throw new Refusal('not-found', { what: 'file' });
    // Asked after the file, so that one sent meanwhile counts as sent and one taken back as a draft's.
    const writer = await readDraftOwner(deps.db, contactId, found.file.message_id);
    if (writer !== undefined && writer !== actor.staffId) throw new Refusal('not-found', { what: 'file' });
    return found;
  };
  return deps.vault.open(
    grant,
    'view',
    load,
    async (opener, { file, found }) => ({
      description: opener.open(
        fileDescriptionColumn,
        fileDescriptionColumn.at(contactId, fileId, file.description_sealed),
      ),
      content: await openContent(deps.blobs, opener, contactId, fileId, found),
    }),
    { file: fileId },
  );
}
