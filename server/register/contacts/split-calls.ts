import { Refusal } from '../../base/errors.ts';
import { newId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { findOrMakePerson } from '../people/find-or-make-person.ts';
import { lockPeople } from '../people/lock-people.ts';
import { touchPerson } from '../people/touch-person.ts';
import { type CallRow, moveLegs, readCallsOf } from './calls-store.ts';
import { changeContact } from './change-contact.ts';
import { cardColumn } from './contact-columns.ts';
import { movedCategories } from './contact-parts.ts';
import { type ContactRow, insertContact, setPeriod } from './contacts-store.ts';
import { dueMoments } from './due-moments.ts';
import { inheritGround } from './grounds-store.ts';
import { reduceToTold } from './informing/reduce-to-told.ts';
import type { MergingDeps } from './merge-contacts.ts';
import { movePlainRowsOf } from './merging-store.ts';
import { moveParts } from './move-parts.ts';
import { nameOfPerson } from './name-of-person.ts';
import { noteSplit } from './note-split.ts';
import { repointCompanions } from './repoint-companions.ts';
import { resealContact } from './reseal-contact.ts';
import { retryDeadlocks } from './retry-deadlocks.ts';
import { moveIndexedTexts } from './search/index-text.ts';
import { mustHaveNotes } from './split-contact.ts';

/**
 * Takes chosen calls, with their recordings and the notes about them, into a contact of their own, of the same person or of whom they were really with: two
 * people share a telephone. Somebody who is not in the register becomes one without a name. The rest stays, under a new key: the old one would still open what left. Nothing is kept longer for it.
 * A complaint stays in the contact in which it was made.
 * @throws Refusal 'invalid-input' (none chosen, or all that there is), those of `lockPeople` and of `changeContact`
 */
export async function splitCalls(
  deps: MergingDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: {
    readonly version: number;
    readonly callIds: readonly Id<'call'>[];
    readonly noteIds: readonly Id<'note'>[];
    /** `unknown`: somebody who is not in the register yet. */
    readonly person: 'same' | 'unknown' | Id<'person'>;
  },
): Promise<{ contactId: Id<'contact'>; version: number; newContactId: Id<'contact'> }> {
  const at = deps.clock.now();
  const newContactId = newId<'contact'>(at);
  const change = {
    act: 'merge-contacts',
    contactId,
    version: undefined,
    categories: ['messages'],
    details: { change: 'split', count: input.callIds.length, contact: newContactId },
  } as const;
  const done = await retryDeadlocks(() =>
    changeContact(deps, actor, change, async (tx, row) => {
      if (row.version !== input.version) throw new Refusal('changed-meanwhile', { version: row.version });
      const { taken, left } = choose(await readCallsOf(tx, contactId), row, input.callIds);
      await mustHaveNotes(tx, contactId, input.noteIds);
      const stranger =
        input.person === 'unknown'
          ? await findOrMakePerson(
              tx,
              { blindIndex: deps.blindIndex, published: deps.current() },
              { channel: 'phone', language: row.language, at: taken[0]!.began_at },
            )
          : undefined;
      const personId = stranger?.personId ?? (input.person === 'same' ? row.person_id : input.person);
      if (stranger === undefined) await lockPeople(tx, [personId]);
      const grant = deps.access.systemGrant('reseal', {
        units: [contactId, newContactId, personId],
        categories: movedCategories,
      });
      const sealer = await deps.vault.change(tx, grant, 'make', {
        make: [
          ...(stranger ? [{ id: personId, kind: 'person' as const }] : []),
          { id: newContactId, kind: 'contact' as const, about: personId },
        ],
        details: { change: 'split' },
      });
      await stranger?.store(sealer);
      const stands = standing(deps, row, taken);
      if (stranger === undefined) touchPerson(tx, deps.current(), personId, stands.last_at);
      insertContact(tx, {
        ...row,
        ...stands,
        id: newContactId,
        person_id: personId,
        card_sealed: sealer.seal(cardColumn, newContactId, newContactId, {
          subject: '',
          name: stranger ? '' : await nameOfPerson(tx, sealer, personId),
          preview: '',
        }),
      });
      inheritGround(tx, contactId, newContactId);
      if (personId !== row.person_id) {
        const { timeZone } = deps.current().declaration.register;
        const reduced = await reduceToTold(tx, newContactId, personId, timeZone);
        if (reduced) setPeriod(tx, newContactId, reduced);
      }
      const calls = taken.map(({ id }) => id);
      const only = { messages: [], notes: input.noteIds, calls };
      await moveParts(deps, tx, { from: contactId, opener: sealer, to: newContactId, sealer, only });
      moveLegs(tx, contactId, newContactId, calls);
      for (const mover of deps.movers) mover.moveCalls?.(tx, calls, newContactId);
      await repointCompanions(deps, tx, newContactId, sealer.subjectOf(personId));
      movePlainRowsOf(tx, contactId, newContactId, only);
      moveIndexedTexts(tx, contactId, newContactId, [...only.notes]);
      const stays = await resealContact(deps, tx, grant, sealer, row);

      await noteSplit(tx, row, newContactId, { at, by: actor.staffId, messages: null });
      await deps.live.announce(tx, { kind: 'contact-new', contactId: newContactId, queue: row.queue });
      await deps.live.announce(tx, { kind: 'calls-changed', contactId, queue: row.queue });
      const isTaken = taken.some(({ began_at }) => began_at.getTime() === row.waiting_since?.getTime());
      const waits = isTaken ? firstMissed(left) : row.waiting_since;
      return {
        ...stays.row,
        waiting_since: waits,
        answer_due_at: deps.team.answerDueAt(row.queue, row.priority, waits),
      };
    }),
  );
  return { ...done, newContactId };
}

function choose(
  rows: readonly CallRow[],
  row: ContactRow,
  callIds: readonly Id<'call'>[],
): { taken: CallRow[]; left: CallRow[] } {
  const chosen = new Set(callIds);
  const taken = rows.filter(({ id }) => chosen.has(id));
  const left = rows.filter(({ id }) => !chosen.has(id));
  const isAll = left.length === 0 && row.messages === 0;
  if (taken.length !== chosen.size || taken.length === 0 || isAll)
    throw new Refusal('invalid-input', { field: 'callIds' });
  return { taken, left };
}

/** Who called and was not answered waits since then. */
function firstMissed(calls: readonly CallRow[]): Date | null {
  const missed = calls.filter(
    ({ direction, answered_at }) => direction === 'incoming' && answered_at === null,
  );
  return missed[0]?.began_at ?? null;
}

function standing(deps: Pick<MergingDeps, 'team'>, row: ContactRow, taken: readonly CallRow[]) {
  const moments = taken.map((call) => call.ended_at ?? call.answered_at ?? call.began_at);
  const incoming = taken.findLast(({ direction }) => direction === 'incoming');
  const since = {
    waiting_since: row.waiting_since === null ? null : firstMissed(taken),
    underway_since: taken[0]!.began_at,
  };
  return {
    channel: 'phone' as const,
    mailbox: null,
    opened_at: taken[0]!.began_at,
    last_at: new Date(Math.max(...moments.map(Number))),
    last_in_at: incoming?.began_at ?? null,
    ...since,
    ...dueMoments(deps, { ...row, ...since }),
    messages: 0,
    files: 0,
  };
}
