import type { DemoCorpus, DemoPerson, DemoStaff, Language } from './corpus.ts';
import { makeContact } from './make-contact.ts';
import { makePeople, staff } from './make-people.ts';
import { planArrivals } from './plan-times.ts';
import { planWork } from './plan-work.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

/**
 * Invented customers, staff and their conversations over `months` before `now`. The same options give
 * the same corpus, byte for byte. Names no real company or person: banks, senders and employers are
 * made up, authorities are named by their office. Contacts come in the order in which they began.
 */
export function generateCorpus(options: {
  seed: number;
  now: Date;
  people?: number;
  contacts?: number;
  months?: number;
}): DemoCorpus {
  const { seed, now, people: peopleCount = 220, contacts: count = 3100, months = 14 } = options;
  const people = makePeople(seed, peopleCount);
  const choose = createChooser(people);
  const arrivals = planArrivals(createRandom(`${seed}/arrivals`), { now, months, count });
  const contacts = arrivals.map((at, index) => {
    const random = createRandom(`${seed}/contact/${index}`);
    const mailbox = random.chance(0.03) ? 'privacy' : 'service';
    return makeContact(random, {
      key: `contact-${String(index + 1).padStart(5, '0')}`,
      at,
      now: now.getTime(),
      person: choose(random),
      mailbox,
      staff: staff.filter((one) => handles(one, mailbox)),
    });
  });
  planWork(contacts, { now, people, staff });
  return { people, staff: [...staff], contacts };
}

function handles(one: DemoStaff, mailbox: 'service' | 'privacy'): boolean {
  if (mailbox === 'privacy') return one.role === 'data-protection-officer';
  return one.role === 'agent' || one.role === 'team-lead';
}

/** The language first, so that its share holds; then a person, a few of whom write far more than the rest. */
function createChooser(people: readonly DemoPerson[]): (random: Random) => DemoPerson {
  const writers = (['sv', 'fi', 'en'] as const)
    .map((language) => people.filter((person) => person.language === language))
    .filter((list) => list.length > 0);
  const shares: Record<Language, number> = { sv: 35, fi: 50, en: 15 };
  const weighed = writers.map((list) => [list, shares[list[0]!.language]] as const);
  return (random) => {
    const list = random.weigh(weighed);
    return list[Math.floor(random.next() ** 1.3 * list.length)]!;
  };
}
