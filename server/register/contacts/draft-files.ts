import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { mayCollect } from '../../safeguards/declaration/may-collect.ts';
import { fileDescriptionColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { holdContact, readContact } from './contacts-store.ts';
import { dropBlob } from './drafts.ts';
import { deleteFilesUnder, lockDraft, readFilesUnder } from './drafts-store.ts';
import { storeContent } from './file-content.ts';
import { insertFile } from './messages-store.ts';

const mostFiles = 10;
export const largestFile = 15 * 1024 * 1024;
/** Many servers take 25 MB, and a mail is a third larger than its files. */
const largestTogether = 18 * 1024 * 1024;

/**
 * Puts a file to a draft of one's own, sealed under the contact's key; sending the draft sends it. The same
 * `fileId` again changes nothing.
 * @throws Refusal 'body-too-large', 'value-not-valid' (too many), 'not-found', 'task-missing',
 *   'category-not-allowed-on-channel'
 */
export async function attachFile(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  draftId: Id<'message'>,
  file: {
    readonly fileId: Id<'file'>;
    readonly name: string;
    readonly contentType: string;
    readonly content: Uint8Array;
  },
): Promise<void> {
  const row = await readContact(deps.db, contactId);
  if (row === undefined) throw new Refusal('not-found', { what: 'contact' });
  if (mayCollect(deps.current().declaration, row.channel, 'files') === undefined)
    throw new Refusal('category-not-allowed-on-channel', { category: 'files', channel: row.channel });
  const ask = { act: 'answer-contact', queue: row.queue, units: [contactId], categories: ['files'] } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('files')) return deps.access.refuse(actor, ask, 'task-missing');
  await deps.db.transaction(async (tx) => {
    // Before the draft, as whoever splits or merges takes them.
    await holdContact(tx, contactId);
    const draft = await lockDraft(tx, contactId, draftId);
    if (draft?.staff_id !== actor.staffId || draft.kind !== 'reply')
      throw new Refusal('not-found', { what: 'draft' });
    const there = await readFilesUnder(tx, contactId, draftId);
    if (there.some(({ id }) => id === file.fileId)) return;
    if (there.length >= mostFiles) throw new Refusal('value-not-valid', { field: 'files', most: mostFiles });
    const together = there.reduce((sum, { size }) => sum + Number(size), file.content.length);
    if (file.content.length > largestFile || together > largestTogether)
      throw new Refusal('body-too-large', { most: largestTogether });
    const sealer = await deps.vault.change(tx, grant, 'change', {
      details: { change: 'file-attached', message: draftId, file: file.fileId },
    });
    if (!sealer.holds(contactId)) throw new Refusal('unit-erased');
    insertFile(tx, {
      contact_id: contactId,
      id: file.fileId,
      message_id: draftId,
      description_sealed: sealer.seal(fileDescriptionColumn, contactId, file.fileId, {
        name: file.name.slice(0, 200),
        contentType: file.contentType.slice(0, 100),
      }),
      ...(await storeContent(deps.blobs, sealer, contactId, file.fileId, file.content)),
    });
  });
}

/** Takes a file off a draft of one's own again. One that is gone is no error. @throws Refusal 'not-found' */
export async function detachFile(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  draftId: Id<'message'>,
  fileId: Id<'file'>,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const draft = await lockDraft(tx, contactId, draftId);
    if (draft?.staff_id !== actor.staffId) throw new Refusal('not-found', { what: 'draft' });
    for (const blob of await deleteFilesUnder(tx, contactId, draftId, fileId)) await dropBlob(tx, blob);
  });
}
