import type { identificationRoutes } from '../../../contract/console/identification.ts';
import type { Id } from '../../base/new-id.ts';
import type { House } from '../../compose.ts';
import {
  identificationState,
  listRefusedContacts,
} from '../../register/identification/identification-state.ts';
import { identifyPerson } from '../../register/identification/identify-person.ts';
import type { Handlers } from './bind-routes.ts';

export function createIdentificationHandlers(
  house: House,
): Pick<Handlers, keyof typeof identificationRoutes> {
  const deps = {
    ...house.contacts,
    gate: house.connections.gate,
    customerRegister: house.settings.customerRegister,
  };
  return {
    async identificationOf({ params }, { actor }) {
      const state = await identificationState(deps, actor, params.contactId as Id<'contact'>);
      const { newest, call } = state;
      const { categories } = deps.current().declaration;
      return {
        ways: state.ways.map(({ way, name, kind, asks = [] }) => ({
          way,
          name,
          kind,
          asks: asks.map((category) => ({ category, kind: categories[category]?.kind ?? 'text' })),
        })),
        validMinutes: state.validMinutes,
        newest: newest
          ? {
              way: newest.way,
              outcome: newest.outcome,
              at: newest.begun_at.toISOString(),
              by: newest.begun_by,
              until: newest.holds_until?.toISOString() ?? null,
              holds: newest.holds,
              inCall: newest.call_id !== null,
            }
          : null,
        call: call ? { callId: call.id, direction: call.direction } : null,
        triesLeft: state.triesLeft,
        refusedUntil: state.refusedUntil?.toISOString() ?? null,
      };
    },
    async identifyPerson({ params, body }, { actor }) {
      const { outcome, until } = await identifyPerson(deps, actor, params.contactId as Id<'contact'>, {
        id: body.identificationId as Id<'identification'>,
        way: body.way,
        answers: body.answers,
      });
      return { outcome, until: until?.toISOString() ?? null };
    },
    async refusedIdentifications(_call, { actor }) {
      const rows = await listRefusedContacts(deps, actor);
      return {
        contacts: rows.map(({ contact_id, number, tries, last_at, by }) => ({
          contactId: contact_id,
          number,
          tries,
          lastAt: last_at.toISOString(),
          by,
        })),
      };
    },
  };
}
