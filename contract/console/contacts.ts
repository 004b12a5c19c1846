import { z } from 'zod';
import { invitationSchema, mailCutSchema, senderCheckSchema } from './received-mail.ts';
import { cursorSchema, idSchema, languageSchema, momentSchema, reasonSchema } from '../common.ts';
import { contactEventSchema } from './merging.ts';

export const statusSchema = z.enum(['open', 'waiting', 'snoozed', 'closed']);
export const prioritySchema = z.enum(['low', 'normal', 'high', 'urgent']);
export const orderSchema = z.enum(['newest', 'waiting', 'due']);
export const viewSchema = z.enum(['mine', 'unassigned', 'all', 'mentioned', 'watching']);
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
  priority: prioritySchema,
  tags: z.array(idSchema),
  messages: z.number().int(),
  files: z.number().int(),
  lastAt: momentSchema,
  /** Since when the customer waits for an answer; null when they do not. */
  waitingSince: momentSchema.nullable(),
  /** By when the queue's target wants an answer; null without a target or when nobody waits. */
  answerDueAt: momentSchema.nullable(),
  /** By when the target wants it done; null without a target, and once it is closed. */
  doneDueAt: momentSchema.nullable(),
  snoozedUntil: momentSchema.nullable(),
  /** Something of the customer's that the reader has not seen. */
  unread: z.boolean(),
  watching: z.boolean(),
  mentioned: z.boolean(),
  version: z.number().int(),
});
export type ContactCard = z.infer<typeof contactCardSchema>;

export const listContactsSchema = z.object({
  view: viewSchema.default('all'),
  status: statusSchema.or(z.literal('any')).default('open'),
  queue: z.string().max(60).optional(),
  /** A colleague's; only with the views that are not one's own. */
  assignee: idSchema.optional(),
  tag: idSchema.optional(),
  channel: channelSchema.optional(),
  language: languageSchema.optional(),
  priority: prioritySchema.optional(),
  /** Past the moment by which an answer was due, or being done. */
  overdue: z.literal('yes').optional(),
  /** Newest first; who has waited longest; what is due first by the queue's targets. */
  order: orderSchema.default('newest'),
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const contactPageSchema = z.object({
  contacts: z.array(contactCardSchema),
  next: z.string().nullable(),
});
/** Counted no further than `most`: that number means so many or more. */
export const countsSchema = z.object({
  most: z.number().int(),
  mine: z.number().int(),
  unassigned: z.number().int(),
  all: z.number().int(),
  mentioned: z.number().int(),
  watching: z.number().int(),
  overdue: z.number().int(),
  /** One's own follow-up tasks due today or before. */
  todos: z.number().int(),
  /** Mail that could not be read: waiting, and set aside. */
  tray: z.number().int(),
  trayAside: z.number().int(),
});

const fileSchema = z.object({
  fileId: idSchema,
  name: z.string(),
  contentType: z.string(),
  /** What it is by its first bytes, when that contradicts its name. */
  realType: z.string().optional(),
  /** By which the HTML names it, for a picture that stands in the text. */
  contentId: z.string().optional(),
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
  cc: z.array(z.string()),
  /** Where its sender wants the answer, when elsewhere than at `from`. */
  replyTo: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  /** Quoted earlier mail, folded away. */
  quoted: z.string(),
  /** Cleaned HTML for the sandboxed frame; null when the mail was plain. */
  html: z.string().nullable(),
  authorId: idSchema.nullable(),
  delivery: z.enum(['received', 'scheduled', 'queued', 'sent', 'failed', 'bounced']),
  deliveryCode: z.string().nullable(),
  attempts: z.number().int(),
  /** When a scheduled one is due. */
  sendAt: momentSchema.nullable(),
  /** By when a queued one is tried again. */
  nextTryAt: momentSchema.nullable(),
  sentAt: momentSchema.nullable(),
  recalledAt: momentSchema.nullable(),
  /** Of one that some have got: the addresses of those who have not. */
  missed: z.array(z.string()),
  files: z.array(fileSchema),
  maskedCodes: z.array(maskedCodeSchema),
  /** Of mail that came in; null when it was never checked. */
  sender: senderCheckSchema.nullable(),
  /** Hosts whose pictures the HTML wanted; they are never asked. */
  blockedHosts: z.array(z.string()),
  invitations: z.array(invitationSchema),
  cut: z.array(mailCutSchema),
  /** Whether the mail as it came is kept beside it. */
  hasRaw: z.boolean(),
  /** A mail server's notice: why it could not deliver; null for all other messages. */
  notice: z.string().nullable(),
  /** Made by a rule of ours, or sent by a machine. */
  automatic: z.boolean(),
});
export type ContactMessage = z.infer<typeof messageSchema>;

export const noteSchema = z.object({
  noteId: idSchema,
  at: momentSchema,
  authorId: idSchema,
  /** Colleagues named in it. */
  mentioned: z.array(idSchema),
  text: z.string(),
});

/** What the reader has begun to write here. */
const ownDraftSchema = z.object({
  draftId: idSchema,
  kind: z.enum(['reply', 'note']),
  version: z.number().int(),
  savedAt: momentSchema,
  text: z.string(),
  /** Null: as the house fills it in. */
  to: z.array(z.string()).nullable(),
  cc: z.array(z.string()),
  subject: z.string().nullable(),
  quote: z.boolean(),
  /** Of what the house adds to the reply; null: the contact's. */
  language: languageSchema.nullable(),
  mentions: z.array(idSchema),
  files: z.array(fileSchema),
});
export type OwnDraft = z.infer<typeof ownDraftSchema>;

/** A follow-up task; `dueOn` is a calendar day in the register's time zone. */
export const todoSchema = z.object({
  todoId: idSchema,
  text: z.string(),
  ownerId: idSchema,
  dueOn: z.iso.date(),
  madeBy: idSchema,
  madeAt: momentSchema,
  doneAt: momentSchema.nullable(),
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
  answerDueAt: momentSchema.nullable(),
  doneDueAt: momentSchema.nullable(),
  snoozedUntil: momentSchema.nullable(),
  priority: prioritySchema,
  tags: z.array(idSchema),
  assigneeId: idSchema.nullable(),
  /** How far the reader had read before; null when never. */
  seenAt: momentSchema.nullable(),
  followers: z.array(
    z.object({ staffId: idSchema, watching: z.boolean(), mentionedAt: momentSchema.nullable() }),
  ),
  todos: z.array(todoSchema),
  person: z.object({
    personId: idSchema,
    provisional: z.boolean(),
    name: z.string().nullable(),
    emailAddresses: z.array(z.string()),
    /** Those of them that mail comes back from. */
    undeliverable: z.array(z.string()),
    contacts: z.number().int(),
  }),
  /** The newest, oldest of them first. */
  messages: z.array(messageSchema),
  /** Those written among these messages. */
  notes: z.array(noteSchema),
  /** How many calls are in it; `contactCalls` reads them. */
  calls: z.number().int(),
  /** The cursor of what stands further back; null when this is all. */
  earlier: z.string().nullable(),
  /** Whom an answer goes to and what it is about, as long as nobody changes it; `others` got the same mail. */
  reply: z.object({ to: z.array(z.string()), others: z.array(z.string()), subject: z.string() }),
  drafts: z.array(ownDraftSchema),
  kept: keptSchema,
  /** Merged, split, moved: what became of it, oldest first. */
  events: z.array(contactEventSchema),
  /** Counted no further than 200; `moreReadings`: there are more than that. */
  readings: z.number().int(),
  moreReadings: z.boolean(),
});

export const openContactSchema = z.object({ reason: reasonSchema.optional() });
export const earlierSchema = z.object({ cursor: cursorSchema, reason: reasonSchema.optional() });
/** What stands before: each page is a reading of its own. */
export const earlierPageSchema = z.object({
  messages: z.array(messageSchema),
  notes: z.array(noteSchema),
  earlier: z.string().nullable(),
});
export const contactParams = z.object({ contactId: idSchema });

export const assignSchema = z.object({ version: z.number().int(), assigneeId: idSchema.nullable() });
export const versionOnlySchema = z.object({ version: z.number().int() });
export const changedSchema = z.object({ contactId: idSchema, version: z.number().int() });

export const maskParams = z.object({ contactId: idSchema, maskId: idSchema });
export const lookUpSchema = z.object({ personId: idSchema.nullable() });

/** Who read a contact or person: never more than task, role and moment for colleagues without the audit task. */
export const readingSchema = z.object({
  at: momentSchema,
  action: z.string(),
  act: z.string(),
  task: z.string().nullable(),
  actorKind: z.enum(['staff', 'system', 'person', 'inspector', 'nobody']),
  staffId: idSchema.nullable(),
  reason: z.string().nullable(),
});
export const listReadingsSchema = z.object({
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** Newest first. A page may be shorter than asked for: what names contacts outside one's queues is left out. */
export const readingsSchema = z.object({ readings: z.array(readingSchema), next: z.string().nullable() });
