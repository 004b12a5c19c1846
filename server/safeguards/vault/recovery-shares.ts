import { hash, randomBytes } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { Refusal } from '../../base/errors.ts';

// A share: format (1), set (4), Shamir's share of the master key (33), check (4); in base32, groups of four letters.
const format = 1;
const setLength = 4;
const checkLength = 4;
const shareLength = 1 + setLength + 33 + checkLength;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const shareCount = 3;
export const sharesNeeded = 2;

/** The master key in three shares for paper. Any two give it back; one tells nothing. */
export async function splitMaster(master: Buffer): Promise<string[]> {
  const set = randomBytes(setLength);
  const shares = await split(new Uint8Array(master), shareCount, sharesNeeded);
  return shares.map((share) => {
    const body = Buffer.concat([Buffer.from([format]), set, share]);
    return toLetters(Buffer.concat([body, checkOf(body)]));
  });
}

/**
 * The master key out of shares as they were typed or read: spaces, line ends and small letters are fine.
 * @throws Refusal 'value-not-valid': reason 'share-mistyped' (which one), 'shares-too-few', 'shares-of-different-sets'
 */
export async function joinShares(texts: readonly string[]): Promise<Buffer> {
  const shares = texts.map((text, index) => {
    const bytes = fromLetters(text);
    const body = bytes?.subarray(0, -checkLength);
    if (!bytes || !body || body[0] !== format || !checkOf(body).equals(bytes.subarray(-checkLength)))
      throw new Refusal('value-not-valid', { reason: 'share-mistyped', share: index + 1 });
    return body;
  });
  const distinct = [...new Map(shares.map((share) => [share.toString('hex'), share])).values()];
  if (distinct.length < sharesNeeded) throw new Refusal('value-not-valid', { reason: 'shares-too-few' });
  const setOf = (share: Buffer) => share.toString('hex', 1, 1 + setLength);
  if (distinct.some((share) => setOf(share) !== setOf(distinct[0]!)))
    throw new Refusal('value-not-valid', { reason: 'shares-of-different-sets' });
  return Buffer.from(await combine(distinct.map((share) => new Uint8Array(share.subarray(1 + setLength)))));
}

function checkOf(body: Buffer): Buffer {
  return hash('sha256', body, 'buffer').subarray(0, checkLength);
}

function toLetters(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{1,5}/g) ?? []).map(
    (five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)],
  );
  return (letters.join('').match(/.{1,4}/g) ?? []).join(' ');
}

function fromLetters(text: string): Buffer | undefined {
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, '');
  if (letters.length !== Math.ceil((shareLength * 8) / 5)) return undefined;
  const fives = [...letters].map((letter) => alphabet.indexOf(letter));
  if (fives.includes(-1)) return undefined;
  const bits = fives.map((five) => five.toString(2).padStart(5, '0')).join('');
  return Buffer.from(
    Array.from({ length: shareLength }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2)),
  );
}
