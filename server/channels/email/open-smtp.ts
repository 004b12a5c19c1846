import { createTransport, type Transporter } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { Leave } from '../../safeguards/processors/leave.ts';
import { placeOf } from '../../safeguards/processors/place-of.ts';

/** A connection to a mail server, to where the leave leads; made when it is first used. */
export function openSmtp(
  leave: Leave,
  options: Omit<SMTPTransport.Options, 'host' | 'port'>,
): Transporter<SMTPTransport.SentMessageInfo> {
  return createTransport({ ...options, ...placeOf(leave, 'mail-out') });
}
