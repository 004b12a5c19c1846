import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseEmailAddress } from '../../base/normalise-contact.ts';
import { idBytes, isId } from '../../base/new-id.ts';
import type { Id } from '../../base/new-id.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** What the channel asks the register: which contacts hold messages with these Message-IDs. */
export interface KnownMessageIds {
  /** Ids are in angle brackets; those not known are left out. */
  findContactByMessageIds(ids: readonly string[]): Promise<ReadonlyMap<string, Id<'contact'>>>;
}

export interface FoundThread {
  contactId: Id<'contact'>;
  by: 'token' | 'in-reply-to' | 'references';
}

const idLength = 16;
const macLength = 12;
const tokenPattern = /^[a-z2-7]{45}$/;
// Lower-case base 32: some mail servers change the case of a local part.
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The token of a contact: its id and 96 bits of HMAC-SHA-256 over it, 45 letters and digits. */
export function makeReplyToken(contactId: Id<'contact'>, key: Uint8Array): string {
  const id = idBytes(contactId);
  return encodeBase32(Buffer.concat([id, authenticate(id, key)]));
}

/** The contact a token was made for under any of the keys (newest first), or undefined when it is altered or forged. */
export function readReplyToken(token: string, keys: readonly Uint8Array[]): Id<'contact'> | undefined {
  const lower = token.toLowerCase();
  if (!tokenPattern.test(lower)) return undefined;
  const bytes = decodeBase32(lower);
  // One token, one spelling: unused bits at the end must be zero.
  if (encodeBase32(bytes) !== lower) return undefined;
  const id = bytes.subarray(0, idLength);
  const mac = bytes.subarray(idLength);
  // Every key is tried, so that time does not tell which one fits.
  const fits = keys.map((key) => timingSafeEqual(authenticate(id, key), mac)).includes(true);
  const hex = id.toString('hex');
  const text = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  );
  return fits && isId(text) ? (text as Id<'contact'>) : undefined;
}

/**
 * The address by which an answer finds its contact: `service+c-<token>@example.fi`. A mailbox whose name is over
 * 16 bytes has no room for it (RFC 5321: 64 before the @): then the mailbox's own, and the answer is
 * found by the ids it refers to.
 */
export function makeReplyAddress(mailboxAddress: string, contactId: Id<'contact'>, key: Uint8Array): string {
  const at = mailboxAddress.lastIndexOf('@');
  const local = `${mailboxAddress.slice(0, at)}+c-${makeReplyToken(contactId, key)}`;
  if (at < 1 || Buffer.byteLength(local) > 64) return mailboxAddress;
  return `${local}${mailboxAddress.slice(at)}`;
}

/**
 * The contact a mail belongs to: by the reply token in any address it was sent to, then In-Reply-To, then
 * References from last to first, against ids of our own. Never by subject: two customers may
 * write "invoice". Undefined: a new contact.
 */
export async function findThread(
  deps: { known: KnownMessageIds; tokenKeys: readonly Uint8Array[]; mailboxAddresses: readonly string[] },
  mail: Pick<ParsedMail, 'to' | 'cc' | 'deliveredTo' | 'inReplyTo' | 'references'>,
  envelopeRecipients: readonly string[],
): Promise<FoundThread | undefined> {
  const addressed = [...envelopeRecipients, ...mail.deliveredTo, ...mail.to.map((each) => each.address)];
  for (const recipient of [...addressed, ...mail.cc.map((each) => each.address)]) {
    const token = findToken(recipient, deps.mailboxAddresses);
    const contactId = token === undefined ? undefined : readReplyToken(token, deps.tokenKeys);
    if (contactId) return { contactId, by: 'token' };
  }
  const references = mail.references.toReversed();
  const ids = [...new Set([...mail.inReplyTo, ...references])];
  if (ids.length === 0) return undefined;
  const known = await deps.known.findContactByMessageIds(ids);
  for (const [by, candidates] of [
    ['in-reply-to', mail.inReplyTo],
    ['references', references],
  ] as const) {
    const id = candidates.find((each) => known.has(each));
    if (id !== undefined) return { contactId: known.get(id)!, by };
  }
  return undefined;
}

/** Whether a recipient is made like our reply addresses and is none: somebody guesses, or a mailer broke it. */
export function carriesForgedToken(
  recipients: readonly string[],
  deps: { mailboxAddresses: readonly string[]; tokenKeys: readonly Uint8Array[] },
): boolean {
  return recipients.some((recipient) => {
    const token = findToken(recipient, deps.mailboxAddresses);
    return token !== undefined && readReplyToken(token, deps.tokenKeys) === undefined;
  });
}

function findToken(recipient: string, mailboxAddresses: readonly string[]): string | undefined {
  const address = parseEmailAddress(recipient)?.toLowerCase();
  for (const mailbox of mailboxAddresses) {
    const at = mailbox.lastIndexOf('@');
    const start = `${mailbox.slice(0, at)}+c-`.toLowerCase();
    const end = mailbox.slice(at).toLowerCase();
    if (address?.startsWith(start) && address.endsWith(end)) return address.slice(start.length, -end.length);
  }
  return undefined;
}

function authenticate(id: Uint8Array, key: Uint8Array): Buffer {
  return createHmac('sha256', key)
    .update('haltija reply token 1\0')
    .update(id)
    .digest()
    .subarray(0, macLength);
}

function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}

function decodeBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text) {
    value = ((value << 5) | alphabet.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}
