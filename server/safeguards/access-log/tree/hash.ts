import { hash } from 'node:crypto';

// RFC 9162 section 2.1 (the same in RFC 6962): leaf = H(0 ‖ data), node = H(1 ‖ left ‖ right), none = H().
const leafMark = Buffer.of(0);
const pair = Buffer.alloc(65, 1);

export const hashSize = 32;

/** By way of a string: that takes less than half the time of asking for a buffer. */
const sha256 = (data: Uint8Array) => Buffer.from(hash('sha256', data, 'binary'), 'latin1');

export function leafHash(data: Uint8Array): Buffer {
  return sha256(Buffer.concat([leafMark, data]));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256(pair);
}

export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

/** The root over the hashes of equal full subtrees, left to right. */
export function rootOver(hashes: readonly Uint8Array[]): Buffer {
  if (hashes.length === 0) return emptyRoot;
  if (hashes.length === 1) return Buffer.from(hashes[0]!);
  const split = largestPowerBelow(hashes.length);
  return nodeHash(rootOver(hashes.slice(0, split)), rootOver(hashes.slice(split)));
}

/** The largest power of two below n, for n of two or more. No bit shifts: those end at 2^31. */
export function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
