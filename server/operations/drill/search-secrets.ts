import { formsOf, type Secret } from './forms-of.ts';
import { inflateWithin } from './inflate-within.ts';

/** Patterns shorter than this are too common to mean anything. */
const shortest = 8;
/** Every third place is looked at: of each pattern the windows at 0, 1 and 2 are known, and one of them stands there. */
const stride = 3;
const windowLength = shortest - stride + 1;
const bloomBits = 22;

export interface Hit {
  readonly where: string;
  /** The text that was looked for, or the name of the bytes. */
  readonly secret: string;
  /** In what dress it stood there. */
  readonly form: string;
}

export interface SecretSearch {
  /** Every secret found in these bytes, once each. */
  search(where: string, bytes: Uint8Array): Hit[];
  /** At least so many bytes of one piece must begin the next, so that nothing hides on the cut. */
  readonly overlap: number;
}

interface Pattern {
  readonly bytes: Buffer;
  readonly secret: string;
  readonly form: string;
  /** Of the window by which it is found. */
  readonly offset: number;
}

/**
 * Looks for many secrets at once, in every form in which a dump, a log, a stored mail or a memory might hold them (see
 * `formsOf`). Lines that mail folds (base64, quoted-printable) are searched as they stand and joined; what is compressed,
 * unpacked. One pass: windows of every pattern stand in a Bloom filter, and only what passes it is compared. The number of
 * secrets matters little; those shorter than eight bytes are not looked for.
 */
export function createSecretSearch(secrets: readonly Secret[]): SecretSearch {
  const table = new Map<number, Pattern[]>();
  const bloom = new Uint8Array(1 << (bloomBits - 3));
  let longest = 0;
  const seen = new Set<string>();
  for (const secret of secrets) {
    for (const [form, bytes] of formsOf(secret)) {
      const key = bytes.toString('latin1');
      if (bytes.length < shortest || seen.has(key)) continue;
      seen.add(key);
      longest = Math.max(longest, bytes.length);
      for (let offset = 0; offset < stride; offset += 1) {
        const hash = hashAt(bytes, offset);
        bloom[(hash >>> (32 - bloomBits)) >> 3]! |= 1 << ((hash >>> (32 - bloomBits)) & 7);
        const there = table.get(hash);
        const pattern = { bytes, form, offset, secret: typeof secret === 'string' ? secret : secret.name };
        if (there) there.push(pattern);
        else table.set(hash, [pattern]);
      }
    }
  }

  function scan(where: string, bytes: Buffer, wrapped: string, hits: Map<string, Hit>): void {
    const last = bytes.length - windowLength;
    for (let at = 0; at <= last; at += stride) {
      const hash = hashAt(bytes, at);
      // Most of a disk or a memory is empty.
      if (hash === 0) continue;
      const bit = hash >>> (32 - bloomBits);
      if ((bloom[bit >> 3]! & (1 << (bit & 7))) === 0) continue;
      for (const { bytes: pattern, secret, form, offset } of table.get(hash) ?? []) {
        const start = at - offset;
        if (hits.has(secret) || start < 0 || bytes.length - start < pattern.length) continue;
        if (bytes.compare(pattern, 0, pattern.length, start, start + pattern.length) === 0)
          hits.set(secret, { where, secret, form: `${form}${wrapped}` });
      }
    }
  }

  return {
    overlap: 2 * longest,
    search(where, given) {
      const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
      const hits = new Map<string, Hit>();
      scan(where, bytes, '', hits);
      const joined = joinLines(bytes);
      if (joined !== bytes) scan(where, joined, '', hits);
      for (const unpacked of inflateWithin(bytes)) scan(where, unpacked, ', compressed', hits);
      return [...hits.values()];
    },
  };
}

/** Six bytes mixed; unsigned, and 0 for nothing but zeros. */
function hashAt(bytes: Buffer, at: number): number {
  const one = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  const two = bytes[at + 4]! | (bytes[at + 5]! << 8);
  return (Math.imul(one, 0x9e3779b1) ^ Math.imul(two ^ (one >>> 15), 0x85ebca6b)) >>> 0;
}

const lineEnd = 10;
const backslash = 92;
const letterR = 114;

/** Without line ends and soft line breaks, real ones and those that COPY and JSON write as `\r\n`; the same bytes when there is none. */
function joinLines(bytes: Buffer): Buffer {
  let real = bytes.indexOf(lineEnd);
  let written = bytes.indexOf('\\n');
  if (real === -1 && written === -1) return bytes;
  const joined = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let from = 0;
  while (real !== -1 || written !== -1) {
    const isReal = written === -1 || (real !== -1 && real < written);
    const at = isReal ? real : written;
    length += bytes.copy(joined, length, from, at);
    // Before it: more backslashes, a carriage return as it is or written out, a soft break. They are taken back.
    if (!isReal) length = withoutBackslashes(joined, length);
    if (isReal && joined[length - 1] === 13) length -= 1;
    else if (!isReal && joined[length - 1] === letterR && joined[length - 2] === backslash)
      length = withoutBackslashes(joined, length - 1);
    if (length > 0 && joined[length - 1] === 61) length -= 1;
    from = at + (isReal ? 1 : 2);
    if (isReal) real = bytes.indexOf(lineEnd, from);
    else written = bytes.indexOf('\\n', from);
  }
  length += bytes.copy(joined, length, from);
  return joined.subarray(0, length);
}

function withoutBackslashes(bytes: Buffer, length: number): number {
  let left = length;
  while (left > 0 && bytes[left - 1] === backslash) left -= 1;
  return left;
}
