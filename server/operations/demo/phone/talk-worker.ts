import { parentPort } from 'node:worker_threads';
import { Waveform } from '../../../channels/phone/media/finish/draw-waveform.ts';
import { openOpusWriter } from '../../../channels/phone/media/finish/write-opus.ts';
import { createRandom } from '../corpus/random.ts';
import type { MadeTalk, WantedTalk } from './make-talks.ts';
import { planTalk, speakTurn } from './plan-talk.ts';
import { sampleRate } from './synthesise-speech.ts';

const port = parentPort!;
const frameSamples = sampleRate / 50;

async function make({ seed, language }: WantedTalk): Promise<MadeTalk> {
  const talk = planTalk(createRandom(seed), { language });
  const shape = { channels: 2, rate: sampleRate } as const;
  const written: Uint8Array[] = [];
  const opus = await openOpusWriter(shape, (bytes) => void written.push(Uint8Array.from(bytes)));
  const waveform = new Waveform(shape);
  let samples = 0;
  const add = async (count: number, customer?: Int16Array, staff?: Int16Array) => {
    for (let from = 0; from < count; from += frameSamples) {
      const frame = new Int16Array(frameSamples * 2);
      for (let at = 0; at < frameSamples; at += 1) {
        frame[2 * at] = customer?.[from + at] ?? 0;
        frame[2 * at + 1] = staff?.[from + at] ?? 0;
      }
      waveform.add(frame);
      await opus.add(frame);
    }
  };
  for (const turn of talk.turns) {
    const spoken = speakTurn(talk, turn, false);
    await add(spoken.samples, spoken.customer, spoken.staff);
    samples += spoken.samples;
  }
  await add(opus.lookahead);
  await opus.finish(samples);
  return {
    audio: Uint8Array.from(Buffer.concat(written)),
    peaks: waveform.finish(samples),
    milliseconds: Math.round((samples * 1000) / sampleRate),
  };
}

port.on('message', (wanted: WantedTalk) => {
  void make(wanted).then((made) => port.postMessage(made));
});
