import type { z } from 'zod';
import type { callRoutes, callSchema } from '../../../contract/console/calls.ts';
import type { House } from '../../compose.ts';
import type { Id } from '../../base/new-id.ts';
import { listCalls, type OpenedCall, openCalls } from '../../register/contacts/list-calls.ts';
import { wrapUpCall } from '../../register/contacts/wrap-up-call.ts';
import type { Handlers } from './bind-routes.ts';

export type CallHandlers = Pick<Handlers, keyof typeof callRoutes>;

export function createCallHandlers(house: House): CallHandlers {
  const deps = house.contacts;
  return {
    async listCalls({ query }, { actor }) {
      const { calls, next } = await listCalls(deps, actor, {
        ...query,
        staffId: query.staffId as Id<'staff'> | undefined,
      });
      return {
        calls: calls.map((call) => ({ ...presentCall(call), personId: call.personId, name: call.name })),
        next,
      };
    },
    async contactCalls({ params, query }, { actor }) {
      const calls = await openCalls(deps, actor, params.contactId as Id<'contact'>, query.reason);
      return { calls: calls.map(presentCall) };
    },
    wrapUpCall: ({ params, body }, { actor }) =>
      wrapUpCall(deps, actor, params.contactId as Id<'contact'>, params.callId as Id<'call'>, {
        code: body.code,
        note: body.note && { noteId: body.note.noteId as Id<'note'>, text: body.note.text },
      }),
  };
}

function presentCall({ row, customers, own, legs }: OpenedCall): z.input<typeof callSchema> {
  const { wrap_up, wrapped_at, wrapped_by } = row;
  return {
    callId: row.id,
    contactId: row.contact_id,
    direction: row.direction,
    queue: row.queue,
    beganAt: row.began_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    outcome: row.outcome,
    number: row.number_state,
    customers: [...customers],
    own,
    legs: legs.map((leg) => ({
      staffId: leg.staff_id,
      beganAt: leg.began_at.toISOString(),
      endedAt: leg.ended_at?.toISOString() ?? null,
    })),
    wrapUp: wrap_up && { code: wrap_up, at: wrapped_at!.toISOString(), by: wrapped_by! },
  };
}
