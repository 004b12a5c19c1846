import { z } from 'zod';
import { idSchema, momentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

const base = '/api/console/erasures';

export const erasureSchema = z.object({
  unitId: idSchema,
  kind: z.string(),
  /** The period by which it went, or what else destroyed it. */
  rule: z.string(),
  unreadableSince: momentSchema,
  /** Null: with an older copy of the database and the keeper's keys of today it could still be opened. */
  unrecoverableSince: momentSchema.nullable(),
  unrecoverableBy: momentSchema,
  /** That moment has passed, and an older copy could still bring it back. */
  isLate: z.boolean(),
});
export type Erasure = z.infer<typeof erasureSchema>;

export const erasurePageSchema = z.object({
  erasures: z.array(erasureSchema),
  next: z.string().nullable(),
  erased: z.number().int(),
  /** How many of them no copy can bring back. */
  unrecoverable: z.number().int(),
  /** By when the oldest of the others is to be. */
  nextBy: momentSchema.nullable(),
  horizonDays: z.number().int(),
});
export type ErasurePage = z.infer<typeof erasurePageSchema>;

export const erasureRoutes = defineRoutes({
  listErasures: {
    method: 'GET',
    path: base,
    query: z.object({
      cursor: idSchema.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: erasurePageSchema,
  },
  /** Signed; `haltija certificate verify` checks it, and so can anybody (docs/operate/keys.md). */
  certifyErasure: {
    method: 'GET',
    path: `${base}/:unitId`,
    params: z.object({ unitId: idSchema }),
    answer: z.object({
      format: z.string(),
      statement: z.record(z.string(), z.unknown()),
      signature: z.object({ algorithm: z.string(), key: z.string(), value: z.string() }),
    }),
  },
});
