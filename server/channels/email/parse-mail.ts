import PostalMime, { addressParser } from 'postal-mime';
import type { Address, Attachment, Email } from 'postal-mime';
import type { MailCut } from '../../register/contacts/contact-columns.ts';
import { parseEmailAddress } from '../../base/normalise-contact.ts';
import { findRealType } from './find-real-type.ts';
import { htmlToText } from './html-to-text.ts';
import type { RawMail } from './mail-in-pieces.ts';
import { countParts, defaultMailLimits, isBlank, type MailLimits } from './mail-limits.ts';
import { mendCharsets, mendHeaders, type MimePart } from './mend-charsets.ts';
import { parseInPieces, type Places } from './parse-in-pieces.ts';
import { UnreadableMail } from './parsed-mail.ts';
import type { MailAddress, MailAttachment, ParsedMail } from './parsed-mail.ts';
import { countEvents, readInvitation } from './read-invitation.ts';
import { readTnef } from './read-tnef.ts';
import { mayBeBounce, recogniseBounce } from './recognise-bounce.ts';
import { readContentLanguage, readImportance } from './technical-headers.ts';

const subjectLength = 998;
const nameLength = 200;
const addressCount = 200;
const referenceCount = 100;
const invitationCount = 5;

/**
 * Reads a raw mail (RFC 5322 and MIME). Pure. Of one that is not held, large attachments stay where they are. Meant for the worker thread of `create-mail-parser.ts`:
 * hostile mail can hold it for long.
 * @throws {UnreadableMail} with a coded reason
 */
export async function parseMail(raw: RawMail, limits: MailLimits = defaultMailLimits): Promise<ParsedMail> {
  const places: Places = new Map();
  const mended = raw instanceof Uint8Array ? mendWhole(raw, limits) : raw;
  if (!(raw instanceof Uint8Array) && raw.size > limits.rawBytes) throw new UnreadableMail('too-large');
  const email = unpackTnef(await parseMime(mended, limits, places));
  if (email.attachments.length > limits.attachments) throw new UnreadableMail('too-many-attachments');

  const header = (key: string) => email.headers.find((each) => each.key === key)?.value.trim();
  const text = email.text || (email.html === undefined ? '' : htmlToText(email.html));
  const attachments = await Promise.all(email.attachments.map((each) => readAttachment(each, places)));
  const cut = new Set<MailCut>();
  const addresses = (found: readonly Address[] | undefined) =>
    readAddresses(found, () => cut.add('addresses'));
  const calendars = attachments.filter(isCalendar);
  const texts = calendars.flatMap(({ content }) =>
    content instanceof Uint8Array ? Buffer.from(content).toString('utf8') : [],
  );
  const invitations = texts.flatMap((each) => readInvitation(each) ?? []).slice(0, invitationCount);
  const events = texts.reduce((sum, each) => sum + countEvents(each), 0);
  // One that was left where it is has not been looked into.
  if (events > invitations.length || texts.length < calendars.length) cut.add('invitations');
  if (email.attachments.some((each) => each.rfc822DepthExceeded)) cut.add('nested');
  if ((email.subject ?? '').trim().length > subjectLength) cut.add('subject');
  const mail: ParsedMail = {
    to: addresses(email.to),
    cc: addresses(email.cc),
    replyTo: readAddresses(email.replyTo),
    deliveredTo: readDeliveredTo(email),
    subject: cleanLine(email.subject ?? '', subjectLength),
    inReplyTo: readMessageIds(header('in-reply-to')),
    references: readMessageIds(header('references')).slice(-referenceCount),
    text: cleanText(text),
    attachments,
    invitations,
    fromList: email.headers.some((each) => each.key.startsWith('list-')),
  };
  if (cut.size > 0) mail.cut = [...cut];
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
  const autoSubmitted = readAutoSubmitted(header);
  if (autoSubmitted !== undefined) mail.autoSubmitted = autoSubmitted;
  const precedence = readToken(header('precedence'));
  if (precedence !== undefined) mail.precedence = precedence;
  const suppress = header('x-auto-response-suppress')?.toLowerCase().slice(0, nameLength);
  if (suppress !== undefined) mail.autoResponseSuppress = suppress;
  const listId = header('list-id');
  if (listId) mail.listId = cleanLine(listId, nameLength);
  const importance = readImportance(header);
  if (importance !== undefined) mail.importance = importance;
  const contentLanguage = readContentLanguage(header('content-language'));
  if (contentLanguage !== undefined) mail.contentLanguage = contentLanguage;
  if (mayBeBounce(email)) {
    // What was returned must not mix with what the server says of it.
    const bounce = recogniseBounce(await parseMime(mended, limits, places, true));
    if (bounce) mail.bounce = bounce;
  }
  return mail;
}

/** Auto-Submitted, or what programs wrote before it was agreed on; receipts count as automatic too. */
function readAutoSubmitted(header: (key: string) => string | undefined): string | undefined {
  const stated = readToken(header('auto-submitted'));
  if (stated !== undefined) return stated;
  const old = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-autogenerated'].some(
    (key) => !/^(?:no)?$/i.test(header(key) ?? ''),
  );
  const precedence = /^auto[-_]?reply$/i.test(header('precedence') ?? '');
  const receipt = /report-type\s*=\s*"?disposition-notification/i.test(header('content-type') ?? '');
  return old || precedence || receipt ? 'auto-replied' : undefined;
}

function mendWhole(raw: Uint8Array, limits: MailLimits): Uint8Array {
  if (raw.length > limits.rawBytes) throw new UnreadableMail('too-large');
  if (isBlank(raw)) throw new UnreadableMail('empty');
  if (countParts(raw, limits.parts) > limits.parts) throw new UnreadableMail('too-many-parts');
  return mendHeaders(raw);
}

async function parseMime(raw: RawMail, limits: MailLimits, places: Places, apart = false): Promise<Email> {
  const parser = new PostalMime({
    maxNestingDepth: limits.depth,
    maxHeadersSize: limits.headerBytes,
    maxRfc822NestingDepth: 3,
    forceRfc822Attachments: apart,
  });
  // The library decodes by the label. The tree is complete when its root is finished and no text decoded yet.
  const { root } = parser as unknown as { root: MimePart & { finalize(): Promise<void> } };
  const finalize = root.finalize.bind(root);
  root.finalize = async () => {
    await finalize();
    mendCharsets(root);
  };
  try {
    if (raw instanceof Uint8Array) return await parser.parse(raw);
    return await parseInPieces(parser, raw, limits, places);
  } catch (error) {
    if (error instanceof UnreadableMail) throw error;
    const message = error instanceof Error ? error.message : '';
    if (/nesting depth/i.test(message)) throw new UnreadableMail('too-deep');
    if (/header/i.test(message)) throw new UnreadableMail('headers-too-large');
    throw new UnreadableMail('malformed');
  }
}

function readAddresses(
  addresses: readonly Address[] | undefined,
  onCut: () => void = () => undefined,
): MailAddress[] {
  const found: MailAddress[] = [];
  for (const each of addresses ?? []) {
    for (const mailbox of each.group ?? [each]) {
      const address = parseEmailAddress(mailbox.address ?? '');
      if (!address) continue;
      if (found.length === addressCount) {
        onCut();
        return found;
      }
      found.push({ address, name: cleanLine(mailbox.name, nameLength) });
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

/** What Outlook packed into winmail.dat takes its place; one that cannot be read stays as it is. */
function unpackTnef(email: Email): Email {
  const packed = email.attachments.filter((each) => isTnef(each));
  for (const part of packed) {
    const content =
      typeof part.content === 'string' ? Buffer.from(part.content) : new Uint8Array(part.content);
    const found = readTnef(content);
    if (!found || (found.files.length === 0 && !found.text && !found.html)) continue;
    email.attachments = email.attachments.flatMap((each) =>
      each === part
        ? found.files.map((file): Attachment => ({
            filename: file.name,
            mimeType: file.contentType,
            disposition: 'attachment',
            content: file.content,
            ...(file.contentId ? { contentId: file.contentId } : {}),
          }))
        : [each],
    );
    if (!email.text?.trim() && found.text) email.text = found.text;
    if (!email.html?.trim() && found.html) email.html = found.html;
  }
  return email;
}

function isTnef({ mimeType, filename }: Attachment): boolean {
  return /^application\/(?:vnd\.)?ms-tnef$/i.test(mimeType) || /^winmail\.dat$/i.test(filename ?? '');
}

function isCalendar({ contentType, name }: MailAttachment): boolean {
  return contentType === 'text/calendar' || contentType === 'application/ics' || /\.ics$/i.test(name);
}

async function readAttachment(part: Attachment, places: Places): Promise<MailAttachment> {
  const held = typeof part.content === 'string' ? Buffer.from(part.content) : new Uint8Array(part.content);
  const contentId = part.contentId?.replace(/^<|>$/g, '').slice(0, subjectLength);
  const attachment: MailAttachment = {
    name: cleanLine((part.filename ?? '').replace(/^.*[\\/]/s, ''), nameLength),
    contentType: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(part.mimeType)
      ? part.mimeType
      : 'application/octet-stream',
    content: places.get(part.content) ?? held,
    inline: part.related === true || (part.disposition === 'inline' && contentId !== undefined),
  };
  if (contentId) attachment.contentId = contentId;
  const realType = await findRealType(attachment.name, held);
  if (realType !== undefined) attachment.realType = realType;
  return attachment;
}

// PostgreSQL stores no NUL, and lone surrogates are no UTF-8.
function dropUnstorable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

function cleanText(text: string): string {
  // Overrides of the reading direction make an address look like another.
  return dropUnstorable(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
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
