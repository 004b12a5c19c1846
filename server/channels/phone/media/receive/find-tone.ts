import { expand } from '../codecs/g711.ts';
import { type Encoding, ticksPerSecond } from '../kept-sound.ts';

/** ITU-T Q.23: a key sounds one frequency of each group. */
const lowGroup = [697, 770, 852, 941];
const highGroup = [1209, 1336, 1477, 1633];
/** Below this mean square nobody could read a key: 42 dB under full scale. */
const quietest = (32_768 * 10 ** (-42 / 20)) ** 2;
/** Of the energy, what the two frequencies must hold. Of 25 minutes of speech 15 blocks of 76,160 have it by chance; at 0.6 tones 1.5 % off would pass. */
const leastShare = 0.5;
/** Of that, the weaker one's: 12 dB below the other at most. Exchanges allow 8. */
const leastBalance = 0.06;

const factors = new Map(
  [1, 2].map((perTick) => [
    perTick,
    [lowGroup, highGroup].map((group) =>
      group.map((hertz) => 2 * Math.cos((2 * Math.PI * hertz) / (ticksPerSecond * perTick))),
    ),
  ]),
);

const samples = new Float64Array(1024);

/** Whether a block of sound, best 20 ms, is a key being pressed (DTMF), by Goertzel's filter at each frequency. At most 1,024 samples are looked at. */
export function isTone(bytes: Uint8Array, { law, perTick }: Encoding): boolean {
  const table = expand[law];
  const length = Math.min(bytes.length, samples.length);
  let energy = 0;
  for (let at = 0; at < length; at += 1) {
    const sample = table[bytes[at]!]!;
    samples[at] = sample;
    energy += sample * sample;
  }
  if (energy < quietest * length) return false;
  const [low, high] = factors.get(perTick)!;
  // A frequency that stands alone in the block holds energy × length / 2.
  const whole = (energy * length) / 2;
  const lower = strongest(low!, length) / whole;
  if (lower < leastShare * leastBalance) return false;
  const upper = strongest(high!, length) / whole;
  const share = lower + upper;
  return share >= leastShare && Math.min(lower, upper) >= share * leastBalance;
}

/** The four filters side by side: one pass over the samples. */
function strongest(group: readonly number[], length: number): number {
  const [f1, f2, f3, f4] = group as [number, number, number, number];
  let a1 = 0, a2 = 0, b1 = 0, b2 = 0, c1 = 0, c2 = 0, d1 = 0, d2 = 0; // oxfmt-ignore
  for (let at = 0; at < length; at += 1) {
    const sample = samples[at]!;
    const a = sample + f1 * a1 - a2;
    const b = sample + f2 * b1 - b2;
    const c = sample + f3 * c1 - c2;
    const d = sample + f4 * d1 - d2;
    a2 = a1;
    a1 = a;
    b2 = b1;
    b1 = b;
    c2 = c1;
    c1 = c;
    d2 = d1;
    d1 = d;
  }
  return Math.max(
    a1 * a1 + a2 * a2 - f1 * a1 * a2,
    b1 * b1 + b2 * b2 - f2 * b1 * b2,
    c1 * c1 + c2 * c2 - f3 * c1 * c2,
    d1 * d1 + d2 * d2 - f4 * d1 * d2,
  );
}
