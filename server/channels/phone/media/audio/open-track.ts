import { ByteReader } from './byte-reader.ts';
import { readSamples } from './read-samples.ts';
import { openWave } from './read-wave.ts';
import { type OpenedTrack, RefusedAudio, type Track } from './track.ts';

/** How files begin that are no bare samples. */
const heads = ['RIFF', 'OggS', 'ID3', 'fLaC', 'caff', 'FORM', '.snd'];

/** A file whose samples are read, from its first byte on. @throws RefusedAudio */
export async function openTrack(
  { format, rate, sides }: Track,
  pieces: AsyncIterable<Uint8Array>,
): Promise<OpenedTrack> {
  const channels = sides.length;
  if (format === 'wav') return openWave(new ByteReader(pieces), channels);
  if (format === 'ogg-opus') throw new RefusedAudio('codec');
  return { rate, samples: readBare(pieces, format, channels) };
}

async function* readBare(
  pieces: AsyncIterable<Uint8Array>,
  coding: 'slin' | 'ulaw' | 'alaw',
  channels: number,
): AsyncGenerator<Int16Array> {
  const reader = new ByteReader(pieces);
  const head = await reader.peek(4);
  if (heads.some((each) => head.toString('latin1').startsWith(each)))
    throw new RefusedAudio('another-format');
  yield* readSamples(reader, { coding, channels });
}
