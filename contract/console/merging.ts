import { z } from 'zod';
import { idSchema, momentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { ruleEffects } from './rules.ts';

const contactParams = z.object({ contactId: idSchema });
const version = z.number().int().min(1);

/** What became of a contact: merged from, split into or from, moved to another person; or what a rule did by itself. */
export const contactEventSchema = z.object({
  eventId: idSchema,
  kind: z.enum(['merged-from', 'split-into', 'split-from', 'moved-to-person', 'rule']),
  /** The other contact's id and the number it had; null for a person. */
  otherId: idSchema.nullable(),
  otherNumber: z.string().nullable(),
  messages: z.number().int().nullable(),
  at: momentSchema,
  /** Null where a rule did it. */
  by: idSchema.nullable(),
  /** The rule, by its present name; null once it is removed. */
  rule: z.object({ name: z.string().nullable(), effects: z.array(z.enum(ruleEffects)) }).nullable(),
});

/** The others go into this one. `personId` says who stays where they are of different people (`persons-differ` asks). */
const mergeContactsSchema = z.object({
  version,
  others: z
    .array(z.object({ contactId: idSchema, version }))
    .min(1)
    .max(20),
  personId: idSchema.optional(),
});
const mergedSchema = z.object({ contactId: idSchema, version: z.number().int() });

/** `sender`: whoever the first chosen message is from. */
const splitContactSchema = z.object({
  version,
  messageIds: z.array(idSchema).min(1).max(1000),
  noteIds: z.array(idSchema).max(1000).default([]),
  person: z.enum(['same', 'sender']).or(idSchema),
});
/** `unknown`: somebody who is not in the register yet. */
const splitCallsSchema = z.object({
  version,
  callIds: z.array(idSchema).min(1).max(200),
  /** Those about them: they go along. */
  noteIds: z.array(idSchema).max(1000).default([]),
  person: z.enum(['same', 'unknown']).or(idSchema),
});
const moveContactSchema = z.object({ version, personId: idSchema });

export const mergingRoutes = defineRoutes({
  mergeContacts: {
    method: 'POST',
    path: '/api/console/contacts/:contactId/merge',
    params: contactParams,
    body: mergeContactsSchema,
    answer: mergedSchema,
  },
  splitContact: {
    method: 'POST',
    path: '/api/console/contacts/:contactId/split',
    params: contactParams,
    body: splitContactSchema,
    answer: mergedSchema.extend({ newContactId: idSchema }),
  },
  splitCalls: {
    method: 'POST',
    path: '/api/console/contacts/:contactId/split-calls',
    params: contactParams,
    body: splitCallsSchema,
    answer: mergedSchema.extend({ newContactId: idSchema }),
  },
  moveContact: {
    method: 'POST',
    path: '/api/console/contacts/:contactId/person',
    params: contactParams,
    body: moveContactSchema,
    answer: mergedSchema,
  },
});
