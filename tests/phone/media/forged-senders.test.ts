import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { compress, expand } from '../../../server/channels/phone/media/codecs/g711.ts';
import { openSender, pieces, send, stream } from './datagrams.ts';
import { openBench, recordCall, recordsOf, samplesOf, spec } from './record-call.ts';
import { compare, speech } from './speech.ts';

// Without SRTP an address can be forged: another port of the peer's address stands for who does so.

const peer = speech(1600, 0);
const stranger = speech(2400, 2);
const flat = (voice: Int16Array) => Int16Array.from(compress(voice), (byte) => expand.ulaw[byte]!);

async function recordBoth(peerFrom: number, strangerFrom: number) {
  const [one, other] = [await openSender(), await openSender()];
  const { end, records } = await recordCall(
    [spec('customer', { fromPort: one.address().port })],
    async ({ ports }) => {
      await Promise.all([
        send(one, ports[0]!, stream(pieces(compress(peer)), { ssrc: 1, from: peerFrom })),
        send(other, ports[0]!, stream(pieces(compress(stranger)), { ssrc: 2, from: strangerFrom })),
      ]);
    },
  );
  one.close();
  other.close();
  return { kept: samplesOf(records, 'customer'), figures: end.streams[0]! };
}

test('forged-before-the-peer: who speaks from where the peer said is heard at once, and the stranger no more', async () => {
  const { kept, figures } = await recordBoth(600, 0);
  expect(compare(flat(peer), kept, 12_000).likeness).toBeGreaterThan(0.95);
  // Of the stranger what was kept before the peer spoke, and nothing after.
  expect(kept.length).toBeLessThan((600 + 1600 + 200) * 8);
  expect(figures.refusedSource).toBeGreaterThan(60);
});

test('forged-in-a-pause: a silence of the peer lets nobody else speak', async () => {
  const { kept, figures } = await recordBoth(0, 200);
  expect(compare(flat(peer), kept, 12_000).likeness).toBeGreaterThan(0.95);
  // The stranger spoke for a second longer, and is not heard.
  expect(kept.length).toBeLessThan((1600 + 200) * 8);
  expect(figures).toMatchObject({ sources: 1, refusedSource: 120 });
});

test('forged-flood: of one stream no more is kept than was time for', async () => {
  const bench = await openBench();
  const running = await bench.start([spec('customer')]);
  const sender = await openSender();
  // Each packet of 200 ms at the same place, every second one when those around it are kept already.
  const loud = pieces(compress(speech(12_200, 0)), 1600);
  for (let round = 0; round < 4; round += 1) {
    const all = stream(loud, { step: 1, sequence: 1000 + round * loud.length, timestamp: round * 6000 });
    for (const part of [1, 0]) {
      const burst = all.filter((_each, at) => at % 2 === part).map((each) => ({ ...each, at: 0 }));
      await send(sender, running.ports[0]!, burst);
      await sleep(420);
    }
  }
  const end = await running.stop();
  sender.close();
  const records = await recordsOf(await bench.open(running.recording));
  const bytes = records.reduce((sum, each) => sum + (each.kind === 'sound' ? each.bytes.length : 0), 0);
  expect(bytes).toBeLessThan(end.milliseconds * 8 + 12 * 8000);
  expect(end.streams[0]!.refusedForm).toBeGreaterThan(10);
});
