import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { beforeAll, expect, test } from 'vitest';
import { showAsMp4 } from '../../../server/channels/phone/media/play/show-as-mp4.ts';
import { readWhole } from '../../../server/safeguards/vault/sealed-blob.ts';
import { asBlob, makeOgg, talk } from './make-ogg.ts';
import { speech } from './speech.ts';

// The same packets in another form, for players that know no Ogg; whoever reads it here is not who wrote it.

let ogg: Buffer;
beforeAll(async () => {
  ogg = await makeOgg(talk(12));
});

async function read(file: Buffer) {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(file) });
  const track = (await input.getPrimaryAudioTrack())!;
  const packets: { data: Buffer; duration: number }[] = [];
  for await (const { data, duration } of new EncodedPacketSink(track).packets())
    packets.push({ data: Buffer.from(data), duration });
  return {
    packets,
    seconds: await input.computeDuration(),
    codec: await track.getCodec(),
    channels: await track.getNumberOfChannels(),
  };
}

test('no Opus in Ogg, or not all of it: nothing is made of it', async () => {
  const headPage = ogg.subarray(0, 47);
  for (const bad of [
    Buffer.alloc(0),
    Buffer.from('OggS Salainen puhelu '.repeat(2000)),
    ogg.subarray(0, ogg.length - 100),
    headPage,
    Buffer.concat([ogg, ogg]),
  ])
    expect(await showAsMp4(asBlob(bad))).toBeUndefined();
});

test('spoilt anywhere it is refused or read, and never hangs or throws', { timeout: 20_000 }, async () => {
  const short = await makeOgg(talk(1));
  let seed = 7;
  const random = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % most;
  };
  for (let round = 0; round < 300; round += 1) {
    const spoilt = Buffer.from(short);
    for (let times = 0; times < 3; times += 1) spoilt[random(round % 2 ? 200 : spoilt.length)] = random(256);
    const mp4 = await showAsMp4(asBlob(spoilt, 1 + random(3000)));
    if (mp4) expect((await readWhole(mp4.read())).length).toBe(mp4.size);
  }
});

test.each([2, 1] as const)('every packet, as it was, in %i channels, and as long', async (channels) => {
  const file = channels === 2 ? ogg : await makeOgg([speech(3000)]);
  const mp4 = (await showAsMp4(asBlob(file)))!;
  const [before, after] = [await read(file), await read(await readWhole(mp4.read()))];
  expect(after).toMatchObject({ codec: 'opus', channels });
  expect(after.packets.map(({ data }) => data)).toEqual(before.packets.map(({ data }) => data));
  expect(after.packets.every(({ duration }) => Math.abs(duration - 0.02) < 1e-6)).toBe(true);
  expect(after.seconds).toBeCloseTo(before.seconds, 1);
});

test('any range is what the whole has there; made anew it is the same', async () => {
  const mp4 = (await showAsMp4(asBlob(ogg)))!;
  const whole = await readWhole(mp4.read());
  expect(whole.length).toBe(mp4.size);
  const again = (await showAsMp4(asBlob(ogg, 777)))!;
  for (let from = 0; from < whole.length; from += 1231)
    for (const to of [from + 1, from + 999, whole.length]) {
      const part = await readWhole(again.read(from, to));
      if (!part.equals(whole.subarray(from, to))) throw new Error(`differs from ${from} to ${to}`);
    }
});
