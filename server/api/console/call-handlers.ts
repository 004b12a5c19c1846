import type { z } from 'zod';
import type { callRoutes, callSchema } from '../../../contract/console/calls.ts';
import type { House } from '../../compose.ts';
import type { Id } from '../../base/new-id.ts';
import { intendCall } from '../../register/contacts/call-intents.ts';
import {
  callsAround,
  listCalls,
  type ListedCall,
  type OpenedCall,
  openCalls,
} from '../../register/contacts/list-calls.ts';
import { watchCalls } from '../../register/contacts/watch-calls.ts';
import { wrapUpCall } from '../../register/contacts/wrap-up-call.ts';
import { countAlike } from '../../register/people/find-duplicates.ts';
import { recordingsOfCalls } from '../../register/recordings/recordings-of-calls.ts';
import type { Handlers } from './bind-routes.ts';

type CallRow = OpenedCall['row'];
type LegRow = OpenedCall['legs'][number];
type Recordings = Awaited<ReturnType<typeof recordingsOfCalls>>;
export type CallHandlers = Pick<Handlers, keyof typeof callRoutes>;

export function createCallHandlers(house: House): CallHandlers {
  const deps = house.contacts;
  const recordingsOf = (calls: readonly { readonly row: CallRow }[]) =>
    recordingsOfCalls(
      deps.db,
      calls.map(({ row }) => row.id),
    );
  const presentListed = (call: ListedCall, recordings: Recordings) => ({
    ...presentCall(call, recordings),
    personId: call.row.person_id,
    name: call.name,
    toReturn: call.row.to_return,
  });
  return {
    async listCalls({ query }, { actor }) {
      const { calls, next } = await listCalls(deps, actor, {
        ...query,
        staffId: query.staffId as Id<'staff'> | undefined,
        toReturn: query.toReturn === 'yes',
      });
      const recordings = await recordingsOf(calls);
      return { calls: calls.map((call) => presentListed(call, recordings)), next };
    },
    async callsAround(_call, { actor }) {
      const calls = await callsAround(deps, actor);
      const recordings = await recordingsOf(calls);
      const mayKnow = calls.length > 0 && (await deps.access.actsOf(actor)).includes('open-person');
      const alike = await Promise.all(
        calls.map(({ row }) => (mayKnow ? countAlike(deps.db, row.person_id) : 0)),
      );
      return {
        calls: calls.map((call, at) => ({ ...presentListed(call, recordings), alike: alike[at]! })),
      };
    },
    async watchCalls(_call, { actor }) {
      const { calls, more, toReturn } = await watchCalls(deps, actor);
      const recordings = await recordingsOf(calls);
      return {
        calls: calls.map(({ row, legs }) => ({
          callId: row.id,
          contactId: row.contact_id,
          direction: row.direction,
          queue: row.queue,
          beganAt: row.began_at.toISOString(),
          answeredAt: row.answered_at?.toISOString() ?? null,
          number: row.number_state,
          legs: legs.map((leg) => presentLeg(leg, row)),
          recording: recordings.get(row.id) ?? null,
        })),
        more,
        toReturn,
        exchanges:
          house.phone.exchanges()?.map(({ lastHeardAt, ...exchange }) => ({
            ...exchange,
            lastHeardAt: lastHeardAt?.toISOString() ?? null,
          })) ?? null,
      };
    },
    async intendCall({ params, body }, { actor }) {
      await intendCall(deps, actor, params.contactId as Id<'contact'>, body.number);
      return { done: true };
    },
    async contactCalls({ params, query }, { actor }) {
      const calls = await openCalls(deps, actor, params.contactId as Id<'contact'>, query.reason);
      const recordings = await recordingsOf(calls);
      return { calls: calls.map((call) => presentCall(call, recordings)) };
    },
    wrapUpCall: ({ params, body }, { actor }) =>
      wrapUpCall(deps, actor, params.contactId as Id<'contact'>, params.callId as Id<'call'>, {
        code: body.code,
        note: body.note && { noteId: body.note.noteId as Id<'note'>, text: body.note.text },
      }),
  };
}

function presentCall(
  { row, customers, own, legs }: OpenedCall,
  recordings: Recordings,
): z.input<typeof callSchema> {
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
    legs: legs.map((leg) => presentLeg(leg, row)),
    wrapUp: wrap_up && { code: wrap_up, at: wrapped_at!.toISOString(), by: wrapped_by! },
    recording: recordings.get(row.id) ?? null,
  };
}

/** Nobody is on a call longer than it goes on. */
const presentLeg = ({ staff_id, began_at, ended_at }: LegRow, { ended_at: end }: CallRow) => ({
  staffId: staff_id,
  beganAt: began_at.toISOString(),
  endedAt: (ended_at ?? end)?.toISOString() ?? null,
});
