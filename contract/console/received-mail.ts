import { z } from 'zod';

/** Whether a message comes from whom it says: SPF, DKIM and DMARC, and what the register knows of the address. */
export const senderCheckSchema = z.object({
  conclusion: z.enum(['confirmed', 'unconfirmed', 'denied']),
  spf: z.string(),
  dkim: z.string(),
  dmarc: z.string(),
  aligned: z.string(),
  reasons: z.array(
    z.enum([
      'body-changed',
      'signature-not-valid',
      'server-not-allowed',
      'no-policy',
      'other-domain',
      'part-unsigned',
      'several-senders',
      'no-answer',
      'forged-reply-address',
      'other-address',
      'confirmed-before',
    ]),
  ),
});
export type SenderCheck = z.infer<typeof senderCheckSchema>;

/** What of a mail is more than is shown: the mail as it came has it all. */
export const mailCutSchema = z.enum(['addresses', 'invitations', 'nested', 'subject']);

/** Moments as the sender wrote them: a day, or a local moment in `zone`, or one that ends in Z (UTC). */
export const invitationSchema = z.object({
  method: z.string(),
  summary: z.string(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  place: z.string(),
  organiser: z.string(),
  repeats: z.boolean(),
});
export type Invitation = z.infer<typeof invitationSchema>;
