import { expand, type Law } from '../codecs/g711.ts';
import type { ByteReader } from './byte-reader.ts';
import { RefusedAudio } from './track.ts';

/** How samples stand in a file. */
export type Coding = 'slin' | Law;
export const bytesOfSample = (coding: Coding): 1 | 2 => (coding === 'slin' ? 2 : 1);

/** Samples of each channel that are read at once: half a second of the slower rate, a whole number of ticks of either. */
const atOnce = 4000;

/** @param bytes so many, where that is said; else to the end @throws RefusedAudio 'cut-off', 'empty' */
export async function* readSamples(
  reader: ByteReader,
  { coding, channels, bytes = Infinity }: { coding: Coding; channels: number; bytes?: number },
): AsyncGenerator<Int16Array> {
  const frame = bytesOfSample(coding) * channels;
  let left = bytes;
  let isEmpty = true;
  for (;;) {
    const wanted = Math.min(left, atOnce * frame);
    const piece = wanted === 0 ? Buffer.alloc(0) : await reader.take(wanted);
    if (bytes !== Infinity && piece.length < wanted) throw new RefusedAudio('cut-off');
    // Half a sample at the end: it was cut, or it is something else.
    if (piece.length % frame !== 0) throw new RefusedAudio('cut-off');
    if (piece.length === 0) break;
    isEmpty = false;
    left -= piece.length;
    yield asSamples(piece, coding);
  }
  if (isEmpty) throw new RefusedAudio('empty');
}

function asSamples(bytes: Buffer, coding: Coding): Int16Array {
  const samples = new Int16Array(bytes.length / bytesOfSample(coding));
  if (coding === 'slin')
    for (let at = 0; at < samples.length; at += 1) samples[at] = bytes.readInt16LE(2 * at);
  else for (let at = 0; at < samples.length; at += 1) samples[at] = expand[coding][bytes[at]!]!;
  return samples;
}
