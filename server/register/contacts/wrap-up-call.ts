import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Tx } from '../../storage/database.ts';
import { changeContact } from './change-contact.ts';
import type { ContactsDeps } from './contacts.ts';
import { writeNote } from './write-note.ts';
import { type CallRow, readCall, readCallsOf, wrapUp, type WrapUp } from './calls-store.ts';
import type { ContactRow } from './contacts-store.ts';
import { dueMoments } from './due-moments.ts';
import { mustBeCallOf } from './list-calls.ts';

/** Whoever waited waits no more. */
const settling: ReadonlySet<WrapUp> = new Set(['resolved', 'passed-on', 'wrong-number', 'other']);

/** A call that nobody took, in a contact that waits since such a call: since a letter, it waits for its answer. */
async function waitsForCall(tx: Tx, { id, waiting_since }: ContactRow, call: CallRow): Promise<boolean> {
  if (call.direction !== 'incoming' || call.outcome === 'answered' || waiting_since === null) return false;
  if (call.began_at < waiting_since) return false;
  const calls = await readCallsOf(tx, id);
  return calls.some(({ began_at }) => began_at.getTime() === waiting_since.getTime());
}

/**
 * What came of a call, by a code, and in words if there are any: they are a note of its contact, found and kept as any other.
 * Said again it is as said last. Said of a call that nobody took, it is returned, unless the code says that it is not yet.
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
    if (!settling.has(done.code) || !(await waitsForCall(tx, row, call))) return row;
    const next = { ...row, waiting_since: null };
    return { ...next, ...dueMoments(deps, next) };
  });
  return done.note === undefined ? changed : writeNote(deps, actor, contactId, done.note);
}
