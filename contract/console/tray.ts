import { z } from 'zod';
import { cursorSchema, idSchema, momentSchema } from '../common.ts';
import { keptSchema } from './contacts.ts';

/** Mail that could not be read: kept sealed, shown here until somebody deals with it. */
export const trayItemSchema = z.object({
  mailId: idSchema,
  mailbox: z.string(),
  receivedAt: momentSchema,
  size: z.number().int(),
  problem: z.string(),
  kept: keptSchema,
});
export const listTraySchema = z.object({
  /** What waits, oldest first; or what was set aside, newest first. */
  state: z.enum(['waiting', 'set-aside']).default('waiting'),
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
/** Mail that the mailbox's server will not give out. It is not here, so that there is nothing to open. */
export const withheldSchema = z.object({
  mailId: idSchema,
  mailbox: z.string(),
  /** By which the server's people find it. */
  uid: z.number().int(),
  /** When it reached its mailbox, and its size; null when the server does not tell. */
  cameAt: momentSchema.nullable(),
  size: z.number().int().nullable(),
  tries: z.number().int(),
  triedAt: momentSchema,
  nextTryAt: momentSchema,
});
export type Withheld = z.infer<typeof withheldSchema>;
export const traySchema = z.object({
  items: z.array(trayItemSchema),
  /** On the first page: of the same list. */
  withheld: z.array(withheldSchema),
  next: z.string().nullable(),
});
export const trayParams = z.object({ mailId: idSchema });
/** The beginning of the raw bytes, control characters made visible. */
export const trayOpenedSchema = z.object({ mailId: idSchema, beginning: z.string(), truncated: z.boolean() });
export const settleTraySchema = z.object({
  /**
   * `put-back` undoes `set-aside`. Of withheld mail `try-again` asks its server for it at once, `set-aside` asks no more,
   * `put-back` as before; there is nothing to make a contact of.
   */
  act: z.enum(['try-again', 'make-contact', 'set-aside', 'put-back']),
  /** For `make-contact`: what staff read in it. */
  emailAddress: z.string().max(254).optional(),
  name: z.string().max(200).optional(),
  subject: z.string().max(500).optional(),
});
export const settledSchema = z.object({ contactId: idSchema.nullable() });
