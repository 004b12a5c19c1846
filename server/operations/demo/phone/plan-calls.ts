import type { DemoPerson } from '../corpus/corpus.ts';
import { nextOfficeMoment, planArrivals } from '../corpus/plan-times.ts';
import { createRandom } from '../corpus/random.ts';
import { drawCaller, whoPhones, type Caller } from './who-calls.ts';

export type KeptLonger = 'complaint' | 'project' | 'hold';

/** A call of the demo's past. */
export interface PastCall {
  readonly key: string;
  readonly at: number;
  readonly caller: Caller;
  readonly direction: 'incoming' | 'outgoing';
  readonly isMissed: boolean;
  readonly isUntold: boolean;
  /** Which of the few talks that are made is heard in it. */
  readonly talk: number;
  /** Keys of colleagues: who took it, and who wrote what. */
  readonly agent: string;
  /** When they called back who was missed; undefined: they wait. */
  readonly returnedAt: number | undefined;
  readonly keptFor: KeptLonger | undefined;
  /** The first time they call, known customers are identified. */
  readonly isIdentified: boolean;
}

const day = 86_400_000;
/** What is older has gone, but for what something keeps. */
const heardDays = 85;
const usualCount = 72;
/** Days before now, and what keeps them; the young ones are kept too, by what still goes on. */
const kept = [
  [205, 'hold'],
  [151, 'complaint'],
  [126, 'project'],
  [104, 'project'],
  [71, 'project'],
  [48, 'complaint'],
  [33, 'project'],
  [19, 'project'],
] as const;
/** Distinct talks of each language: making them costs a second of work each. */
const talksOfLanguage = 4;

/** The calls of the weeks before now, oldest first: the same for the same seed and moment. */
export function planCalls(options: {
  seed: number;
  now: Date;
  people: readonly DemoPerson[];
  count?: number;
}): PastCall[] {
  const { seed, now, people, count = usualCount } = options;
  // A demo for a test is small in all.
  const isSmall = count < 10;
  const phoners = whoPhones(seed, people);
  const agents = ['agent-1', 'agent-2', 'agent-3', 'agent-4'];
  const end = now.getTime();
  const arrivals = planArrivals(createRandom(`${seed}/calls/arrivals`), {
    now: new Date(end - 20 * 60_000),
    months: heardDays / 30.44 - 0.07,
    count,
  });
  const plan = (key: string, moment: number, keptFor?: KeptLonger): PastCall => {
    const random = createRandom(`${seed}/calls/past/${key}`);
    const at = nextOfficeMoment(random, moment);
    const direction = random.chance(0.78) || keptFor ? 'incoming' : 'outgoing';
    const isMissed = keptFor === undefined && random.chance(0.12);
    const returnedAt = nextOfficeMoment(random, at + random.whole(20, 150) * 60_000);
    return {
      key,
      at,
      caller: drawCaller(random, phoners, direction === 'incoming' && !isMissed && !keptFor),
      direction,
      isMissed,
      isUntold: keptFor === undefined && !isMissed && random.chance(0.06),
      talk: isSmall ? 0 : random.whole(0, talksOfLanguage - 1),
      agent: random.pick(agents),
      returnedAt: isMissed && direction === 'incoming' && returnedAt < end - day ? returnedAt : undefined,
      keptFor,
      isIdentified: false,
    };
  };
  const complainant = createRandom(`${seed}/calls/complaint`).pick(phoners.length > 0 ? phoners : people);
  const calls = [
    ...arrivals.map((at, index) => plan(String(index), at)),
    ...(isSmall ? kept.slice(0, 4) : kept).map(([days, ground], index) => {
      // Not all at the hour at which the demo was started first.
      const hours = createRandom(`${seed}/calls/hour/${index}`).whole(0, 23 * 60);
      const call = plan(`kept-${index}`, end - days * day - hours * 60_000, ground);
      const { phone: number, language } = complainant;
      return ground === 'complaint' ? { ...call, caller: { person: complainant, number, language } } : call;
    }),
  ];
  // A moment in office hours may lie after now.
  const past = calls.filter(({ at }) => at < end - 10 * 60_000).toSorted((one, other) => one.at - other.at);
  const seen = new Set<string>();
  return past.map((call) => {
    const { person } = call.caller;
    const asks = call.direction === 'incoming' && !call.isMissed && !call.isUntold;
    if (person === undefined || !asks || seen.has(person.key)) return call;
    seen.add(person.key);
    return { ...call, isIdentified: true };
  });
}

/** Of whom the demo knows, when its past is there, what they say to be identified. */
export function identifiedIn(calls: readonly PastCall[]): DemoPerson[] {
  return calls.flatMap(({ caller, isIdentified }) => (isIdentified && caller.person ? [caller.person] : []));
}
