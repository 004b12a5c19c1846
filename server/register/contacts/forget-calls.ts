import type { Clock } from '../../base/clock.ts';
import type { Db } from '../../storage/database.ts';
import { forgetKnownCalls } from './calls-store.ts';

/** Milliseconds that a call is known, gone or not. An exchange that was away tells of its calls when it is back; so long after, nobody does. */
export const callsKnownFor = 90 * 86_400_000;

/** Forgets the digests of calls that are long gone. @returns how many */
export function forgetCalls({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  return forgetKnownCalls(db, new Date(clock.now().getTime() - callsKnownFor));
}
