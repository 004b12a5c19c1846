import type { Side } from '../kept-sound.ts';

/** `slin`: signed samples of 16 bits, little-endian, without a header; `ulaw`, `alaw`: G.711 without a header. */
export const trackFormats = ['wav', 'slin', 'ulaw', 'alaw', 'ogg-opus'] as const;
export type TrackFormat = (typeof trackFormats)[number];
export const trackRates = [8000, 16_000] as const;
export type TrackRate = (typeof trackRates)[number];

/** A file of sound as somebody else made it. */
export interface Track {
  readonly format: TrackFormat;
  /** Of what has no header. */
  readonly rate: TrackRate;
  /** Whose voice is in each channel: one or two. */
  readonly sides: readonly Side[];
}

/** What was found in it. */
export interface OpenedTrack {
  readonly rate: TrackRate;
  /** Channels interleaved; each piece but the last is as long as the one before. @throws RefusedAudio */
  readonly samples: AsyncGenerator<Int16Array>;
}

export const audioRefusals = [
  /** It is not of the format it is said to be. */
  'another-format',
  /** Of that format, and not whole or not well made. */
  'malformed',
  'cut-off',
  'empty',
  /** A codec, a rate or a number of channels that is not taken, or another than was said. */
  'codec',
  'rate',
  'channels',
] as const;
export type AudioRefusal = (typeof audioRefusals)[number];

/** Holds a code only. */
export class RefusedAudio extends Error {
  readonly reason: AudioRefusal;

  constructor(reason: AudioRefusal) {
    super(reason);
    this.reason = reason;
  }
}
