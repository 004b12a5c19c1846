import type { Id } from '../../base/new-id.ts';
import type { House } from '../../compose.ts';
import { hideUnreached } from '../../register/contacts/hide-unreached.ts';
import { isBeingServed, listPersonContacts } from '../../register/contacts/list-person-contacts.ts';
import { countPersonHistory, listPersonHistory } from '../../register/contacts/list-person-history.ts';
import { isIdentified } from '../../register/identification/identification-state.ts';
import { collectField } from '../../register/people/collect-field.ts';
import { comparePeople, findDuplicates, keepApart } from '../../register/people/find-duplicates.ts';
import { idsOfPerson, mayReadPerson } from '../../register/people/may-read-person.ts';
import { mergePeople } from '../../register/people/merge-people.ts';
import { openPerson } from '../../register/people/open-person.ts';
import { revealField } from '../../register/people/reveal-field.ts';
import type { Handlers } from './bind-routes.ts';
import { pageOf, presentCard, presentReading } from './present-contact.ts';
import { presentComparison, presentDuplicate, presentPerson } from './present-person.ts';

type PeopleHandlers = Pick<
  Handlers,
  | 'openPerson'
  | 'personReadings'
  | 'personHistory'
  | 'personDuplicates'
  | 'comparePeople'
  | 'mergePeople'
  | 'keepPeopleApart'
  | 'collectField'
  | 'revealField'
>;

export function createPeopleHandlers(house: House): PeopleHandlers {
  const deps = house.contacts;

  return {
    async openPerson({ params, query }, { actor }) {
      const { personId } = params;
      const inHand = await isBeingServed(deps, actor, personId);
      const opened = await openPerson(deps, actor, personId, { inHand, reason: query.reason });
      const [{ cards, more }, counts] = await Promise.all([
        listPersonContacts(deps, actor, personId),
        countPersonHistory(deps, actor, personId),
      ]);
      return presentPerson(opened, { cards, more, counts });
    },

    async personReadings({ params, query }, { actor }) {
      await mayReadPerson(deps, actor, params.personId);
      const ids = await idsOfPerson(deps, params.personId);
      const { entries, next } = await house.logReader.forUnit(ids, pageOf(query));
      const readings = (await hideUnreached(deps, actor, entries)).map(presentReading);
      return { readings, next: next ?? null };
    },

    async personHistory({ params, query }, { actor }) {
      await mayReadPerson(deps, actor, params.personId);
      const { cards, next } = await listPersonHistory(deps, actor, params.personId, query);
      return { contacts: cards.map(presentCard), next };
    },

    async personDuplicates({ params }, { actor }) {
      const found = await findDuplicates(deps, actor, params.personId);
      return { duplicates: found.duplicates.map(presentDuplicate), more: found.more };
    },

    async comparePeople({ params, body }, { actor }) {
      const compared = await comparePeople(deps, actor, params.personId, body.otherId, body.reason);
      const counts = await Promise.all(compared.people.map((row) => countPersonHistory(deps, actor, row.id)));
      return presentComparison(compared, counts);
    },

    mergePeople: ({ params, body }, { actor }) => mergePeople(deps, actor, params.personId, body),
    async keepPeopleApart({ params, body }, { actor }) {
      await keepApart(deps, actor, params.personId, body.otherId);
      return { done: true };
    },

    async collectField({ params, body }, { actor }) {
      const personId = params.personId as Id<'person'>;
      const verified = await isIdentified(deps, personId);
      return collectField(deps, actor, personId, { ...body, verified });
    },
    async revealField({ params, body }, { actor }) {
      return { value: await revealField(deps, actor, params.personId, body) };
    },
  };
}
