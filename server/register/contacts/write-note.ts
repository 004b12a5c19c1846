import { findIdentityCodes, maskIdentityCodes } from '../../base/find-identity-codes.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { isDeclaredCategory, mayCollect } from '../../safeguards/declaration/may-collect.ts';
import { changeContact } from './change-contact.ts';
import { noteColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { deleteDraft } from './drafts-store.ts';
import { markMentioned } from './follow-store.ts';
import { insertNote } from './messages-store.ts';
import { indexText } from './search/index-text.ts';

/**
 * An internal note; colleagues named in it who reach the contact are told. The same `noteId` again changes nothing; a code in it is masked like any other.
 * @throws Refusal 'category-not-declared', 'category-not-allowed-on-channel' when the contact's channel may hold no notes,
 *   and those of `changeContact`
 */
export async function writeNote(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { noteId: Id<'note'>; text: string; mentions?: readonly Id<'staff'>[] | undefined },
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
    const at = deps.clock.now();
    const mentioned: Id<'staff'>[] = [];
    for (const staffId of new Set(input.mentions ?? [])) {
      // Whoever does not reach the contact would be called to a closed door.
      const queues = await deps.access.queuesFor({ kind: 'staff', staffId, sessionId: '' }, 'open-contact');
      if (queues.includes(row.queue)) mentioned.push(staffId);
    }
    const text = maskIdentityCodes(input.text, findIdentityCodes(input.text));
    const isNew = await insertNote(tx, {
      contact_id: contactId,
      id: input.noteId,
      at,
      author_id: actor.staffId,
      mentioned,
      text_sealed: sealer.seal(noteColumn, contactId, input.noteId, text),
    });
    if (!isNew) return undefined;
    await indexText(deps, tx, {
      contactId,
      textId: input.noteId,
      kind: 'note',
      at,
      texts: [text],
      language: null,
    });
    await deleteDraft(tx, contactId, input.noteId as Id as Id<'message'>, actor.staffId);
    await deps.live.announce(tx, { kind: 'drafts-changed', contactId, queue: row.queue });
    for (const staffId of mentioned) {
      markMentioned(tx, contactId, staffId, at);
      if (staffId !== actor.staffId)
        await deps.live.announce(tx, {
          kind: 'for-you',
          contactId,
          queue: row.queue,
          staffId,
          notice: 'mentioned',
        });
    }
    return row;
  });
}
