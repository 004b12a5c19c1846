import { z } from 'zod';
import { cursorSchema, idSchema, momentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

const code = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);

export const logFilterSchema = z.object({
  from: momentSchema.optional(),
  to: momentSchema.optional(),
  actor: z.string().max(60).optional(),
  action: code.optional(),
  act: code.optional(),
  unit: idSchema.optional(),
  withReason: z.stringbool().optional(),
  refusalsOnly: z.stringbool().optional(),
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export const logEntrySchema = z.object({
  id: idSchema,
  at: momentSchema,
  action: z.string(),
  actorKind: z.enum(['staff', 'system', 'person', 'inspector', 'nobody']),
  actor: z.string(),
  act: z.string(),
  task: z.string().nullable(),
  purposes: z.array(z.string()),
  categories: z.array(z.string()),
  units: z.array(idSchema),
  reason: z.string().nullable(),
  refusal: z.string().nullable(),
  declarationVersion: z.number().int(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type LogLine = z.infer<typeof logEntrySchema>;
export const logPageSchema = z.object({ entries: z.array(logEntrySchema), next: z.string().nullable() });
export const logExportSchema = logFilterSchema
  .omit({ cursor: true, limit: true })
  .extend({ format: z.enum(['ndjson', 'csv']).default('ndjson') });
/** The log as a tree: what is signed, and what is kept elsewhere. */
const logTreeSchema = z.object({
  /** What others check signatures with (C2SP signed-note). */
  verifierKey: z.string(),
  checkpoint: z
    .object({
      /** Lines that have their place. */
      size: z.number().int(),
      at: momentSchema,
      /** As it is given out (C2SP tlog-checkpoint). */
      note: z.string(),
    })
    .nullable(),
  /** Lines before this place were removed when their period ended; their hashes are kept. */
  prunedUntil: z.number().int(),
  /** The newest comparison with what is kept elsewhere; null before the first, or where no place is set. */
  anchored: z
    .object({
      at: momentSchema,
      size: z.number().int(),
      code: z.enum(['log-rolled-back', 'log-rewritten', 'anchor-unavailable']).nullable(),
    })
    .nullable(),
  /** Whether a place to keep checkpoints in is set. */
  anchors: z.boolean(),
});
const logEntryParams = z.object({ entryId: idSchema });
/** Of C2SP tlog-tiles: `0/000`, `1/x001/067`, `0/067.p/12`; of lines without the level. */
const logTileParams = z.object({ '*': z.string().max(40) });
export const reasonCountsSchema = z.object({
  reasons: z.array(z.object({ reason: z.string(), count: z.number().int() })),
});

const base = '/api/console';

/** The log as a tree that an outsider can check. */
export const logTreeRoutes = defineRoutes({
  logTree: { method: 'GET', path: `${base}/access-log/tree`, answer: logTreeSchema },
  /** A text file: C2SP tlog-proof. */
  proveLogEntry: {
    method: 'GET',
    path: `${base}/access-log/entries/:entryId/proof`,
    params: logEntryParams,
    answer: z.string(),
  },
  /** Streams lines for the verifier. */
  exportLogTree: { method: 'GET', path: `${base}/access-log/tree/export`, answer: z.string() },
  // By C2SP tlog-tiles, so that others' tools read it.
  logCheckpoint: { method: 'GET', path: `${base}/access-log/tree/checkpoint`, answer: z.string() },
  logTile: {
    method: 'GET',
    path: `${base}/access-log/tree/tile/*`,
    params: logTileParams,
    answer: z.string(),
  },
  logLines: {
    method: 'GET',
    path: `${base}/access-log/tree/tile/entries/*`,
    params: logTileParams,
    answer: z.string(),
  },
});
