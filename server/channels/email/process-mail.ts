import { describeError, type Logger } from '../../base/logger.ts';
import type { HugeMailLimit } from './limit-huge-mail.ts';
import type { Kept, MailIntake, MailReceiver, WaitingMail } from './receive-mail.ts';

/** What the register is told of a mail that failed, so that it does not hold up others. */
export interface FailedMail {
  /** Puts it back to be tried later, or, after many tries, into the tray. */
  noteFailure(rawId: string, error: unknown): Promise<void>;
}

export interface MailPump {
  /** Keeps a mail and lines it up for processing; resolves when it is durable. */
  readonly keep: MailReceiver['keep'];
  readonly begin: MailReceiver['begin'];
  start(): void;
  /** Ends after the mails in hand; what is still lined up is found again at the next start. */
  stop(): Promise<void>;
  /** Mails kept by this process and not yet processed. */
  waiting(): number;
}

/** More than this is left to the pass over leftovers: memory stays bounded under a flood. */
const mostLinedUp = 2_000;
const leftoversAtOnce = 200;

/**
 * Processes what was kept: at once what came by this process, and every few seconds what any process
 * left behind (killed, or the database was away).
 */
export function createMailPump(
  deps: {
    receiver: Pick<MailReceiver, 'keep' | 'begin' | 'process'>;
    intake: FailedMail & Pick<MailIntake, 'listUnprocessed'>;
    log: Logger;
    /** Shared with whatever else holds whole mails. */
    huge?: HugeMailLimit;
  },
  options: { atOnce?: number; leftoversEvery?: number } = {},
): MailPump {
  const { receiver, intake, log } = deps;
  const atOnce = options.atOnce ?? 8;
  const linedUp: WaitingMail[] = [];
  const working = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let more = false;
  let first: string | undefined;
  const inHand = new Set<string>();
  /** In hand at any time since leftovers were last asked for: the answer may show them as they were before. */
  let handled = new Set<string>();
  let sweeping: Promise<unknown> | undefined;

  async function process({ rawId, bytes }: WaitingMail): Promise<void> {
    const release = await deps.huge?.take(bytes);
    try {
      await receiver.process(rawId);
    } catch (error) {
      log.warn(
        { rawId, error: describeError(error) },
        'mail could not be processed now; it will be tried again',
      );
      // The database may be what failed: then it stands as it stood.
      await intake.noteFailure(rawId, error).catch(() => undefined);
    } finally {
      release?.();
    }
  }

  function pump(): void {
    while (!stopped && working.size < atOnce) {
      const next = linedUp.shift();
      if (next === undefined) {
        // A full round of leftovers: there may be more.
        if (more && working.size === 0) takeLeftovers();
        return;
      }
      inHand.add(next.rawId);
      handled.add(next.rawId);
      const work: Promise<void> = process(next).finally(() => {
        working.delete(work);
        inHand.delete(next.rawId);
        pump();
      });
      working.add(work);
    }
  }

  function takeLeftovers(): void {
    if (stopped || sweeping || linedUp.length > 0) return;
    handled = new Set(inHand);
    sweeping = intake
      .listUnprocessed(leftoversAtOnce)
      .then((found) => {
        // The same first again: nothing moves, so the next look is the timer's.
        more = found.length === leftoversAtOnce && found[0]?.rawId !== first;
        first = found[0]?.rawId;
        linedUp.push(...found.filter(({ rawId }) => !handled.has(rawId)));
      })
      .catch((error: unknown) => {
        more = false;
        log.warn({ error: describeError(error) }, 'leftover mail could not be looked for');
      })
      .finally(() => {
        sweeping = undefined;
        pump();
      });
  }

  function lineUp({ rawId, state }: Kept, bytes: number): void {
    if (state !== 'new' || linedUp.length >= mostLinedUp) return;
    linedUp.push({ rawId, bytes });
    pump();
  }

  return {
    async keep(input) {
      const kept = await receiver.keep(input);
      lineUp(kept, input.raw.length);
      return kept;
    },
    async begin(input) {
      const arriving = await receiver.begin(input);
      return {
        ...arriving,
        async finish() {
          const kept = await arriving.finish();
          lineUp(kept, kept.bytes);
          return kept;
        },
      };
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
