import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { changeContact } from './change-contact.ts';
import type { ContactsDeps } from './contacts.ts';
import { writeNote } from './write-note.ts';
import { readCall, wrapUp, type WrapUp } from './calls-store.ts';
import { mustBeCallOf } from './list-calls.ts';

/**
 * What came of a call, by a code, and in words if there are any: they are a note of its contact, found and kept as any other.
 * Said again it is as said last. Who calls back has answered who waited.
 * @throws Refusal 'not-found', 'call-going-on', those of `changeContact` and `writeNote`
 */
export async function wrapUpCall(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  callId: Id<'call'>,
  done: {
    readonly code: WrapUp;
    readonly note?: { readonly noteId: Id<'note'>; readonly text: string } | undefined;
  },
): Promise<{ contactId: Id<'contact'>; version: number }> {
  await mustBeCallOf(deps, contactId, callId);
  const change = {
    act: 'note-contact',
    contactId,
    version: undefined,
    categories: [],
    details: { change: 'wrapped-up', item: callId },
  } as const;
  const changed = await changeContact(deps, actor, change, async (tx, row) => {
    const call = await readCall(tx, callId);
    if (call === undefined || call.contact_id !== contactId) throw new Refusal('not-found', { what: 'call' });
    if (call.ended_at === null) throw new Refusal('call-going-on');
    wrapUp(tx, callId, { code: done.code, at: deps.clock.now(), by: actor.staffId });
    await deps.live.announce(tx, { kind: 'calls-changed', contactId, queue: row.queue });
    return row;
  });
  return done.note === undefined ? changed : writeNote(deps, actor, contactId, done.note);
}
