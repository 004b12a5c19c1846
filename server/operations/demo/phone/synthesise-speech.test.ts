import { expect, test } from 'vitest';
import { createRandom } from '../corpus/random.ts';
import { planTalk, speakTurn } from './plan-talk.ts';
import { phonemes } from './phonemes.ts';
import { sampleRate, synthesiseSpeech } from './synthesise-speech.ts';
import { talkLines } from './talk-lines.ts';

const voice = { pitch: 110, size: 1, pace: 1, loudness: 1 };

/** Energy between two frequencies, in the middle of the sound. */
function energy(sound: Int16Array, from: number, to: number): number {
  const size = 800;
  const begin = (sound.length - size) >> 1;
  let sum = 0;
  for (let frequency = from; frequency < to; frequency += 20) {
    let [real, imaginary] = [0, 0];
    for (let at = 0; at < size; at += 1) {
      const turn = (2 * Math.PI * frequency * at) / sampleRate;
      const weighed = sound[begin + at]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * at) / size));
      real += weighed * Math.cos(turn);
      imaginary += weighed * Math.sin(turn);
    }
    sum += real * real + imaginary * imaginary;
  }
  return sum;
}

test('vowels have the resonances of their mouths, and a hiss is high', () => {
  const [a, i, u, s] = ['aaaaaa', 'iiiiii', 'uuuuuu', 'ssssss'].map((text) => synthesiseSpeech(text, voice));
  expect(energy(a!, 550, 1250)).toBeGreaterThan(3 * energy(a!, 100, 450));
  expect(energy(i!, 2000, 2500)).toBeGreaterThan(20 * energy(i!, 900, 1500));
  expect(energy(u!, 200, 800)).toBeGreaterThan(100 * energy(u!, 1500, 2500));
  expect(energy(s!, 3000, 3900)).toBeGreaterThan(10 * energy(s!, 200, 1500));
});

test('the same words sound the same, a doubled letter is held, and nothing is cut off', () => {
  const text = talkLines.fi.greetings[0]!;
  const sound = synthesiseSpeech(text, voice);
  expect(synthesiseSpeech(text, voice)).toEqual(sound);
  expect(synthesiseSpeech('taakka', voice).length).toBeGreaterThan(synthesiseSpeech('taka', voice).length);
  const loudest = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(loudest).toBeGreaterThan(8000);
  expect(loudest).toBeLessThan(30_000);
});

test('every letter of what is said can be sounded', () => {
  const said = JSON.stringify(Object.values(talkLines).flatMap((lines) => Object.values(lines).flat(3)));
  const letters = new Set(said.replaceAll(/[\s"[\],.?]/g, ''));
  expect([...letters].filter((letter) => phonemes[letter] === undefined)).toEqual([]);
});

test('one speaks and the other is silent, or murmurs; lines are equally long, in whole packets', () => {
  const talk = planTalk(createRandom('talk'), { language: 'sv', isTransferred: true });
  expect(talk.turns.filter(({ takesOver }) => takesOver)).toHaveLength(1);
  for (const turn of talk.turns) {
    const { samples, customer, staff } = speakTurn(talk, turn, false);
    expect(samples % 160).toBe(0);
    const speaks = turn.speaker === 'customer' ? customer : staff;
    const other = turn.speaker === 'customer' ? staff : customer;
    expect(speaks).toHaveLength(samples);
    expect(other === undefined).toBe(turn.murmur === undefined);
  }
});
