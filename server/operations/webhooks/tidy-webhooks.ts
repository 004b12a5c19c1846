import type { Clock } from '../../base/clock.ts';
import type { Conditions } from '../../base/conditions.ts';
import type { Gate } from '../../safeguards/processors/gate.ts';
import type { Db } from '../../storage/database.ts';
import { countStopped, removeOldDeliveries } from './webhooks-store.ts';

const keepDays = 30;
const reportEvery = 10_000;

export function createTidy(deps: { db: Db; gate: Gate; clock: Clock; conditions: Conditions }) {
  let reportedAt = 0;
  return {
    /** A web hook that was stopped is told of where staff look. */
    async report(): Promise<void> {
      const now = Date.now();
      if (now - reportedAt < reportEvery) return;
      reportedAt = now;
      const stopped = await countStopped(deps.db);
      deps.conditions.report('connections', stopped > 0 ? 'endpoint-stopped' : null);
    },
    /** Deliveries are listed for thirty days; disclosures as long as the access log. For the schedule. */
    async removeOld(): Promise<void> {
      await removeOldDeliveries(deps.db, deps.clock.now(), keepDays);
      await deps.gate.removeOld();
    },
  };
}
