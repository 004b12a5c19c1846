import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from './contacts.ts';
import { countToReturn, readGoingOn } from './call-log-store.ts';
import { type CallRow, type LegRow, readLegs } from './calls-store.ts';
import { longestCallHours } from './list-calls.ts';

export interface WatchedCall {
  readonly row: CallRow;
  readonly legs: readonly LegRow[];
}

const most = 500;
const toReturnDays = 30;

/**
 * The calls that go on in the queues whose figures the reader may see, the longest first, and how many wait to be called back. Of
 * the people on them nothing is told, so nothing is opened: who, is in the log of calls.
 */
export async function watchCalls(
  { db, access, clock }: ContactsDeps,
  actor: StaffActor,
): Promise<{ calls: WatchedCall[]; more: boolean; toReturn: number }> {
  const queues = await access.queuesFor(actor, 'read-reports');
  const now = clock.now().getTime();
  const [rows, toReturn] = await Promise.all([
    readGoingOn(db, { queues, since: new Date(now - longestCallHours * 3_600_000), limit: most + 1 }),
    countToReturn(db, queues, new Date(now - toReturnDays * 86_400_000)),
  ]);
  const shown = rows.slice(0, most);
  const legs = Map.groupBy(
    await readLegs(
      db,
      shown.map(({ id }) => id),
    ),
    ({ call_id }) => call_id,
  );
  return {
    calls: shown.map((row) => ({ row, legs: legs.get(row.id) ?? [] })),
    more: rows.length > most,
    toReturn,
  };
}
