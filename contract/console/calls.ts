import { z } from 'zod';
import { cursorSchema, idSchema, momentSchema, noContentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { changedSchema, contactParams, openContactSchema } from './contacts.ts';
import { prose } from './incident-people.ts';
import { keySchema, line } from './team.ts';

/** Calls of contacts, and the log of calls. */

export const callDirections = ['incoming', 'outgoing'] as const;
export const callOutcomes = ['answered', 'missed', 'refused'] as const;
export const wrapUps = [
  'resolved',
  'follow-up',
  'call-back',
  'passed-on',
  'wrong-number',
  'no-answer',
  'other',
] as const;

/** Whether it is recorded, and why not; null: nobody has decided yet, or the recording went. */
const callRecordingSchema = z
  .object({ state: z.enum(['recording', 'kept', 'failed', 'withheld']), code: z.string().nullable() })
  .nullable();

export const callSchema = z.object({
  callId: idSchema,
  contactId: idSchema,
  direction: z.enum(callDirections),
  queue: z.string(),
  beganAt: momentSchema,
  answeredAt: momentSchema.nullable(),
  endedAt: momentSchema.nullable(),
  /** Null while it goes on. */
  outcome: z.enum(callOutcomes).nullable(),
  /** Of the other end: known, or why it is not. */
  number: z.enum(['known', 'withheld', 'unknown', 'not-kept', 'removed']),
  /** E.164, of several customers each; empty where the reader may not see numbers. */
  customers: z.array(z.string()),
  own: z.string().nullable(),
  /** The colleagues on it, in their order: several where it was transferred. */
  legs: z.array(z.object({ staffId: idSchema, beganAt: momentSchema, endedAt: momentSchema.nullable() })),
  wrapUp: z.object({ code: z.enum(wrapUps), at: momentSchema, by: idSchema }).nullable(),
  recording: callRecordingSchema,
});

export const listedCallSchema = callSchema.extend({
  personId: idSchema,
  /** Whom the contact is of, as its line of the inbox says. */
  name: z.string(),
  /** Nobody took it, and whoever called waits to be called back. */
  toReturn: z.boolean(),
});

export const aroundCallSchema = listedCallSchema.extend({
  /** Other records that may be the same person's; counted no further than 9. */
  alike: z.number().int(),
});

/** An exchange that hands calls over. `up`: a call of it goes on, or it was heard of within five minutes. */
const exchangeSchema = z.object({
  name: z.string(),
  queue: z.string(),
  state: z.enum(['up', 'quiet', 'never-heard']),
  lastHeardAt: momentSchema.nullable(),
  calls: z.number().int(),
});

export const callParams = contactParams.extend({ callId: idSchema });

export const callRoutes = defineRoutes({
  listCalls: {
    method: 'GET',
    path: '/api/console/calls',
    query: z.object({
      outcome: z.enum([...callOutcomes, 'going-on']).optional(),
      direction: z.enum(callDirections).optional(),
      /** Of a colleague's. */
      staffId: idSchema.optional(),
      queue: keySchema.optional(),
      /** When they began, in the register's time zone. */
      day: z.iso.date().optional(),
      /** Those that wait to be called back, of each contact the newest. */
      toReturn: z.literal('yes').optional(),
      cursor: cursorSchema.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    answer: z.object({ calls: z.array(listedCallSchema), next: z.string().nullable() }),
  },
  /** What rings or goes on with oneself, or in one's queues with nobody yet; and one's own that have ended and are not wrapped up. */
  callsAround: {
    method: 'GET',
    path: '/api/console/calls/around',
    answer: z.object({ calls: z.array(aroundCallSchema) }),
  },
  /** Calls that go on, without the people on them. */
  watchCalls: {
    method: 'GET',
    path: '/api/console/calls/live',
    answer: z.object({
      calls: z.array(
        z.object({
          callId: idSchema,
          contactId: idSchema,
          direction: z.enum(callDirections),
          queue: z.string(),
          beganAt: momentSchema,
          answeredAt: momentSchema.nullable(),
          number: callSchema.shape.number,
          legs: callSchema.shape.legs,
          recording: callRecordingSchema,
        }),
      ),
      more: z.boolean(),
      /** Contacts in which somebody waits to be called back. */
      toReturn: z.number().int(),
      /** Null where another process takes the calls. */
      exchanges: z.array(exchangeSchema).nullable(),
    }),
  },
  /** Before a number is called out of a contact: the next call out to it belongs there. For ten minutes; one at a time. */
  intendCall: {
    method: 'POST',
    path: '/api/console/contacts/:contactId/call-intents',
    params: contactParams,
    body: z.object({ number: line(40).min(3) }),
    answer: noContentSchema,
  },
  contactCalls: {
    method: 'GET',
    path: '/api/console/contacts/:contactId/calls',
    params: contactParams,
    query: openContactSchema,
    answer: z.object({ calls: z.array(callSchema) }),
  },
  wrapUpCall: {
    method: 'POST',
    path: '/api/console/contacts/:contactId/calls/:callId/wrap-up',
    params: callParams,
    body: z.object({
      code: z.enum(wrapUps),
      /** A note of the contact. */
      note: z.object({ noteId: idSchema, text: prose(20_000).min(1) }).optional(),
    }),
    answer: changedSchema,
  },
});
