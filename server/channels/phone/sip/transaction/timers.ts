/** Milliseconds, by the names of RFC 3261, 17. */
export interface Timers {
  /** A round trip, as is supposed: the first retransmission. */
  readonly t1: number;
  /** The longest between two retransmissions. */
  readonly t2: number;
  /** How long a message may stay in the network. */
  readonly t4: number;
}

export const usualTimers: Timers = { t1: 500, t2: 4000, t4: 5000 };

/** Until a transaction is given up. */
export const giveUp = ({ t1 }: Timers): number => 64 * t1;

export interface Repeating {
  stop(): void;
}

/** Calls again after t1, then after twice as long each time, at most t2 apart. */
export function repeat({ t1, t2 }: Timers, longest: 'to-t2' | 'doubling', act: () => void): Repeating {
  let pause = t1;
  let timer: NodeJS.Timeout;
  const next = (): void => {
    timer = setTimeout(() => {
      act();
      pause = longest === 'to-t2' ? Math.min(pause * 2, t2) : pause * 2;
      next();
    }, pause);
  };
  next();
  return { stop: () => clearTimeout(timer) };
}
