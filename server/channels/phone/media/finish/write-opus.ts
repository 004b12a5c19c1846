import {
  AppendOnlyStreamTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  OggOutputFormat,
  Output,
} from 'mediabunny';
import { Application, createEncoder, EncoderCtl, Signal } from 'libopus-wasm';
import type { TimeLineShape } from './time-line.ts';

/** Bits a second of a channel: 24,000 for both, 175 kB a minute. */
const bitsOfChannel = 12_000;
/** Opus counts at 48 kHz whatever it is given (RFC 7845). */
const opusRate = 48_000;

export interface OpusWriter {
  /** Samples that must follow the last of the call, since the encoder is so much late. */
  readonly lookahead: number;
  /** @param frame 20 ms, channels interleaved */
  add(frame: Int16Array): Promise<void>;
  /** @param samples of the call at its own rate: the file is exactly as long */
  finish(samples: number): Promise<void>;
}

/** Opus in Ogg, written from first to last: no byte is changed afterwards, so that it can be sealed as it comes. */
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
  const frameTime = 0.02;

  const output = new Output({
    format: new OggOutputFormat(),
    target: new AppendOnlyStreamTarget(new WritableStream<Uint8Array>({ write: (bytes) => write(bytes) })),
  });
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  await output.start();
  const metadata = {
    decoderConfig: {
      codec: 'opus',
      sampleRate: opusRate,
      numberOfChannels: channels,
      description: opusHead(channels, preSkip, rate),
    },
  };
  /** One behind: how long the last one lasts is known at the end. */
  let waiting: Uint8Array | undefined;
  let count = 0;

  async function send(packet: Uint8Array, duration: number): Promise<void> {
    await source.add(
      new EncodedPacket(packet, 'key', count * frameTime, duration),
      count === 0 ? metadata : undefined,
    );
    count += 1;
  }

  return {
    lookahead,
    async add(frame) {
      const packet = encoder.encode(frame);
      if (waiting) await send(waiting, frameTime);
      waiting = packet;
    },
    async finish(samples) {
      if (waiting) await send(waiting, (samples * scale + preSkip) / opusRate - count * frameTime);
      await output.finalize();
      encoder.free();
    },
  };
}

/** RFC 7845, section 5.1. */
function opusHead(channels: number, preSkip: number, rate: number): Uint8Array {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head[8] = 1;
  head[9] = channels;
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(rate, 12);
  return head;
}
