import type { Clock } from '../../base/clock.ts';
import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import { dayOf } from './calendar-day.ts';

/** What a member of staff was given and has promised, whatever today's declaration makes of it. */
export interface Rights {
  readonly active: boolean;
  /** Tasks granted, not revoked, and not past their last day. */
  readonly tasks: readonly string[];
  /** Versions of the undertaking. */
  readonly accepted: readonly number[];
}

export interface RightsReader {
  of(staffId: Id<'staff'>): Promise<Rights>;
  /** This process sees a change at once, every other within a second. */
  changed(staffId: Id<'staff'>): void;
}

const freshMilliseconds = 1_000;
const none: Rights = { active: false, tasks: [], accepted: [] };

const rightsSql = `
  SELECT m.state = 'active' AS active,
    ARRAY(SELECT DISTINCT g.task FROM staff.task_grant g
          WHERE g.staff_id = m.id AND g.revoked_at IS NULL AND g.until >= $2::date) AS tasks,
    ARRAY(SELECT a.version FROM staff.undertaking_acceptance a WHERE a.staff_id = m.id) AS accepted
  FROM staff.member m WHERE m.id = $1`;

/** @param deps.timeZone the register's: a task lasts to the end of its last day there */
export function createRightsReader(deps: { db: Db; clock: Clock; timeZone(): string }): RightsReader {
  const known = new Map<Id, { at: number; rights: Promise<Rights> }>();

  return {
    async of(staffId) {
      const now = deps.clock.now();
      const held = known.get(staffId);
      if (held && Math.abs(now.getTime() - held.at) < freshMilliseconds) return held.rights;
      const rights = deps.db
        .query<Rights>(rightsSql, [staffId, dayOf(now, deps.timeZone())])
        .then(([row]) => row ?? none);
      // Counted from the question, not the answer: what it says may be as old as that.
      const asked = { at: now.getTime(), rights };
      known.set(staffId, asked);
      rights.catch(() => {
        if (known.get(staffId) === asked) known.delete(staffId);
      });
      return rights;
    },

    changed: (staffId) => void known.delete(staffId),
  };
}
