import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '../../../base/new-id.ts';
import type { CallEvent, CallLeg } from '../../../register/contacts/call-event.ts';
import { receiveCall } from '../../../register/contacts/receive-call.ts';
import type { Random } from '../corpus/random.ts';
import type { DemoHouse } from '../demo-house.ts';
import { type DemoExchange, mainExchange, oldExchange, ownNumbers } from './exchanges.ts';
import { handOverCall } from './hand-over-call.ts';
import { openSoundLine, type SoundLine } from './open-line.ts';
import { planTalk, type Talk } from './plan-talk.ts';
import { playTalk } from './play-talk.ts';
import type { Caller } from './who-calls.ts';
import type { OnCall } from './write-session.ts';

export interface LiveCall {
  readonly caller: Caller;
  readonly direction: CallEvent['direction'];
  /** Rings, and nobody takes it. */
  readonly isMissed: boolean;
  /** Comes by the exchange that nobody vouches for. */
  readonly isUntold: boolean;
  readonly isTransferred: boolean;
  /** Seconds until it is taken, or given up. */
  readonly rings: number;
  /** Who takes it, or calls; anybody where it is left out. */
  readonly taker?: Id<'staff'>;
}

const kinds = [
  ['plain', 68],
  ['missed', 14],
  ['untold', 8],
  ['transferred', 10],
] as const;

export function drawCall(random: Random, draw: (mayHide: boolean) => Caller): LiveCall {
  const direction = random.chance(0.7) ? 'incoming' : 'outgoing';
  const kind = random.weigh(kinds);
  return {
    direction,
    // Whoever is called has a number.
    caller: draw(direction === 'incoming'),
    isMissed: kind === 'missed',
    isUntold: kind === 'untold',
    isTransferred: kind === 'transferred',
    rings: kind === 'missed' ? random.whole(12, 25) : random.whole(3, 9),
  };
}

export interface PlacingDeps {
  readonly house: DemoHouse;
  readonly sipPort: number;
  /** Colleagues who take calls. */
  readonly colleagues: readonly Id<'staff'>[];
  /** What is said, where it is not drawn. */
  talk?(drawn: Talk): Talk;
}

/**
 * One call from its first ring to its end: the exchange tells the house that it rings and who took it, and hands both directions over by
 * SIPREC. A call in which `stop` is aborted is ended at once.
 * @throws Refusal those of `handOverCall`
 */
export async function placeCall(
  { house, sipPort, colleagues, talk: choose }: PlacingDeps,
  call: LiveCall,
  random: Random,
  stop: AbortSignal,
): Promise<void> {
  const exchange: DemoExchange = call.isUntold ? oldExchange : mainExchange;
  const { caller, direction } = call;
  const now = () => house.clock.now();
  const externalId = randomUUID();
  const [own, ownNow] = ownNumbers;
  const tell = (kind: CallEvent['kind'], legs: readonly CallLeg[] = []) =>
    receiveCall(house.contacts, {
      source: exchange.name,
      externalId,
      kind,
      at: now(),
      direction,
      queue: 'service',
      customers: caller.number === undefined ? [] : [caller.number],
      ...(caller.number === undefined && { hidden: 'withheld' }),
      own,
      legs,
    });

  await tell('ringing');
  await sleep(call.rings * 1000, undefined, { signal: stop }).catch(() => undefined);
  if (call.isMissed || stop.aborted) {
    await tell('ended');
    return;
  }
  const taker = call.taker ?? (colleagues.length > 0 ? random.pick(colleagues) : undefined);
  const legs: CallLeg[] = taker === undefined ? [] : [{ staffId: taker, beganAt: now(), endedAt: null }];
  await tell('answered', legs);

  const lines: readonly [SoundLine, SoundLine] = [await openSoundLine(), await openSoundLine()];
  const ports = [lines[0].port, lines[1].port] as const;
  const onCall: OnCall = { externalId, direction, customer: caller.number, own, startedAt: now(), ports };
  const drawn = planTalk(random, {
    language: caller.language,
    isOutgoing: direction === 'outgoing',
    isTransferred: call.isTransferred,
  });
  try {
    const handed = await handOverCall(exchange, sipPort, onCall);
    const over = new AbortController();
    handed.ended.then(() => over.abort()).catch(() => undefined);
    const transfer = async (): Promise<void> => {
      const other = colleagues.find((each) => each !== taker);
      if (other !== undefined) {
        legs.push({ staffId: other, beganAt: now(), endedAt: null });
        if (taker !== undefined) legs[0] = { ...legs[0]!, endedAt: now() };
        await tell('answered', legs);
      }
      await handed.transfer({ ...onCall, ownNow });
    };
    let transferred = Promise.resolve();
    try {
      await playTalk(choose?.(drawn) ?? drawn, lines, [handed.ports[0] ?? 0, handed.ports[1] ?? 0], {
        stop: AbortSignal.any([stop, over.signal]),
        onTurn(turn) {
          if (turn.takesOver === true) transferred = transfer();
        },
      });
      await transferred;
    } finally {
      await handed.end();
    }
  } finally {
    for (const line of lines) line.close();
    await tell(
      'ended',
      legs.map((leg) => ({ ...leg, endedAt: leg.endedAt ?? now() })),
    );
  }
}
