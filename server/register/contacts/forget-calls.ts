import type { Clock } from '../../base/clock.ts';
import type { Db } from '../../storage/database.ts';
import { forgetKnownCalls } from './calls-store.ts';

/** An exchange that was away tells of its calls when it is back; so long after, nobody does. */
const keepDays = 90;

/** Forgets the digests of calls that are long gone. @returns how many */
export function forgetCalls({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  return forgetKnownCalls(db, new Date(clock.now().getTime() - keepDays * 86_400_000));
}
