import { z } from 'zod';
import { cursorSchema, idSchema, momentSchema } from '../common.ts';

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
  actorKind: z.enum(['staff', 'system', 'person', 'nobody']),
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
export const reasonCountsSchema = z.object({
  reasons: z.array(z.object({ reason: z.string(), count: z.number().int() })),
});
