import { silenceOf, type Law } from './codecs/g711.ts';

/** Whose voice a stream carries; `mixed`: both in one. */
export type Side = 'customer' | 'staff' | 'mixed';
export const sides: readonly Side[] = ['customer', 'staff', 'mixed'];

/** Places on the time line of a call are counted in ticks: 1/8000 s, the sample of the telephone. */
export const ticksPerSecond = 8000;
export const ticksPerMillisecond = 8;

/**
 * How sound is kept until it is turned into Opus: a byte a sample. G.711 stays bit for bit as it came; what is wider (G.722, Opus) becomes
 * µ-law at 16 kHz, half the bytes of plain samples, and its noise 38 dB below the voice is less than Opus adds.
 */
export interface Encoding {
  readonly law: Law;
  readonly silence: number;
  /** Samples, and bytes, for each tick. */
  readonly perTick: 1 | 2;
}

export const encodings: readonly Encoding[] = [
  { law: 'ulaw', silence: silenceOf.ulaw, perTick: 1 },
  { law: 'alaw', silence: silenceOf.alaw, perTick: 1 },
  { law: 'ulaw', silence: silenceOf.ulaw, perTick: 2 },
];
/** Places among `encodings`. */
export const narrowUlaw = 0;
export const narrowAlaw = 1;
export const wideUlaw = 2;

/** Takes a stretch of sound. @param tick where it begins @param encoding place among `encodings` */
export type TakeSound = (tick: number, encoding: number, bytes: Uint8Array) => void;
