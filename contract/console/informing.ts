import { z } from 'zod';
import { idSchema, languageSchema, momentSchema, noContentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { personParams } from './people.ts';

const base = '/api/console/register/informing';
const versionSchema = z.number().int().min(1).max(2_147_483_647);
const count = z.number().int();

/** Telling the people whom the version in force reaches: counts only. */
export const informingSchema = z.object({
  version: versionSchema,
  /** Not told yet, whose units would go later or whose values would get a further purpose. */
  affected: z.object({ people: count, byMail: count }),
  /** Null: none was begun for this version. */
  round: z.object({ startedAt: momentSchema, startedBy: idSchema, paused: z.boolean() }).nullable(),
  letters: z.object({
    told: count,
    /** Sent; they count once they have not come back for some days. */
    underWay: count,
    left: count,
    bounced: count,
    /** Without an address, refused for good, or nobody can say whether it went. */
    notByMail: count,
  }),
  /** Days that a letter must not come back for. */
  settlesAfterDays: count,
  /** Whether an account is set by which letters can leave. */
  canSend: z.boolean(),
});
export type Informing = z.infer<typeof informingSchema>;

export const letterSchema = z.object({ subject: z.string(), text: z.string() });

export const untoldSchema = z.object({
  people: z.array(
    z.object({ personId: idSchema, why: z.enum(['bounced', 'failed', 'unreachable', 'unsure']) }),
  ),
  next: idSchema.nullable(),
});

/** What lost its ground with the version in force: how far its removing has come. */
export const removalSchema = z.object({
  version: versionSchema,
  foreseen: count,
  removed: count,
  /** Of people whose processing is restricted: they stay, and nobody can read them. */
  heldBack: count,
  finishedAt: momentSchema.nullable(),
});

export const informingRoutes = defineRoutes({
  informing: { method: 'GET', path: base, answer: informingSchema },
  informingLetter: {
    method: 'GET',
    path: `${base}/letter`,
    query: z.object({ language: languageSchema }),
    answer: letterSchema,
  },
  startInforming: {
    method: 'POST',
    path: `${base}/start`,
    body: z.object({ version: versionSchema }),
    answer: noContentSchema,
  },
  pauseInforming: {
    method: 'POST',
    path: `${base}/pause`,
    body: z.object({ version: versionSchema, paused: z.boolean() }),
    answer: noContentSchema,
  },
  listUntold: {
    method: 'GET',
    path: `${base}/untold`,
    query: z.object({
      after: idSchema.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: untoldSchema,
  },
  /** A colleague has told the person otherwise than by the letter of a round. */
  tellPerson: {
    method: 'POST',
    path: '/api/console/people/:personId/told',
    params: personParams,
    body: z.object({ version: versionSchema, way: z.enum(['letter', 'phone', 'reply']) }),
    answer: noContentSchema,
  },
  groundRemoval: { method: 'GET', path: '/api/console/register/removal', answer: removalSchema },
});
