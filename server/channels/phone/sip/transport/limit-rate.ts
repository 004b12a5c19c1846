export interface RateLimit {
  /** Whether one more may pass now. */
  take(): boolean;
  /** Milliseconds until one more may. */
  wait(): number;
}

/** A bucket that fills by `perSecond` and holds twice as many. */
export function limitRate(perSecond: number, now: () => number = () => performance.now()): RateLimit {
  const most = perSecond * 2;
  let held = most;
  let at = now();
  const fill = (): void => {
    const moment = now();
    held = Math.min(most, held + ((moment - at) / 1000) * perSecond);
    at = moment;
  };
  return {
    take() {
      fill();
      if (held < 1) return false;
      held -= 1;
      return true;
    },
    wait() {
      fill();
      return held >= 1 ? 0 : Math.ceil(((1 - held) / perSecond) * 1000);
    },
  };
}
