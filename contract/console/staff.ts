import { z } from 'zod';
import { idSchema, languageSchema, momentSchema, wordsSchema } from '../common.ts';
import { line } from './team.ts';

/** What everybody may know of colleagues: who they are, to assign and to read threads. */
export const colleaguesSchema = z.object({
  colleagues: z.array(z.object({ staffId: idSchema, displayName: z.string(), active: z.boolean() })),
});

export const staffMemberSchema = z.object({
  staffId: idSchema,
  userName: z.string(),
  displayName: z.string(),
  /** The telephone that is theirs; null: none is known. */
  extension: z.string().nullable(),
  state: z.enum(['invited', 'active', 'closed']),
  undertakingAccepted: z.boolean(),
  tasks: z.array(
    z.object({
      grantId: idSchema,
      task: z.string(),
      grantedBy: idSchema.nullable(),
      grantedAt: momentSchema,
      until: z.iso.date(),
    }),
  ),
});
export const staffListSchema = z.object({
  staff: z.array(staffMemberSchema),
  tasks: z.array(
    z.object({
      task: z.string(),
      name: wordsSchema,
      acts: z.array(z.string()),
      categories: z.array(z.string()),
    }),
  ),
});
export type StaffMember = z.infer<typeof staffMemberSchema>;

export const inviteSchema = z.object({
  userName: z.string().min(3).max(60),
  displayName: z.string().trim().min(2).max(100),
  language: languageSchema,
});
/** The link is shown once, to be handed over in person. */
export const invitedSchema = z.object({ staffId: idSchema, link: z.string(), expiresAt: momentSchema });
/** An extension, the name before the @ of a SIP address, or a telephone number. */
export const extensionSchema = z.object({ extension: line(40).min(2).nullable() });
export const staffParams = z.object({ staffId: idSchema });
export const grantTaskSchema = z.object({
  task: z.string().max(60),
  /** The last day, in the register's time zone. */
  until: z.iso.date(),
});
export const grantedSchema = z.object({ grantId: idSchema });
export const grantParams = z.object({ staffId: idSchema, grantId: idSchema });
