import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { changeContact } from './change-contact.ts';
import { noteColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { insertNote } from './contacts-store.ts';
import { maskCodes } from './mask-codes.ts';

/** An internal note. The same `noteId` again changes nothing; a code in it is masked like any other. */
export function writeNote(deps: ContactsDeps, actor: StaffActor, contactId: Id<'contact'>, input: { noteId: Id<'note'>; text: string }) {
  const change = { act: 'note-contact', contactId, version: undefined, categories: ['notes'], details: { change: 'noted' } } as const;
  return changeContact(deps, actor, change, async (tx, row, sealer) => {
    const { texts } = maskCodes([input.text]);
    const isNew = await insertNote(tx, {
      contact_id: contactId,
      id: input.noteId,
      at: deps.clock.now(),
      author_id: actor.staffId,
      text_sealed: sealer.seal(noteColumn, contactId, input.noteId, texts[0]!),
    });
    return isNew ? row : undefined;
  });
}
