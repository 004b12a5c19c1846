import type { Language } from '../corpus/corpus.ts';
import type { Random } from '../corpus/random.ts';
import { sampleRate, synthesiseSpeech, type Voice } from './synthesise-speech.ts';
import { talkLines } from './talk-lines.ts';

export type Speaker = 'customer' | 'staff';

/** Somebody says something; the other one may murmur in between. */
export interface Turn {
  readonly speaker: Speaker;
  readonly text: string;
  /** Milliseconds of silence before it. */
  readonly pause: number;
  readonly murmur?: string;
  /** A colleague has taken over from here on. */
  readonly takesOver?: true;
}

export interface Talk {
  readonly turns: readonly Turn[];
  readonly customer: Voice;
  readonly staff: Voice;
  readonly second: Voice;
}

/** A call in words and voices: greeting, one matter or two, farewell. About 20 to 70 seconds. */
export function planTalk(
  random: Random,
  how: { readonly language: Language; readonly isOutgoing?: boolean; readonly isTransferred?: boolean },
): Talk {
  const lines = talkLines[how.language];
  const turns: Turn[] = [];
  const say = (speaker: Speaker, text: string, pause = random.whole(180, 650)) => {
    const murmur = text.length > 45 && random.chance(0.45) ? { murmur: random.pick(lines.murmurs) } : {};
    turns.push({ speaker, text, pause, ...murmur });
  };
  say('staff', random.pick(how.isOutgoing === true ? lines.callBacks : lines.greetings), 300);
  const matter = random.pick(lines.matters);
  for (const [at, text] of matter.entries()) {
    say(at % 2 === 0 ? 'customer' : 'staff', text);
    if (at === 1 && random.chance(0.6)) say('staff', random.pick(lines.waiting), 250);
    if (at === 1) turns.push({ speaker: 'customer', text: random.pick(lines.murmurs), pause: 400 });
    if (at === 2 && how.isTransferred === true) {
      say('staff', lines.handingOver);
      turns.push({ speaker: 'staff', text: lines.takingOver, pause: 1800, takesOver: true });
    }
  }
  const others = lines.matters.filter((each) => each !== matter);
  if (random.chance(0.3) && others.length > 0)
    for (const [at, text] of random.pick(others).entries()) say(at % 2 === 0 ? 'customer' : 'staff', text);
  const [farewell, answer] = random.pick(lines.farewells);
  say('staff', farewell);
  say('customer', answer);
  return { turns, customer: drawVoice(random), staff: drawVoice(random), second: drawVoice(random) };
}

/** A turn as it sounds on both lines, equally long. Who is silent is undefined. */
export interface SpokenTurn {
  readonly samples: number;
  readonly customer: Int16Array | undefined;
  readonly staff: Int16Array | undefined;
}

/** @param isSecond whether a colleague has taken over */
export function speakTurn(talk: Talk, turn: Turn, isSecond: boolean): SpokenTurn {
  const staff = isSecond ? talk.second : talk.staff;
  const [own, other] = turn.speaker === 'customer' ? [talk.customer, staff] : [staff, talk.customer];
  const before = Math.round((turn.pause * sampleRate) / 1000);
  const said = synthesiseSpeech(turn.text, own);
  // Whole packets of 20 ms.
  const samples = Math.ceil((before + said.length) / 160) * 160;
  const speaks = new Int16Array(samples);
  speaks.set(said, before);
  let murmurs: Int16Array | undefined;
  if (turn.murmur !== undefined) {
    const murmur = synthesiseSpeech(turn.murmur, { ...other, loudness: other.loudness * 0.7 });
    murmurs = new Int16Array(samples);
    const at = before + Math.floor(said.length * 0.6);
    murmurs.set(murmur.subarray(0, samples - at), at);
  }
  return turn.speaker === 'customer'
    ? { samples, customer: speaks, staff: murmurs }
    : { samples, customer: murmurs, staff: speaks };
}

function drawVoice(random: Random): Voice {
  const isHigh = random.chance(0.5);
  return {
    pitch: isHigh ? random.whole(172, 215) : random.whole(98, 132),
    size: isHigh ? 1.12 + random.next() * 0.1 : 0.97 + random.next() * 0.06,
    pace: 0.95 + random.next() * 0.22,
    loudness: 0.8 + random.next() * 0.35,
  };
}
