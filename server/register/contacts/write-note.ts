import { findIdentityCodes, maskIdentityCodes } from '../../base/find-identity-codes.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { isDeclaredCategory, mayCollect } from '../../safeguards/declaration/may-collect.ts';
import { changeContact } from './change-contact.ts';
import { noteColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { insertNote } from './messages-store.ts';

/**
 * An internal note. The same `noteId` again changes nothing; a code in it is masked like any other.
 * @throws Refusal 'category-not-declared', 'category-not-allowed-on-channel' when the contact's channel may hold no notes,
 *   and those of `changeContact`
 */
export async function writeNote(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { noteId: Id<'note'>; text: string },
) {
  if (!isDeclaredCategory(deps.current().declaration, 'notes'))
    throw new Refusal('category-not-declared', { category: 'notes' });
  const change = {
    act: 'note-contact',
    contactId,
    version: undefined,
    categories: ['notes'],
    details: { change: 'noted' },
  } as const;
  return changeContact(deps, actor, change, async (tx, row, sealer) => {
    if (mayCollect(deps.current().declaration, row.channel, 'notes') === undefined) {
      throw new Refusal('category-not-allowed-on-channel', { category: 'notes', channel: row.channel });
    }
    const text = maskIdentityCodes(input.text, findIdentityCodes(input.text));
    const isNew = await insertNote(tx, {
      contact_id: contactId,
      id: input.noteId,
      at: deps.clock.now(),
      author_id: actor.staffId,
      text_sealed: sealer.seal(noteColumn, contactId, input.noteId, text),
    });
    return isNew ? row : undefined;
  });
}
