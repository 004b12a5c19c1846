import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../../base/logger.ts';
import type { Id } from '../../../base/new-id.ts';

export interface FinishQueue<What> {
  /** To be finished, after those before it. */
  add(recordingId: Id<'recording'>, what: What): void;
  /** Waits for the one in hand; the others stay for the next life. */
  stop(): Promise<void>;
}

/** Milliseconds until what could not be done is tried again. */
const patience = 30_000;

/** One at a time, so that calls that go on have the machine. */
export function createFinishQueue<What>(
  log: Logger,
  finishOne: (recordingId: Id<'recording'>, what: What) => Promise<void>,
): FinishQueue<What> {
  const waiting = new Map<Id<'recording'>, What>();
  const stopping = new AbortController();
  let work: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const [next] = waiting;
      if (next === undefined) return;
      const [recordingId, what] = next;
      try {
        await finishOne(recordingId, what);
        waiting.delete(recordingId);
      } catch (error) {
        log.error({ recordingId, error }, 'a recording could not be finished; trying again');
        // Behind the others.
        waiting.delete(recordingId);
        waiting.set(recordingId, what);
        await sleep(patience, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  function begin(): void {
    work ??= run().finally(() => {
      work = undefined;
      if (waiting.size > 0 && !stopping.signal.aborted) begin();
    });
  }

  return {
    add(recordingId, what) {
      waiting.set(recordingId, what);
      begin();
    },
    async stop() {
      stopping.abort();
      await work;
    },
  };
}
