import { z } from 'zod';
import { idSchema, languageSchema, momentSchema, wordsSchema } from '../common.ts';

export const themeSchema = z.enum(['system', 'light', 'dark']);

export const signInSchema = z.object({
  userName: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
});

export const meSchema = z.object({
  staffId: idSchema,
  userName: z.string(),
  displayName: z.string(),
  language: languageSchema,
  theme: themeSchema,
  /** Acts of the declaration that one's present tasks hold. */
  acts: z.array(z.string()),
  tasks: z.array(z.object({ task: z.string(), name: wordsSchema, until: z.iso.date() })),
  queues: z.array(z.object({ queue: z.string(), name: wordsSchema })),
  undertaking: z.object({ version: z.number().int(), accepted: z.boolean() }),
  register: z.object({ name: wordsSchema, version: z.number().int(), publishedAt: momentSchema }),
  reasons: z.array(z.object({ reason: z.string(), name: wordsSchema })),
  categories: z.array(z.object({ category: z.string(), name: wordsSchema })),
  purposes: z.array(z.object({ purpose: z.string(), name: wordsSchema })),
  /** All tasks of the register by key, in words: readings and the log name tasks one need not hold. */
  taskNames: z.array(z.object({ task: z.string(), name: wordsSchema })),
  /** The register's period rules by key, in words. */
  periods: z.array(
    z.object({ rule: z.string(), name: wordsSchema, months: z.number().int(), ground: wordsSchema }),
  ),
});

export const undertakingSchema = z.object({
  version: z.number().int(),
  text: wordsSchema,
  accepted: z.boolean(),
});
export const acceptUndertakingSchema = z.object({ version: z.number().int() });

/** For the first administrator and for invitations: what a one-time link opens. */
export const linkSchema = z.object({
  purpose: z.enum(['first-administrator', 'invitation']),
  /** Whose invitation it is; null for the first administrator, who says so themselves. */
  userName: z.string().nullable(),
  displayName: z.string().nullable(),
  language: languageSchema.nullable(),
});
export const openLinkSchema = z.object({ token: z.string().min(20).max(100) });
export const useLinkSchema = z.object({
  token: z.string().min(20).max(100),
  /** Chosen by the first administrator; an invitation has its own. */
  userName: z.string().min(3).max(60).optional(),
  displayName: z.string().min(2).max(100).optional(),
  language: languageSchema,
  password: z.string().min(1).max(200),
});

export const changePasswordSchema = z.object({
  current: z.string().min(1).max(200),
  next: z.string().min(1).max(200),
});
export const profileSchema = z.object({ language: languageSchema, theme: themeSchema });
