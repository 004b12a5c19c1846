import { z } from 'zod';
import { idSchema, languageSchema, momentSchema, noContentSchema, wordsSchema } from '../common.ts';
import { cannedVariables } from '../render-canned.ts';
import { defineRoutes } from '../route.ts';
import { changedSchema, contactParams } from './contacts.ts';

export const doubtSchema = z.enum([
  'address-unknown',
  'address-of-another',
  'address-undeliverable',
  'sender-not-verified',
  'greeting-differs',
  'attachment-missing',
]);
export type Doubt = z.infer<typeof doubtSchema>;

const addressSchema = z.string().trim().min(3).max(254);
const addressesSchema = z.array(addressSchema).max(20);
const confirmedSchema = z.array(doubtSchema).max(10);

/**
 * `messageId` is the draft's id, or made by the caller: the same one again changes nothing. Left out, `to` is
 * whom the newest mail wants answered. Refused with `variable-not-filled` (details: `variable`) while a variable of
 * a canned reply stands in text or subject as it is written there, and with `recipient-doubtful` (details: `doubts`, with commas)
 * until every doubt stands in `confirmed`.
 */
export const replySchema = z.object({
  messageId: idSchema,
  version: z.number().int(),
  text: z.string().trim().min(1).max(50_000),
  to: addressesSchema.min(1).optional(),
  cc: addressesSchema.optional(),
  subject: z.string().trim().max(300).optional(),
  /** The mail answered stands below. */
  quote: z.boolean().default(false),
  /** Of signature, sender's name and the line above what is quoted. Left out: the contact's. */
  language: languageSchema.optional(),
  thenClose: z.boolean().default(false),
  /**
   * Seconds in which it can be taken back. Left out, it goes at once, whatever the writer's own settings say: an
   * undo is for whoever has a button for it, and a screen that has one says how long.
   */
  delaySeconds: z.number().int().min(0).max(30).default(0),
  /** At most 90 days ahead. Held, and asked about, when the customer writes meanwhile. */
  sendAt: momentSchema.optional(),
  confirmed: confirmedSchema.optional(),
});

export const writeNoteSchema = z.object({
  noteId: idSchema,
  text: z.string().trim().min(1).max(20_000),
  /** Colleagues named in it. */
  mentions: z.array(idSchema).max(20).default([]),
});

/** `version` 0 begins it. */
export const saveDraftSchema = z.object({
  kind: z.enum(['reply', 'note']),
  version: z.number().int().min(0),
  text: z.string().max(50_000),
  to: z.array(z.string().max(254)).max(20).nullable().default(null),
  cc: z.array(z.string().max(254)).max(20).default([]),
  subject: z.string().max(300).nullable().default(null),
  quote: z.boolean().default(false),
  language: languageSchema.nullable().default(null),
  mentions: z.array(idSchema).max(20).default([]),
});

/** How a message went wrong. */
export const recallKindSchema = z.enum(['wrong-recipient', 'wrong-content', 'wrong-attachment']);
export const recallSchema = z.object({
  incidentId: idSchema,
  draftId: idSchema,
  kind: recallKindSchema,
  note: z.string().trim().min(1).max(5_000),
  persons: z.number().int().min(1).max(1_000_000).default(1),
  /** Of the message's recipients, those who should not have got it; they are asked to delete it. */
  recipients: addressesSchema.default([]),
});
export const recalledSchema = z.object({
  incidentId: idSchema,
  draftId: idSchema.nullable(),
  /** How many there are who may settle it; 0: nobody has been told. */
  told: z.number().int(),
});

export const writeFirstSchema = z.object({
  contactId: idSchema,
  messageId: idSchema,
  mailbox: z.string().max(60),
  to: addressSchema,
  name: z.string().trim().max(200).default(''),
  language: languageSchema.optional(),
  subject: z.string().trim().min(1).max(300),
  text: z.string().trim().max(50_000),
  delaySeconds: z.number().int().min(0).max(30).default(0),
  confirmed: confirmedSchema.optional(),
  /** False: the contact is begun with all this as the writer's draft, and nothing is sent. */
  send: z.boolean().default(true),
});

const draftParams = z.object({ contactId: idSchema, draftId: idSchema });
const messageParams = z.object({ contactId: idSchema, messageId: idSchema });
const contacts = '/api/console/contacts';

/**
 * Beside these, a file of a draft is uploaded as it is: `POST …/drafts/:draftId/files/:fileId`, type
 * `application/octet-stream`, with `x-file-name` (percent-encoded) and `x-file-type`; in the OpenAPI document `attachFile`.
 */
export const answeringRoutes = defineRoutes({
  reply: {
    method: 'POST',
    path: `${contacts}/:contactId/replies`,
    params: contactParams,
    body: replySchema,
    answer: changedSchema,
  },
  writeNote: {
    method: 'POST',
    path: `${contacts}/:contactId/notes`,
    params: contactParams,
    body: writeNoteSchema,
    answer: changedSchema,
  },
  writeFirst: {
    method: 'POST',
    path: `${contacts}/write-first`,
    body: writeFirstSchema,
    answer: changedSchema,
  },
  /** From which mailboxes one's tasks let one write. */
  writingMailboxes: {
    method: 'GET',
    path: `${contacts}/write-first`,
    answer: z.object({
      mailboxes: z.array(
        z.object({ mailbox: z.string(), address: z.string(), name: wordsSchema, language: languageSchema }),
      ),
    }),
  },
  /** What the house adds to a reply from here, in a language: the signature, the line below it, and the variables that it fills. */
  replySignature: {
    method: 'GET',
    path: `${contacts}/:contactId/signature`,
    params: contactParams,
    query: z.object({ language: languageSchema.optional() }),
    answer: z.object({
      /** The one asked for, else the contact's, else the mailbox's. */
      language: languageSchema,
      signature: z.string(),
      /** What stands below it in every mail: where the notice in force stands. */
      noticeLine: z.string(),
      variables: z.partialRecord(z.enum(cannedVariables), z.string()),
    }),
  },
  saveDraft: {
    method: 'POST',
    path: `${contacts}/:contactId/drafts/:draftId`,
    params: draftParams,
    body: saveDraftSchema,
    answer: z.object({ version: z.number().int() }),
  },
  discardDraft: {
    method: 'DELETE',
    path: `${contacts}/:contactId/drafts/:draftId`,
    params: draftParams,
    answer: noContentSchema,
  },
  detachFile: {
    method: 'DELETE',
    path: `${contacts}/:contactId/drafts/:draftId/files/:fileId`,
    params: draftParams.extend({ fileId: idSchema }),
    answer: noContentSchema,
  },
  /** Who is writing what here, without a word of it. */
  draftMarks: {
    method: 'GET',
    path: `${contacts}/:contactId/drafts`,
    params: contactParams,
    answer: z.object({
      drafts: z.array(
        z.object({
          staffId: idSchema,
          kind: z.enum(['reply', 'note']),
          savedAt: momentSchema,
          /** Only of one's own: another of one's windows may have a newer one. */
          version: z.number().int().nullable(),
        }),
      ),
    }),
  },
  /** Colleagues whose tasks reach the contact. */
  mentionable: {
    method: 'GET',
    path: `${contacts}/:contactId/mentionable`,
    params: contactParams,
    answer: z.object({ staffIds: z.array(idSchema) }),
  },
  cancelMessage: {
    method: 'POST',
    path: `${contacts}/:contactId/messages/:messageId/cancel`,
    params: messageParams,
    answer: changedSchema,
  },
  sendNow: {
    method: 'POST',
    path: `${contacts}/:contactId/messages/:messageId/send-now`,
    params: messageParams,
    answer: changedSchema,
  },
  resendMessage: {
    method: 'POST',
    path: `${contacts}/:contactId/messages/:messageId/resend`,
    params: messageParams,
    body: z.object({ to: addressesSchema.min(1).optional(), confirmed: confirmedSchema.optional() }),
    answer: changedSchema,
  },
  recallMessage: {
    method: 'POST',
    path: `${contacts}/:contactId/messages/:messageId/recall`,
    params: messageParams,
    body: recallSchema,
    answer: recalledSchema,
  },
});
