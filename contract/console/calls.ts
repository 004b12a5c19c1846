import { z } from 'zod';
import { cursorSchema, idSchema, momentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { changedSchema, contactParams, openContactSchema } from './contacts.ts';
import { prose } from './incident-people.ts';

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
});

export const listedCallSchema = callSchema.extend({
  personId: idSchema,
  /** Whom the contact is of, as its line of the inbox says. */
  name: z.string(),
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
      cursor: cursorSchema.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    answer: z.object({ calls: z.array(listedCallSchema), next: z.string().nullable() }),
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
