import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import { type FileDescription, fileContentColumn, fileDescriptionColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { notHere } from './find-heir.ts';
import { readContact } from './contacts-store.ts';
import { readDraftOwner } from './drafts-store.ts';
import { isInHand } from './leave-to-open.ts';
import { readSealedFile } from './read-sealed-file.ts';

/**
 * A file of a contact with its content, as it was sent. One that still hangs on a draft is its writer's alone.
 * @throws Refusal 'not-found', 'reason-needed'
 */
export function openFile(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  fileId: Id<'file'>,
  reason?: string,
): Promise<{ description: FileDescription; content: Uint8Array }> {
  return rereadReplaced(() => openAsItIs(deps, actor, contactId, fileId, reason));
}

async function openAsItIs(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  fileId: Id<'file'>,
  reason: string | undefined,
): Promise<{ description: FileDescription; content: Uint8Array }> {
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
    (opener, { file, sealed }) => ({
      description: opener.open(
        fileDescriptionColumn,
        fileDescriptionColumn.at(contactId, fileId, file.description_sealed),
      ),
      content: opener.open(fileContentColumn, fileContentColumn.at(contactId, fileId, sealed)),
    }),
    { file: fileId },
  );
}
