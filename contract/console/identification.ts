import { z } from 'zod';
import { idSchema, momentSchema, wordsSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { contactParams } from './contacts.ts';
import { keySchema, line } from './team.ts';

/** Who the person of a contact is: the declared ways, and what came of the last try. */

export const identificationKinds = ['call-back', 'questions', 'customer-register'] as const;
const outcomeSchema = z.enum(['open', 'matched', 'not-matched', 'no-answer']);

const stateSchema = z.object({
  ways: z.array(
    z.object({
      way: keySchema,
      name: wordsSchema,
      kind: z.enum(identificationKinds),
      /** Categories to be asked, all of them. */
      asks: z.array(z.object({ category: keySchema, kind: z.string() })),
    }),
  ),
  validMinutes: z.number().int(),
  /** The try that holds, else the newest. */
  newest: z
    .object({
      way: keySchema,
      outcome: outcomeSchema,
      at: momentSchema,
      by: idSchema,
      until: momentSchema.nullable(),
      holds: z.boolean(),
      /** In a call: with its end it holds no longer. */
      inCall: z.boolean(),
    })
    .nullable(),
  /** The call that goes on in the contact. */
  call: z.object({ callId: idSchema, direction: z.enum(['incoming', 'outgoing']) }).nullable(),
  triesLeft: z.number().int(),
  refusedUntil: momentSchema.nullable(),
});

export const identificationRoutes = defineRoutes({
  identificationOf: {
    method: 'GET',
    path: '/api/console/contacts/:contactId/identification',
    params: contactParams,
    answer: stateSchema,
  },
  /** What was said is compared and not kept. One answer about all of it. The same `identificationId` again is the same try. */
  identifyPerson: {
    method: 'POST',
    path: '/api/console/contacts/:contactId/identification',
    params: contactParams,
    body: z.object({
      identificationId: idSchema,
      way: keySchema,
      answers: z.array(z.object({ category: keySchema, value: line(300).min(1) })).max(6),
    }),
    answer: z.object({ outcome: outcomeSchema, until: momentSchema.nullable() }),
  },
  /** Contacts in which too many tries came to nothing, in the queues one leads. */
  refusedIdentifications: {
    method: 'GET',
    path: '/api/console/refused-identifications',
    answer: z.object({
      contacts: z.array(
        z.object({
          contactId: idSchema,
          number: z.number().int(),
          tries: z.number().int(),
          lastAt: momentSchema,
          by: z.array(idSchema),
        }),
      ),
    }),
  },
});
