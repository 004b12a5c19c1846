import { Application, createEncoder, EncoderCtl, Signal } from 'libopus-wasm';
import type { TimeLineShape } from './time-line.ts';
import { openOggWriter, opusRate } from './write-ogg.ts';

/** Bits a second of a channel: 24,000 for both, 175 kB a minute. */
const bitsOfChannel = 12_000;
/** Of 20 ms, at 48 kHz. */
const frameDuration = opusRate / 50;

export interface OpusWriter {
  /** Samples that must follow the last of the call, since the encoder is so much late. */
  readonly lookahead: number;
  /** @param frame 20 ms, channels interleaved */
  add(frame: Int16Array): Promise<void>;
  /** @param samples of the call at its own rate: the file is exactly as long */
  finish(samples: number): Promise<void>;
}

/** Sound as Opus in Ogg. */
export async function openOpusWriter(
  { channels, rate }: TimeLineShape,
  write: (bytes: Uint8Array) => void,
): Promise<OpusWriter> {
  const encoder = await createEncoder({
    channels,
    sampleRate: rate,
    application: Application.Voip,
    signal: Signal.Voice,
    bitrate: channels * bitsOfChannel,
    frameSize: rate / 50,
  });
  // Otherwise it would make one channel of both where it likes, and who said what could no longer be told.
  encoder.encoderCtl(EncoderCtl.SetForceChannels, channels);
  const lookahead = encoder.getLookahead();
  const scale = opusRate / rate;
  const preSkip = lookahead * scale;
  const ogg = await openOggWriter({ channels, preSkip, rate }, write);

  return {
    lookahead,
    add: (frame) => ogg.add(encoder.encode(frame), frameDuration),
    async finish(samples) {
      await ogg.finish(samples * scale + preSkip);
      encoder.free();
    },
  };
}
