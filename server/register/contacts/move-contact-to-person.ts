import { newId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { eraseIfLeft, lockPeople } from '../people/lock-people.ts';
import { touchPerson } from '../people/touch-person.ts';
import { changeContact } from './change-contact.ts';
import { cardColumn } from './contact-columns.ts';
import { reduceToTold } from './informing/reduce-to-told.ts';
import { movedCategories } from './contact-parts.ts';
import type { MergingDeps } from './merge-contacts.ts';
import { insertContactEvent } from './merging-store.ts';
import { nameOfPerson } from './name-of-person.ts';
import { repointCompanions } from './repoint-companions.ts';
import { resealContact } from './reseal-contact.ts';
import { retryDeadlocks } from './retry-deadlocks.ts';

/**
 * Gives a contact to the person it is really from: wrongly matched, or identified later. It gets a new key, under which
 * the log names the right person for it; the old one goes, and with it the tie to the person it was not about. Who was only provisional and has nothing left is erased.
 * @throws Refusal 'not-found', 'merged' or 'unit-restricted' for the person, and those of `changeContact`
 */
export function moveContactToPerson(
  deps: MergingDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { version: number; personId: Id<'person'> },
) {
  const { personId } = input;
  const change = {
    act: 'merge-contacts',
    contactId,
    version: input.version,
    categories: ['messages'],
    details: { change: 'moved-to-person' },
  } as const;
  return retryDeadlocks(() =>
    changeContact(deps, actor, change, async (tx, row) => {
      if (row.person_id === personId) return undefined;
      await lockPeople(tx, [row.person_id, personId]);
      const grant = deps.access.systemGrant('reseal', {
        units: [contactId, personId],
        categories: movedCategories,
      });
      const old = await deps.vault.change(tx, grant, 'change', { details: { change: 'moved-to-person' } });
      const { sealer, row: resealed } = await resealContact(
        deps,
        tx,
        grant,
        old,
        row,
        old.subjectOf(personId),
      );
      await repointCompanions(deps, tx, contactId, old.subjectOf(personId));
      touchPerson(tx, deps.current(), personId, row.last_at);
      const at = deps.clock.now();
      insertContactEvent(tx, contactId, {
        id: newId(at),
        kind: 'moved-to-person',
        other_id: null,
        other_number: null,
        messages: null,
        at,
        by: actor.staffId,
      });
      const card = sealer.open(cardColumn, cardColumn.at(contactId, contactId, resealed.card_sealed));
      const name = await nameOfPerson(tx, sealer, personId);
      // The row leaves its person before they are looked at.
      await tx.query('UPDATE register.contact SET person_id = $2 WHERE id = $1', [contactId, personId]);
      await eraseIfLeft(deps, tx, row.person_id);
      const { timeZone } = deps.current().declaration.register;
      return {
        ...resealed,
        ...(await reduceToTold(tx, contactId, personId, timeZone)),
        person_id: personId,
        card_sealed: sealer.seal(cardColumn, contactId, contactId, { ...card, name: name || card.name }),
      };
    }),
  );
}
