import { z } from 'zod';
import { cursorSchema, idSchema, languageSchema, momentSchema, reasonSchema } from '../common.ts';

export const statusSchema = z.enum(['open', 'waiting', 'closed']);
export const viewSchema = z.enum(['mine', 'unassigned', 'all']);
export const channelSchema = z.enum(['email', 'phone', 'chat']);

/** One line of the inbox: the sealed list card, opened. */
export const contactCardSchema = z.object({
  contactId: idSchema,
  personId: idSchema,
  subject: z.string(),
  /** The person's name, or the address when no name is known. */
  name: z.string(),
  preview: z.string(),
  channel: channelSchema,
  queue: z.string(),
  status: statusSchema,
  language: languageSchema.nullable(),
  assigneeId: idSchema.nullable(),
  messages: z.number().int(),
  files: z.number().int(),
  lastAt: momentSchema,
  /** Since when the customer waits for an answer; null when they do not. */
  waitingSince: momentSchema.nullable(),
  version: z.number().int(),
});
export type ContactCard = z.infer<typeof contactCardSchema>;

export const listContactsSchema = z.object({
  view: viewSchema.default('all'),
  status: statusSchema.or(z.literal('any')).default('open'),
  queue: z.string().max(60).optional(),
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const contactPageSchema = z.object({
  contacts: z.array(contactCardSchema),
  next: z.string().nullable(),
});
export const countsSchema = z.object({
  mine: z.number().int(),
  unassigned: z.number().int(),
  all: z.number().int(),
  tray: z.number().int(),
});

/** `any` tries what the text looks like: an address, a number, an id, else a name. */
export const searchSchema = z.object({
  by: z.enum(['any', 'name', 'email', 'phone', 'id']).default('any'),
  text: z.string().trim().min(2).max(200),
  cursor: cursorSchema.optional(),
});

const fileSchema = z.object({
  fileId: idSchema,
  name: z.string(),
  contentType: z.string(),
  size: z.number().int(),
});
/** A masked identity code in the text: `[[code:1]]` stands where it was written. */
const maskedCodeSchema = z.object({ maskId: idSchema, mark: z.string() });

export const messageSchema = z.object({
  messageId: idSchema,
  direction: z.enum(['in', 'out']),
  channel: channelSchema,
  at: momentSchema,
  from: z.object({ name: z.string(), address: z.string() }),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  /** Quoted earlier mail, folded away. */
  quoted: z.string(),
  /** Cleaned HTML for the sandboxed frame; null when the mail was plain. */
  html: z.string().nullable(),
  authorId: idSchema.nullable(),
  delivery: z.enum(['received', 'queued', 'sent', 'failed']),
  deliveryCode: z.string().nullable(),
  files: z.array(fileSchema),
  maskedCodes: z.array(maskedCodeSchema),
});
export type ContactMessage = z.infer<typeof messageSchema>;

export const noteSchema = z.object({
  noteId: idSchema,
  at: momentSchema,
  authorId: idSchema,
  text: z.string(),
});

/** Why something is kept and until when. */
export const keptSchema = z.object({
  deleteAfter: momentSchema.nullable(),
  rule: z.string(),
  declarationVersion: z.number().int(),
});

export const contactSchema = z.object({
  contactId: idSchema,
  number: z.string(),
  version: z.number().int(),
  status: statusSchema,
  queue: z.string(),
  channel: channelSchema,
  mailbox: z.string().nullable(),
  language: languageSchema.nullable(),
  subject: z.string(),
  openedAt: momentSchema,
  closedAt: momentSchema.nullable(),
  waitingSince: momentSchema.nullable(),
  assigneeId: idSchema.nullable(),
  person: z.object({
    personId: idSchema,
    provisional: z.boolean(),
    name: z.string().nullable(),
    emailAddresses: z.array(z.string()),
    contacts: z.number().int(),
  }),
  messages: z.array(messageSchema),
  notes: z.array(noteSchema),
  kept: keptSchema,
  readings: z.number().int(),
});

export const openContactSchema = z.object({ reason: reasonSchema.optional() });
export const contactParams = z.object({ contactId: idSchema });

/** `messageId` is made by the caller: the same one again changes nothing. */
export const replySchema = z.object({
  messageId: idSchema,
  version: z.number().int(),
  text: z.string().trim().min(1).max(50_000),
  thenClose: z.boolean().default(false),
});
export const writeNoteSchema = z.object({ noteId: idSchema, text: z.string().trim().min(1).max(20_000) });
export const assignSchema = z.object({ version: z.number().int(), assigneeId: idSchema.nullable() });
export const versionOnlySchema = z.object({ version: z.number().int() });
export const changedSchema = z.object({ contactId: idSchema, version: z.number().int() });

export const maskParams = z.object({ contactId: idSchema, maskId: idSchema });
export const matchSchema = z.object({ match: z.boolean(), onFile: z.boolean() });
export const lookUpSchema = z.object({ personId: idSchema.nullable() });

/** Who read a contact or person: never more than task, role and moment for colleagues without the audit task. */
export const readingSchema = z.object({
  at: momentSchema,
  action: z.string(),
  act: z.string(),
  task: z.string().nullable(),
  actorKind: z.enum(['staff', 'system', 'person', 'nobody']),
  staffId: idSchema.nullable(),
  reason: z.string().nullable(),
});
export const readingsSchema = z.object({ readings: z.array(readingSchema) });
