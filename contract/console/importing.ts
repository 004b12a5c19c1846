import { z } from 'zod';
import { cursorSchema, idSchema, momentSchema, wordsSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

/** What becomes of a message that is brought in: each ends in exactly one of these. */
export const importClassSchema = z.enum([
  'imported',
  'already-there',
  'too-old',
  'from-future',
  'not-allowed',
  'unreadable',
  'too-large',
  'not-mail',
]);
const countsSchema = z.record(importClassSchema, z.number().int());
export type ImportCounts = z.infer<typeof countsSchema>;

/** A message that was not imported: its place and a code, nothing of the mail. */
const lineSchema = z.object({
  file: z.number().int(),
  number: z.number().int(),
  offset: z.number().int(),
  class: importClassSchema,
  code: z.string().nullable(),
});
export type ImportLine = z.infer<typeof lineSchema>;

const runSchema = z.object({
  runId: idSchema,
  mailbox: z.string(),
  /** Null: the operator, at the terminal. */
  by: idSchema.nullable(),
  startedAt: momentSchema,
  /** `broken-off`: it says nothing any more; the same files again go on from there. */
  state: z.enum(['running', 'finished', 'cancelled', 'failed', 'broken-off']),
  counts: countsSchema,
});
export type ImportRun = z.infer<typeof runSchema>;

export const importsSchema = z.object({
  /** The declaration says that old mail is brought in. */
  declared: z.boolean(),
  mailboxes: z.array(z.object({ mailbox: z.string(), name: wordsSchema, address: z.string() })),
  /** The largest part that a file may be sent in, in bytes. */
  partBytes: z.number().int(),
  /** Newest first, twenty at a time. */
  runs: z.array(runSchema),
  next: z.string().nullable(),
});
export type Imports = z.infer<typeof importsSchema>;

export const importParams = z.object({ runId: idSchema });

/** Plain numbers, so that they may stand in an address: a file's name is nowhere. */
export const importPartSchema = z.object({
  file: z.coerce.number().int().min(1).max(1_000_000),
  offset: z.coerce.number().int().min(0),
  kind: z.enum(['mail', 'any']),
  last: z.stringbool(),
});

export const importProgressSchema = z.object({
  counts: countsSchema,
  /** What was not imported since the answer before, in no strict order. */
  lines: z.array(lineSchema),
  /** How many more there are that no list has room for. */
  unlisted: z.number().int(),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

const base = '/api/console/imports';

/**
 * One more stands beside these because it takes bytes: `POST /api/console/imports/:runId/parts` (`importPartSchema` in
 * the query, `application/octet-stream`, answered with `importProgressSchema` when the part has been read).
 */
export const importingRoutes = defineRoutes({
  listImports: {
    method: 'GET',
    path: base,
    query: z.object({ cursor: cursorSchema.optional() }),
    answer: importsSchema,
  },
  beginImport: {
    method: 'POST',
    path: base,
    body: z.object({ mailbox: z.string().max(60), dryRun: z.boolean() }),
    answer: z.object({ runId: idSchema }),
  },
  endImport: {
    method: 'POST',
    path: `${base}/:runId/end`,
    params: importParams,
    body: z.object({ cancel: z.boolean() }),
    answer: importProgressSchema,
  },
});
