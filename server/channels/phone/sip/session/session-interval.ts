import { readParameters } from '../message/split-values.ts';
import { headerOf, type SipMessage, tokensOf } from '../message/sip-message.ts';

export interface IntervalSettings {
  /** Seconds between proofs that a session lives, where the peer does not ask for fewer. */
  readonly wanted: number;
  /** The fewest we agree to (RFC 4028, 5: not under 90). */
  readonly least: number;
}

/** How long a session stands without a refresh, and who refreshes it (RFC 4028). */
export interface Interval {
  readonly seconds: number;
  readonly isOurs: boolean;
}

interface Said {
  readonly seconds: number;
  readonly refresher: string | undefined;
}

/** Undefined: nothing that can be read. */
export function readInterval(message: Pick<SipMessage, 'headers'>): Said | undefined {
  const [first = '', ...rest] = (headerOf(message, 'session-expires') ?? '').split(';');
  if (!/^\s*\d{1,9}\s*$/.test(first)) return undefined;
  return { seconds: Number(first), refresher: readParameters(rest).get('refresher')?.toLowerCase() };
}

export function readLeast(message: Pick<SipMessage, 'headers'>): number {
  const [text = ''] = (headerOf(message, 'min-se') ?? '').split(';');
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : 0;
}

/** What we answer to a request of theirs; undefined: their interval is too small, to be said with 422. A peer that knows no timers is refreshed by us. */
export function agreeInterval(
  request: Pick<SipMessage, 'headers'>,
  { wanted, least }: IntervalSettings,
): Interval | undefined {
  const said = readInterval(request);
  const knowsTimers =
    tokensOf(request, 'supported').has('timer') || tokensOf(request, 'require').has('timer');
  if (said && said.seconds < least) return undefined;
  const mostWanted = Math.max(wanted, least, readLeast(request));
  return {
    seconds: said ? Math.min(said.seconds, mostWanted) : mostWanted,
    isOurs: !knowsTimers || said?.refresher === 'uas',
  };
}

/** For a 200 of ours: in it they are the client. */
export function intervalHeaders({ seconds, isOurs }: Interval): [string, string][] {
  return [
    ['session-expires', `${seconds};refresher=${isOurs ? 'uas' : 'uac'}`],
    ...(isOurs ? [] : [['require', 'timer'] as [string, string]]),
  ];
}

/** After their 200 to a refresh of ours, in which we are the client. */
export function intervalOfAnswer(
  response: Pick<SipMessage, 'headers'>,
  before: Interval,
  least: number,
): Interval {
  const said = readInterval(response);
  if (!said) return { ...before, isOurs: true };
  return { seconds: Math.max(said.seconds, least), isOurs: said.refresher !== 'uas' };
}

export interface IntervalWatch {
  /** From now on, by this. */
  start(interval: Interval): void;
  stop(): void;
  current(): Interval | undefined;
}

/** Asks for a refresh at half the interval when it is ours to make, and tells when none came: a third of it, at most 32 s, before its end (RFC 4028, 10). */
export function watchInterval(refresh: () => void, expired: () => void): IntervalWatch {
  let current: Interval | undefined;
  let timers: NodeJS.Timeout[] = [];
  const stop = (): void => {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
  };
  return {
    start(interval) {
      stop();
      current = interval;
      const end = (interval.seconds - Math.min(32, interval.seconds / 3)) * 1000;
      // Longer than a timer can be set for is never.
      if (end > 2 ** 31 - 1) return;
      timers.push(setTimeout(expired, end));
      if (interval.isOurs) timers.push(setTimeout(refresh, interval.seconds * 500));
    },
    stop,
    current: () => current,
  };
}
