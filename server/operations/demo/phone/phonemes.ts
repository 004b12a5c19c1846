/** How one letter sounds: what the throat, the mouth and the hiss between the teeth do for it. */
export interface Phoneme {
  /** The three lowest resonances of the mouth of a man, Hz. */
  readonly formants: readonly [number, number, number];
  /** Of the voice, 0 to 1. */
  readonly voice: number;
  /** Of breath through the whole mouth. */
  readonly breath?: number;
  /** Of hiss at a narrow place: how loud, at which frequency. */
  readonly hiss?: readonly [number, number];
  readonly milliseconds: number;
  /** The mouth is shut before it, and bursts open. */
  readonly isStop?: true;
  /** The tongue beats. */
  readonly isRolled?: true;
}

const vowel = (f1: number, f2: number, f3: number): Phoneme => ({
  formants: [f1, f2, f3],
  voice: 1,
  milliseconds: 78,
});
const hum = (f1: number, f2: number, f3: number, voice: number): Phoneme => ({
  formants: [f1, f2, f3],
  voice,
  milliseconds: 62,
});
const stop = (burst: number, f2: number, voice: number): Phoneme => ({
  formants: [250, f2, 2500],
  voice,
  hiss: [0.5, burst],
  milliseconds: 82,
  isStop: true,
});

/** Letters of Finnish and Swedish as a Finn reads them. A letter twice is held. */
export const phonemes: Readonly<Record<string, Phoneme>> = {
  a: vowel(690, 1140, 2480),
  e: vowel(470, 1850, 2520),
  i: vowel(300, 2200, 2900),
  o: vowel(490, 880, 2420),
  u: vowel(330, 680, 2300),
  y: vowel(300, 1800, 2250),
  å: vowel(520, 850, 2420),
  ä: vowel(680, 1600, 2470),
  ö: vowel(460, 1480, 2320),
  m: hum(250, 1050, 2200, 0.4),
  n: hum(250, 1550, 2500, 0.4),
  l: hum(370, 1200, 2700, 0.55),
  r: { ...hum(440, 1320, 1750, 0.6), isRolled: true },
  v: { ...hum(300, 1000, 2250, 0.45), hiss: [0.04, 2600] },
  j: hum(290, 2150, 2800, 0.6),
  h: { formants: [550, 1500, 2500], voice: 0.08, breath: 0.5, milliseconds: 62 },
  s: { formants: [330, 1600, 2550], voice: 0, hiss: [0.42, 3450], milliseconds: 88 },
  f: { formants: [330, 1100, 2300], voice: 0, hiss: [0.2, 2700], milliseconds: 76 },
  t: stop(3100, 1700, 0),
  k: stop(1750, 1600, 0),
  p: stop(900, 950, 0),
  d: stop(2900, 1700, 0.18),
  g: stop(1600, 1600, 0.18),
  b: stop(800, 950, 0.18),
};
