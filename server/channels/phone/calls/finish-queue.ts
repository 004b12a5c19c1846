import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../../base/logger.ts';
import type { Id } from '../../../base/new-id.ts';

export interface FinishQueue<What> {
  /** To be finished, after those before it. Again while it waits: once, by what was said last. */
  add(recordingId: Id<'recording'>, what: What): void;
  /** Waits for those in hand; the others stay for the next life. */
  stop(): Promise<void>;
}

/** Milliseconds until what could not be done is tried again. */
const patience = 30_000;

/** Half of the machine, so that calls that go on have the other: a processor turns over an hour of calls into Opus in a minute. */
const atOnce = Math.max(1, Math.floor(availableParallelism() / 2));

export function createFinishQueue<What>(
  log: Logger,
  finishOne: (recordingId: Id<'recording'>, what: What) => Promise<void>,
  { width = atOnce, pause = patience }: { readonly width?: number; readonly pause?: number } = {},
): FinishQueue<What> {
  const waiting = new Map<Id<'recording'>, What>();
  /** What is in hand is not begun a second time beside itself. */
  const inHand = new Set<Id<'recording'>>();
  const stopping = new AbortController();
  const hands = new Set<Promise<void>>();

  function next(): [Id<'recording'>, What] | undefined {
    for (const each of waiting) if (!inHand.has(each[0])) return each;
    return undefined;
  }

  async function run(): Promise<void> {
    for (;;) {
      const taken = stopping.signal.aborted ? undefined : next();
      if (taken === undefined) return;
      const [recordingId, what] = taken;
      waiting.delete(recordingId);
      inHand.add(recordingId);
      try {
        await finishOne(recordingId, what);
      } catch (error) {
        log.error({ recordingId, error }, 'a recording could not be finished; trying again');
        void again(recordingId, what);
      }
      inHand.delete(recordingId);
    }
  }

  /** Later, behind the others, unless it is said anew meanwhile. */
  async function again(recordingId: Id<'recording'>, what: What): Promise<void> {
    await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (!waiting.has(recordingId)) add(recordingId, what);
  }

  function add(recordingId: Id<'recording'>, what: What): void {
    waiting.set(recordingId, what);
    begin();
  }

  function begin(): void {
    if (hands.size >= width || stopping.signal.aborted) return;
    const hand: Promise<void> = run().finally(() => {
      hands.delete(hand);
      if (next() !== undefined) begin();
    });
    hands.add(hand);
  }

  return {
    add,
    async stop() {
      stopping.abort();
      await Promise.all(hands);
    },
  };
}
