import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEncoder } from 'libopus-wasm';
import { expect, test } from 'vitest';
import { compress, expand } from '../../../server/channels/phone/media/codecs/g711.ts';
import type { SrtpCrypto } from '../../../server/channels/phone/media/rtp/srtp-keys.ts';
import { type Datagram, openSender, pieces, rtp, send, stream } from './datagrams.ts';
import { recordCall, samplesOf, spec } from './record-call.ts';
import { seal } from './seal-srtp.ts';
import { compare, speech } from './speech.ts';

const heard = (bytes: Uint8Array) => Int16Array.from(bytes, (byte) => expand.ulaw[byte]!);

/** Where what was sent begins among what was kept, sample for sample; -1 when it is not there. */
function find(kept: Int16Array, sent: Int16Array): number {
  for (let from = 0; from + sent.length <= kept.length; from += 1) {
    let at = 0;
    while (at < sent.length && kept[from + at] === sent[at]) at += 1;
    if (at === sent.length) return from;
  }
  return -1;
}

/** A call of one stream of µ-law. */
async function recordOne(datagrams: readonly Datagram[], more: Parameters<typeof spec>[1] = {}) {
  const result = await recordCall([spec('customer', more)], async ({ ports }) => {
    const sender = await openSender();
    await send(sender, ports[0]!, datagrams);
    sender.close();
  });
  return { ...result, kept: samplesOf(result.records, 'customer'), figures: result.end.streams[0]! };
}

const sent = compress(speech(1600, 0));
const usual = stream(pieces(sent));
const bytesOf = (samples: Int16Array) => Buffer.from(samples.slice().buffer);
const silence = (samples: Int16Array) => samples.every((sample) => sample === 0);

test('both sides of a call are kept bit for bit, at the same moment', { timeout: 60_000 }, async () => {
  const [customer, staff] = [compress(speech(2000, 0)), compress(speech(2000, 1))];
  const { end, records } = await recordCall([spec('customer'), spec('staff')], async ({ ports }) => {
    expect(ports.every((port) => port % 2 === 0)).toBe(true);
    const [one, other] = [await openSender(), await openSender()];
    await sleep(100);
    await Promise.all([
      send(one, ports[0]!, stream(pieces(customer))),
      send(other, ports[1]!, stream(pieces(staff), { ssrc: 99, timestamp: 4_294_967_000, sequence: 65_500 })),
    ]);
    one.close();
    other.close();
  });
  const places = [
    find(samplesOf(records, 'customer'), heard(customer)),
    find(samplesOf(records, 'staff'), heard(staff)),
  ];
  expect(places[0]).toBeGreaterThan(0);
  expect(places[1]).toBeGreaterThan(0);
  expect(Math.abs(places[0]! - places[1]!)).toBeLessThan(100 * 8);
  expect(end).toMatchObject({ isKept: true, dropped: 0 });
  expect(end.milliseconds).toBeGreaterThan(2100);
  for (const figures of end.streams)
    expect(figures).toMatchObject({ packets: 100, lost: 0, late: 0, duplicates: 0, sources: 1, mutedMs: 0 });
  expect(records.at(-1)).toEqual({ kind: 'end', ticks: end.milliseconds * 8 });
});

test(
  'reordered, doubled, and with a marker: each packet once, at its place',
  { timeout: 60_000 },
  async () => {
    const troubled = usual.flatMap((each, at) =>
      at % 7 === 3
        ? [{ ...each, at: each.at + 50 }]
        : at % 5 === 0
          ? [each, { ...each, at: each.at + 30 }]
          : [each],
    );
    troubled[0]!.bytes[1]! |= 128;
    const { kept, figures } = await recordOne(troubled);
    expect(find(kept, heard(sent))).toBeGreaterThanOrEqual(0);
    expect(figures).toMatchObject({ lost: 0, duplicates: 14, late: 0 });
  },
);

test('lost packets are silence of the right length, and counted', { timeout: 60_000 }, async () => {
  const { kept, figures } = await recordOne(usual.filter((_each, at) => at < 20 || at >= 30));
  const whole = heard(sent);
  const from = find(kept, whole.subarray(0, 20 * 160));
  expect(from).toBeGreaterThanOrEqual(0);
  expect(silence(kept.subarray(from + 20 * 160, from + 30 * 160))).toBe(true);
  expect(
    Buffer.compare(
      bytesOf(kept.subarray(from + 30 * 160, from + 80 * 160)),
      bytesOf(whole.subarray(30 * 160)),
    ),
  ).toBe(0);
  expect(figures.lost).toBe(10);
  expect(figures.silentMs).toBeGreaterThanOrEqual(200);
});

test('a gap of a sender that sends no silence (DTX) is as long as it was', { timeout: 60_000 }, async () => {
  const [one, other] = [pieces(sent).slice(0, 20), pieces(sent).slice(20, 40)];
  const { kept, figures } = await recordOne([
    ...stream(one),
    // Comfort noise says that nobody speaks; its sequence number counts, its payload is no sound.
    { at: 400, bytes: rtp(Buffer.of(70), { payloadType: 13, sequence: 1020, timestamp: 50_000 + 20 * 160 }) },
    ...stream(other, { sequence: 1021, timestamp: 50_000 + 60 * 160, from: 1200 }),
  ]);
  const from = find(kept, heard(sent).subarray(0, 3200));
  expect(silence(kept.subarray(from + 3200, from + 9600))).toBe(true);
  expect(Buffer.compare(bytesOf(kept.subarray(from + 9600)), bytesOf(heard(sent).subarray(3200, 6400)))).toBe(
    0,
  );
  expect(figures.lost).toBe(0);
});

test('what came a second late stands at its place all the same', { timeout: 60_000 }, async () => {
  const { kept, figures } = await recordOne(
    usual.map((each, at) => (at === 10 ? { ...each, at: each.at + 1000 } : each)),
  );
  expect(find(kept, heard(sent))).toBeGreaterThanOrEqual(0);
  expect(figures).toMatchObject({ late: 1, lost: 0 });
});

test(
  'another source takes over when the first falls silent; nothing of it is lost',
  { timeout: 60_000 },
  async () => {
    const half = pieces(sent);
    const { kept, figures } = await recordOne([
      ...stream(half.slice(0, 40)),
      ...stream(half.slice(40), { ssrc: 77, sequence: 9, timestamp: 4_294_967_290, from: 800 }),
    ]);
    const from = find(kept, heard(sent).subarray(0, 6200));
    const second = find(kept, heard(sent).subarray(6400));
    expect(from).toBeGreaterThanOrEqual(0);
    expect(Math.abs(second - from - 6400)).toBeLessThan(100 * 8);
    expect(figures).toMatchObject({ sources: 2, packets: 80, refusedSource: 0 });
  },
);

test(
  'a second source beside the first is a stranger: refused, and counted',
  { timeout: 60_000 },
  async () => {
    const { kept, figures } = await recordOne([
      ...usual,
      ...stream(pieces(compress(speech(600, 2))), { ssrc: 66, from: 300 }),
    ]);
    expect(find(kept, heard(sent))).toBeGreaterThanOrEqual(0);
    expect(figures).toMatchObject({ sources: 1, packets: 80, refusedSource: 30 });
  },
);

test('from the wrong place nothing is taken', { timeout: 60_000 }, async () => {
  const { records, end } = await recordCall([spec('customer')], async ({ ports }) => {
    const stranger = await openSender('127.0.0.9');
    await send(stranger, ports[0]!, usual.slice(0, 30));
    stranger.close();
  });
  expect(records.filter(({ kind }) => kind === 'sound')).toEqual([]);
  expect(end.streams[0]).toMatchObject({ packets: 0, refusedSource: 30 });
});

test(
  'RTCP on either port, rubbish and what was not agreed are counted and harm nothing',
  { timeout: 60_000 },
  async () => {
    const { records, end } = await recordCall([spec('customer')], async ({ ports }) => {
      const sender = await openSender();
      const report = Buffer.from('80c80006123456780000000000000000000000000000000000000000', 'hex');
      await Promise.all([
        send(sender, ports[0]!, [
          ...usual,
          ...Array.from({ length: 50 }, (_, at) => ({
            at: 30 * at,
            bytes: randomBytes(1 + 20 * at).fill(at, 0, 1),
          })),
          { at: 200, bytes: report },
          { at: 300, bytes: rtp(Buffer.alloc(160), { payloadType: 77 }) },
          { at: 310, bytes: Buffer.alloc(5000, 0x80) },
          { at: 320, bytes: Buffer.alloc(0) },
        ]),
        send(sender, ports[0]! + 1, [
          { at: 100, bytes: report },
          { at: 150, bytes: randomBytes(40) },
        ]),
      ]);
      sender.close();
    });
    expect(find(samplesOf(records, 'customer'), heard(sent))).toBeGreaterThanOrEqual(0);
    const { control, refusedForm } = end.streams[0]!;
    expect(control).toBeGreaterThanOrEqual(3);
    // One in eight of what is random looks like RTCP.
    expect(control + refusedForm).toBeGreaterThanOrEqual(53);
    expect(end.streams[0]!.packets).toBe(80);
  },
);

test(
  'paused: nothing is kept, the time goes on; resumed, at the right moment again',
  { timeout: 60_000 },
  async () => {
    const { records, end } = await recordCall([spec('customer')], async (running) => {
      const sender = await openSender();
      const sending = send(sender, running.ports[0]!, usual);
      await sleep(400);
      await running.change([spec('customer', { isPaused: true })]);
      await sleep(600);
      await running.change([spec('customer')]);
      await sending;
      sender.close();
    });
    const kept = samplesOf(records, 'customer');
    const from = find(kept, heard(sent).subarray(0, 1600));
    expect(from).toBeGreaterThanOrEqual(0);
    const paused = end.streams[0]!.paused;
    expect(paused).toBeGreaterThan(10);
    // What is kept of it is at the place it was spoken, and between 480 and 900 ms nothing is.
    expect(silence(kept.subarray(from + 4400, from + 7200))).toBe(true);
    expect(
      Buffer.compare(
        bytesOf(kept.subarray(from + 70 * 160, from + 80 * 160)),
        bytesOf(heard(sent).subarray(70 * 160)),
      ),
    ).toBe(0);
    // Not a loss: it was not to be heard.
    expect(end.streams[0]!.packets + paused).toBe(80);
  },
);

test.each<[string, SrtpCrypto]>([
  ['AES_CM_128_HMAC_SHA1_80', { suite: 'AES_CM_128_HMAC_SHA1_80', key: randomBytes(30), mkiLength: 0 }],
  ['AEAD_AES_128_GCM', { suite: 'AEAD_AES_128_GCM', key: randomBytes(28), mkiLength: 0 }],
])(
  'sealed by %s; in the clear, altered or again it is refused',
  { timeout: 60_000 },
  async (_suite, crypto) => {
    const sealed = stream(pieces(sent), { sequence: 65_500 }).map((each, at) => ({
      ...each,
      bytes: seal(each.bytes, crypto, at < 36 ? 0 : 1),
    }));
    const altered = sealed.slice(0, 5).map((each) => ({ at: each.at, bytes: Buffer.from(each.bytes) }));
    for (const { bytes } of altered) bytes[20]! ^= 1;
    const { kept, figures } = await recordOne(
      [
        ...altered,
        ...sealed,
        ...sealed.slice(0, 5).map((each) => ({ ...each, at: 500 })),
        ...usual.slice(0, 5),
      ],
      { crypto },
    );
    expect(find(kept, heard(sent))).toBeGreaterThanOrEqual(0);
    expect(figures).toMatchObject({ packets: 80, refusedSeal: 15, lost: 0 });
  },
);

test('A-law bit for bit; Opus and a change of codec in mid-call', { timeout: 60_000 }, async () => {
  const alaw = Uint8Array.from({ length: 6400 }, (_, at) => (at * at * 31 + (at >> 3) * 77) & 255);
  const samples = speech(1600, 3);
  const wide = Int16Array.from({ length: 2 * samples.length }, (_, at) => samples[at >> 1]!);
  const encoder = await createEncoder({ sampleRate: 16_000, channels: 1, bitrate: 32_000, frameSize: 320 });
  const opus = Array.from({ length: 80 }, (_, at) => encoder.encode(wide.subarray(320 * at, 320 * (at + 1))));
  const { kept, figures } = await recordOne([
    ...stream(pieces(alaw), { payloadType: 8 }),
    ...stream(opus, { payloadType: 96, step: 960, sequence: 1040, timestamp: 9, from: 800 }),
  ]);
  const from = find(
    kept,
    Int16Array.from(alaw, (byte) => expand.alaw[byte]!),
  );
  expect(from).toBeGreaterThanOrEqual(0);
  const { likeness, shift } = compare(samples, kept.subarray(from + 6400, from + 6400 + 12_800 + 400), 400);
  expect(likeness).toBeGreaterThan(0.9);
  expect(Math.abs(shift)).toBeLessThan(400);
  expect(figures).toMatchObject({ packets: 120, lost: 0, refusedForm: 0, sources: 1 });
});
