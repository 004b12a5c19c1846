import type { DemoPerson, Language } from './corpus.ts';
import { fillText } from './fill-text.ts';
import type { Hand } from './fill-text.ts';
import { toLocal } from './helsinki-time.ts';
import { dayIn, timeIn } from './make-facts.ts';
import type { Facts } from './make-facts.ts';
import { writePhoneNumber } from './make-phone-number.ts';
import { phrases } from './phrases.ts';
import type { Temper } from './phrases-shape.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import type { Scenario } from './read-sheet.ts';
import { privacyKeys } from './scenarios.ts';

/** How a person writes: decided by who it is, and by a few matters that change anyone's tone. */
export interface Voice {
  temper: Temper;
  hand: Hand;
  signs: 'given' | 'name' | 'name-phone' | 'name-address' | 'nothing';
  fromPhone: boolean;
}

export function voiceOf(person: DemoPerson, matter: string): Voice {
  const voice = usualVoice(person);
  // nobody jokes about a death or snaps while giving thanks
  const gentle = matter === 'deceased-parent' || matter === 'praise';
  // and who claims a right does not fret about fees
  const sober = privacyKeys.has(matter) && (voice.temper === 'worried' || voice.temper === 'chatty');
  return (gentle && voice.temper !== 'elderly') || sober ? { ...voice, temper: 'polite' } : voice;
}

function usualVoice(person: DemoPerson): Voice {
  const random = createRandom(`voice/${person.identityCode}`);
  const temper = random.weigh<Temper>([
    ['polite', 34],
    ['curt', 18],
    ['worried', 13],
    ['angry', 9],
    ['elderly', 12],
    ['chatty', 14],
  ]);
  return {
    temper,
    hand: {
      small: temper === 'curt' && random.chance(0.3),
      plain: temper !== 'elderly' && random.chance(0.05),
      slips: random.weigh([
        [0, 7],
        [1.5, 3],
        [5, 1],
      ]),
    },
    signs: random.weigh([
      ['given', temper === 'elderly' ? 0 : 3],
      ['name', 5],
      ['name-phone', 1.5],
      ['name-address', temper === 'elderly' ? 4 : 0.5],
      ['nothing', temper === 'curt' || temper === 'angry' ? 2 : 0],
    ]),
    fromPhone: temper !== 'elderly' && random.chance(0.2),
  };
}

export interface Writing {
  person: DemoPerson;
  voice: Voice;
  facts: Facts;
  random: Random;
}

/** The letter that begins a matter. */
export function writeFirstLetter(
  writing: Writing,
  scenario: Scenario,
  also: { statesCode: boolean; attaches: boolean },
): string {
  const { person, voice, random } = writing;
  const words = phrases[person.language];
  const say = (text: string): string => fillText(text, writing.facts, random, voice.hand);
  const matter = [random.pick(scenario.says)];
  const brief = voice.temper === 'curt';
  for (const more of scenario.adds) if (random.chance(brief ? 0.2 : 0.45)) matter.push(more);
  if (also.attaches && random.chance(0.7)) matter.push(random.pick(words.attached));
  if (also.statesCode) matter.splice(random.whole(1, matter.length), 0, random.pick(words.statesCode));
  const asks = random.chance(brief ? 0.5 : 0.75) ? [random.pick(scenario.asks)] : [];
  const mood =
    scenario.key !== 'praise' && random.chance(0.75) ? [random.pick(words.moods[voice.temper])] : [];
  const moodFirst =
    voice.temper === 'chatty' || voice.temper === 'elderly' ? random.chance(0.6) : random.chance(0.2);
  const body = moodFirst ? [mood, matter, asks] : [matter, [...asks, ...mood]];
  const paragraphs = body.map((part) => part.map(say).filter(Boolean).join(' '));
  return layOut(
    [say(random.pick(words.greetings[voice.temper]))],
    brief ? [paragraphs.filter(Boolean).join(' ')] : paragraphs,
    signature(writing, random.pick(words.closings[voice.temper])),
  );
}

/** A customer's later letter: to what staff answered, with that answer quoted below about every other time. */
export function writeLaterLetter(
  writing: Writing,
  said: 'returns' | 'thanks' | 'persists',
  scenario: Scenario,
  previous?: { at: number; who: string; text: string },
): string {
  const { person, voice, random } = writing;
  const words = phrases[person.language];
  const say = (text: string): string => fillText(text, writing.facts, random, voice.hand);
  const thanks = scenario.key === 'deceased-parent' ? words.thanksInGrief : words.thanks;
  const matter = [say(random.pick({ returns: scenario.returns, persists: words.persists, thanks }[said]))];
  if (said !== 'thanks' && random.chance(0.4)) matter.push(say(random.pick(words.moods[voice.temper])));
  const greeting = random.chance(0.6) ? say(random.pick(words.again)) : '';
  const closing = random.chance(0.6) ? random.pick(words.closings[voice.temper]) : '';
  const letter = layOut([greeting], [matter.filter(Boolean).join(' ')], signature(writing, closing));
  return previous !== undefined && random.chance(0.5)
    ? `${letter}\n\n${quote(person.language, random, previous)}`
    : letter;
}

/** Paragraphs a blank line apart; parts that turned out empty leave no gap. */
export function layOut(...parts: readonly (readonly string[])[]): string {
  return parts.flat().filter(Boolean).join('\n\n');
}

function signature(writing: Writing, closing: string): string[] {
  const { person, voice, random } = writing;
  const phone = random.pick(writePhoneNumber(person.phone).slice(1));
  const { street, postalCode, city } = person.address;
  const signed = {
    given: [person.givenName],
    name: [person.name],
    'name-phone': [person.name, phone],
    'name-address': [person.name, street, `${postalCode} ${city}`, ...(random.chance(0.5) ? [phone] : [])],
    nothing: [],
  }[voice.signs];
  const closed = fillText(closing, writing.facts, random, voice.hand);
  const block = closed === '/' ? `/${signed.join(', ')}` : [closed, ...signed].filter(Boolean).join('\n');
  const device = voice.fromPhone && random.chance(0.7) ? random.pick(phrases[person.language].fromPhone) : '';
  return [block === '/' ? '' : block, device];
}

function quote(
  language: Language,
  random: Random,
  letter: { at: number; who: string; text: string },
): string {
  const local = toLocal(letter.at);
  const head = random
    .pick(phrases[language].quoteHead)
    .replaceAll('{day}', dayIn(language, local.day))
    .replaceAll('{time}', timeIn(language, local.minute))
    .replaceAll('{who}', letter.who);
  const lines = letter.text.split('\n').filter((line) => !line.startsWith('>'));
  return `${head.charAt(0).toUpperCase()}${head.slice(1)}\n${lines.map((line) => `> ${line}`.trimEnd()).join('\n')}`;
}
