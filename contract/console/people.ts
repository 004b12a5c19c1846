import { z } from 'zod';
import { idSchema, languageSchema, momentSchema, reasonSchema } from '../common.ts';
import { contactCardSchema, keptSchema } from './contacts.ts';

export const personParams = z.object({ personId: idSchema });

/** A field of the declaration as held about a person. A sealed one shows its length class until revealed. */
export const personFieldSchema = z.object({
  fieldId: idSchema,
  category: z.string(),
  kind: z.string(),
  /** Null when the task may not see it, or when it is verify-only. */
  value: z.string().nullable(),
  lengthClass: z.enum(['short', 'medium', 'long']),
  source: z.enum(['email', 'phone', 'chat', 'staff']),
  collectedAt: momentSchema,
  purposes: z.array(z.string()),
  reason: z.string().nullable(),
  declarationVersion: z.number().int(),
  verified: z.boolean(),
});

export const personSchema = z.object({
  personId: idSchema,
  version: z.number().int(),
  provisional: z.boolean(),
  state: z.enum(['active', 'restricted']),
  language: languageSchema.nullable(),
  since: momentSchema,
  lastContactAt: momentSchema,
  fields: z.array(personFieldSchema),
  contacts: z.array(contactCardSchema),
  moreContacts: z.boolean(),
  kept: keptSchema,
  /** What may still be asked for, and whether a stated reason is needed. */
  mayCollect: z.array(z.object({ category: z.string(), kind: z.string(), needsReason: z.boolean() })),
});

export const openPersonSchema = z.object({ reason: reasonSchema.optional() });
export const collectFieldSchema = z.object({
  fieldId: idSchema,
  version: z.number().int(),
  category: z.string().max(60),
  value: z.string().trim().min(1).max(500),
  channel: z.enum(['email', 'phone', 'chat']),
  reason: reasonSchema.optional(),
});
export const collectedSchema = z.object({ personId: idSchema, fieldId: idSchema, version: z.number().int() });
export const matchIdentityCodeSchema = z.object({ code: z.string().min(6).max(20) });
export const revealFieldSchema = z.object({ fieldId: idSchema, reason: reasonSchema });
export const revealedSchema = z.object({ value: z.string() });
