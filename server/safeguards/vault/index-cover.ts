import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { openStored, storeUnder } from './wrap-stored.ts';

/**
 * What a digest lies under besides the index key. A one-to-one mapping under a key of its own, so that a stored digest
 * is laid under the next cover without what it is the digest of; who has not the key cannot try guesses on it.
 */
export interface IndexCover {
  readonly generation: number;
  /** @param inner 32 bytes @returns 34 bytes: the cover's number, then what is under it */
  coverDigest(inner: Buffer): Buffer;
  uncoverDigest(covered: Buffer): Buffer;
  /** Signed 32 bits, as PostgreSQL's integer. */
  coverToken(inner: number): number;
  uncoverToken(covered: number): number;
}

export const coverNumberBytes = 2;

/** Digests under this cover and no other are those from `from` up to, and without, `to`. */
export function digestRange(generation: number): { from: Buffer; to: Buffer } {
  const at = (number: number) => {
    const bytes = Buffer.alloc(coverNumberBytes);
    bytes.writeUInt16BE(number);
    return bytes;
  };
  return { from: at(generation), to: at(generation + 1) };
}

export function newCoverKey(): Buffer {
  return randomBytes(32);
}

function nameIn(epoch: number, generation: number): string {
  return `index-cover/${generation}/${epoch}`;
}

export function wrapCover(epochKey: Buffer, epoch: number, generation: number, key: Buffer): Buffer {
  return storeUnder(epochKey, nameIn(epoch, generation), key);
}

/** Undefined when it is broken or of another epoch. */
export function unwrapCover(
  epochKey: Buffer,
  epoch: number,
  generation: number,
  wrapped: Buffer,
): Buffer | undefined {
  return openStored([epochKey], nameIn(epoch, generation), wrapped);
}

/** @param key undefined for number 0: digests from before there were covers lie under none */
export function createCover(generation: number, key: Buffer | undefined): IndexCover {
  const { from: number } = digestRange(generation);
  if (key === undefined)
    return {
      generation,
      coverDigest: (inner) => Buffer.concat([number, inner]),
      uncoverDigest: (covered) => covered.subarray(coverNumberBytes),
      coverToken: (inner) => inner,
      uncoverToken: (covered) => covered,
    };

  // Each half of an inner digest is as good as random and occurs once, so there is nothing to chain.
  const digestKey = derive(key, 'digests');
  const cipher = createCipheriv('aes-256-ecb', digestKey, null).setAutoPadding(false);
  const decipher = createDecipheriv('aes-256-ecb', digestKey, null).setAutoPadding(false);
  const { cover, uncover } = permuteTokens(derive(key, 'tokens'));
  return {
    generation,
    coverDigest: (inner) => Buffer.concat([number, cipher.update(inner)]),
    uncoverDigest: (covered) => decipher.update(covered.subarray(coverNumberBytes)),
    coverToken: cover,
    uncoverToken: uncover,
  };
}

function derive(key: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `haltija/index-cover/${use}`, 32));
}

const rounds = 10;
const half = 0x1_0000;

/**
 * A one-to-one mapping of 32-bit numbers: a Feistel network over two halves, of as many rounds as NIST SP 800-38G asks of
 * FF1. What a round adds to a half is looked up in a table of its own, of 65,536 numbers from AES in counter mode: made
 * once in some 2 ms, then a token costs ten look-ups.
 */
function permuteTokens(key: Buffer): { cover(token: number): number; uncover(token: number): number } {
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(rounds * half * 2));
  const table = new Uint16Array(stream.buffer, stream.byteOffset, rounds * half);
  return {
    cover(token) {
      let left = token >>> 16;
      let right = token & 0xffff;
      for (let round = 0; round < rounds; round += 1) {
        const next = left ^ table[round * half + right]!;
        left = right;
        right = next;
      }
      return (left << 16) | right;
    },
    uncover(token) {
      let left = token >>> 16;
      let right = token & 0xffff;
      for (let round = rounds - 1; round >= 0; round -= 1) {
        const before = right ^ table[round * half + left]!;
        right = left;
        left = before;
      }
      return (left << 16) | right;
    },
  };
}
