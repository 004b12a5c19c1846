import { type Phoneme, phonemes } from './phonemes.ts';

/** Samples a second, as on a telephone line. */
export const sampleRate = 8000;
/** Samples between two looks at where the mouth is going: 5 ms. */
const step = 40;

export interface Voice {
  /** The voice's own pitch, Hz. */
  readonly pitch: number;
  /** How much shorter the throat is than a man's: 1 to 1.25. */
  readonly size: number;
  /** 1 is calm; above it is quicker. */
  readonly pace: number;
  readonly loudness: number;
}

interface Piece {
  readonly sound: Phoneme | undefined;
  readonly samples: number;
  /** What the pitch is multiplied by. */
  readonly tune: number;
}

/**
 * Says a text: its letters are sounded one by one by a small voice of throat, mouth and hiss, its words fall and rise. It is plainly a
 * machine's, and nobody's.
 * @param text words spelt as they sound, in small letters; commas and full stops are pauses, a question mark rises
 * @returns samples of 8 kHz
 */
export function synthesiseSpeech(text: string, voice: Voice): Int16Array {
  const pieces = readText(text, voice);
  const out = new Int16Array(pieces.reduce((sum, { samples }) => sum + samples, 0));
  const mouth = createMouth(voice);
  let at = 0;
  for (const piece of pieces) {
    mouth.say(piece, out.subarray(at, at + piece.samples));
    at += piece.samples;
  }
  return out;
}

function readText(text: string, voice: Voice): Piece[] {
  const pieces: Piece[] = [];
  const toSamples = (milliseconds: number) => Math.round(((milliseconds / voice.pace) * sampleRate) / 1000);
  const length = Math.max(1, text.length);
  const isAsked = text.trimEnd().endsWith('?');
  let inWord = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    const sound = phonemes[letter];
    const done = at / length;
    const fall = isAsked && done > 0.8 ? 0.9 + (done - 0.8) * 1.8 : 1.14 - 0.32 * done;
    if (sound === undefined) {
      inWord = 0;
      const pause = letter === '.' || letter === '?' ? 330 : letter === ',' ? 190 : 22;
      pieces.push({ sound: undefined, samples: toSamples(pause), tune: fall });
      continue;
    }
    inWord += 1;
    let held = 1;
    while (text[at + 1] === letter) {
      at += 1;
      held += 0.85;
    }
    // Both languages press on the beginning of a word.
    const tune = fall * (inWord <= 2 ? 1.09 : inWord <= 4 ? 1.03 : 0.97);
    pieces.push({ sound, samples: toSamples(sound.milliseconds * held), tune });
  }
  return pieces;
}

/** What moves slowly, as flesh does, towards what the letter asks for. */
function createMouth(voice: Voice) {
  const resonators = [createResonator(), createResonator(), createResonator(), createResonator()];
  const hissing = createResonator();
  const noise = createNoise();
  const now = { f: [500, 1500, 2500], voice: 0, breath: 0, hiss: 0, hissAt: 2500, pitch: voice.pitch };
  let phase = 0;
  let flow = 0;
  let turn = 0;

  function move({ sound, tune }: Piece, isShut: boolean): void {
    const go = (from: number, to: number, share: number) => from + (to - from) * share;
    for (const index of [0, 1, 2] as const)
      now.f[index] = go(now.f[index]!, (sound?.formants[index] ?? now.f[index]!) * voice.size, 0.22);
    now.voice = go(now.voice, isShut ? (sound?.voice ?? 0) * 0.6 : (sound?.voice ?? 0), 0.35);
    now.breath = go(now.breath, sound?.breath ?? 0, 0.35);
    now.hiss = go(now.hiss, isShut ? 0 : (sound?.hiss?.[0] ?? 0), 0.6);
    now.hissAt = sound?.hiss?.[1] ?? now.hissAt;
    now.pitch = go(now.pitch, voice.pitch * tune * (1 + 0.015 * Math.sin(turn / 9)), 0.12);
    turn += 1;
    for (const [index, resonator] of resonators.entries())
      resonator.tune(index === 3 ? 3500 : now.f[index]!, [70, 95, 140, 260][index]!);
    hissing.tune(Math.min(3700, now.hissAt), 700);
  }

  return {
    say(piece: Piece, out: Int16Array): void {
      const { sound } = piece;
      const shutUntil = sound?.isStop ? out.length * 0.62 : 0;
      for (let at = 0; at < out.length; at += 1) {
        if (at % step === 0) move(piece, at < shutUntil);
        phase += now.pitch / sampleRate;
        if (phase >= 1) phase -= 1;
        const before = flow;
        flow = throat(phase);
        const beat = sound?.isRolled ? 0.65 + 0.35 * Math.cos((2 * Math.PI * 27 * at) / sampleRate) : 1;
        const white = noise();
        const push = ((flow - before) * 330 * now.voice * beat) / now.pitch;
        let sample = push + white * (now.breath * 0.3 + now.voice * 0.01);
        for (const resonator of resonators) sample = resonator.pass(sample);
        sample += hissing.pass(white) * now.hiss * 0.55;
        out[at] = Math.round(30_000 * Math.tanh(sample * 0.34 * voice.loudness));
      }
    },
  };
}

/** The air that the cords let through in one turn: it swells, and is cut off. */
function throat(phase: number): number {
  if (phase < 0.42) return 0.5 - 0.5 * Math.cos((Math.PI * phase) / 0.42);
  return phase < 0.58 ? Math.cos((Math.PI * (phase - 0.42)) / 0.32) : 0;
}

/** A second-order resonance of gain 1 at 0 Hz. */
function createResonator() {
  let [a, b, c, one, two] = [1, 0, 0, 0, 0];
  return {
    tune(frequency: number, width: number): void {
      const radius = Math.exp((-Math.PI * width) / sampleRate);
      c = -radius * radius;
      b = 2 * radius * Math.cos((2 * Math.PI * frequency) / sampleRate);
      a = 1 - b - c;
    },
    pass(sample: number): number {
      const out = a * sample + b * one + c * two;
      two = one;
      one = out;
      return out;
    },
  };
}

/** Repeatable, so that the same text sounds the same. */
function createNoise(): () => number {
  let state = 0x2f6e2b1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2_147_483_648 - 1;
  };
}
