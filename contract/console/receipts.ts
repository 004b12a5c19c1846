import { z } from 'zod';
import { idSchema, languageSchema, momentSchema, noContentSchema, wordsSchema } from '../common.ts';
import { inspectionScopeSchema } from '../inspection/routes.ts';
import { defineRoutes } from '../route.ts';
import { line } from './team.ts';

const base = '/api/console';

/** `file`: lines with proofs, signed, for the verifier; `pdf`: to be read, the newest thousand lines. */
export const receiptFormats = ['file', 'pdf'] as const;
const receiptQuery = z.object({
  format: z.enum(receiptFormats).default('file'),
  /** Left out: the person's own. */
  language: languageSchema.optional(),
});

const code = z.string().nullable();
export const heldSchema = z.object({
  account: z.object({
    staffId: idSchema,
    userName: z.string(),
    displayName: z.string(),
    /** The telephone that is theirs. */
    extension: z.string().nullable(),
    hasPassword: z.boolean(),
    language: languageSchema,
    theme: z.string(),
    createdAt: momentSchema,
  }),
  /** Taken back ones among them. By whom: `self`, or a code that is the same for one colleague. */
  tasks: z.array(
    z.object({
      task: z.string(),
      name: wordsSchema.nullable(),
      grantedBy: code,
      grantedAt: momentSchema,
      until: z.string(),
      revokedAt: momentSchema.nullable(),
      revokedBy: code,
    }),
  ),
  undertakings: z.array(
    z.object({ version: z.number().int(), language: z.string(), acceptedAt: momentSchema }),
  ),
  sessions: z.array(z.object({ createdAt: momentSchema, lastSeenAt: momentSchema, expiresAt: momentSchema })),
  tokens: z.array(
    z.object({
      name: z.string(),
      tasks: z.array(z.string()),
      mayWrite: z.boolean(),
      madeAt: momentSchema,
      until: z.string(),
      lastUsedOn: z.string().nullable(),
      revokedAt: momentSchema.nullable(),
    }),
  ),
  /** Failed attempts to sign in that are still counted. */
  attempts: z
    .object({ attempts: z.number().int(), lastAt: momentSchema, lockedUntil: momentSchema.nullable() })
    .nullable(),
  settings: z.object({
    onDuty: z.boolean().nullable(),
    languages: z.array(z.string()),
    own: z.unknown().nullable(),
    views: z.array(z.unknown()),
  }),
  /** Sheets about calls one was on. By whom: a code, as above. */
  sheets: z.array(
    z.object({
      callAt: momentSchema,
      project: z.string(),
      /** 1 to 5; null: not applicable. */
      scores: z.array(z.object({ name: wordsSchema, score: z.number().int().nullable() })),
      /** Null while the recording is held by law or its person restricted. */
      remark: z.string().nullable(),
      scoredBy: code,
      scoredAt: momentSchema,
    }),
  ),
  /** Where else one's id stands, counted. */
  named: z.record(z.string(), z.number().int()),
  periods: z.array(
    z.object({ rule: z.string(), name: wordsSchema, months: z.number().int(), ground: wordsSchema }),
  ),
  notice: z.object({
    title: z.string(),
    sections: z.array(z.object({ title: z.string(), paragraphs: z.array(z.string()) })),
  }),
});
export type Held = z.infer<typeof heldSchema>;

export const inspectionSchema = z.object({
  inspectionId: idSchema,
  /** Null once erased. */
  auditor: z.object({ name: z.string(), organisation: z.string() }).nullable(),
  scopes: z.array(inspectionScopeSchema),
  openedBy: idSchema.nullable(),
  openedAt: momentSchema,
  beginsAt: momentSchema,
  endsAt: momentSchema,
  endedAt: momentSchema.nullable(),
  lastSeenAt: momentSchema.nullable(),
  linkWaits: z.boolean(),
  isOpen: z.boolean(),
});
export type Inspection = z.infer<typeof inspectionSchema>;

const linkSchema = z.object({
  inspectionId: idSchema,
  /** To be handed to the auditor; shown once. */
  link: z.string(),
});
const inspectionParams = z.object({ inspectionId: idSchema });

export const receiptRoutes = defineRoutes({
  /** A file to save: streams. */
  personReceipt: {
    method: 'GET',
    path: `${base}/people/:personId/receipt`,
    params: z.object({ personId: idSchema }),
    query: receiptQuery,
    answer: z.string(),
  },
  contactReceipt: {
    method: 'GET',
    path: `${base}/contacts/:contactId/receipt`,
    params: z.object({ contactId: idSchema }),
    query: receiptQuery,
    answer: z.string(),
  },
  held: {
    method: 'GET',
    path: `${base}/me/held`,
    query: z.object({ language: languageSchema }),
    answer: heldSchema,
  },
  ownReceipt: {
    method: 'GET',
    path: `${base}/me/receipt`,
    query: z.object({ format: z.enum(receiptFormats).default('file'), language: languageSchema }),
    answer: z.string(),
  },
  listInspections: {
    method: 'GET',
    path: `${base}/inspections`,
    answer: z.object({ inspections: z.array(inspectionSchema) }),
  },
  openInspection: {
    method: 'POST',
    path: `${base}/inspections`,
    body: z.object({
      name: line(120).min(1),
      organisation: line(120).min(1),
      scopes: z.array(inspectionScopeSchema).min(1).max(5),
      /** First and last day, at most 30. */
      from: z.iso.date(),
      to: z.iso.date(),
    }),
    answer: linkSchema,
  },
  renewInspection: {
    method: 'POST',
    path: `${base}/inspections/:inspectionId/link`,
    params: inspectionParams,
    answer: linkSchema,
  },
  endInspection: {
    method: 'POST',
    path: `${base}/inspections/:inspectionId/end`,
    params: inspectionParams,
    answer: noContentSchema,
  },
  /** What the auditor was given, newest first: the first hundred lines. */
  inspectionReadings: {
    method: 'GET',
    path: `${base}/inspections/:inspectionId/readings`,
    params: inspectionParams,
    answer: z.object({
      readings: z.array(
        z.object({
          at: momentSchema,
          action: z.string(),
          what: z.string().nullable(),
          refusal: z.string().nullable(),
        }),
      ),
      more: z.boolean(),
    }),
  },
});
