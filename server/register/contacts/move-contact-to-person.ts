import { newId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { eraseIfLeft, lockPeople } from '../people/lock-people.ts';
import { touchPerson } from '../people/touch-person.ts';
import { changeContact } from './change-contact.ts';
import { cardColumn } from './contact-columns.ts';
import { movedCategories } from './contact-parts.ts';
import type { ContactsDeps } from './contacts.ts';
import { insertContactEvent } from './merging-store.ts';
import { nameOfPerson } from './name-of-person.ts';
import { retryDeadlocks } from './retry-deadlocks.ts';

/**
 * Gives a contact to the person it is really from: wrongly matched, or identified later. Its key stays;
 * from now on the log names the right person for it. Who was only provisional and has nothing left is erased.
 * @throws Refusal 'not-found', 'merged' or 'unit-restricted' for the person, and those of `changeContact`
 */
export function moveContactToPerson(
  deps: ContactsDeps,
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
      const sealer = await deps.vault.change(tx, grant, 'change', { details: { change: 'moved-to-person' } });
      await deps.vault.changeSubject(tx, grant, [contactId], sealer.subjectOf(personId));
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
      const card = sealer.open(cardColumn, cardColumn.at(contactId, contactId, row.card_sealed));
      const name = await nameOfPerson(tx, sealer, personId);
      // The row leaves its person before they are looked at.
      await tx.query('UPDATE register.contact SET person_id = $2 WHERE id = $1', [contactId, personId]);
      await eraseIfLeft(deps, tx, row.person_id);
      return {
        ...row,
        person_id: personId,
        card_sealed: sealer.seal(cardColumn, contactId, contactId, { ...card, name: name || card.name }),
      };
    }),
  );
}
