import type { ByteReader } from './byte-reader.ts';
import { bytesOfSample, type Coding, readSamples } from './read-samples.ts';
import { type OpenedTrack, RefusedAudio, type TrackRate, trackRates } from './track.ts';

/** Bytes of what stands before and behind the sound: names of programs, places. None of it is kept. */
const mostBeside = 64 * 1024;
const codings: Readonly<Record<number, Coding>> = { 1: 'slin', 6: 'alaw', 7: 'ulaw' };
const extensible = 0xfffe;
/** What follows the number of the codec in the extensible form. */
const subformat = Buffer.from('000000001000800000aa00389b71', 'hex');

/**
 * RIFF WAVE: PCM of 16 bits, A-law or µ-law, of 8 or 16 kHz. Lengths must be true: a file that was still being written is refused.
 * @throws RefusedAudio
 */
export async function openWave(reader: ByteReader, channels: number): Promise<OpenedTrack> {
  const head = await reader.take(12);
  if (head.length < 12 || head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8) !== 'WAVE')
    throw new RefusedAudio('another-format');
  const form = await readForm(reader, channels);
  return { rate: form.rate, samples: readData(reader, { ...form, channels }, head.readUInt32LE(4)) };
}

interface Form {
  readonly coding: Coding;
  readonly rate: TrackRate;
  /** Bytes of sound. */
  readonly bytes: number;
  /** Bytes of the file that the sound begins at. */
  readonly at: number;
}

/** Up to where the sound begins. */
async function readForm(reader: ByteReader, channels: number): Promise<Form> {
  let form: Pick<Form, 'coding' | 'rate'> | undefined;
  let at = 12;
  while (at < mostBeside) {
    const head = await reader.take(8);
    if (head.length < 8) throw new RefusedAudio('cut-off');
    const name = head.toString('latin1', 0, 4);
    const bytes = head.readUInt32LE(4);
    at += 8;
    if (name === 'data') {
      if (form === undefined) throw new RefusedAudio('malformed');
      if (bytes === 0) throw new RefusedAudio('empty');
      if (bytes % (bytesOfSample(form.coding) * channels) !== 0) throw new RefusedAudio('malformed');
      return { ...form, bytes, at };
    }
    // Each begins at an even place.
    const padded = bytes + (bytes % 2);
    if (at + padded > mostBeside) break;
    const content = await reader.take(padded);
    if (content.length < padded) throw new RefusedAudio('cut-off');
    at += padded;
    if (name !== 'fmt ') continue;
    if (form !== undefined) throw new RefusedAudio('malformed');
    form = readFormat(content.subarray(0, bytes), channels);
  }
  throw new RefusedAudio('malformed');
}

function readFormat(content: Buffer, channels: number): Pick<Form, 'coding' | 'rate'> {
  if (content.length < 16) throw new RefusedAudio('malformed');
  let codec = content.readUInt16LE(0);
  if (codec === extensible) {
    if (content.length < 40 || !content.subarray(26, 40).equals(subformat)) throw new RefusedAudio('codec');
    codec = content.readUInt16LE(24);
  }
  const coding = codings[codec];
  if (coding === undefined) throw new RefusedAudio('codec');
  if (content.readUInt16LE(2) !== channels) throw new RefusedAudio('channels');
  const rate = trackRates.find((each) => each === content.readUInt32LE(4));
  if (rate === undefined) throw new RefusedAudio('rate');
  const bytes = bytesOfSample(coding);
  if (content.readUInt16LE(14) !== 8 * bytes) throw new RefusedAudio('codec');
  const agrees =
    content.readUInt16LE(12) === bytes * channels && content.readUInt32LE(8) === rate * bytes * channels;
  if (!agrees) throw new RefusedAudio('malformed');
  return { coding, rate };
}

async function* readData(
  reader: ByteReader,
  { coding, channels, bytes, at }: Form & { channels: number },
  riffBytes: number,
): AsyncGenerator<Int16Array> {
  yield* readSamples(reader, { coding, channels, bytes });
  // Behind it stands what the head says is there, and nothing else.
  const behind = riffBytes + 8 - at - bytes;
  if (behind < 0 || behind > mostBeside) throw new RefusedAudio('malformed');
  const rest = await reader.take(behind + 2);
  // Many leave out the byte that fills up an odd number of samples, or do not count it.
  const isOdd = bytes % 2 === 1;
  if (rest.length < behind && !(isOdd && behind === 1)) throw new RefusedAudio('cut-off');
  if (rest.length > behind && !(isOdd && behind === 0 && rest.length === 1))
    throw new RefusedAudio('malformed');
}
