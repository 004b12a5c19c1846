import { describeError, type Logger } from '../../base/logger.ts';
import type { MailReceiver } from './receive-mail.ts';

export interface MailPump {
  /** Keeps a mail and lines it up for processing; resolves when it is durable. */
  readonly keep: MailReceiver['keep'];
  start(): void;
  /** Ends after the mails in hand; what is still lined up is found again at the next start. */
  stop(): Promise<void>;
  /** Mails kept by this process and not yet processed. */
  waiting(): number;
}

/** More than this is left to the pass over leftovers: memory stays bounded under a flood. */
const mostLinedUp = 2_000;

/**
 * Processes what was kept: at once what came by this process, and every few seconds what any process
 * left behind (killed, or the database was away).
 */
export function createMailPump(
  deps: { receiver: MailReceiver; log: Logger },
  options: { atOnce?: number; leftoversEvery?: number } = {},
): MailPump {
  const { receiver, log } = deps;
  const atOnce = options.atOnce ?? 8;
  const linedUp: string[] = [];
  const working = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let sweeping: Promise<unknown> | undefined;

  function pump(): void {
    while (!stopped && working.size < atOnce) {
      const rawId = linedUp.shift();
      if (rawId === undefined) return;
      const work: Promise<void> = receiver
        .process(rawId)
        .then(
          () => undefined,
          (error: unknown) =>
            log.warn(
              { rawId, error: describeError(error) },
              'mail could not be processed now; it will be tried again',
            ),
        )
        .finally(() => {
          working.delete(work);
          pump();
        });
      working.add(work);
    }
  }

  function takeLeftovers(): void {
    if (stopped || sweeping || linedUp.length > 0) return;
    sweeping = receiver
      .processLeftovers(200)
      .catch((error: unknown) =>
        log.warn({ error: describeError(error) }, 'leftover mail could not be looked for'),
      )
      .finally(() => (sweeping = undefined));
  }

  return {
    async keep(input) {
      const kept = await receiver.keep(input);
      if (kept.state === 'new' && linedUp.length < mostLinedUp) {
        linedUp.push(kept.rawId);
        pump();
      }
      return kept;
    },
    start() {
      takeLeftovers();
      timer = setInterval(takeLeftovers, options.leftoversEvery ?? 5_000);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all([...working, sweeping]);
    },
    waiting: () => linedUp.length + working.size,
  };
}
