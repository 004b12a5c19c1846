import { createHmac, createSecretKey } from 'node:crypto';

/** By which way a mail came. */
export type MailSource =
  | { kind: 'imap'; uidValidity: bigint; uid: number }
  | { kind: 'smtp' }
  | { kind: 'import' };

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
    digest.update('\0');
    for (const piece of identity.body) digest.update(piece);
    keys.push(`mail:${digest.digest('base64url')}`);
  } else if (source.kind === 'import') {
    // Brought again it is the same mail: a file says twice what it says.
    const digest = createHmac('sha256', createSecretKey(key)).update(JSON.stringify([mailbox, 'import']));
    for (const piece of bodyWithoutWay(Buffer.from(raw))) digest.update(piece);
    keys.push(`import:${digest.digest('base64url')}`);
  }
  return keys;
}

const headerLimit = 256 * 1024;

function readIdentity(raw: Uint8Array): { headers: string[]; body: Iterable<Buffer> } | undefined {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const gap = findGap(bytes);
  // latin1 keeps every byte.
  const head = bytes
    .toString('latin1', 0, Math.min(gap, 2 * headerLimit))
    .replaceAll('\r\n', '\n')
    .slice(0, headerLimit)
    .replace(/\n[ \t]+/g, ' ');
  const body = bodyWithoutWay(bytes.subarray(gap));
  const header = (name: string) =>
    new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const messageId = header('message-id');
  if (messageId !== '') return { headers: ['id', messageId], body };
  const date = header('date');
  if (date === '') return undefined;
  return { headers: ['date', date, header('from'), header('subject')], body };
}

/** Where the empty line before the body begins; the end when there is none. */
function findGap(bytes: Buffer): number {
  const ends = [bytes.indexOf('\n\n'), bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\r\n')];
  const found = ends.filter((at) => at !== -1);
  return found.length === 0 ? bytes.length : Math.min(...found);
}

const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13);

/** Servers differ in line ends and in blank lines at the end; pieces, so that a large mail is not copied whole. */
function* bodyWithoutWay(body: Buffer): Generator<Buffer> {
  let end = body.length;
  while (end > 0 && isSpace(body[end - 1]!)) end -= 1;
  for (const part of withoutQuotedFrom(body.subarray(0, end))) yield* withoutReturns(part);
}

const quotedFrom = Buffer.from('>From ');

/** A file of mails marks lines that begin with "From ", and kinds of files differ in which of them. */
function* withoutQuotedFrom(body: Buffer): Generator<Buffer> {
  let at = 0;
  for (let mark = body.indexOf(quotedFrom); mark !== -1; mark = body.indexOf(quotedFrom, mark + 1)) {
    let start = mark;
    while (start > at && body[start - 1] === quotedFrom[0]) start -= 1;
    if (start !== 0 && body[start - 1] !== 0x0a) continue;
    yield body.subarray(at, start);
    at = mark + 1;
  }
  yield body.subarray(at);
}

function* withoutReturns(body: Buffer): Generator<Buffer> {
  const end = body.length;
  let at = 0;
  while (at < end) {
    const crlf = body.indexOf('\r\n', at);
    const stop = crlf === -1 || crlf > end ? end : crlf;
    if (stop > at) yield body.subarray(at, stop);
    at = stop === end ? end : stop + 1;
  }
}
