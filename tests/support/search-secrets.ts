/** Patterns shorter than this are too common to mean anything. */
const windowLength = 8;
const bloomBits = 22;

export interface Hit {
  readonly where: string;
  readonly secret: string;
  /** In what dress the secret stood there. */
  readonly form: string;
}

export interface SecretSearch {
  /** Every secret found in these bytes, once each. */
  search(where: string, bytes: Uint8Array): Hit[];
  /** At least so many bytes of one piece must begin the next, so that nothing hides on the cut. */
  readonly overlap: number;
}

/**
 * Looks for many strings at once, in every form in which a dump, a log or a stored mail might hold
 * them: UTF-8, Latin-1, UTF-16, as written and in lower case, hex, base64 (at each of its three
 * alignments), quoted-printable, JSON and URL escapes. Lines that mail folds (base64, quoted-printable) are
 * searched as they stand and joined. One pass: the first eight bytes of every pattern stand in a
 * Bloom filter, and only what passes it is compared.
 */
export function createSecretSearch(secrets: readonly string[]): SecretSearch {
  const table = new Map<number, { pattern: Buffer; secret: string; form: string }[]>();
  const bloom = new Uint8Array(1 << (bloomBits - 3));
  let longest = 0;
  const seen = new Set<string>();
  for (const secret of secrets) {
    for (const [form, pattern] of formsOf(secret)) {
      const key = pattern.toString('latin1');
      if (pattern.length < windowLength || seen.has(key)) continue;
      seen.add(key);
      longest = Math.max(longest, pattern.length);
      const hash = hashAt(pattern, 0);
      bloom[(hash >>> (32 - bloomBits)) >> 3]! |= 1 << ((hash >>> (32 - bloomBits)) & 7);
      const there = table.get(hash);
      if (there) there.push({ pattern, secret, form });
      else table.set(hash, [{ pattern, secret, form }]);
    }
  }

  function scan(where: string, bytes: Buffer, hits: Map<string, Hit>): void {
    for (let at = 0; at <= bytes.length - windowLength; at += 1) {
      const hash = hashAt(bytes, at);
      const bit = hash >>> (32 - bloomBits);
      if ((bloom[bit >> 3]! & (1 << (bit & 7))) === 0) continue;
      for (const { pattern, secret, form } of table.get(hash) ?? []) {
        if (hits.has(secret) || bytes.length - at < pattern.length) continue;
        if (bytes.compare(pattern, 0, pattern.length, at, at + pattern.length) === 0) {
          hits.set(secret, { where, secret, form });
        }
      }
    }
  }

  return {
    overlap: 2 * longest,
    search(where, given) {
      const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
      const hits = new Map<string, Hit>();
      scan(where, bytes, hits);
      const joined = joinLines(bytes);
      if (joined.length !== bytes.length) scan(where, joined, hits);
      return [...hits.values()];
    },
  };
}

/** Two 32-bit words mixed; unsigned. */
function hashAt(bytes: Buffer, at: number): number {
  const one = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  const two = bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24);
  return (Math.imul(one, 0x9e3779b1) ^ Math.imul(two ^ (one >>> 15), 0x85ebca6b)) >>> 0;
}

function formsOf(secret: string): [string, Buffer][] {
  const lower = secret.toLowerCase();
  const forms: [string, Buffer][] = [];
  for (const text of lower === secret ? [secret] : [secret, lower]) {
    const utf8 = Buffer.from(text);
    const latin1 = Buffer.from(text, 'latin1');
    forms.push(
      ['utf8', utf8],
      ['latin1', latin1],
      ['utf16', Buffer.from(text, 'utf16le')],
      ['hex', Buffer.from(utf8.toString('hex'))],
      ['hex', Buffer.from(utf8.toString('hex').toUpperCase())],
      ['quoted-printable', quotePrintable(utf8)],
      ['quoted-printable', quotePrintable(latin1)],
      ['json', Buffer.from(escapeJson(text))],
      ['url', Buffer.from(encodeURIComponent(text))],
    );
    for (const bytes of [utf8, latin1]) {
      for (const shift of [0, 1, 2]) {
        const inner = base64Within(bytes, shift);
        forms.push(['base64', Buffer.from(inner)]);
        forms.push(['base64url', Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_'))]);
      }
    }
  }
  return forms;
}

/** The characters that any base64 text shows when these bytes stand in it after `shift` (mod 3) others. */
function base64Within(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const skip = [0, 2, 3][shift]!;
  const whole = Math.floor(((shift + bytes.length) * 8) / 6);
  return text.slice(skip, whole);
}

const hex = (byte: number) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;

function quotePrintable(bytes: Buffer): Buffer {
  return Buffer.from(
    [...bytes].map((byte) => (byte > 126 || byte === 61 ? hex(byte) : String.fromCharCode(byte))).join(''),
  );
}

function escapeJson(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return escaped.replaceAll(
    /[^\u0020-\u007e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Without line ends and soft line breaks, real ones and those that COPY and JSON write as `\r\n`. */
function joinLines(bytes: Buffer): Buffer {
  if (!bytes.includes(10) && !bytes.includes('\\n')) return bytes;
  return Buffer.from(bytes.toString('latin1').replaceAll(/=?(?:\r?\n|(?:\\\\?r)?\\\\?n)/g, ''), 'latin1');
}
