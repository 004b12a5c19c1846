import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expand } from '../../../server/channels/phone/media/codecs/g711.ts';
import { ByteReader } from '../../../server/channels/phone/media/audio/byte-reader.ts';
import { openTrack } from '../../../server/channels/phone/media/audio/open-track.ts';
import { openOgg } from '../../../server/channels/phone/media/audio/read-ogg.ts';
import { RefusedAudio, type Track } from '../../../server/channels/phone/media/audio/track.ts';
import { copyOpus } from '../../../server/channels/phone/media/finish/copy-opus.ts';
import { encodeTracks } from '../../../server/channels/phone/media/finish/encode-tracks.ts';
import { play } from '../media/play-opus.ts';
import { compare, speech } from '../media/speech.ts';
import { chunk, slin, ulaw, wave } from './write-audio.ts';

/** A file in pieces of any length. */
async function* cut(file: Buffer, at: readonly number[]): AsyncGenerator<Buffer> {
  const places = [...new Set([0, ...at.map((each) => each % (file.length + 1)), file.length])].toSorted(
    (a, b) => a - b,
  );
  for (const [index, place] of places.entries()) yield file.subarray(place, places[index + 1] ?? file.length);
}
const mono: Track = { format: 'wav', rate: 8000, sides: ['mixed'] };
const stereo: Track = { ...mono, sides: ['customer', 'staff'] };
async function samplesOf(track: Track, file: Buffer, at: readonly number[] = []) {
  const { rate, samples } = await openTrack(track, cut(file, at));
  const found: number[] = [];
  for await (const piece of samples) found.push(...piece);
  return { rate, found };
}
/** Why it is refused; undefined: it is not. Anything else that is thrown is a defect. */
async function refusalOf(doing: Promise<unknown>): Promise<string | undefined> {
  try {
    await doing;
    return undefined;
  } catch (error) {
    if (error instanceof RefusedAudio) return error.reason;
    throw error;
  }
}

test('WAV that is not what it says is refused, by what is wrong with it', async () => {
  const data = slin(speech(100));
  for (const [file, reason] of [
    [Buffer.from('OggS and so on, and so on'), 'another-format'],
    [Buffer.alloc(0), 'another-format'],
    [wave(data, { channels: 2 }), 'channels'],
    [wave(data, { rate: 44_100 }), 'rate'],
    [wave(data, { codec: 3 }), 'codec'],
    [wave(data, { codec: 85 }), 'codec'],
    [wave(data, { bits: 8 }), 'codec'],
    [wave(Buffer.alloc(0)), 'empty'],
    [wave(data, { says: 0xffff_ffff }), 'malformed'],
    [wave(data, { says: data.length + 2 }), 'cut-off'],
    [wave(data, { says: data.length - 1 }), 'malformed'],
    [wave(data, { before: chunk('LIST', Buffer.alloc(70_000)) }), 'malformed'],
    [wave(data, { behind: chunk('LIST', Buffer.alloc(70_000)) }), 'malformed'],
    [Buffer.concat([wave(data), data]), 'malformed'],
    [wave(data).subarray(0, -2), 'cut-off'],
    [wave(data).subarray(0, 30), 'cut-off'],
  ] as const)
    expect(await refusalOf(samplesOf(mono, file)), `${reason}`).toBe(reason);
  // The byte that fills up an odd number: left out, or there and not counted.
  const odd = wave(ulaw(speech(100).subarray(1)), { codec: 7, bits: 8 });
  expect(await refusalOf(samplesOf(mono, odd.subarray(0, -1)))).toBeUndefined();
  const uncounted = Buffer.from(odd);
  uncounted.writeUInt32LE(odd.length - 9, 4);
  expect(await refusalOf(samplesOf(mono, uncounted))).toBeUndefined();
  expect(await refusalOf(samplesOf(mono, Buffer.concat([odd, Buffer.from('.')])))).toBe('malformed');
  const bare = { ...mono, format: 'slin' } as const;
  expect(await refusalOf(samplesOf(bare, wave(data)))).toBe('another-format');
  expect(await refusalOf(samplesOf(bare, data.subarray(1)))).toBe('cut-off');
  expect(await refusalOf(samplesOf(bare, Buffer.alloc(0)))).toBe('empty');
});

test('WAV of any kind that is taken, in pieces of any length: the very samples', async () => {
  const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1, maxLength: 400 });
  const given = fc.record({
    samples,
    channels: fc.constantFrom(1, 2),
    rate: fc.constantFrom(8000, 16_000),
    codec: fc.constantFrom(1, 6, 7),
    before: fc.uint8Array({ maxLength: 60 }),
    at: fc.array(fc.nat(), { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ samples: all, channels, rate, codec, before, at }) => {
      const whole = Int16Array.from([...all, ...(all.length % channels ? [0] : [])]);
      const data = codec === 1 ? slin(whole) : ulaw(whole);
      const said =
        codec === 1 ? [...whole] : [...data].map((byte) => expand[codec === 6 ? 'alaw' : 'ulaw'][byte]!);
      const junk = Buffer.from(before);
      const file = wave(data, {
        codec,
        rate,
        channels,
        bits: codec === 1 ? 16 : 8,
        before: chunk('LIST', junk),
        behind: chunk('id3 ', junk),
      });
      const track = channels === 2 ? stereo : mono;
      expect(await samplesOf(track, file, at)).toEqual({ rate, found: said });
      // Cut anywhere, it is never taken for whole.
      const shorter = file.subarray(0, (at[0] ?? 5) % file.length);
      expect(await refusalOf(samplesOf(track, shorter))).toBeDefined();
    }),
    { numRuns: 400 },
  );
});

test('any bytes, and any WAV with bytes altered, are read or refused', async () => {
  const good = wave(slin(speech(20)));
  const altered = fc
    .array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 255 })), { maxLength: 4 })
    .map((changes) => {
      const file = Buffer.from(good);
      for (const [place, byte] of changes) file[place] = byte;
      return file;
    });
  const any = fc.oneof(
    altered,
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(any, fc.constantFrom(mono, stereo), async (file, track) => {
      await refusalOf(samplesOf(track, file));
      await refusalOf(readOgg(file, track.sides.length));
    }),
    { numRuns: 300 },
  );
});

async function readOgg(file: Buffer, channels: number) {
  const { packets } = await openOgg(new ByteReader(cut(file, [7, 100])), channels);
  const found: Buffer[] = [];
  for await (const { data } of packets()) found.push(data);
  return found;
}
const voices = [speech(1200, 0), speech(1200, 2)] as const;
async function makeOgg(): Promise<Buffer> {
  const parts: Buffer[] = [];
  const bare: Track = { format: 'slin', rate: 8000, sides: ['customer', 'staff'] };
  await encodeTracks(
    [bare],
    () => cut(slin(...voices), []),
    (bytes) => parts.push(Buffer.from(bytes)),
  );
  return Buffer.concat(parts);
}

test(
  'Opus in Ogg stays as it is, packet for packet; the file around it is ours',
  { timeout: 30_000 },
  async () => {
    const file = await makeOgg();
    const parts: Buffer[] = [];
    const made = await copyOpus({ sides: ['staff', 'customer'] }, cut(file, [5, 999, 3000]), (bytes) =>
      parts.push(Buffer.from(bytes)),
    );
    const copy = Buffer.concat(parts);
    expect(made).toMatchObject({ milliseconds: 1200, channels: 2 });
    expect(made.peaks).toHaveLength(24);
    expect(await readOgg(copy, 2)).toEqual(await readOgg(file, 2));
    const { sound, seconds } = await play(copy, 2);
    expect(seconds).toBeCloseTo(1.2, 2);
    for (const [at, voice] of voices.entries())
      expect(compare(voice, sound[at]!, 300).likeness).toBeGreaterThan(0.85);
  },
);

test(
  'Ogg with a bit that is another, cut, too long, or of other channels is refused',
  { timeout: 30_000 },
  async () => {
    const file = await makeOgg();
    expect(await refusalOf(readOgg(file, 2))).toBeUndefined();
    expect(await refusalOf(readOgg(file, 1))).toBe('channels');
    expect(await refusalOf(readOgg(Buffer.concat([file, Buffer.from('.')]), 2))).toBe('malformed');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: file.length - 1 }), fc.nat({ max: 7 }), async (place, bit) => {
        const altered = Buffer.from(file);
        altered[place]! ^= 1 << bit;
        expect(await refusalOf(readOgg(altered, 2))).toBeDefined();
        expect(await refusalOf(readOgg(file.subarray(0, place), 2))).toBeDefined();
      }),
      { numRuns: 150 },
    );
  },
);
