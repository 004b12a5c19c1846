import { z } from 'zod';
import { momentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

export const backupRunSchema = z.object({
  /** Its name at the place. */
  name: z.string(),
  state: z.enum(['running', 'finished', 'failed']),
  startedAt: momentSchema,
  endedAt: momentSchema.nullable(),
  tables: z.number().int(),
  tablesDone: z.number().int(),
  rows: z.number().int(),
  blobs: z.number().int(),
  blobsDone: z.number().int(),
  /** Written by it; blobs that stood there already are not in it. */
  bytes: z.number().int(),
  /** Why it failed: a code of ours, and a word of the place behind a colon. */
  code: z.string().nullable(),
  removedAt: momentSchema.nullable(),
});
export type BackupRun = z.infer<typeof backupRunSchema>;

/** What came of a restore or of a rehearsal, out of its signed report. */
export const restoreSchema = z.object({
  kind: z.enum(['restore', 'replay', 'rehearsal']),
  at: momentSchema,
  seconds: z.number().int(),
  /** Nothing unreadable, nothing wrong in the log. */
  ok: z.boolean(),
  /** The data were as of this moment; null: only what happened since was laid over them. */
  dataOf: momentSchema.nullable(),
  /** Units that open; that were erased since and are gone here too; that came or were sealed anew since, and are lost. */
  open: z.number().int(),
  erased: z.number().int(),
  lost: z.number().int(),
  /** Units with neither a key nor a tombstone; and why they were given up, in the operator's words. */
  alarms: z.number().int(),
  lossAccepted: z.string().nullable(),
  /** Lines of the access log that were signed and are not there. */
  linesMissing: z.number().int(),
  /** Not sent by itself, since it may have left before. */
  messages: z.number().int(),
  letters: z.number().int(),
  webHooks: z.number().int(),
});
export type Restore = z.infer<typeof restoreSchema>;

export const backupsSchema = z.object({
  /** Null: no place is set, and none are made. */
  place: z.enum(['folder', 'bucket']).nullable(),
  keepDays: z.number().int().nullable(),
  /** How many can open them. */
  recipients: z.number().int(),
  lastGood: momentSchema.nullable(),
  /** Longer ago than two days. */
  isOverdue: z.boolean(),
  nextBy: momentSchema.nullable(),
  /** When the newest copy of keys, erasures and restrictions was written. */
  lateAt: momentSchema.nullable(),
  runs: z.array(backupRunSchema),
  /** The last ones, newest first. */
  restores: z.array(restoreSchema),
});
export type Backups = z.infer<typeof backupsSchema>;

export const backupRoutes = defineRoutes({
  /** The last ones, newest first; and the last restores. */
  listBackups: { method: 'GET', path: '/api/console/backups', answer: backupsSchema },
});
