import { expect, test } from 'vitest';
import { compress } from '../../../server/channels/phone/media/codecs/g711.ts';
import { encodings, narrowUlaw, wideUlaw } from '../../../server/channels/phone/media/kept-sound.ts';
import { isTone } from '../../../server/channels/phone/media/receive/find-tone.ts';
import { type Datagram, openSender, pieces, rtp, send, stream } from './datagrams.ts';
import { recordCall, samplesOf, spec } from './record-call.ts';
import { speech } from './speech.ts';

const low = [697, 770, 852, 941];
const high = [1209, 1336, 1477, 1633];

function tone(one: number, other: number, length: number, { rate = 8000, loud = 4000, phase = 0 } = {}) {
  return Int16Array.from({ length }, (_, at) => {
    const turn = (2 * Math.PI * at) / rate;
    return (loud * (Math.sin(phase + one * turn) + Math.sin(2 * phase + other * turn))) / 2;
  });
}

test('each of the sixteen keys is known, loud and soft, at both rates, and off by a hundredth', () => {
  for (const one of low)
    for (const other of high)
      for (const loud of [600, 4000, 30_000])
        for (const off of [0.99, 1, 1.01])
          for (const phase of [0, 1, 2]) {
            const narrow = tone(one * off, other * off, 160, { loud, phase });
            expect(isTone(compress(narrow), encodings[narrowUlaw]!)).toBe(true);
            const wide = tone(one * off, other * off, 320, { loud, phase, rate: 16_000 });
            expect(isTone(compress(wide), encodings[wideUlaw]!)).toBe(true);
          }
});

test('speech is seldom taken for a key', () => {
  for (const voice of [0, 1, 2, 3]) {
    const blocks = pieces(compress(speech(20_000, voice)));
    expect(blocks.filter((block) => isTone(block, encodings[narrowUlaw]!)).length).toBeLessThanOrEqual(3);
  }
  expect(isTone(compress(new Int16Array(160)), encodings[narrowUlaw]!)).toBe(false);
  expect(isTone(compress(tone(440, 440, 160)), encodings[narrowUlaw]!)).toBe(false);
});

/** The energy two frequencies have in a stretch, as a share of one that is full of them. */
function shareOf(samples: Int16Array, frequencies: readonly number[]): number {
  let most = 0;
  for (let from = 0; from + 80 <= samples.length; from += 40) {
    for (const hertz of frequencies) {
      let [real, imaginary] = [0, 0];
      for (let at = 0; at < 80; at += 1) {
        real += samples[from + at]! * Math.cos((2 * Math.PI * hertz * at) / 8000);
        imaginary += samples[from + at]! * Math.sin((2 * Math.PI * hertz * at) / 8000);
      }
      most = Math.max(most, Math.hypot(real, imaginary) / (80 * 1000));
    }
  }
  return most;
}

test(
  'keys sounded within the voice are silence in what is kept; the voice around them stays',
  { timeout: 60_000 },
  async () => {
    const voice = Int16Array.from(speech(2400, 0), (sample) => sample / 8);
    // Four keys of 45 ms, the shortest there are, each at another place within a packet.
    for (const [key, at] of [4013, 7077, 10_111, 13_199].entries())
      voice.set(tone(low[key]!, high[key]!, 360), at);
    const { records, end } = await recordCall([spec('customer')], async ({ ports }) => {
      const sender = await openSender();
      await send(sender, ports[0]!, stream(pieces(compress(voice))));
      sender.close();
    });
    const kept = samplesOf(records, 'customer');
    expect(shareOf(voice.subarray(3900, 4600), [697, 1209])).toBeGreaterThan(0.8);
    for (const [key, at] of [4013, 7077, 10_111, 13_199].entries()) {
      const begin = records.find((record) => record.kind === 'sound')!;
      const from = (begin.kind === 'sound' ? begin.tick : 0) + at;
      expect(kept.subarray(from, from + 360).every((sample) => sample === 0)).toBe(true);
      expect(shareOf(kept.subarray(from - 80, from + 440), [low[key]!, high[key]!])).toBeLessThan(0.35);
    }
    expect(end.streams[0]!.mutedMs).toBeGreaterThanOrEqual(4 * 60);
    expect(end.streams[0]!.mutedMs).toBeLessThanOrEqual(4 * 140);
  },
);

test(
  'a key that is told of (RFC 4733) leaves silence, also of the tone that leaked before',
  { timeout: 60_000 },
  async () => {
    const voice = compress(speech(1600, 1));
    const told: Datagram[] = stream(pieces(voice)).filter((_each, at) => at < 30 || at >= 40);
    const event = (duration: number, isEnd: boolean) => {
      const payload = Buffer.from([5, isEnd ? 0x8a : 0x0a, 0, 0]);
      payload.writeUInt16BE(duration, 2);
      return payload;
    };
    const fields = { payloadType: 101, timestamp: 50_000 + 28 * 160 };
    // Pressed at packet 28: two packets of sound go out before the exchange has noticed.
    for (let at = 0; at < 10; at += 1)
      told.push({
        at: 600 + 20 * at,
        bytes: rtp(event(Math.min(320 + 160 * at, 1600), at >= 7), { ...fields, sequence: 1030 + at }),
      });
    const { records, end } = await recordCall([spec('customer')], async ({ ports }) => {
      const sender = await openSender();
      await send(sender, ports[0]!, told);
      sender.close();
    });
    const kept = samplesOf(records, 'customer');
    const begin = records.find((record) => record.kind === 'sound')!;
    const from = begin.kind === 'sound' ? begin.tick : 0;
    expect(kept.subarray(from + 26 * 160, from + 40 * 160).every((sample) => sample === 0)).toBe(true);
    expect(kept.subarray(from, from + 26 * 160).some((sample) => Math.abs(sample) > 500)).toBe(true);
    expect(kept.subarray(from + 41 * 160, from + 50 * 160).some((sample) => Math.abs(sample) > 500)).toBe(
      true,
    );
    expect(end.streams[0]).toMatchObject({ lost: 0, packets: 80 });
    // No digit, in whatever form, is among what is kept.
    expect(records.every((record) => record.kind !== 'sound' || record.bytes.length >= 160)).toBe(true);
  },
);
