import { createDecoder } from 'libopus-wasm';
import { ByteReader } from '../audio/byte-reader.ts';
import { openOgg } from '../audio/read-ogg.ts';
import { RefusedAudio, type Track } from '../audio/track.ts';
import { Waveform } from './draw-waveform.ts';
import { openOggWriter, opusRate } from './write-ogg.ts';

/** Of the samples that the waveform is drawn from. */
const rate = 8000;

/**
 * Opus that came as Opus stays as it is, packet for packet; around it is a file of ours, so that nothing of theirs, such as
 * comments, is kept. Every packet is decoded once, for the waveform and to know that it can be.
 * @throws RefusedAudio
 */
export async function copyOpus(
  { sides }: Pick<Track, 'sides'>,
  pieces: AsyncIterable<Uint8Array>,
  write: (bytes: Uint8Array) => void,
): Promise<{ milliseconds: number; channels: 1 | 2; peaks: Uint8Array<ArrayBuffer> }> {
  const { head, packets } = await openOgg(new ByteReader(pieces), sides.length);
  const { channels, preSkip } = head;
  const decoder = await createDecoder({ sampleRate: rate, channels });
  const waveform = new Waveform({ channels, rate });
  const ogg = await openOggWriter(head, write);
  let skip = Math.round((preSkip * rate) / opusRate);
  try {
    const all = packets();
    for (;;) {
      const next = await all.next();
      if (next.done) {
        await ogg.finish(next.value);
        const samples = next.value - preSkip;
        return {
          milliseconds: Math.round((samples * 1000) / opusRate),
          channels,
          peaks: waveform.finish(Math.round((samples * rate) / opusRate)),
        };
      }
      const { data, duration } = next.value;
      const samples = decode(decoder, data, channels);
      const skipped = Math.min(skip, samples.length / channels);
      skip -= skipped;
      waveform.addAll(samples.subarray(skipped * channels));
      await ogg.add(data, duration);
    }
  } finally {
    decoder.free();
  }
}

function decode(
  decoder: { decode(packet: Uint8Array): Int16Array },
  packet: Uint8Array,
  channels: number,
): Int16Array {
  try {
    const samples = decoder.decode(packet);
    if (samples.length > 0 && samples.length % channels === 0) return samples;
  } catch {
    // No packet of Opus, though it stood where one should.
  }
  throw new RefusedAudio('malformed');
}
