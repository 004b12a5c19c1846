import { z } from 'zod';
import {
  cursorSchema,
  idSchema,
  languageSchema,
  momentSchema,
  noContentSchema,
  reasonSchema,
} from '../common.ts';
import { defineRoutes } from '../route.ts';
import { channelSchema, contactCardSchema, contactPageSchema, keptSchema, statusSchema } from './contacts.ts';
import { identificationRoutes } from './identification.ts';

export const personParams = z.object({ personId: idSchema });

/** A field of the declaration as held about a person. A sealed one shows its length class until revealed. */
export const personFieldSchema = z.object({
  fieldId: idSchema,
  category: z.string(),
  kind: z.string(),
  /** Null when the task may not see it, or when it is verify-only. */
  value: z.string().nullable(),
  lengthClass: z.enum(['short', 'medium', 'long']),
  source: z.enum(['email', 'phone', 'chat', 'staff', 'import']),
  collectedAt: momentSchema,
  /** Who asked for it or wrote it; null when it came by itself. */
  collectedBy: idSchema.nullable(),
  purposes: z.array(z.string()),
  reason: z.string().nullable(),
  declarationVersion: z.number().int(),
  verified: z.boolean(),
  /** Since when mail to the address comes back for good; null while it arrives. */
  undeliverableSince: momentSchema.nullable(),
});

export const personSchema = z.object({
  personId: idSchema,
  version: z.number().int(),
  provisional: z.boolean(),
  state: z.enum(['active', 'restricted']),
  language: languageSchema.nullable(),
  since: momentSchema,
  lastContactAt: momentSchema,
  fields: z.array(personFieldSchema),
  contacts: z.array(contactCardSchema),
  moreContacts: z.boolean(),
  /** The cursor of the history after these; null when these are all. */
  nextContacts: z.string().nullable(),
  kept: keptSchema,
  /** How many contacts there are by channel, in the queues one's tasks reach. */
  counts: z.array(z.object({ channel: channelSchema, count: z.number().int() })),
  /** Records that were merged into this one, oldest first. */
  merged: z.array(z.object({ personId: idSchema, at: momentSchema, by: idSchema, reason: z.string() })),
  /** Contacts of a merging for which the access log is still being changed over; 0 when it is done. */
  merging: z.number().int(),
  /** Of which versions they were told, newest first. */
  told: z.array(
    z.object({
      version: z.number().int(),
      at: momentSchema,
      way: z.enum(['mail', 'letter', 'phone', 'reply']),
      by: idSchema.nullable(),
    }),
  ),
  /** Whether the declaration has a category for notes about a person. */
  notesDeclared: z.boolean(),
  /** What may still be asked for, and whether a stated reason is needed. */
  mayCollect: z.array(z.object({ category: z.string(), kind: z.string(), needsReason: z.boolean() })),
});

export const openPersonSchema = z.object({ reason: reasonSchema.optional() });
export const collectFieldSchema = z.object({
  fieldId: idSchema,
  version: z.number().int(),
  category: z.string().max(60),
  value: z.string().trim().min(1).max(4000),
  channel: z.enum(['email', 'phone', 'chat']),
  reason: reasonSchema.optional(),
  /** The field that this corrects: it goes, and a reason is needed. */
  instead: idSchema.optional(),
});
export const collectedSchema = z.object({ personId: idSchema, fieldId: idSchema, version: z.number().int() });
export const revealFieldSchema = z.object({ fieldId: idSchema, reason: reasonSchema });
export const revealedSchema = z.object({ value: z.string() });

/** One page of a person's contacts of all channels, newest first. */
const historySchema = z.object({
  channel: channelSchema.optional(),
  status: statusSchema.optional(),
  queue: z.string().max(60).optional(),
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Records that may be the same person's, by identifiers only. */
const duplicatesSchema = z.object({
  duplicates: z.array(
    z.object({
      personId: idSchema,
      version: z.number().int(),
      provisional: z.boolean(),
      since: momentSchema,
      /** Null without the task to merge people, or when no name is held. */
      name: z.string().nullable(),
      sameName: z.boolean(),
      grounds: z.array(
        z.object({
          /** `variant`: a looser form of an identifier is the same. `clash`: an identifier was given that is the other's. */
          ground: z.enum(['variant', 'clash']),
          kind: z.string(),
          at: momentSchema.nullable(),
        }),
      ),
    }),
  ),
  /** There are more than are shown: they follow as these are merged or found to be two people. */
  more: z.boolean(),
});

const otherSchema = z.object({ otherId: idSchema });
const comparisonSchema = z.object({
  people: z.array(
    z.object({
      personId: idSchema,
      version: z.number().int(),
      since: momentSchema,
      contacts: z.number().int(),
      fields: z.array(
        personFieldSchema.pick({
          fieldId: true,
          category: true,
          value: true,
          lengthClass: true,
          source: true,
          collectedAt: true,
          verified: true,
        }),
      ),
    }),
  ),
  /** Categories of which a person has one and both have it: `keep` must say which stays. */
  conflicts: z.array(z.string()),
});
const mergePeopleSchema = z.object({
  version: z.number().int(),
  otherId: idSchema,
  otherVersion: z.number().int(),
  reason: reasonSchema,
  keep: z.array(idSchema).max(50).default([]),
});

export const peopleRoutes = defineRoutes({
  ...identificationRoutes,
  personHistory: {
    method: 'GET',
    path: '/api/console/people/:personId/history',
    params: personParams,
    query: historySchema,
    answer: contactPageSchema,
  },
  personDuplicates: {
    method: 'GET',
    path: '/api/console/people/:personId/duplicates',
    params: personParams,
    answer: duplicatesSchema,
  },
  comparePeople: {
    method: 'POST',
    path: '/api/console/people/:personId/compare',
    params: personParams,
    body: otherSchema.extend({ reason: reasonSchema }),
    answer: comparisonSchema,
  },
  mergePeople: {
    method: 'POST',
    path: '/api/console/people/:personId/merge',
    params: personParams,
    body: mergePeopleSchema,
    answer: z.object({ personId: idSchema, version: z.number().int() }),
  },
  keepPeopleApart: {
    method: 'POST',
    path: '/api/console/people/:personId/keep-apart',
    params: personParams,
    body: otherSchema,
    answer: noContentSchema,
  },
});
