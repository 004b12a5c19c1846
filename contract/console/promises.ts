import { z } from 'zod';
import { idSchema, languageSchema, momentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

const base = '/api/console';

/** `in-part`: what is built is kept, the rest is said. `unknown`: not checked of late, or it could not be. */
export const promiseStatusSchema = z.enum([
  'kept',
  'in-part',
  'broken',
  'unknown',
  'attested',
  'overdue',
  'not-attested',
  'not-yet',
  'not-in-use',
]);
export type PromiseStatus = z.infer<typeof promiseStatusSchema>;

const inlineSchema = z.union([z.string(), z.object({ text: z.string(), href: z.string() })]);
export const noticeBlockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), id: z.string(), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), text: z.array(inlineSchema) }),
  z.object({ kind: z.literal('list'), items: z.array(z.array(inlineSchema)) }),
  z.object({
    kind: z.literal('facts'),
    facts: z.array(z.object({ term: z.string(), value: z.array(inlineSchema) })),
  }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    head: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
]);
export type NoticeBlock = z.infer<typeof noticeBlockSchema>;

const probeStateSchema = z.enum(['kept', 'broken', 'unknown']);

export const probeSchema = z.object({
  probe: z.string(),
  /** What would be wrong: the figure counts it. */
  counts: z.string(),
  /** What to do when there is any. */
  mend: z.string(),
  /** SQL as it is asked, or where the code stands. */
  asks: z.array(z.string()),
  /** SHA-256 of what is asked. */
  digest: z.string(),
  newest: z
    .object({
      at: momentSchema,
      state: probeStateSchema,
      numerator: z.number().int(),
      denominator: z.number().int(),
      /** At most five of what is wrong: ids, keys and names, never a value. */
      sample: z.array(z.string()),
      code: z.string().nullable(),
      milliseconds: z.number().int(),
    })
    .nullable(),
  /** Oldest first, one a day: the worst of the day. */
  days: z.array(z.object({ day: z.string(), state: probeStateSchema, numerator: z.number().int() })),
  firstAt: momentSchema.nullable(),
  lastBrokenAt: momentSchema.nullable(),
  /** Open since then; told by mail when. */
  brokenSince: momentSchema.nullable(),
  mailedAt: momentSchema.nullable(),
});
export type ProbeView = z.infer<typeof probeSchema>;

export const promiseSchema = z.object({
  number: z.number().int(),
  status: promiseStatusSchema,
  title: z.string(),
  how: z.string(),
  /** What of it is not built. */
  gap: z.string().nullable(),
  /** Paths of the repository. */
  control: z.array(z.string()),
  tests: z.array(z.string()),
  probes: z.array(probeSchema),
});
export type PromiseView = z.infer<typeof promiseSchema>;

export const attestedMeasureSchema = z.object({
  /** SHA-256 of the measure's words, hex. */
  measure: z.string(),
  name: z.string(),
  state: z.enum(['attested', 'overdue', 'not-attested']),
  newest: z
    .object({
      attestationId: idSchema,
      ownerId: idSchema,
      reviewerId: idSchema,
      reviewedOn: z.string(),
      nextReviewOn: z.string(),
      evidenceDigest: z.string(),
      evidenceType: z.string(),
      bytes: z.number().int(),
    })
    .nullable(),
});
export type AttestedMeasure = z.infer<typeof attestedMeasureSchema>;

/** Vouching for a measure: the document that shows it is the body, as it is. */
export const attestSchema = z.object({
  measure: z.string().regex(/^[0-9a-f]{64}$/),
  ownerId: idSchema,
  reviewerId: idSchema,
  reviewedOn: z.iso.date(),
  nextReviewOn: z.iso.date(),
});
export const attestationParams = z.object({ attestationId: idSchema });
export const attestedSchema = z.object({ attestationId: idSchema, evidenceDigest: z.string() });

export const promisesSchema = z.object({
  version: z.number().int(),
  title: z.string(),
  registerName: z.string(),
  inForce: z.string(),
  checkedAt: momentSchema.nullable(),
  /** Whether a broken promise is also told by mail: there is an account to send by. */
  tellsByMail: z.boolean(),
  contactAddress: z.string(),
  sections: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      blocks: z.array(z.object({ block: noticeBlockSchema, promises: z.array(z.number().int()) })),
    }),
  ),
  promises: z.array(promiseSchema),
  attested: z.array(attestedMeasureSchema),
});
export type Promises = z.infer<typeof promisesSchema>;

export const promiseRoutes = defineRoutes({
  promises: {
    method: 'GET',
    path: `${base}/promises`,
    query: z.object({ language: languageSchema }),
    answer: promisesSchema,
  },
  /** For an auditor, as a ZIP archive: PDF, its Ed25519 signature, the key, and the signed data it was printed from. */
  promisesBundle: {
    method: 'GET',
    path: `${base}/promises/bundle`,
    query: z.object({ language: languageSchema }),
    answer: z.string(),
  },
  checkPromises: {
    method: 'POST',
    path: `${base}/promises/check`,
    answer: z.object({ checkedAt: momentSchema, broken: z.number().int() }),
  },
});
