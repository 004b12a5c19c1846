import { createHash } from 'node:crypto';

const prefix = 'haltija-sample-1\n';
const all = 1n << 64n;

/**
 * Which of a population a seed draws, in the order drawn, none twice. Anybody computes it again (docs/operate/inspection.md):
 * K = SHA-256(`haltija-sample-1\n` seed `\n` commitment); number i = the first 8 bytes of SHA-256(K ‖ i as 8 bytes), as an
 * unsigned whole number, the highest byte first. One that is at or above the greatest multiple of `size` that fits is passed
 * over, since it would make low places likelier; one whose rest was drawn already too.
 * @param commitment the text that was signed before the seed was known: so no population can be chosen to suit a seed
 * @param count 1 to `size`
 */
export function drawSample(commitment: string, seed: string, count: number, size: number): number[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(count) || count < 0 || count > size)
    throw new RangeError('a sample is no larger than what it is drawn from');
  const key = createHash('sha256').update(`${prefix}${seed}\n${commitment}`).digest();
  const limit = all - (all % BigInt(Math.max(size, 1)));
  const drawn = new Set<number>();
  const number = Buffer.alloc(8);
  for (let at = 0n; drawn.size < count; at += 1n) {
    number.writeBigUInt64BE(at);
    const value = createHash('sha256').update(key).update(number).digest().readBigUInt64BE();
    if (value < limit) drawn.add(Number(value % BigInt(size)));
  }
  return [...drawn];
}
