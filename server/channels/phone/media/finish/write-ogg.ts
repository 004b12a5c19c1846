import {
  AppendOnlyStreamTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  OggOutputFormat,
  Output,
} from 'mediabunny';

/** Opus counts at 48 kHz whatever it is given (RFC 7845). */
export const opusRate = 48_000;

export interface OpusHead {
  readonly channels: 1 | 2;
  /** At 48 kHz, as all that Opus counts. */
  readonly preSkip: number;
  /** What it was made of; for whoever wants to know. */
  readonly rate: number;
  /** By which the decoder's output is to be changed, in 1/256 dB. */
  readonly gain?: number;
}

export interface OggWriter {
  /** @param duration at 48 kHz */
  add(packet: Uint8Array, duration: number): Promise<void>;
  /** @param end at 48 kHz, the samples to be skipped at the beginning among them: where the last packet is cut */
  finish(end: number): Promise<void>;
}

/** Packets of Opus in Ogg, written from first to last: no byte is changed afterwards, so that it can be sealed as it comes. */
export async function openOggWriter(head: OpusHead, write: (bytes: Uint8Array) => void): Promise<OggWriter> {
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
      numberOfChannels: head.channels,
      description: writeHead(head),
    },
  };
  /** One behind: how long the last one lasts is known at the end. */
  let waiting: { packet: Uint8Array; duration: number } | undefined;
  let sent = 0;

  async function send(packet: Uint8Array, duration: number): Promise<void> {
    const encoded = new EncodedPacket(packet, 'key', sent / opusRate, duration / opusRate);
    await source.add(encoded, sent === 0 ? metadata : undefined);
    sent += duration;
  }

  return {
    async add(packet, duration) {
      const before = waiting;
      waiting = { packet, duration };
      if (before) await send(before.packet, before.duration);
    },
    async finish(end) {
      if (waiting) await send(waiting.packet, end - sent);
      await output.finalize();
    },
  };
}

/** RFC 7845, section 5.1. */
function writeHead({ channels, preSkip, rate, gain = 0 }: OpusHead): Uint8Array {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head[8] = 1;
  head[9] = channels;
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(rate, 12);
  head.writeInt16LE(gain, 16);
  return head;
}
