import { receiveCall } from '../../server/register/contacts/receive-call.ts';
import { eventsOf, type GivenCall } from '../calls/make-call.ts';
import type { Desk } from '../promises/one-customer.ts';

export interface Caller {
  readonly contactId: string;
  readonly personId: string;
  readonly number: string;
  end(): Promise<void>;
}

interface State {
  ways: { way: string; kind: string; asks: { category: string }[] }[];
  newest: { outcome: string; holds: boolean; inCall: boolean } | null;
  triesLeft: number;
  refusedUntil: string | null;
}

const url = (contactId: string) => `/api/console/contacts/${contactId}/identification`;

/** People who call and are asked who they are; each has a number of their own. */
export function createCallers(desk: () => Desk) {
  let last = 5_560_100;
  return {
    newNumber: () => `+35850${(last += 1)}`,

    async caller(more: Partial<GivenCall> = {}): Promise<Caller> {
      const { contacts, storage } = desk().the.house;
      const number = `+35850${(last += 1)}`;
      const [ringing, answered, ended] = eventsOf({ at: new Date(Date.now() - 9000), number, ...more });
      await receiveCall(contacts, ringing);
      const { contactId } = (await receiveCall(contacts, answered))!;
      const [row] = await storage.db.query<{ person_id: string }>(
        'SELECT person_id FROM register.contact WHERE id = $1',
        [contactId],
      );
      return {
        contactId,
        personId: row!.person_id,
        number,
        async end() {
          await receiveCall(contacts, ended);
        },
      };
    },

    state: async (contactId: string) => (await desk().agent.ask<State>('GET', url(contactId))).body,

    identify: (
      contactId: string,
      way: string,
      answers: Record<string, string> = {},
      id: string = crypto.randomUUID(),
      who = desk().agent,
    ) =>
      who.ask<{ outcome?: string; until?: string; code?: string; details?: Record<string, unknown> }>(
        'POST',
        url(contactId),
        {
          identificationId: id,
          way,
          answers: Object.entries(answers).map(([category, value]) => ({ category, value })),
        },
      ),
  };
}
