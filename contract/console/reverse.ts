import { z } from 'zod';
import { languageSchema, wordsSchema } from '../common.ts';

/** Plain, so that it may stand in an address: the notice itself is nowhere but in the body. */
export const readNoticeSchema = z.object({
  /** The language of the notice; found out when left out. */
  language: languageSchema.optional(),
});

/** What the software does about a sentence of a notice; `heading` and `not-understood` are about nothing. */
export const reverseKindSchema = z.enum([
  'enforced',
  'not-yet',
  'attested',
  'contradicted',
  'told',
  'heading',
  'not-understood',
]);
export type ReverseKind = z.infer<typeof reverseKindSchema>;

export const noticeReadingSchema = z.object({
  language: languageSchema,
  /** In the order of the notice; with nothing left out. */
  sentences: z.array(
    z.object({
      text: z.string(),
      language: languageSchema,
      /** The gravest of its rules. */
      kind: reverseKindSchema,
      rules: z.array(z.string()),
      /** What in the draft came from it, as `controller.businessId`. */
      drafted: z.array(z.string()),
    }),
  ),
  /** The rules that the sentences name. */
  rules: z.record(
    z.string(),
    z.object({
      kind: reverseKindSchema,
      /** P1–P28. */
      promise: z.string().nullable(),
      name: wordsSchema,
      how: wordsSchema,
    }),
  ),
  totals: z.record(reverseKindSchema, z.number().int()),
  /** What GDPR Articles 13 and 14 ask for, and the notice does not tell. */
  silent: z.array(z.object({ key: z.string(), article: z.string(), name: wordsSchema })),
  draft: z.object({
    /** A declaration in YAML, with places in angle brackets to be decided. */
    yaml: z.string(),
    toDecide: z.number().int(),
  }),
});
export type NoticeReading = z.infer<typeof noticeReadingSchema>;
