import { setTimeout as sleep } from 'node:timers/promises';
import type { Conditions } from './base/conditions.ts';
import { describeError } from './base/logger.ts';

/** Milliseconds a part may take to say how it is: one that is frozen says nothing. */
const patience = 4_000;

/** Asks a part how it is. One that has not answered yet is not asked again, so that what hangs does not pile up. */
export function createLook(
  conditions: Conditions,
  part: 'database' | 'blobs',
  look: () => Promise<unknown>,
): () => Promise<void> {
  let asked: Promise<string | null> | undefined;
  return async () => {
    asked ??= look()
      .then(
        () => null,
        (error: unknown) => describeError(error).code.toLowerCase(),
      )
      .finally(() => (asked = undefined));
    conditions.report(
      part,
      await Promise.race([asked, sleep(patience, 'storage-unavailable', { ref: false })]),
    );
  };
}

/** Does it now and then, never twice at once; what fails is done again at its next turn. @returns what ends it */
export function everyWhile(milliseconds: number, act: () => Promise<unknown>): () => void {
  let under: Promise<unknown> | undefined;
  const begin = () =>
    void (under ??= act()
      .catch(() => undefined)
      .finally(() => (under = undefined)));
  begin();
  const timer = setInterval(begin, milliseconds);
  return () => clearInterval(timer);
}
