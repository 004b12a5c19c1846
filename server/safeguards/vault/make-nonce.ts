import { randomFillSync } from 'node:crypto';

export const nonceLength = 12;

// Asking the system for each nonce costs more than the seal it is for. Nonces are no secret: what is left lies here.
const pool = Buffer.alloc(nonceLength * 512);
let used = pool.length;

/** Twelve random bytes that were handed out to nobody else; a copy, so that a later filling does not change them. */
export function makeNonce(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += nonceLength;
  return Buffer.from(pool.subarray(used - nonceLength, used));
}
