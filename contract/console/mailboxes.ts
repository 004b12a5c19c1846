import { z } from 'zod';
import { languageSchema, momentSchema, wordsSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

/** A mailbox of the declaration and how its mail comes. Read only: the declaration and the settings say it. */
export const mailboxSchema = z.object({
  mailbox: z.string(),
  address: z.string(),
  name: wordsSchema,
  queue: z.string(),
  queueName: wordsSchema,
  language: languageSchema,
  /** `imap`: fetched. `handed-over`: a mail server brings it. `none`: nothing does. */
  way: z.enum(['imap', 'handed-over', 'none']),
  /** Of what is fetched: how we sign in, the folder, and what becomes of the mail there. */
  fetching: z
    .object({
      host: z.string(),
      folder: z.string(),
      signIn: z.enum(['password', 'oauth2']),
      after: z.enum(['mark', 'leave', 'delete', 'move']),
      state: z.enum(['connecting', 'connected', 'failing', 'stopped']),
      code: z.string().nullable(),
      since: momentSchema,
      /** When the folder was last read to its end, by the process that answers. */
      lookedAt: momentSchema.nullable(),
      /** Mails seen there and not yet fetched. */
      backlog: z.number().int(),
    })
    .nullable(),
  lastMailAt: momentSchema.nullable(),
  /** Mails kept and not yet made into contacts. */
  waiting: z.number().int(),
});
export type MailboxState = z.infer<typeof mailboxSchema>;

export const mailboxesSchema = z.object({
  mailboxes: z.array(mailboxSchema),
  sending: z.object({ host: z.string().nullable(), code: z.string().nullable() }),
});

export const mailboxRoutes = defineRoutes({
  mailboxes: { method: 'GET', path: '/api/console/mailboxes', answer: mailboxesSchema },
});
