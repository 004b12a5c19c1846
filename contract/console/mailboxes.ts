import { z } from 'zod';
import { languageSchema, momentSchema, wordsSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

/** A mailbox of the declaration, how its mail comes and how its answers go. Read only: the declaration and the settings say it. */
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
  /** The account its answers go out by, its own or the common one; null: none, and they wait. */
  sending: z
    .object({
      host: z.string(),
      own: z.boolean(),
      signIn: z.enum(['password', 'oauth2', 'none']),
      /** Why nothing goes out by it; null: it works. */
      code: z.string().nullable(),
      /** Since when; null: nobody has looked yet. */
      since: momentSchema.nullable(),
    })
    .nullable(),
  lastMailAt: momentSchema.nullable(),
  /** Mails kept and not yet made into contacts. */
  waiting: z.number().int(),
});
export type MailboxState = z.infer<typeof mailboxSchema>;

export const mailboxesSchema = z.object({ mailboxes: z.array(mailboxSchema) });

export const mailboxRoutes = defineRoutes({
  mailboxes: { method: 'GET', path: '/api/console/mailboxes', answer: mailboxesSchema },
});
