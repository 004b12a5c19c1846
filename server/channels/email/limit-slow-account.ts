import { setTimeout as sleep } from 'node:timers/promises';
import { MailNotSent } from './send-mail.ts';

/** Mails that one account may have in hand at a time; the job runner has room for as many of each, and for other work. */
export const mostInHand = 2;
const patience = 2_000;

/** @throws MailNotSent when the account has no room for it now */
export type InTurn = <Of>(handOver: () => Promise<Of>) => Promise<Of>;

/**
 * A server that accepts connections and says nothing holds each mail for a minute. So that its mail does not stand in
 * every place where mail of other accounts could go, only two wait for it; those behind them wait two seconds, and while
 * nothing moves are turned back at once to be tried again later. All of a handing over is one turn, its notes included:
 * what only waits here is not in hand.
 */
export function limitSlowAccount(): InTurn {
  let inHand = 0;
  let stuck = false;
  let freed = Promise.withResolvers<void>();

  async function takePlace(): Promise<void> {
    const until = performance.now() + patience;
    while (inHand >= mostInHand) {
      const left = until - performance.now();
      if (stuck || left <= 0) {
        stuck = true;
        throw new MailNotSent('server-not-answering', true);
      }
      const stop = new AbortController();
      await Promise.race([
        freed.promise,
        sleep(left, undefined, { signal: stop.signal }).catch(() => undefined),
      ]);
      stop.abort();
    }
    inHand += 1;
  }

  return async (handOver) => {
    await takePlace();
    try {
      return await handOver();
    } finally {
      inHand -= 1;
      stuck = false;
      freed.resolve();
      freed = Promise.withResolvers();
    }
  };
}
