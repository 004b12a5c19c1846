import { z } from 'zod';
import { cursorSchema, idSchema, languageSchema, momentSchema, noContentSchema } from '../common.ts';
import { logEntrySchema } from '../console/access-log.ts';
import { erasurePageSchema } from '../console/erasures.ts';
import { writtenRecordSchema } from '../console/register-texts.ts';
import { defineRoutes } from '../route.ts';

/**
 * What an auditor reaches in an inspection: these routes and no other. Their sign-in is a cookie of its own, which the console
 * does not know; writing calls carry the header `x-haltija: inspection`.
 */
const base = '/api/inspection';

export const inspectionScopes = ['log', 'promises', 'declaration', 'record', 'erasures'] as const;
export const inspectionScopeSchema = z.enum(inspectionScopes);
export type InspectionScope = z.infer<typeof inspectionScopeSchema>;

export const populations = ['log', 'erasures', 'disclosures', 'incidents'] as const;
export const populationSchema = z.enum(populations);

export const sampleSchema = z.object({
  sampleId: idSchema,
  population: populationSchema,
  /** How many there are to draw from. */
  size: z.number().int(),
  /** Signed before the seed is typed (C2SP signed-note). */
  commitment: z.string(),
  committedAt: momentSchema,
  seed: z.string().nullable(),
  drawn: z.number().int().nullable(),
  drawnAt: momentSchema.nullable(),
});
export type Sample = z.infer<typeof sampleSchema>;

const query = z.object({ language: languageSchema });
const pageQuery = (most: number) =>
  z.object({
    cursor: cursorSchema.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(most),
  });
const sampleParams = z.object({ sampleId: idSchema });

export const inspectionRoutes = defineRoutes({
  useInspectionLink: {
    method: 'POST',
    path: `${base}/link`,
    body: z.object({ token: z.string().min(20).max(100) }),
    answer: noContentSchema,
  },
  leaveInspection: { method: 'POST', path: `${base}/sign-out`, answer: noContentSchema },
  inspection: {
    method: 'GET',
    path: base,
    answer: z.object({
      inspectionId: idSchema,
      scopes: z.array(inspectionScopeSchema),
      beginsAt: momentSchema,
      endsAt: momentSchema,
      controller: z.string(),
      version: z.number().int(),
      /** The log's key: to be compared with one noted earlier, or elsewhere. */
      verifierKey: z.string(),
      checkpoint: z.string().nullable(),
      /** Lines in the log. */
      size: z.number().int(),
    }),
  },
  inspectLog: {
    method: 'GET',
    path: `${base}/log`,
    query: pageQuery(100),
    answer: z.object({ entries: z.array(logEntrySchema), next: z.string().nullable() }),
  },
  /** The whole log with its tree, for the verifier: with it every receipt can be drawn again. */
  inspectWholeLog: { method: 'GET', path: `${base}/log/export`, answer: z.string() },
  inspectPromises: {
    method: 'GET',
    path: `${base}/promises`,
    query,
    answer: z.object({
      checkedAt: momentSchema.nullable(),
      promises: z.array(z.object({ promise: z.number().int(), title: z.string(), status: z.string() })),
    }),
  },
  /** Signed, as a ZIP archive. */
  inspectPromisesBundle: { method: 'GET', path: `${base}/promises/bundle`, query, answer: z.string() },
  /** As it was published, in YAML. */
  inspectDeclaration: { method: 'GET', path: `${base}/declaration`, answer: z.string() },
  inspectRecord: {
    method: 'GET',
    path: `${base}/record`,
    query,
    answer: writtenRecordSchema,
  },
  inspectErasures: {
    method: 'GET',
    path: `${base}/erasures`,
    query: z.object({
      cursor: idSchema.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: erasurePageSchema,
  },
  listSamples: {
    method: 'GET',
    path: `${base}/samples`,
    answer: z.object({ samples: z.array(sampleSchema) }),
  },
  /** First what is drawn from: counted and signed. */
  commitSample: {
    method: 'POST',
    path: `${base}/samples`,
    body: z.object({
      population: populationSchema,
      /** From the first of these days to the end of the last. */
      from: z.iso.date(),
      to: z.iso.date(),
    }),
    answer: sampleSchema,
  },
  /** Then the seed, once: digits and letters that the auditor threw, and no word about anybody. */
  drawSample: {
    method: 'POST',
    path: `${base}/samples/:sampleId/draw`,
    params: sampleParams,
    body: z.object({
      seed: z.string().regex(/^[0-9A-Za-z-]{8,64}$/),
      count: z.number().int().min(1).max(500),
    }),
    answer: z.object({ drawn: z.number().int() }),
  },
  /** A file for the verifier. */
  sampleFile: {
    method: 'GET',
    path: `${base}/samples/:sampleId/file`,
    params: sampleParams,
    answer: z.string(),
  },
});

export type InspectionRoutes = typeof inspectionRoutes;
export type InspectionAnswer<Name extends keyof InspectionRoutes> = z.output<
  InspectionRoutes[Name]['answer']
>;
