import { z } from 'zod';
import { idSchema, languageSchema, momentSchema, noContentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { keySchema, line } from './team.ts';

/** Whom an incident concerns, and telling them (GDPR Art. 34). */

export const incidentPlace = {
  params: z.object({ incidentId: idSchema }),
  path: '/api/console/incidents/:incidentId',
} as const;
/** Text of several lines. */
export const prose = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^(?:[^\p{C}]|[\n\t\p{Cf}])*$/u);

export const toldWays = ['letter', 'phone', 'reply'] as const;
const count = z.number().int();
const version = count.min(1);
const changed = z.object({ version });
const { params, path: one } = incidentPlace;

/** Whom it concerns: from the access log, or from what is stored. */
const searchSchema = z.discriminatedUnion('by', [
  z
    .object({
      by: z.literal('log'),
      from: momentSchema,
      to: momentSchema,
      /** Readings of this colleague. */
      staffId: idSchema.optional(),
      /** Readings by this token of a program. */
      tokenId: idSchema.optional(),
    })
    .strict(),
  z
    .object({
      by: z.literal('store'),
      from: momentSchema.optional(),
      to: momentSchema.optional(),
      queue: keySchema.optional(),
      mailbox: keySchema.optional(),
      contactId: idSchema.optional(),
      personId: idSchema.optional(),
    })
    .strict(),
]);

const foundPeopleSchema = z.object({
  people: count,
  records: count,
  /** Of the people, how many are new to the list. */
  added: count,
  /** Units named by the log that are erased: nobody can say any more whose they were. */
  erased: count,
  /** People with contacts only in queues where the one who asks handles no incidents. */
  outside: count,
});

const concernedPeopleSchema = z.object({
  people: z.array(
    z.object({
      personId: idSchema,
      state: z.enum(['in', 'left-out']),
      foundBy: z.enum(['log', 'store', 'hand']),
      records: count,
      categories: z.array(z.string()),
      toldAt: momentSchema.nullable(),
      toldWay: z.enum(['mail', ...toldWays]).nullable(),
      letter: z.enum(['waiting', 'handing', 'sent', 'told', 'bounced', 'failed', 'unreachable']).nullable(),
    }),
  ),
  next: idSchema.nullable(),
});

const incidentLettersSchema = z.object({
  round: z.object({ startedAt: momentSchema, startedBy: idSchema, paused: z.boolean() }).nullable(),
  letters: z.object({ told: count, underWay: count, left: count, bounced: count, notByMail: count }),
  settlesAfterDays: count,
  canSend: z.boolean(),
  /** In each language of the register: what is written, or one to begin from. */
  texts: z.array(
    z.object({ language: languageSchema, written: z.boolean(), subject: z.string(), text: z.string() }),
  ),
});
export type IncidentLetters = z.infer<typeof incidentLettersSchema>;

export const incidentPeopleRoutes = defineRoutes({
  /** `keep` puts those found on the list; without it they are only counted. */
  findConcerned: {
    method: 'POST',
    path: `${one}/people/find`,
    params,
    body: z.object({ search: searchSchema, keep: z.boolean() }),
    answer: foundPeopleSchema,
  },
  listConcerned: {
    method: 'GET',
    path: `${one}/people`,
    params,
    query: z.object({
      state: z.enum(['in', 'left-out']).default('in'),
      /** Only who has not been told and has no letter under way. */
      untold: z.stringbool().default(false),
      after: idSchema.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: concernedPeopleSchema,
  },
  changeConcerned: {
    method: 'POST',
    path: `${one}/people`,
    params,
    body: z.object({
      people: z.array(idSchema).min(1).max(1_000),
      leaveOut: z.boolean(),
      reason: prose(5_000).min(1),
    }),
    answer: z.object({ changed: count }),
  },
  tellConcerned: {
    method: 'POST',
    path: `${one}/people/:personId/told`,
    params: params.extend({ personId: idSchema }),
    body: z.object({ way: z.enum(toldWays) }),
    answer: noContentSchema,
  },
  incidentLetters: { method: 'GET', path: `${one}/letters`, params, answer: incidentLettersSchema },
  writeIncidentLetter: {
    method: 'POST',
    path: `${one}/letters`,
    params,
    body: z.object({
      version,
      language: languageSchema,
      subject: line(200).min(1),
      text: prose(20_000).min(1),
    }),
    answer: changed,
  },
  startIncidentLetters: {
    method: 'POST',
    path: `${one}/letters/start`,
    params,
    body: z.object({ version }),
    answer: noContentSchema,
  },
  pauseIncidentLetters: {
    method: 'POST',
    path: `${one}/letters/pause`,
    params,
    body: z.object({ paused: z.boolean() }),
    answer: noContentSchema,
  },
});
