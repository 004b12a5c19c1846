import type { DemoPerson, Language } from '../corpus/corpus.ts';
import { makePhoneNumber } from '../corpus/make-phone-number.ts';
import { createRandom, type Random } from '../corpus/random.ts';
import { ownNumbers } from './exchanges.ts';

/** At the other end of a call. */
export interface Caller {
  /** Undefined: nobody we have heard of. */
  readonly person: DemoPerson | undefined;
  /** E.164; undefined: it is withheld. */
  readonly number: string | undefined;
  readonly language: Language;
}

export function callerOf(person: DemoPerson): Caller {
  return { person, number: person.phone, language: person.language };
}

/** Of all customers, those who would rather phone: the same for the past and for what goes on. */
export function whoPhones(seed: number, people: readonly DemoPerson[]): readonly DemoPerson[] {
  const random = createRandom(`${seed}/phones`);
  const own: readonly string[] = ownNumbers;
  return people.filter(({ phone }) => random.chance(0.25) && !own.includes(phone));
}

/** Mostly somebody who has phoned before; now and then a number nobody knows, or none. */
export function drawCaller(random: Random, phoners: readonly DemoPerson[], mayHide = true): Caller {
  const languages = [
    ['fi', 50],
    ['sv', 35],
    ['en', 15],
  ] as const;
  const kind = random.weigh([
    ['known', phoners.length > 0 ? 62 : 0],
    ['unknown', 26],
    ['withheld', mayHide ? 12 : 0],
  ] as const);
  if (kind === 'known') {
    return callerOf(random.pick(phoners));
  }
  const language = random.weigh(languages);
  const number = kind === 'unknown' ? drawNumber(random, language) : undefined;
  return { person: undefined, number, language };
}

function drawNumber(random: Random, language: Language): string {
  const own: readonly string[] = ownNumbers;
  for (;;) {
    const number = makePhoneNumber(random, language === 'sv' && random.chance(0.2) ? 'se' : 'fi');
    if (!own.includes(number)) return number;
  }
}
