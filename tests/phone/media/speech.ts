import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real speech of 8 kHz, where Debian's asterisk-core-sounds-en-wav is. */
const folder = '/usr/share/asterisk/sounds/en_US_f_Allison';
const recordings = [
  'demo-instruct.wav',
  'vm-instructions.wav',
  'demo-abouttotry.wav',
  'conf-adminmenu-162.wav',
];

/**
 * Speech, or what changes like it: voiced tones that glide, and pauses.
 * @param voice 0 to 3: each says something else
 * @returns samples of 8 kHz
 */
export function speech(milliseconds: number, voice = 0): Int16Array {
  const length = milliseconds * 8;
  const file = join(folder, recordings[voice % recordings.length]!);
  const samples = existsSync(file) ? readWave(file) : makeVoice(length, voice);
  // It begins with a voice, so that its beginning can be found.
  const begin = samples.findIndex((sample) => Math.abs(sample) > 2000);
  return Int16Array.from({ length }, (_, at) => samples[(at + begin) % samples.length]!);
}

function readWave(file: string): Int16Array {
  const bytes = readFileSync(file);
  const at = bytes.indexOf('data', 12, 'latin1') + 8;
  return Int16Array.from({ length: (bytes.length - at) >> 1 }, (_, sample) =>
    bytes.readInt16LE(at + 2 * sample),
  );
}

function makeVoice(length: number, voice: number): Int16Array {
  let phase = 0;
  return Int16Array.from({ length }, (_, at) => {
    const time = at / 8000;
    phase += (2 * Math.PI * (130 + 37 * voice + 40 * Math.sin(2.1 * time) + 15 * Math.sin(7 * time))) / 8000;
    const loudness = Math.max(0, Math.sin(2.7 * time + voice)) * 6000;
    return loudness * (Math.sin(phase) + 0.5 * Math.sin(3 * phase) + 0.25 * Math.sin(5 * phase + voice));
  });
}

/** How alike two stretches are, 0 to 1, at the shift (in samples, up to `most` either way) where they are most alike. */
export function compare(
  one: Int16Array,
  other: Int16Array,
  most: number,
): { likeness: number; shift: number } {
  let best = { likeness: 0, shift: 0 };
  for (let shift = -most; shift <= most; shift += 1) {
    let product = 0;
    let energy = 0;
    let otherEnergy = 0;
    for (let at = Math.max(0, -shift); at < one.length && at + shift < other.length; at += 1) {
      const a = one[at]!;
      const b = other[at + shift]!;
      product += a * b;
      energy += a * a;
      otherEnergy += b * b;
    }
    const likeness = product / Math.sqrt(energy * otherEnergy || 1);
    if (likeness > best.likeness) best = { likeness, shift };
  }
  return best;
}
