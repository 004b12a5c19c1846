import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Id } from '../../base/new-id.ts';
import { makeReplyAddress } from './find-thread.ts';
import type { MailAddress } from './parsed-mail.ts';

/** A message of ours on its way out. Everything in it is personal data. */
export interface OutgoingMail {
  messageId: Id<'message'>;
  contactId: Id<'contact'>;
  /** The mailbox it goes out from. */
  from: MailAddress;
  to: MailAddress;
  subject: string;
  /** Plain text; the HTML part is made from it. */
  text: string;
  /** Plain text below the message. */
  signature?: string;
  /** Message-ID of the mail answered, and the ids before it, oldest first. */
  inReplyTo?: string;
  references: string[];
  /** When staff sent it: the same at every try. */
  date: Date;
  /** Made by a rule, not a person: marked as such and sent with a null return path (RFC 3834 s. 3.3 and 5). */
  automatic?: boolean;
  attachments: { name: string; contentType: string; content: Uint8Array }[];
}

/**
 * The Message-ID of a message of ours: the same at every try, so that a receiver can drop a repeated one, and kept
 * with the message, so that the answer is threaded by it. The id itself is not shown: it tells the
 * moment of writing.
 */
export function makeMessageId(messageId: Id<'message'>, mailboxAddress: string): string {
  const digest = createHash('sha256')
    .update('haltija message id 1\0')
    .update(messageId)
    .digest('hex')
    .slice(0, 40);
  return `<${digest}@${mailboxAddress.slice(mailboxAddress.lastIndexOf('@') + 1)}>`;
}

/** The mail as bytes. The same input gives the same bytes but for the MIME boundaries. */
export function buildMail(mail: OutgoingMail, tokenKey: Uint8Array): Promise<Buffer> {
  const text = mail.signature ? `${mail.text.trimEnd()}\n\n-- \n${mail.signature}` : mail.text;
  const composer = new MailComposer({
    from: mail.from,
    to: mail.to,
    replyTo: { name: mail.from.name, address: makeReplyAddress(mail.from.address, mail.contactId, tokenKey) },
    subject: mail.subject.replace(/[\r\n]+/g, ' '),
    messageId: makeMessageId(mail.messageId, mail.from.address),
    date: mail.date,
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo }),
    // RFC 5322 asks for all; over a line's 998 bytes the first and the newest matter.
    references: shortenReferences([...mail.references, ...(mail.inReplyTo ? [mail.inReplyTo] : [])]),
    text,
    html: textToHtml(text),
    headers: mail.automatic ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {},
    attachments: mail.attachments.map((each) => ({
      filename: each.name,
      contentType: each.contentType,
      content: Buffer.from(each.content),
    })),
    // Nothing in a message may make us read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function shortenReferences(references: readonly string[]): string[] {
  const ids = [...new Set(references)].filter((id) => /^<[^<>\s]{1,900}>$/.test(id));
  return ids.length <= 12 ? ids : [ids[0]!, ...ids.slice(-11)];
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function textToHtml(text: string): string {
  const paragraphs = text
    .replace(/[&<>"]/g, (letter) => escapes[letter]!)
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>\n')}</p>`);
  return `<!doctype html>\n<html><body style="font-family:sans-serif">\n${paragraphs.join('\n')}\n</body></html>\n`;
}
