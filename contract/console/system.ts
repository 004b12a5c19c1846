import { z } from 'zod';
import { idSchema, momentSchema, wordsSchema } from '../common.ts';

/** One health matter, as /readyz and the console's banner show it. */
export const conditionSchema = z.object({
  part: z.enum([
    'database',
    'blobs',
    'jobs',
    'mail-in',
    'mail-out',
    'connections',
    'promises',
    'access-log',
    'backups',
    'keys',
    'phone',
    'demo',
  ]),
  /** Which of several: the address of a mailbox, a promise such as P10; null when the part is one. */
  about: z.string().nullable(),
  ok: z.boolean(),
  code: z.string().nullable(),
  since: momentSchema.nullable(),
  count: z.number().int().optional(),
});
export const conditionsSchema = z.object({ conditions: z.array(conditionSchema) });

/** What the live stream sends (server-sent events): ids and codes only. */
export const liveEventSchema = z.object({
  kind: z.enum([
    'contact-new',
    'contact-changed',
    'contact-gone',
    'presence-changed',
    'drafts-changed',
    'todos-changed',
    'calls-changed',
    'for-you',
    'incidents-changed',
    'staff-changed',
    'register-published',
    'tray-changed',
    'settings-changed',
    'conditions-changed',
  ]),
  contactId: idSchema.nullable(),
  queue: z.string().nullable(),
  /** Why it is told to this colleague: only with `for-you`. */
  notice: z
    .enum([
      'assigned',
      'mentioned',
      'answered',
      'held',
      'not-delivered',
      'woken',
      'due-soon',
      'incident',
      'incident-due',
      'todo-given',
      'todos-due',
      'recording-due',
    ])
    .optional(),
});
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** The register in force, for the register page. */
export const registerSchema = z.object({
  version: z.number().int(),
  publishedAt: momentSchema,
  name: wordsSchema,
  systemName: wordsSchema,
  controller: z.object({ name: z.string(), businessId: z.string(), contactAddress: z.string() }),
  purposes: z.array(
    z.object({ purpose: z.string(), name: wordsSchema, basis: z.string(), decidedBy: z.string() }),
  ),
  categories: z.array(z.object({ category: z.string(), name: wordsSchema, purposes: z.array(z.string()) })),
  channels: z.array(
    z.object({
      channel: z.string(),
      name: wordsSchema,
      collects: z.array(z.object({ category: z.string(), when: z.string(), purposes: z.array(z.string()) })),
    }),
  ),
  tasks: z.array(
    z.object({
      task: z.string(),
      name: wordsSchema,
      acts: z.array(z.string()),
      queues: z.array(z.string()),
      categories: z.array(z.string()),
      purposes: z.array(z.string()),
    }),
  ),
  periods: z.array(
    z.object({
      rule: z.string(),
      name: wordsSchema,
      unit: z.string(),
      purposes: z.array(z.string()),
      months: z.number().int(),
      from: z.string(),
      capMonths: z.number().int().nullable(),
      decidedBy: z.string(),
      ground: wordsSchema,
    }),
  ),
  /** Whoever may be given data: processors, and controllers of their own. */
  recipients: z.array(
    z.object({
      recipient: z.string(),
      name: wordsSchema,
      why: wordsSchema,
      isProcessor: z.boolean(),
      purposes: z.array(z.string()),
      categories: z.array(z.string()),
    }),
  ),
  /** Where else data may come from. */
  sources: z.array(
    z.object({
      source: z.string(),
      name: wordsSchema,
      explanation: wordsSchema,
      categories: z.array(z.string()),
    }),
  ),
  /** For how many days what was erased can still be in backup copies; null where the declaration does not say. */
  backupDays: z.number().int().nullable(),
  /** How many units each rule holds now, and the earliest and latest deletion date. */
  held: z.array(
    z.object({ rule: z.string(), units: z.number().int(), nextDeletion: momentSchema.nullable() }),
  ),
  versions: z.array(z.object({ version: z.number().int(), publishedAt: momentSchema, statedOn: z.string() })),
});
export type Register = z.infer<typeof registerSchema>;
