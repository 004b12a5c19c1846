import PostalMime, { addressParser } from 'postal-mime';
import type { Address, Attachment, Email } from 'postal-mime';
import { parseEmailAddress } from '../../base/normalise-contact.ts';
import { htmlToText } from './html-to-text.ts';
import { UnreadableMail } from './parsed-mail.ts';
import type { MailAddress, MailAttachment, ParsedMail } from './parsed-mail.ts';

export interface MailLimits {
  /** Bytes of the whole mail. */
  rawBytes: number;
  /** Levels of multipart within multipart. */
  depth: number;
  parts: number;
  /** Bytes of all headers of all parts. */
  headerBytes: number;
  attachments: number;
}

/** Wider than any mail seen in the corpora, far narrower than what hurts the parser. */
export const defaultMailLimits: MailLimits = {
  rawBytes: 40 * 1024 * 1024,
  depth: 50,
  parts: 1000,
  headerBytes: 512 * 1024,
  attachments: 200,
};

const subjectLength = 998;
const nameLength = 200;
const addressCount = 200;
const referenceCount = 100;

/**
 * Reads a raw mail (RFC 5322 and MIME). Pure. Meant for the worker thread of `create-mail-parser.ts`:
 * hostile mail can hold it for long.
 * @throws {UnreadableMail} with a coded reason
 */
export async function parseMail(
  raw: Uint8Array,
  limits: MailLimits = defaultMailLimits,
): Promise<ParsedMail> {
  if (raw.length > limits.rawBytes) throw new UnreadableMail('too-large');
  if (isBlank(raw)) throw new UnreadableMail('empty');
  if (countParts(raw, limits.parts) > limits.parts) throw new UnreadableMail('too-many-parts');
  const email = await parseMime(raw, limits);
  if (email.attachments.length > limits.attachments) throw new UnreadableMail('too-many-attachments');

  const header = (key: string) => email.headers.find((each) => each.key === key)?.value.trim();
  const text = email.text ?? (email.html === undefined ? '' : htmlToText(email.html));
  const mail: ParsedMail = {
    to: readAddresses(email.to),
    cc: readAddresses(email.cc),
    replyTo: readAddresses(email.replyTo),
    deliveredTo: readDeliveredTo(email),
    subject: cleanLine(email.subject ?? '', subjectLength),
    inReplyTo: readMessageIds(header('in-reply-to')),
    references: readMessageIds(header('references')).slice(-referenceCount),
    text: cleanText(text),
    attachments: email.attachments.map(readAttachment),
    fromList: email.headers.some((each) => each.key.startsWith('list-')),
  };
  const from =
    readAddresses(email.from ? [email.from] : [])[0] ?? readAddresses(email.sender ? [email.sender] : [])[0];
  if (from) mail.from = from;
  const returnPath = readReturnPath(header('return-path'));
  if (returnPath !== undefined) mail.returnPath = returnPath;
  const date = readDate(header('date'));
  if (date !== undefined) mail.date = date;
  const messageId = readMessageIds(header('message-id'))[0];
  if (messageId !== undefined) mail.messageId = messageId;
  if (email.html !== undefined) mail.html = dropUnstorable(email.html);
  const autoSubmitted = readToken(header('auto-submitted'));
  if (autoSubmitted !== undefined) mail.autoSubmitted = autoSubmitted;
  const precedence = readToken(header('precedence'));
  if (precedence !== undefined) mail.precedence = precedence;
  const suppress = header('x-auto-response-suppress')?.toLowerCase().slice(0, nameLength);
  if (suppress !== undefined) mail.autoResponseSuppress = suppress;
  const listId = header('list-id');
  if (listId) mail.listId = cleanLine(listId, nameLength);
  return mail;
}

async function parseMime(raw: Uint8Array, limits: MailLimits): Promise<Email> {
  try {
    return await PostalMime.parse(raw, {
      maxNestingDepth: limits.depth,
      maxHeadersSize: limits.headerBytes,
      maxRfc822NestingDepth: 3,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/nesting depth/i.test(message)) throw new UnreadableMail('too-deep');
    if (/header/i.test(message)) throw new UnreadableMail('headers-too-large');
    throw new UnreadableMail('malformed');
  }
}

function isBlank(raw: Uint8Array): boolean {
  return raw.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0);
}

// The parser has no limit on parts. Lines that begin with a declared boundary are counted before it runs.
function countParts(raw: Uint8Array, stopAfter: number): number {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  const boundaries = new Set<string>();
  for (const [, quoted, bare] of text.matchAll(
    /boundary\s{0,9}=\s{0,9}(?:"([^"\r\n]{1,200})"|([^\s";]{1,200}))/gi,
  )) {
    boundaries.add(quoted ?? bare!);
    if (boundaries.size > stopAfter) return boundaries.size;
  }
  if (boundaries.size === 0) return 0;
  let parts = 0;
  for (let at = text.indexOf('\n--'); at !== -1; at = text.indexOf('\n--', at + 3)) {
    const lineEnd = text.indexOf('\n', at + 1);
    const line = text.slice(at + 3, Math.min(lineEnd === -1 ? text.length : lineEnd, at + 260)).trimEnd();
    if (boundaries.has(line)) parts += 1;
    if (parts > stopAfter) return parts;
  }
  return parts;
}

function readAddresses(addresses: readonly Address[] | undefined): MailAddress[] {
  const found: MailAddress[] = [];
  for (const each of addresses ?? []) {
    for (const mailbox of each.group ?? [each]) {
      const address = parseEmailAddress(mailbox.address ?? '');
      if (address) found.push({ address, name: cleanLine(mailbox.name, nameLength) });
      if (found.length === addressCount) return found;
    }
  }
  return found;
}

function readDeliveredTo(email: Email): string[] {
  const keys = new Set(['delivered-to', 'x-original-to', 'envelope-to']);
  const values = email.headers.filter((each) => keys.has(each.key)).map((each) => each.value);
  return values
    .slice(0, 20)
    .flatMap((value) => readAddresses(addressParser(value)))
    .map((each) => each.address);
}

function readReturnPath(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value === '<>' || value === '') return '';
  return parseEmailAddress(value.replace(/^<|>$/g, ''));
}

/** Message ids in angle brackets; a lone id written without them is taken too, as some programs write it. */
function readMessageIds(value: string | undefined): string[] {
  if (!value) return [];
  const bracketed = value.match(/<[^<>\s]{1,900}>/g);
  if (bracketed) return [...new Set(bracketed)];
  return /^[^<>\s]{1,900}$/.test(value) && value.includes('@') ? [`<${value}>`] : [];
}

function readDate(value: string | undefined): string | undefined {
  if (!value || value.length > 100) return undefined;
  const moment = new Date(value.replace(/\([^()]*\)/g, ' ').trim());
  const year = moment.getUTCFullYear();
  // Clocks of the years 1970 or 2100 say that the sender does not know.
  return year > 1980 && year < 2100 ? moment.toISOString() : undefined;
}

function readToken(value: string | undefined): string | undefined {
  if (!value) return undefined;
  return value
    .replace(/[;(].*$/s, '')
    .trim()
    .toLowerCase()
    .slice(0, nameLength);
}

function readAttachment(part: Attachment): MailAttachment {
  const content = typeof part.content === 'string' ? Buffer.from(part.content) : new Uint8Array(part.content);
  const contentId = part.contentId?.replace(/^<|>$/g, '').slice(0, subjectLength);
  const attachment: MailAttachment = {
    name: cleanLine((part.filename ?? '').replace(/^.*[\\/]/s, ''), nameLength),
    contentType: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(part.mimeType)
      ? part.mimeType
      : 'application/octet-stream',
    content,
    inline: part.related === true || (part.disposition === 'inline' && contentId !== undefined),
  };
  if (contentId) attachment.contentId = contentId;
  return attachment;
}

// PostgreSQL stores no NUL, and lone surrogates are no UTF-8.
function dropUnstorable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

function cleanText(text: string): string {
  return dropUnstorable(text).replace(/\r\n?/g, '\n');
}

// Control and direction characters can disguise a name or a subject (report‮fdp.exe).
function cleanLine(text: string, length: number): string {
  const line = dropUnstorable(text)
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
  return line.length <= length
    ? line
    : line
        .slice(0, length)
        .toWellFormed()
        .replace(/\ufffd$/, '');
}
