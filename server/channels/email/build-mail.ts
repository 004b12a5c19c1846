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
  to: MailAddress | readonly MailAddress[];
  cc?: readonly MailAddress[];
  /** Who of them is to get it; left out: all. */
  recipients?: readonly string[];
  subject: string;
  /** Plain text; the HTML part is made from it. */
  text: string;
  /** Plain text below the message. */
  signature?: string;
  /** Where the privacy notice stands, in a line below the signature; its address ends it. */
  noticeLine?: string;
  /** The mail answered, each line behind a `>`, below all. */
  quoted?: string;
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
  const composer = new MailComposer({
    from: mail.from,
    to: listOf(mail.to),
    ...(mail.cc === undefined || mail.cc.length === 0 ? {} : { cc: [...mail.cc] }),
    replyTo: { name: mail.from.name, address: makeReplyAddress(mail.from.address, mail.contactId, tokenKey) },
    subject: mail.subject.replace(/[\r\n]+/g, ' '),
    messageId: makeMessageId(mail.messageId, mail.from.address),
    date: mail.date,
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo }),
    // RFC 5322 asks for all; over a line's 998 bytes the first and the newest matter.
    references: shortenReferences([...mail.references, ...(mail.inReplyTo ? [mail.inReplyTo] : [])]),
    // As alternatives, plainest first: a text of its own would be sent without the mark of flowed lines.
    alternatives: [
      { contentType: 'text/plain; charset=utf-8; format=flowed', content: flowText(mail) },
      { contentType: 'text/html; charset=utf-8', content: mailToHtml(mail) },
    ],
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

export function recipientsOf(mail: Pick<OutgoingMail, 'to' | 'cc'>): string[] {
  return [...listOf(mail.to), ...(mail.cc ?? [])].map(({ address }) => address);
}

function listOf(to: OutgoingMail['to']): MailAddress[] {
  return 'address' in to ? [to] : [...to];
}

const widest = 72;

/**
 * The parts as format=flowed (RFC 3676): a long line is broken at a blank that stays at its end, so that a
 * reader joins it again; no line of ours ends in a blank by accident, and one that could be taken for a
 * quotation or for the mbox mark is stuffed with a blank.
 */
function flowText({ text, quoted, ...mail }: OutgoingMail): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .flatMap((line) => flowLine(line, ''));
  const below = belowText(mail);
  if (below) lines.push('', '-- ', ...below.split('\n').flatMap((line) => flowLine(line, '')));
  if (quoted) {
    lines.push('');
    for (const line of quoted.split('\n')) {
      const depth = /^[> ]*>/.exec(line)?.[0].replaceAll(' ', '') ?? '';
      lines.push(...flowLine(depth === '' ? line : line.replace(/^[> ]*> ?/, ''), depth));
    }
  }
  return lines.join('\n');
}

/** Behind the mark of a signature: mail programs leave out what stands there when they quote. */
function belowText({ signature, noticeLine }: Pick<OutgoingMail, 'signature' | 'noticeLine'>): string {
  return [signature, noticeLine].filter(Boolean).join('\n\n');
}

function flowLine(line: string, depth: string): string[] {
  const lines: string[] = [];
  let current = '';
  for (const [index, word] of line
    .replace(/[ \t]+$/, '')
    .split(' ')
    .entries()) {
    const tooWide = current.length + word.length + 1 > widest - depth.length - 1;
    if (index > 0 && current.trim() !== '' && tooWide) {
      lines.push(`${current} `);
      current = word;
    } else {
      current = index === 0 ? word : `${current} ${word}`;
    }
  }
  lines.push(current);
  return lines.map((each) => {
    if (depth !== '') return each === '' ? depth : `${depth} ${each}`;
    return /^(?: |>|From )/.test(each) ? ` ${each}` : each;
  });
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => escapes[letter]!);

function mailToHtml({ text, signature, noticeLine, quoted }: OutgoingMail): string {
  const parts = [paragraphs(text.trimEnd())];
  const below = [
    ...(signature ? [breaks(escape(signature))] : []),
    ...(noticeLine ? [linked(noticeLine)] : []),
  ];
  if (below.length > 0) parts.push(`<div>-- <br>\n${below.join('<br>\n<br>\n')}</div>`);
  if (quoted) {
    const [head = '', ...lines] = quoted.split('\n');
    const inner = lines.map((line) => line.replace(/^> ?/, '')).join('\n');
    parts.push(`<p>${escape(head)}</p>\n<blockquote>\n${paragraphs(inner)}\n</blockquote>`);
  }
  return `<!doctype html>\n<html><body style="font-family:sans-serif">\n${parts.join('\n')}\n</body></html>\n`;
}

const breaks = (html: string) => html.replaceAll('\n', '<br>\n');

function linked(line: string): string {
  return escape(line).replace(/https?:\/\/\S+$/, '<a href="$&">$&</a>');
}

function paragraphs(text: string): string {
  return escape(text)
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${breaks(paragraph)}</p>`)
    .join('\n');
}
