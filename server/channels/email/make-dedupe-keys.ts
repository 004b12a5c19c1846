import { createHmac, createSecretKey } from 'node:crypto';

/** By which way a mail came. */
export type MailSource = { kind: 'imap'; uidValidity: bigint; uid: number } | { kind: 'smtp' };

/**
 * The keys by which a mail that comes again is known: its place in the IMAP mailbox, and a keyed digest of its
 * identity and body, the same by whichever way it comes. Transport headers differ by way, so only
 * Message-ID counts, or else Date, From and Subject together; a mail with neither has no digest, since two like
 * it may be two. Keys are per mailbox: a mail sent to two mailboxes is a contact in each.
 */
export function makeDedupeKeys(input: {
  mailbox: string;
  raw: Uint8Array;
  source: MailSource;
  key: Uint8Array;
}): string[] {
  const { mailbox, raw, source, key } = input;
  const keys: string[] = [];
  if (source.kind === 'imap') keys.push(`imap:${mailbox}:${source.uidValidity}:${source.uid}`);
  const identity = readIdentity(raw);
  if (identity) {
    const digest = createHmac('sha256', createSecretKey(key)).update(
      JSON.stringify([mailbox, ...identity.headers]),
    );
    keys.push(`mail:${digest.update('\0').update(identity.body).digest('base64url')}`);
  }
  return keys;
}

const headerLimit = 256 * 1024;

function readIdentity(raw: Uint8Array): { headers: string[]; body: string } | undefined {
  // latin1 keeps every byte; servers differ in line ends and in blank lines at the end.
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const text = bytes.toString('latin1').replaceAll('\r\n', '\n');
  const gap = text.indexOf('\n\n');
  const head = (gap === -1 ? text : text.slice(0, gap)).slice(0, headerLimit).replace(/\n[ \t]+/g, ' ');
  const body = gap === -1 ? '' : text.slice(gap).trimEnd();
  const header = (name: string) =>
    new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const messageId = header('message-id');
  if (messageId !== '') return { headers: ['id', messageId], body };
  const date = header('date');
  if (date === '') return undefined;
  return { headers: ['date', date, header('from'), header('subject')], body };
}
