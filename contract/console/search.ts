import { z } from 'zod';
import { cursorSchema, languageSchema, momentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { channelSchema, contactCardSchema, prioritySchema, statusSchema } from './contacts.ts';

const word = z.string().trim().min(1).max(200);

/** The filters of the search box, for who asks by program. Several values of one are alternatives. */
export const searchFiltersSchema = z.object({
  status: z.array(statusSchema).max(4).optional(),
  queue: z.array(word).max(20).optional(),
  /** A tag's id, or its name in any language. */
  tag: z.array(word).max(20).optional(),
  /** A colleague's id or name; `me`, `nobody`. */
  assignee: z.array(word).max(20).optional(),
  channel: z.array(channelSchema).max(3).optional(),
  language: z.array(languageSchema).max(3).optional(),
  priority: z.array(prioritySchema).max(4).optional(),
  has: z
    .array(z.enum(['file', 'recording']))
    .max(2)
    .optional(),
  /** Who wrote: a name, an e-mail address or a telephone number. */
  from: word.optional(),
  after: z.iso.date().optional(),
  /** Not including the day itself. */
  before: z.iso.date().optional(),
});

/**
 * `text` is what stands in the search box, filters and all (docs: `search-language.ts`); with `by`, all of it is one
 * name, address, number or id. `newest` finds what holds every word; `best` what holds most of them, rare words
 * counting more.
 */
export const searchSchema = z
  .object({
    by: z.enum(['any', 'name', 'email', 'phone', 'id']).default('any'),
    text: z.string().trim().max(500).default(''),
    filters: searchFiltersSchema.default({}),
    order: z.enum(['newest', 'best']).default('newest'),
    cursor: cursorSchema.optional(),
    limit: z.number().int().min(1).max(50).default(25),
  })
  // Looking for nothing would be reading everything.
  .refine(({ text, filters }) => text !== '' || Object.keys(filters).length > 0);

/** Start and length in UTF-16 units of the text they stand beside. */
const rangesSchema = z.array(z.tuple([z.number().int(), z.number().int()]));

export const searchHitSchema = z.object({
  where: z.enum(['message', 'note', 'file']),
  at: momentSchema,
  /** A piece of the text round the first match. */
  text: z.string(),
  marks: rangesSchema,
  cutBefore: z.boolean(),
  cutAfter: z.boolean(),
});

export const foundContactSchema = contactCardSchema.extend({
  number: z.string(),
  subjectMarks: rangesSchema,
  nameMarks: rangesSchema,
  /** The text that was found; null when the contact was found by its person, number or filters. */
  hit: searchHitSchema.nullable(),
});
export type FoundContact = z.infer<typeof foundContactSchema>;

export const searchAnswerSchema = z.object({
  contacts: z.array(foundContactSchema),
  next: z.string().nullable(),
  /** The search stopped at its bound: a narrower one may find more. */
  bounded: z.boolean(),
  /** While the index is made again after a crash of the database: texts before this are not in it yet. */
  completeBackTo: momentSchema.nullable(),
  /** An identity code stood in what was typed: it is not searched for as text, and nothing was searched. */
  identityCode: z.boolean(),
  /** Filters whose value is nobody's and nothing's: they find nothing. */
  unknown: z.array(z.enum(['queue', 'tag', 'assignee', 'from', 'name', 'email', 'phone', 'id'])),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

export const searchRoutes = defineRoutes({
  // By POST: what is searched for is personal data and stays out of addresses and logs.
  searchContacts: {
    method: 'POST',
    path: '/api/console/contacts/search',
    body: searchSchema,
    answer: searchAnswerSchema,
  },
});
