import { describeError } from '../../../base/logger.ts';
import type { DemoPerson } from '../corpus/corpus.ts';
import { createRandom, type Random } from '../corpus/random.ts';
import type { DemoHouse } from '../demo-house.ts';
import { exchangeRecipient } from './exchanges.ts';
import { drawCall, type LiveCall, placeCall, type PlacingDeps } from './place-call.ts';
import { watchDialling } from './watch-dialling.ts';
import { type Caller, callerOf, drawCaller, whoPhones } from './who-calls.ts';

/** Seconds between two calls. */
const usualPause = [35, 80] as const;
/** Of so many calls one brings others along. */
const rush = 0.2;
const mostAtOnce = 4;
/** Of so many calls one is by somebody whose answers are printed: whoever looks at the demo can identify them. */
const byRegulars = 0.5;
/** Numbers that nobody knew, and that one may want to call back. */
const mostRemembered = 50;

export interface LiveCalls {
  placed(): number;
  /** Ends those that go on, as people do who hang up. */
  stop(): Promise<void>;
}

/** Whether the register lets the demo's exchange hand calls over: one that was published before there was one does not. */
export function knowsExchange(house: DemoHouse): boolean {
  return Object.hasOwn(house.contacts.current().declaration.processors ?? {}, exchangeRecipient);
}

/**
 * From now on the phone rings every minute or so, sometimes at several desks at once: real SIPREC to the house's own port, and
 * real sound. What is said is made by a machine; whoever calls is invented.
 */
export function placeLiveCalls(
  deps: PlacingDeps,
  options: {
    seed: number;
    people: readonly DemoPerson[];
    regulars?: readonly DemoPerson[];
    pause?: readonly [number, number];
  },
): LiveCalls {
  const { house } = deps;
  const { seed, people, regulars = [], pause = usualPause } = options;
  // Unlike the past, what goes on may be different each time.
  const random = createRandom(`${seed}/calls/${house.clock.now().getTime()}`);
  const phoners = whoPhones(seed, people);
  const stopping = new AbortController();
  const going = new Set<Promise<void>>();
  const strangers: Caller[] = [];
  let placed = 0;
  let timer: NodeJS.Timeout | undefined;

  function begin(): void {
    if (going.size >= mostAtOnce) return;
    const chance = createRandom(`${seed}/calls/${placed + 1}/${random.next()}`);
    const call = drawCall(chance, (mayHide) =>
      regulars.length > 0 && chance.chance(byRegulars)
        ? callerOf(chance.pick(regulars))
        : drawCaller(chance, phoners, mayHide),
    );
    if (call.caller.person === undefined && call.caller.number !== undefined) {
      strangers.unshift(call.caller);
      strangers.length = Math.min(strangers.length, mostRemembered);
    }
    place(call, chance);
  }

  function place(call: LiveCall, chance: Random): void {
    placed += 1;
    const done: Promise<void> = placeCall(deps, call, chance, stopping.signal)
      .catch((error: unknown) =>
        house.log.warn({ error: describeError(error) }, 'a call of the demo came to nothing'),
      )
      .finally(() => going.delete(done));
    going.add(done);
  }

  function wait(seconds: number): void {
    timer = setTimeout(() => {
      begin();
      const isRush = random.chance(rush) && going.size < mostAtOnce;
      const [least, most] = isRush ? [2, 6] : pause;
      wait(Math.min(most, random.whole(least * 1000, most * 1000) / 1000));
    }, seconds * 1000);
  }

  const known = function* () {
    yield* people.map(callerOf);
    yield* strangers;
  };
  const dialling = watchDialling(house, known, (caller, taker) => {
    const call = {
      caller,
      direction: 'outgoing',
      isMissed: false,
      isUntold: false,
      isTransferred: false,
    } as const;
    const chance = createRandom(`${seed}/dialled/${placed}/${random.next()}`);
    place({ ...call, rings: chance.whole(3, 6), taker }, chance);
  });

  wait(pause[0] / 10);
  return {
    placed: () => placed,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      dialling.stop();
      await Promise.all(going);
    },
  };
}
