import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { DemoAttachment, DemoPerson } from './corpus/corpus.ts';

/** A letter of an invented customer, as their mail program would send it. */
export interface CustomerMail {
  readonly person: DemoPerson;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly DemoAttachment[];
  readonly messageId: string;
  /** Message-ID of the mail answered. */
  readonly inReplyTo?: string;
  readonly date: Date;
}

/**
 * A Message-ID of the demo, always the same for the same label: by it a letter that was sent before is
 * known again. Under the domain of the address it comes from; tells nothing else.
 */
export function nameMessage(label: string, emailAddress: string): string {
  return `<${hash(label).slice(0, 32)}@${emailAddress.slice(emailAddress.lastIndexOf('@') + 1)}>`;
}

/** The mail as bytes (RFC 5322): the same input gives the same bytes, boundaries included. */
export function writeRawMail(mail: CustomerMail): Promise<Buffer> {
  const { person } = mail;
  return new MailComposer({
    from: { name: person.name, address: person.emailAddress },
    to: mail.to,
    subject: mail.subject,
    messageId: mail.messageId,
    date: mail.date,
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo, references: [mail.inReplyTo] }),
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    attachments: (mail.attachments ?? []).map(({ name, contentType, content }) => ({
      filename: name,
      contentType,
      content: Buffer.from(content),
    })),
    baseBoundary: hash(mail.messageId).slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

function hash(text: string): string {
  return createHash('sha256').update(`haltija demo\0${text}`).digest('hex');
}
