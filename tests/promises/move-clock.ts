import type { Clock } from '../../server/base/clock.ts';

export interface MovableClock extends Clock {
  set(moment: Date | string): void;
  /** Moves on by so many milliseconds. */
  pass(milliseconds: number): void;
}

/** Time as the test has it. @param start ISO moment */
export function movableClock(start: string): MovableClock {
  let at = new Date(start);
  return {
    now: () => new Date(at),
    set: (moment) => void (at = new Date(moment)),
    pass: (milliseconds) => void (at = new Date(at.getTime() + milliseconds)),
  };
}
