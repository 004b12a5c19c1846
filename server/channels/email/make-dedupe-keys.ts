import { createHmac, createSecretKey, type Hmac } from 'node:crypto';
import { digestBody } from './digest-body.ts';

/** By which way a mail came. */
export type MailSource =
  | { kind: 'imap'; uidValidity: bigint; uid: number }
  | { kind: 'smtp' }
  | { kind: 'import' };

interface Keyed {
  mailbox: string;
  source: MailSource;
  key: Uint8Array;
}

/** Takes a mail piece by piece; where it is cut changes nothing. */
export interface DedupeDigest {
  update(piece: Uint8Array): void;
  /** The end: nothing may follow. */
  keys(): string[];
}

const headerLimit = 256 * 1024;
/** Line ends may be half of it. */
const longestHead = 2 * headerLimit;

/**
 * The keys by which a mail that comes again is known: its place in the IMAP mailbox, and a keyed digest of its
 * identity and body, the same by whichever way it comes. Transport headers differ by way, so only
 * Message-ID counts, or else Date, From and Subject together; a mail with neither has no digest, since two like
 * it may be two. Keys are per mailbox: a mail sent to two mailboxes is a contact in each.
 */
export function createDedupeDigest({ mailbox, source, key }: Keyed): DedupeDigest {
  const keys = source.kind === 'imap' ? [`imap:${mailbox}:${source.uidValidity}:${source.uid}`] : [];
  const secret = createSecretKey(key);
  /** The beginning, until its header is whole. */
  let head: Buffer | undefined = Buffer.alloc(0);
  let searched = 0;
  let digest: { kind: string; hmac: Hmac; body: ReturnType<typeof digestBody> } | undefined;

  function begin(kind: string, about: readonly string[], rest: Buffer): void {
    const hmac = createHmac('sha256', secret).update(JSON.stringify([mailbox, ...about]));
    if (kind === 'mail') hmac.update('\0');
    digest = { kind, hmac, body: digestBody(hmac) };
    digest.body.update(rest);
  }

  /** @param gap where the empty line begins */
  function beginBody(bytes: Buffer, gap: number): void {
    head = undefined;
    const identity = readIdentity(bytes.subarray(0, gap));
    if (identity !== undefined) begin('mail', identity, bytes.subarray(gap));
    // Brought again it is the same mail: a file says twice what it says.
    else if (source.kind === 'import') begin('import', ['import'], bytes);
  }

  return {
    update(piece) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      if (head === undefined) return digest?.body.update(bytes);
      const all = head.length === 0 ? bytes : Buffer.concat([head, bytes]);
      // What an empty line may have begun with is looked at again.
      const gap = findGap(all.subarray(0, longestHead), Math.max(0, searched - 3));
      searched = all.length;
      if (gap !== undefined) beginBody(all, gap);
      else if (all.length >= longestHead) beginBody(all, longestHead);
      // A copy: the piece may be used again.
      else head = all === bytes ? Buffer.from(all) : all;
    },
    keys() {
      if (head !== undefined) beginBody(head, head.length);
      if (digest === undefined) return keys;
      digest.body.end();
      return [...keys, `${digest.kind}:${digest.hmac.digest('base64url')}`];
    },
  };
}

/** The keys of a mail that is held whole. */
export function makeDedupeKeys(input: Keyed & { raw: Uint8Array }): string[] {
  const digest = createDedupeDigest(input);
  digest.update(input.raw);
  return digest.keys();
}

function readIdentity(bytes: Buffer): string[] | undefined {
  // latin1 keeps every byte.
  const head = bytes
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .slice(0, headerLimit)
    .replace(/\n[ \t]+/g, ' ');
  const header = (name: string) =>
    new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const messageId = header('message-id');
  if (messageId !== '') return ['id', messageId];
  const date = header('date');
  return date === '' ? undefined : ['date', date, header('from'), header('subject')];
}

/** Where the empty line before the body begins. */
function findGap(bytes: Buffer, from: number): number | undefined {
  const ends = ['\n\n', '\r\n\r\n', '\n\r\n'].map((gap) => bytes.indexOf(gap, from));
  const found = ends.filter((at) => at !== -1);
  return found.length === 0 ? undefined : Math.min(...found);
}
