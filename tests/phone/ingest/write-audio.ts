import { compress } from '../../../server/channels/phone/media/codecs/g711.ts';

/** Channels as samples of 16 bits, interleaved. */
export function slin(...channels: readonly Int16Array[]): Buffer {
  const length = Math.max(...channels.map((each) => each.length));
  const bytes = Buffer.alloc(2 * length * channels.length);
  for (let at = 0; at < length; at += 1)
    for (const [channel, samples] of channels.entries())
      bytes.writeInt16LE(samples[at] ?? 0, 2 * (at * channels.length + channel));
  return bytes;
}

export interface Wave {
  readonly codec?: number;
  readonly rate?: number;
  readonly channels?: number;
  readonly bits?: number;
  /** What the head says, where it is not so. */
  readonly says?: number;
  readonly before?: Buffer;
  readonly behind?: Buffer;
}

export function wave(data: Buffer, given: Wave = {}): Buffer {
  const {
    codec = 1,
    rate = 8000,
    channels = 1,
    bits = 16,
    before = Buffer.alloc(0),
    behind = Buffer.alloc(0),
  } = given;
  const form = Buffer.alloc(24);
  form.write('fmt ', 'latin1');
  form.writeUInt32LE(16, 4);
  form.writeUInt16LE(codec, 8);
  form.writeUInt16LE(channels, 10);
  form.writeUInt32LE(rate, 12);
  form.writeUInt32LE((rate * channels * bits) / 8, 16);
  form.writeUInt16LE((channels * bits) / 8, 20);
  form.writeUInt16LE(bits, 22);
  const content = Buffer.concat([Buffer.from('WAVE'), form, before, chunk('data', data, given.says), behind]);
  return chunk('RIFF', content);
}

export function chunk(name: string, content: Buffer, says = content.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(says, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

export const ulaw = (samples: Int16Array): Buffer => Buffer.from(compress(samples));
