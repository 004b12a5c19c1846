import type { House } from '../../compose.ts';
import { hideUnreached } from '../../register/contacts/hide-unreached.ts';
import { isBeingServed, listPersonContacts } from '../../register/contacts/list-person-contacts.ts';
import { collectField } from '../../register/people/collect-field.ts';
import { matchIdentityCode } from '../../register/people/match-identity-code.ts';
import { mayReadPerson } from '../../register/people/may-read-person.ts';
import { openPerson } from '../../register/people/open-person.ts';
import { revealField } from '../../register/people/reveal-field.ts';
import type { Handlers } from './bind-routes.ts';
import { presentCard, presentReading } from './present-contact.ts';

type PeopleHandlers = Pick<
  Handlers,
  'openPerson' | 'personReadings' | 'collectField' | 'matchIdentityCode' | 'revealField'
>;

export function createPeopleHandlers(house: House): PeopleHandlers {
  const deps = house.contacts;

  return {
    async openPerson({ params, query }, { actor }) {
      const { personId } = params;
      const inHand = await isBeingServed(deps, actor, personId);
      const opened = await openPerson(deps, actor, personId, { inHand, reason: query.reason });
      const { cards, more } = await listPersonContacts(deps, actor, personId);
      const { row } = opened;
      return {
        personId,
        version: row.version,
        provisional: row.provisional,
        state: row.state,
        language: row.language,
        since: row.since.toISOString(),
        lastContactAt: row.last_contact_at.toISOString(),
        fields: opened.fields.map((field) => ({
          fieldId: field.id,
          category: field.category,
          kind: field.kind,
          value: field.value,
          lengthClass: field.length_class,
          source: field.source,
          collectedAt: field.collected_at.toISOString(),
          purposes: field.purposes,
          reason: field.reason,
          declarationVersion: field.declaration_version,
          verified: field.verified,
        })),
        contacts: cards.map(presentCard),
        moreContacts: more,
        kept: {
          deleteAfter: row.delete_after.toISOString(),
          rule: row.delete_rule,
          declarationVersion: row.declaration_version,
        },
        mayCollect: [...opened.mayCollect],
      };
    },

    async personReadings({ params }, { actor }) {
      await mayReadPerson(deps, actor, params.personId);
      const { entries } = await house.logReader.forUnit(params.personId, { limit: 200 });
      return { readings: (await hideUnreached(deps, actor, entries)).map(presentReading) };
    },

    collectField: ({ params, body }, { actor }) => collectField(deps, actor, params.personId, body),
    matchIdentityCode: ({ params, body }, { actor }) =>
      matchIdentityCode(deps, actor, params.personId, body.code),
    async revealField({ params, body }, { actor }) {
      return { value: await revealField(deps, actor, params.personId, body) };
    },
  };
}
